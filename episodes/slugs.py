"""The addresses of a show's episodes that are not free: taken now, kept in the bin, left behind, or the show's own."""

from episodes.models import Episode, EpisodeAddress, RetiredAddress, Show
from episodes.models.episode import RESERVED_EPISODE_SLUGS, RESERVED_ON_DOMAINS
from guests.slugs import free_slug, slugify


def is_taken(slug: str, *, show: Show, but: Episode | None = None) -> bool:
    """Whether an episode of `show` other than `but` cannot be made at `slug`."""
    others = Episode.everything.filter(show=show, slug=slug)
    if but and but.pk:
        others = others.exclude(pk=but.pk)
    return (
        slug in RESERVED_EPISODE_SLUGS
        or slug in RESERVED_ON_DOMAINS
        or others.exists()
        or EpisodeAddress.objects.filter(show=show, slug=slug).exists()
        or RetiredAddress.objects.filter(show=show, slug=slug).exists()
    )


def free(title: str, *, show: Show) -> str:
    """Return the address of a new episode of `show` that is called `title`."""
    return free_slug(slugify(title, fallback="episode"), taken=lambda slug: is_taken(slug, show=show))
