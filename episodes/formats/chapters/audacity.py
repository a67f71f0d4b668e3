"""The labels that Audacity exports and imports ⇄ `Chapter` values: start, end and title by tabs.

Carries start, end and title: a region has an end, a point has none. Hidden chapters and those
without a title are left out; links and images are not carried.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from episodes.formats import timestamps
from episodes.formats.chapters.values import (
    Chapter,
    PlaceError,
    checked_end,
    checked_title,
    gather,
    required,
    short,
)
from episodes.formats.encodings import decode, one_line

_SECONDS = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{0,20})?")


def to_audacity(chapters: Iterable[Chapter]) -> str:
    """A label for each chapter, by time; seconds with six decimals and a dot, as Audacity writes them."""
    return "".join(
        f"{_seconds(chapter.start_ms)}\t{_seconds(chapter.end_ms or chapter.start_ms)}\t{title}\n"
        for chapter in sorted(chapters, key=lambda chapter: chapter.start_ms)
        if (title := one_line(chapter.title)) and not chapter.hidden
    )


def _seconds(ms: int) -> str:
    seconds, milliseconds = divmod(ms, 1000)
    return f"{seconds}.{milliseconds:03}000"


def from_audacity(data: bytes) -> tuple[Chapter, ...]:
    """Chapters sorted by time; the decimals may follow a comma. Raises `ChapterErrors`."""
    return gather(enumerate(re.split(r"\r\n|\r|\n", decode(data)[0]), start=1), _chapter)


def _chapter(line: str) -> Chapter | None:
    # A line with a backslash gives the frequencies of the label above it.
    if not line.strip() or line.startswith("\\"):
        return None
    start, end, title = (*line.split("\t", 2), "", "")[:3]
    start_ms, end_ms = _milliseconds(start), _milliseconds(end)
    return Chapter(
        start_ms=start_ms,
        title=required(checked_title(title), start_ms),
        end_ms=None if end_ms == start_ms else checked_end(start_ms, end_ms),
    )


def _milliseconds(text: str) -> int:
    if not _SECONDS.fullmatch(text.strip()):
        raise PlaceError(
            f"“{short(text)}” is not a time in seconds. A label is 12.500000, 20.000000 and a title, with tabs."
        )
    ms = round(Decimal(text.strip().replace(",", ".")) * 1000)
    if ms > timestamps.LONGEST_MS:
        raise PlaceError(f"“{short(text)}” is longer than 100 hours.")
    return ms
