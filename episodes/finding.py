"""From the slugs of an address to the thing meant, for whoever asks.

Unknown and unpublished are the same 404; what was public once is known already, and said to be gone.
"""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.http.request import split_domain_port

from episodes.models import Episode, EpisodeAddress, RetiredAddress, Show, ShowAddress, Topic, TopicAddress
from guests.moves import Moved
from guests.prepared import NOW, Prepared, Slot


class Gone(Http404):
    """What was public once and is no longer; `show` is the show it was in, where that is public itself."""

    def __init__(self, show: Show | None) -> None:
        super().__init__()
        self.show = show


_show = Prepared(lambda: Show.objects.public(now=NOW).filter(slug=Slot("slug"))[:1])
_topic = Prepared(lambda: Topic.objects.public(now=NOW).filter(slug=Slot("slug"))[:1])


@Prepared
def _episode() -> Any:
    there = Episode.objects.published(now=NOW).filter(show__slug=Slot("show"), slug=Slot("slug"))
    return there.select_related("show", "season", "outgoing")[:1]


def find_show(request: HttpRequest, slug: str) -> Show:
    """Return the show at `slug`; raise Moved from a former slug, Http404 where nothing may be seen.

    Of what is returned `is_public` says whether everybody may see it.
    """
    show = _show.first(slug=slug)
    if show is not None:
        show.is_public = True
    else:
        _follow_show(request, slug)
        show = Show.objects.visible_to(request.user).filter(slug=slug).first()
    if show is None:
        raise Http404
    return show


def lead_home(request: HttpRequest, show: Show) -> None:
    """Raise Moved where a public page of the show is asked for elsewhere than on the show's own domain.

    The port does not count, which servers in between may change; nor does what is sent, which would be lost.
    """
    home = urlsplit(show.public_address(request.path_info))
    here = (split_domain_port(request.get_host())[0], request.path)
    if home.netloc and request.method != "POST" and (home.hostname, home.path) != here:
        raise Moved(to=home.geturl())


def find_heard_show(request: HttpRequest, slug: str) -> Show:
    """As `find_show`, but only once an episode of it is public: before that there is nothing to follow or to read."""
    show = find_show(request, slug)
    if not show.is_public:
        raise Http404
    return show


def find_episode(request: HttpRequest, *, show: str, slug: str) -> Episode:
    """Return the episode at `show`/`slug`: public, or one that who asks may preview.

    Only where nothing public is found is the user looked at, so a listener's answer does not vary by cookie.
    Raises Gone, a kind of Http404, where it was public once.
    """
    episode: Episode | None = _episode.first(show=show, slug=slug)
    if episode is None:
        _follow_show(request, show)
        _follow_episode(request, show=show, slug=slug)
        visible = Episode.objects.select_related("show", "season", "outgoing").visible_to(request.user)
        episode = visible.filter(show__slug=show, slug=slug).first()
    if episode is None:
        _say_if_gone(show, slug)
        raise Http404
    return episode


def _say_if_gone(show: str, slug: str) -> None:
    """Raise Gone if something at the address was public once: withdrawn, deleted, or put off to another day."""
    its = Episode.everything.filter(show__slug=show, was_public=True)
    former = EpisodeAddress.objects.filter(show__slug=show, slug=slug, episode__was_public=True)
    retired = RetiredAddress.objects.filter(show__slug=show, slug=slug, was_public=True)
    if any(found.exists() for found in (its.filter(slug=slug), former, retired)):
        raise Gone(Show.objects.public().filter(slug=show).first())


def hides(path: str) -> bool:
    """Whether `path` is an address of something that was never public, or below one: a list of addresses would tell it.

    Three queries at most, in whatever case it is written.
    """
    first, _slash, rest = path.strip("/").partition("/")
    second = rest.partition("/")[0]
    show, slug = {"show__slug__iexact": first}, {"slug__iexact": second}
    public = Episode.objects.published().values("pk")
    if Show.objects.filter(slug__iexact=first).exclude(pk__in=Show.objects.public().values("pk")).exists():
        return True
    return bool(second) and (
        Episode.everything.filter(**show, **slug, was_public=False).exclude(pk__in=public).exists()
        or EpisodeAddress.objects.filter(**show, **slug, episode__was_public=False).exclude(episode__in=public).exists()
        or RetiredAddress.objects.filter(**show, **slug, was_public=False).exists()
    )


def find_topic(slug: str) -> Topic:
    """Return the topic at `slug` if an episode on it is public."""
    topic = _topic.first(slug=slug)
    if topic is None:
        former = (
            TopicAddress.objects.filter(slug=slug, topic__in=Topic.objects.public()).select_related("topic").first()
        )
        if former:
            raise Moved(topic=former.topic.slug)
        raise Http404
    return topic


def _follow_show(request: HttpRequest, slug: str) -> None:
    visible = Show.objects.visible_to(request.user)
    former = ShowAddress.objects.filter(slug=slug, show__in=visible).select_related("show").first()
    if former:
        raise Moved(show=former.show.slug)


def _follow_episode(request: HttpRequest, *, show: str, slug: str) -> None:
    visible = Episode.objects.visible_to(request.user)
    former = EpisodeAddress.objects.filter(show__slug=show, slug=slug, episode__in=visible)
    if found := former.select_related("episode").first():
        raise Moved(episode=found.episode.slug)
