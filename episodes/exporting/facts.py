"""Rows → plain values, as they stand in the archive. A new field of a model is in it by itself.

What belongs to this installation alone is left out: keys, times of saving, who wrote what.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from episodes.models import Credit, Episode, Show, StandingCredit
from guests.models import Person

# Rows of a show that are nothing but their fields, by their relation.
SHOW_ROWS = ("standing_links", "listings", "funding_links", "feed_texts", "recommended_feeds", "holidays")
EPISODE_ROWS = ("resource_links", "soundbites", "chapters")
# The last but one is what was found at an address from here, and found again elsewhere; a domain leads to one site.
_OURS = frozenset({"id", "created_at", "updated_at", "at", "position", "is_dead", "domain"})
_OF_AN_EPISODE = frozenset({"notes", "was_public", "deleted_at", "audio_file", "audio_url", "audio_type", "audio_size"})


def fields(row: models.Model, *, but: Iterable[str] = ()) -> dict[str, Any]:
    """The values of the fields of a row itself; a file is its name in the archive's folder `images`."""
    left_out = _OURS.union(but)
    stored = (field for field in row._meta.concrete_fields if not (field.is_relation or field.generated))
    own = (field for field in stored if field.name not in left_out)
    return {field.name: _plain(getattr(row, field.name)) for field in own}


def _plain(value: Any) -> Any:
    if isinstance(value, models.fields.files.FieldFile):
        return picture_name(value.name)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def picture_name(name: str | None) -> str:
    """`images/0f3a.jpg` in the storage is `0f3a.jpg` in the archive's folder of pictures."""
    return (name or "").rpartition("/")[2]


def of_show(show: Show, *, seasons: Iterable[int], with_unpublished: bool) -> dict[str, Any]:
    """The show with what belongs to it; of its seasons those with the keys given.

    Of the addresses that are given to nobody again it has those that listeners know, or all.
    """
    retired = show.retired_addresses.order_by("slug")
    return {
        **fields(show),
        "former_slugs": sorted(show.former_addresses.values_list("slug", flat=True)),
        "seasons": [fields(season) for season in show.seasons.filter(pk__in=seasons).order_by("number")],
        "standing_credits": _credits(show.standing_credits.select_related("person")),
        "retired_addresses": [
            fields(row) for row in (retired if with_unpublished else retired.filter(was_public=True))
        ],
        "came_from": _came_from(show, "address", "link"),
        **{name: [fields(row) for row in getattr(show, name).all()] for name in SHOW_ROWS},
    }


def of_episode(episode: Episode) -> dict[str, Any]:
    """The episode without its notes, its audio and the words of its transcripts."""
    return {
        **fields(episode, but=_OF_AN_EPISODE),
        "season": episode.season.number if episode.season else None,
        "former_slugs": sorted(address.slug for address in episode.former_addresses.all()),
        "topics": sorted(topic.name for topic in episode.topics.all()),
        "credits": _credits(episode.credits.all()),
        "start_here": episode.start_here.position if hasattr(episode, "start_here") else None,
        "came_from": _came_from(episode, "link", "audio_url"),
        **{name: [fields(row) for row in getattr(episode, name).all()] for name in EPISODE_ROWS},
        "transcripts": [
            {"language": transcript.language, "remarks": transcript.remarks} for transcript in episode.transcripts.all()
        ],
    }


def of_person(person: Person) -> dict[str, Any]:
    return {
        **fields(person),
        "former_slugs": sorted(address.slug for address in person.former_addresses.all()),
        "links": [fields(link) for link in person.links.all()],
    }


def _came_from(row: Show | Episode, *names: str) -> dict[str, Any] | None:
    """Where a show or an episode was at another host; None for what began here."""
    return {name: getattr(row.imported, name) for name in names} if hasattr(row, "imported") else None


def of_topics(topics: Iterable[Any]) -> Iterator[dict[str, Any]]:
    return (fields(topic) for topic in topics)


def _credits(credits: Iterable[Credit | StandingCredit]) -> list[dict[str, str]]:
    return [{"person": credit.person.slug, "role": credit.role} for credit in credits]
