"""What follows from the times of chapters: whether the audio holds them, how long each lasts."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from episodes.formats.chapters.values import ChapterMistake, Timed, short
from episodes.formats.timestamps import format_clock

# Editors of audio write the last chapter's end a little after the last sample.
_END_TOLERANCE_MS = 1000


@dataclass(frozen=True)
class Span:
    """From where to where a chapter really lasts, in milliseconds."""

    start_ms: int
    end_ms: int


def check(chapters: Sequence[Timed], duration_ms: int) -> tuple[ChapterMistake, ...]:
    """Mistakes that only the audio's length shows; `line` is the chapter's place, from 1.

    An end up to a second after the audio's is forgiven: `spans` cuts it.
    """
    found = ((place, _beyond(chapter, duration_ms)) for place, chapter in enumerate(chapters, 1))
    return tuple(ChapterMistake(place, message) for place, message in found if message)


def _beyond(chapter: Timed, duration_ms: int) -> str:
    start, length = format_clock(chapter.start_ms), format_clock(duration_ms)
    if chapter.start_ms >= duration_ms:
        return (
            f"“{short(chapter.title)}” starts at {start}, but the audio ends at {length}."
            " Correct the time, or choose the audio that belongs to these chapters."
        )
    if chapter.end_ms is None:
        return ""
    end = format_clock(chapter.end_ms)
    if chapter.end_ms <= chapter.start_ms:
        return f"“{short(chapter.title)}” ends at {end}, but starts at {start}. Give it a later end, or none."
    if chapter.end_ms > duration_ms + _END_TOLERANCE_MS:
        return (
            f"“{short(chapter.title)}” ends at {end}, but the audio ends at {length}. Give it an earlier end, or none."
        )
    return ""


def spans(chapters: Iterable[Timed], duration_ms: int) -> tuple[Span, ...]:
    """For each chapter, in the order given, from where to where it lasts.

    It ends at its own end, else where the next listed chapter starts, else with the audio;
    never after the audio, never before its start.
    """
    chapters = tuple(chapters)
    starts = sorted(chapter.start_ms for chapter in chapters if not chapter.hidden)
    return tuple(Span(chapter.start_ms, _effective_end(chapter, starts, duration_ms)) for chapter in chapters)


def _effective_end(chapter: Timed, starts: Sequence[int], duration_ms: int) -> int:
    end = chapter.end_ms
    if end is None:
        later = bisect_right(starts, chapter.start_ms)
        end = starts[later] if later < len(starts) else duration_ms
    return max(chapter.start_ms, min(end, duration_ms))
