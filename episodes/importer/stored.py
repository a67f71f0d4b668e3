"""What is here of episodes, in the terms in which a plan compares them.

It is read as plain values. Rows as objects, and what is fetched along with them, refer to one another; such circles lie
in memory until the garbage collector looks at everything, which it rarely does where there is much.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from episodes.importer.digests import digest
from episodes.importer.documents import Seen
from episodes.importer.episode_fields import LINKED
from episodes.models import Chapter, Credit, Episode, ResourceLink, Soundbite, Transcript

_OF_THE_IMPORT = ("pk", "fields", "publish_at", "documents", "documents_at")
_COLUMNS = (
    "pk", "guid", "title", "summary", "notes", "kind", "season__number", "number", "number_label", "explicit", "block",
    "publish_at", "audio_file", "audio_url", "audio_type", "audio_size", "duration_ms", "cover", "license",
    "license_url", "funding_label", "funding_url", "social_protocol", "social_url", "social_account", "location_name",
    "location_geo", "guid_is_permalink", "kept_xml", *(f"imported__{name}" for name in _OF_THE_IMPORT),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Stored:
    """An episode as it is now: `fields` by their names, each as `Wanted.value` would say it, and whether its audio
    `is_linked`, that is, elsewhere.

    Of one that came from a feed, `known`, `documents` and `documents_at` are what its `ImportedEpisode` has as `fields`
    and by these names; of one that began here `known` is None.
    """

    pk: int
    guid: str
    fields: Mapping[str, Any]
    is_linked: bool
    known: Mapping[str, Sequence[str]] | None
    documents: Mapping[str, Seen]
    documents_at: dt.datetime | None


def stored(episodes: "QuerySet[Episode]", *, without: Collection[str] = ()) -> Iterator[Stored]:
    """Each of these episodes, in seven queries for all of them; `without` names `BELONGING` fields in which nothing is,
    as the caller knows, so that there is no query for them."""
    rows = list(episodes.values(*_COLUMNS))
    belongings = _belongings([row["pk"] for row in rows], without)
    for row in rows:
        yield Stored(
            pk=row["pk"],
            guid=row["guid"],
            fields=_fields(row, belongings),
            is_linked=bool(row["audio_url"]),
            known=None if row["imported__pk"] is None else row["imported__fields"],
            documents=row["imported__documents"] or {},
            documents_at=row["imported__documents_at"],
        )


def fields_of(episode: int, *, without: Collection[str] = ()) -> Mapping[str, Any]:
    """The fields of one episode, by its key; `without` as in `stored`."""
    return next(stored(Episode.everything.filter(pk=episode), without=without)).fields


_TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "links": (ResourceLink, ("label", "url", "sponsored")),
    "people": (Credit, ("person", "role")),
    "topics": (Episode.topics.through, ("topic__name",)),
    "chapters": (Chapter, ("start_ms", "title", "url", "hidden", "end_ms", "image", "image_url")),
    "transcripts": (Transcript, ("language", "webvtt")),
    "soundbites": (Soundbite, ("start_ms", "duration_ms", "title")),
}
BELONGING = frozenset(_TABLES)
"""The fields of which each has a table of its own."""


type _Rows = dict[int, list[list[Any]]]


def _belongings(episodes: Sequence[int], without: Collection[str]) -> Mapping[str, _Rows]:
    """By field, the rows that belong to episodes, by the key of the episode."""

    def rows(model: type[Model], *columns: str) -> Iterable[tuple[Any, ...]]:
        return model._default_manager.filter(episode__in=episodes).values_list("episode", *columns)

    return {
        name: _grouped(() if name in without else rows(model, *columns)) for name, (model, columns) in _TABLES.items()
    }


def _grouped(rows: Iterable[tuple[Any, ...]]) -> _Rows:
    found = defaultdict[int, list[list[Any]]](list)
    for episode, *values in rows:
        found[episode].append(values)
    return found


def _fields(row: Mapping[str, Any], belongings: Mapping[str, _Rows]) -> dict[str, Any]:
    # What waits for its audio has no moment yet, and is to have this one.
    publish_at = row["imported__publish_at"] or row["publish_at"]
    chapters, links, people, topics, transcripts, soundbites = (
        belongings[name][row["pk"]] for name in ("chapters", "links", "people", "topics", "transcripts", "soundbites")
    )
    return {
        "title": row["title"],
        "summary": row["summary"],
        "notes": row["notes"],
        "links": links,
        "kind": row["kind"],
        "season": row["season__number"],
        "number": row["number"],
        "number_label": row["number_label"],
        "explicit": row["explicit"],
        "block": row["block"],
        "publish_at": publish_at.isoformat() if publish_at else "",
        "audio": [row["audio_url"] or row["audio_file"] or "", row["audio_type"], row["audio_size"]],
        "duration_ms": row["duration_ms"],
        "cover": row["cover"] or "",
        "people": people,
        "topics": sorted(name for (name,) in topics),
        "chapters": [values for *values, _image, _image_url in chapters],
        "pictures": [
            [start, image] if image else [start, url, LINKED]
            for start, *_others, image, url in chapters
            if image or url
        ],
        "transcripts": [[language, digest(webvtt)] for language, webvtt in transcripts],
        "soundbites": sorted(soundbites),
        "license": [row["license"], row["license_url"]],
        "funding": [row["funding_label"], row["funding_url"]],
        "social": [row["social_protocol"], row["social_url"], row["social_account"]],
        "place": [row["location_name"], row["location_geo"]],
        "guid_is_permalink": row["guid_is_permalink"],
        "kept": row["kept_xml"],
    }
