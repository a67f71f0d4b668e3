"""What a new episode starts with: what its show has ready, or what another episode is like."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import publishing, slugs
from episodes.formats import title_patterns
from episodes.models import Credit, Episode, ResourceLink, Season, Show

_TITLE_MOST = 255

# What is the same in a duplicate. All else is the episode's own, or belongs to its audio, or to its publication.
_SAME = ("show", "season", "kind", "summary", "notes", "cover_alt", "explicit", "block")


def values(*, show: Show) -> dict[str, Any]:
    """The fields of a new episode of `show`, before anybody has typed: a number, a season, a title, notes."""
    latest = show.episodes.newest_first().select_related("season").exclude(season=None).first()
    season: Season | None = latest.season if latest else None
    number = publishing.next_number(show=show, season=season)
    return {
        "season": season,
        "number": number,
        "explicit": show.explicit,
        "title": _title(show, number=number, season=season),
        "notes": show.notes_template,
    }


def _title(show: Show, *, number: int, season: Season | None) -> str:
    today = timezone.now().astimezone(show.zone).date()
    title = title_patterns.fill(
        show.title_pattern,
        {
            "number": number,
            "season": season and season.number,
            "season_name": season and season.name,
            "week": today.isocalendar().week,
            "month": today.month,
            "year": today.year,
            "date": today.isoformat(),
        },
    )
    # So that one types on at once.
    return f"{title} " if title else ""


def credits(*, show: Show) -> list[dict[str, Any]]:
    """The people of a new episode, in their order: `person` (its key) and `role`."""
    return [dict(credit) for credit in show.standing_credits.values("person", "role")]


def links(*, show: Show) -> list[dict[str, Any]]:
    """The links of a new episode, in their order: `label`, `url`, `sponsored`."""
    return [dict(link) for link in show.standing_links.values("label", "url", "sponsored")]


@transaction.atomic
def duplicate(*, episode: Episode, by: User) -> Episode:
    """Return a new draft that is like `episode`: its texts, cover, topics, people and links.

    It has a GUID, an address and a number of its own, and no audio; chapters, soundbites and transcripts are left
    behind, since they belong to that.
    """
    if not by.has_perm("episodes.add_episode", episode):
        raise PermissionDenied
    copy = Episode(**{name: getattr(episode, name) for name in _SAME})
    copy.title = _("%s (copy)") % episode.title[: _TITLE_MOST - 20]
    copy.slug = slugs.free(copy.title, show=copy.show)
    if copy.kind == Episode.Kind.FULL:
        copy.number = publishing.next_number(show=episode.show, season=episode.season)
    _copy_cover(episode, copy)
    copy.save()
    copy.topics.set(episode.topics.all())
    Credit.objects.bulk_create(
        Credit(episode=copy, person_id=credit.person_id, role=credit.role, position=credit.position)
        for credit in episode.credits.all()
    )
    ResourceLink.objects.bulk_create(
        ResourceLink(
            episode=copy,
            label=link.label,
            url=link.url,
            archived_url=link.archived_url,
            is_dead=link.is_dead,
            sponsored=link.sponsored,
            position=link.position,
        )
        for link in episode.resource_links.all()
    )
    return copy


def _copy_cover(episode: Episode, copy: Episode) -> None:
    """Give `copy` a file of its own: another one's may be replaced or deleted."""
    cover: Any = episode.cover
    if not cover:
        return
    try:
        with cover.storage.open(cover.name) as file:
            copied: Any = copy.cover
            copied.save(cover.name, File(file), save=False)
    except OSError:  # lost from the storage: nothing to copy
        copy.cover = ""
