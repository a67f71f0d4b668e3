"""JSON chapters 1.2 of the podcast namespace ⇄ `Chapter` values.

Carries all that a chapter has. The format's `location` and unknown keys are passed over.
"""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from episodes.formats import timestamps
from episodes.formats.chapters.values import (
    Chapter,
    ChapterErrors,
    ChapterMistake,
    PlaceError,
    ReadAddress,
    checked_end,
    checked_title,
    checked_url,
    gather,
)
from episodes.formats.encodings import decode

MEDIA_TYPE = "application/json+chapters"

_VERSION = "1.2.0"


def to_json(
    chapters: Iterable[Chapter],
    *,
    title: str = "",
    podcast_name: str = "",
    author: str = "",
    description: str = "",
    file_name: str = "",
) -> bytes:
    """The file, in UTF-8: the same values always give the same bytes. What is empty is left out."""
    about = {
        "author": author,
        "title": title,
        "podcastName": podcast_name,
        "description": description,
        "fileName": file_name,
    }
    document = {
        "version": _VERSION,
        **{key: value for key, value in about.items() if value},
        "chapters": [_entry(chapter) for chapter in sorted(chapters, key=lambda chapter: chapter.start_ms)],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode(errors="replace")


def _entry(chapter: Chapter) -> dict[str, Any]:
    entry: dict[str, Any] = {"startTime": _seconds(chapter.start_ms)}
    if chapter.end_ms is not None:
        entry["endTime"] = _seconds(chapter.end_ms)
    texts = {"title": chapter.title, "url": chapter.url, "img": chapter.image}
    entry |= {key: value for key, value in texts.items() if value}
    if chapter.hidden:
        entry["toc"] = False
    return entry


def _seconds(ms: int) -> int | float:
    return ms / 1000 if ms % 1000 else ms // 1000


def from_json(data: bytes, *, address: ReadAddress = checked_url) -> tuple[Chapter, ...]:
    """Chapters sorted by time; one without a title has `""`.

    Numbers may be written as text, also as `1:02:03`; the version may be missing, or all but the
    list of chapters. Raises `ChapterErrors`, counted by chapters.
    """
    document = _loaded(decode(data)[0])
    entries = document.get("chapters") if isinstance(document, dict) else document
    if not isinstance(entries, list):
        raise ChapterErrors([ChapterMistake(1, 'There is no list of chapters: {"chapters": [{"startTime": 0, …}]}.')])
    return gather(enumerate(entries, start=1), partial(_chapter, address=address), unit="Chapter")


def _loaded(text: str) -> Any:
    try:
        # Also whole numbers as floats: those of any length are read at once, and become infinite.
        return json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg}, at column {error.colno}. Export the file again."
        raise ChapterErrors([ChapterMistake(error.lineno, message)]) from error
    except RecursionError as error:
        raise ChapterErrors([ChapterMistake(1, "This JSON is nested too deeply. Export the file again.")]) from error


def _chapter(entry: Any, *, address: ReadAddress) -> Chapter:
    if not isinstance(entry, dict):
        raise PlaceError('This is no chapter. Write {"startTime": 12.5, "title": "Welcome"}.')
    start_ms = _milliseconds(entry, "startTime")
    if start_ms is None:
        raise PlaceError("There is no startTime. Give it in seconds, as in 12.5.")
    return Chapter(
        start_ms=start_ms,
        title=checked_title(_text(entry, "title")),
        url=address(_text(entry, "url").strip()),
        image=address(_text(entry, "img").strip()),
        hidden=entry.get("toc") in (False, "false"),
        end_ms=checked_end(start_ms, _milliseconds(entry, "endTime")),
    )


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return f"{value:.15g}"
    raise PlaceError(f"The {key} is no text.")


def _milliseconds(entry: dict[str, Any], key: str) -> int | None:
    value = entry.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return timestamps.parse(value)
    if not isinstance(value, float) or not 0 <= value * 1000 <= timestamps.LONGEST_MS:
        raise PlaceError(f"The {key} is not a time in the audio. Give it in seconds, as in 12.5.")
    return round(value * 1000)
