"""What is typed → the facts of readiness, before anything is saved."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from episodes import readiness
from episodes.formats import timestamps
from episodes.models import Episode
from guests.models import Person

_MOST_ROWS = 2_000


def facts_typed(*, data: Mapping[str, Any], episode: Episode) -> readiness.Facts:
    """Return the facts of `episode` as it would be with what `data` holds; what is not in it counts as stored."""
    stored = readiness.facts_of(episode=episode)
    text = {name: str(data[name]) for name in ("title", "summary", "notes") if name in data}
    typed: dict[str, Any] = {**text}
    if "title" in text:
        typed["title_taken"] = readiness.title_is_taken(show=episode.show, title=text["title"], episode=episode)
    if "number" in data:
        typed["number"] = int(data["number"]) if str(data["number"]).isdecimal() else None
    if "kind" in data:
        typed["full"] = data["kind"] == Episode.Kind.FULL
    if data.get("audio_kept"):
        typed |= {"audio": True, "audio_facts": True}
    elif data.get("audio_url") and not episode.audio_file:
        whole = all(data.get(name) for name in ("audio_size", "duration_ms"))
        typed |= {"audio": True, "audio_facts": bool(whole), "duration_ms": _clock(data.get("duration_ms", ""))}
    if "cover_alt" in data:
        notes, alt = text.get("notes", episode.notes), str(data["cover_alt"])
        typed["undescribed"] = readiness.undescribed(notes=notes, cover=bool(episode.cover), cover_alt=alt)
    return replace(stored, **typed, **_rows(data))


def _rows(data: Mapping[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    if "chapters-TOTAL_FORMS" in data:
        starts = (_clock(row("start_ms")) for row in _kept(data, "chapters") if row("start_ms") or row("title"))
        # The form puts them in order when it is saved.
        typed["chapters"] = tuple(sorted(start for start in starts if start is not None))
    if "credits-TOTAL_FORMS" in data:
        typed["people"] = _people([row("person") for row in _kept(data, "credits")])
    if "resource_links-TOTAL_FORMS" in data:
        rows = ((row("label"), row("url")) for row in _kept(data, "resource_links"))
        typed["links"] = readiness.links_of((label, url) for label, url in rows if label or url)
    return typed


def _kept(data: Mapping[str, Any], prefix: str) -> Iterator[Any]:
    """Each row that is not taken away, as a function from a field's name to what is typed there."""
    total = str(data[f"{prefix}-TOTAL_FORMS"])
    for index in range(min(int(total), _MOST_ROWS) if total.isdecimal() else 0):
        if not data.get(f"{prefix}-{index}-DELETE"):
            yield lambda name, index=index: str(data.get(f"{prefix}-{index}-{name}", "")).strip()


def _people(keys: list[str]) -> tuple[readiness.Guest, ...]:
    wanted = list(dict.fromkeys(int(key) for key in keys if key.isdecimal() and len(key) < 19))
    found = Person.objects.in_bulk(wanted)
    return tuple(
        readiness.Guest(name=person.name, headline=bool(person.headline), portrait=bool(person.portrait))
        for key in wanted
        if (person := found.get(key))
    )


def _clock(text: Any) -> int | None:
    try:
        return timestamps.parse(str(text).strip())
    except timestamps.TimestampError:
        return None
