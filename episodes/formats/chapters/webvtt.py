"""WebVTT chapters, as the track of a player wants them ⇄ `Chapter` values.

Carries start, end and title. Hidden chapters, those without a title and those that the audio does
not hold are left out; links and images are not carried. Every cue has an end, so an end that only
says where the next chapter starts is not kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import pairwise

from episodes.formats import timestamps
from episodes.formats.chapters.timing import spans
from episodes.formats.chapters.values import (
    Chapter,
    ChapterErrors,
    ChapterMistake,
    PlaceError,
    checked_end,
    checked_title,
    gather,
    required,
)
from episodes.formats.encodings import decode, one_line

_HEADER = re.compile(r"WEBVTT(?:\s|$)")
_TIMING = re.compile(r"\s*([0-9][0-9:.,]*)\s*-->\s*([0-9][0-9:.,]*)(?:\s.*)?")
_TAG = re.compile(r"</?(?:[bcisuv]|rt|ruby|lang)(?:[\s.][^<>]*)?>|<[0-9:.]+>", re.IGNORECASE)


def to_webvtt(chapters: Iterable[Chapter], *, duration_ms: int) -> str:
    """A cue for each chapter, by time, until it really ends; `duration_ms` is the audio's."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start_ms)
    cues = (
        f"\n{timestamps.format_full(span.start_ms)} --> {timestamps.format_full(span.end_ms)}\n{title}\n"
        for chapter, span in zip(ordered, spans(ordered, duration_ms), strict=True)
        if (title := escape(one_line(chapter.title), quote=False))
        and not chapter.hidden
        and span.end_ms > span.start_ms
    )
    return "WEBVTT\n" + "".join(cues)


def from_webvtt(data: bytes) -> tuple[Chapter, ...]:
    """Chapters sorted by time, markup taken off; comments and styles are passed over.

    Raises `ChapterErrors`.
    """
    lines = re.split(r"\r\n|\r|\n", decode(data)[0])
    if not _HEADER.match(lines[0]):
        raise ChapterErrors([ChapterMistake(1, "This is not WebVTT: its first line is WEBVTT.")])
    return without_needless_ends(gather(_cues(lines), _chapter))


def without_needless_ends(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The same chapters, with an end only where it is not the start of the next one."""
    following = {chapter: later.start_ms for chapter, later in pairwise(chapters)}
    return tuple(
        replace(chapter, end_ms=None) if chapter.end_ms == following.get(chapter) else chapter for chapter in chapters
    )


def _cues(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """The number of each time line, that line, and the text below it."""
    places = [place for place, line in enumerate(lines) if "-->" in line]
    for place, following in pairwise([*places, len(lines)]):
        below = lines[place + 1 : following]
        end = next((length for length, line in enumerate(below) if not line.strip()), len(below))
        yield place + 1, (lines[place], " ".join(below[:end]))


def _chapter(cue: tuple[str, str]) -> Chapter:
    timing, text = cue
    found = _TIMING.fullmatch(timing)
    if found is None:
        raise PlaceError("The times are not written as 00:00:04.000 --> 00:03:00.000.")
    start_ms, end_ms = (timestamps.parse(time) for time in found.groups())
    return Chapter(
        start_ms=start_ms,
        title=required(checked_title(unescape(_TAG.sub("", text))), start_ms),
        end_ms=checked_end(start_ms, end_ms),
    )
