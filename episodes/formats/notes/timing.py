"""Which of the lines with a time are the chapters of the episode."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from episodes.formats.notes.lines import Line, Shape, names_chapters

_SPOKEN = re.compile(r"(?P<speaker>[^:：]{1,30})[:：]\s*\S")
_LONGEST_MEAN = 90
_TIME_FIRST = re.compile(r"[\s\[(*_`]*[0-9]")


def chapter_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of the one real list of chapters: rising times, not what somebody says; the longest wins.

    A line that is there twice belongs to it twice. Without a list, lines with text between them may be one.
    """
    runs = [run for run in _runs(lines) if _is_list(run, _named_above(lines, run))]
    if runs:
        return max(runs, key=lambda run: (_named_above(lines, run), len(run), -_start(run[0])))
    scattered = [line for line in lines if line.chapter and _TIME_FIRST.match(line.text)]
    rising = all(_start(one) < _start(other) for one, other in pairwise(scattered))
    return scattered if rising and len(scattered) >= 3 and not _is_spoken(scattered) else []


def heading_of(lines: Sequence[Line], run: Sequence[Line]) -> Line | None:
    """The line “Chapters” above the list."""
    for line in reversed(lines[: run[0].number - 1]):
        if line.shape not in {Shape.BLANK, Shape.UNDERLINE}:
            return line if names_chapters(line) else None
    return None


def _named_above(lines: Sequence[Line], run: Sequence[Line]) -> bool:
    at = run[0].number - 2
    while at >= 0 and lines[at].shape in {Shape.BLANK, Shape.UNDERLINE}:
        at -= 1
    return at >= 0 and names_chapters(lines[at])


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other with rising times, blank ones between them aside."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if line.chapter is None:
            if line.shape is not Shape.BLANK:
                runs.append([])
            continue
        last = runs[-1][-1] if runs[-1] else None
        if last and _start(line) <= _start(last) and line.chapter != last.chapter:
            runs.append([])
        runs[-1].append(line)
    return [run for run in runs if run]


def _start(line: Line) -> int:
    return line.chapter.start_ms if line.chapter else 0


def _is_list(run: Sequence[Line], named: bool) -> bool:
    count = len({line.chapter for line in run})
    return (count >= 3 or (count == 2 and (named or _start(run[0]) < 60_000))) and not _is_spoken(run)


def _is_spoken(run: Sequence[Line]) -> bool:
    """Whether these are the words of a conversation: speakers who come back, or whole sentences."""
    titles = [line.chapter.title for line in run if line.chapter]
    if sum(map(len, titles)) > _LONGEST_MEAN * len(titles):
        return True
    speakers = Counter(found["speaker"] for title in titles if (found := _SPOKEN.match(title)))
    return sum(speakers.values()) * 2 > len(titles) and len(speakers) < sum(speakers.values())
