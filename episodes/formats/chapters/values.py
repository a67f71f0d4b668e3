"""What a chapter is, what can be wrong with one, and the rules that hold in every format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from episodes.formats.encodings import one_line
from episodes.formats.timestamps import TimestampError, format_clock

LONGEST_TITLE = 255
LONGEST_URL = 2000

# Nobody reads more; a file of another kind can have a mistake in every line.
_MOST_MISTAKES = 100


@dataclass(frozen=True)
class Chapter:
    """A named stretch of an episode; `hidden` ones are not listed (`toc: false`).

    Without `end_ms` a chapter lasts until the next one starts.
    """

    start_ms: int
    title: str
    url: str = ""
    image: str = ""
    hidden: bool = False
    end_ms: int | None = None


@dataclass(frozen=True)
class ChapterMistake:
    """What is wrong in one line (counted from 1), in a sentence that says what would be right."""

    line: int
    message: str


class ChapterErrors(ValueError):
    """All mistakes of a chapter list, in their order; `unit` says what their numbers count.

    `others` are the chapters in which there is none, for who would rather have those than nothing; they are empty
    where there were more mistakes than anybody looked at.
    """

    def __init__(self, items: Iterable[ChapterMistake], *, unit: str = "Line", others: Iterable[Chapter] = ()) -> None:
        self.items = tuple(items)
        self.unit = unit
        self.others = tuple(others)
        super().__init__("\n".join(f"{unit} {item.line}: {item.message}" for item in self.items))

    def __iter__(self) -> Iterator[ChapterMistake]:
        return iter(self.items)


class Timed(Protocol):
    """What `check`, `spans` and `slugs` need to know: a `Chapter`, or a database row like it."""

    @property
    def start_ms(self) -> int: ...
    @property
    def end_ms(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def hidden(self) -> bool: ...


class PlaceError(ValueError):
    """What is wrong in the line, or the entry, that is being read."""


def gather[Part](
    parts: Iterable[tuple[int, Part]], read: Callable[[Part], Chapter | None], *, unit: str = "Line"
) -> tuple[Chapter, ...]:
    """A chapter from each numbered part that holds one, sorted by time.

    Raises `ChapterErrors` with the mistakes of all parts, but no more than a hundred.
    """
    chapters: list[Chapter] = []
    mistakes: list[ChapterMistake] = []
    number_of_start: dict[int, int] = {}
    for number, part in parts:
        try:
            chapter = read(part)
            if chapter is None:
                continue
            _check_unique(chapter, number_of_start, unit)
        except (PlaceError, TimestampError) as error:
            mistakes.append(ChapterMistake(number, str(error)))
            if len(mistakes) == _MOST_MISTAKES:
                raise ChapterErrors(mistakes, unit=unit) from error
            continue
        number_of_start[chapter.start_ms] = number
        chapters.append(chapter)
    chapters.sort(key=lambda chapter: chapter.start_ms)
    if mistakes:
        raise ChapterErrors(mistakes, unit=unit, others=chapters)
    return tuple(chapters)


def _check_unique(chapter: Chapter, number_of_start: dict[int, int], unit: str) -> None:
    other = number_of_start.get(chapter.start_ms)
    if other is not None:
        raise PlaceError(
            f"{unit} {other} starts at {format_clock(chapter.start_ms)} too."
            " Two chapters cannot start at the same moment: change one of the times."
        )


def checked_title(title: str) -> str:
    """The title on one line, `""` where there is none."""
    title = one_line(title)
    if len(title) > LONGEST_TITLE:
        raise PlaceError(f"The title “{short(title)}” has {len(title)} characters. There is room for {LONGEST_TITLE}.")
    return title


def required(title: str, start_ms: int) -> str:
    if not title:
        raise PlaceError(f"The chapter at {format_clock(start_ms)} has no title. Write one beside the time.")
    return title


type ReadAddress = Callable[[str], str]
"""Turns what is written in the place of an address, which may be nothing, into a whole one or `""`. May raise
`PlaceError`."""


def checked_url(url: str) -> str:
    if not url or (is_web_address(url) and len(url) <= LONGEST_URL):
        return url
    raise PlaceError(
        f"“{short(url)}” cannot be the address of a chapter. Write a whole web address,"
        f" as in https://example.com/page, of at most {LONGEST_URL} characters."
    )


def lenient(left_out: Callable[[str], object], *, base: str = "") -> ReadAddress:
    """Read addresses as they are meant from `base`; what is none even so becomes `""`, and is told to `left_out`."""

    def read(said: str) -> str:
        try:
            return checked_url(urljoin(base, said.replace(" ", "%20")) if said else "")
        except ValueError:  # also a PlaceError
            left_out(said)
            return ""

    return read


def checked_end(start_ms: int, end_ms: int | None) -> int | None:
    if end_ms is not None and end_ms <= start_ms:
        raise PlaceError(
            f"The chapter starts at {format_clock(start_ms)} and ends at {format_clock(end_ms)}."
            " Write the earlier time first, or a | between the time and a title that begins with one."
        )
    return end_ms


def is_web_address(url: str) -> bool:
    """Whether this is an absolute `http` or `https` address, without white space or what cannot be seen."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and one_line(url) == url and " " not in url
    except ValueError:
        return False


def short(text: str) -> str:
    """The text, cut where it is too long to be quoted in a sentence."""
    return text if len(text) <= 60 else f"{text[:59]}…"
