"""Chapters: the lines that people type and paste ⇄ `Chapter` values, and what follows from them.

One chapter a line, the time first or last: `(00:04) - Welcome`, `00:04 Welcome`,
`[00:03:00 – 00:05:00] Welcome <https://example.com>`, `3. Welcome — 12:34`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlsplit

from slugify import slugify

from episodes.formats import timestamps
from episodes.formats.timestamps import TimestampError, format_clock

LONGEST_TITLE = 255
LONGEST_URL = 2000

_LONGEST_LINE = 5000
_LONGEST_SLUG = 60
# Editors of audio write the last chapter's end a little after the last sample.
_END_TOLERANCE_MS = 1000


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
    """All mistakes of a chapter list, in the order of their lines."""

    def __init__(self, items: Iterable[ChapterMistake]) -> None:
        self.items = tuple(items)
        super().__init__("\n".join(f"Line {item.line}: {item.message}" for item in self.items))

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


@dataclass(frozen=True)
class Span:
    """From where to where a chapter really lasts, in milliseconds."""

    start_ms: int
    end_ms: int


class _LineError(ValueError):
    """What is wrong in the line that is being read."""


_COLON = "[:：]"
_TIME = (
    rf"(?:[0-9]{{1,9}}(?:{_COLON}[0-9]{{1,9}}){{1,3}}(?:[.,][0-9]{{1,9}})?"
    r"|[0-9]{1,9}h[0-9]{1,9}m(?:[0-9]{1,9}(?:[.,][0-9]{1,9})?s)?"
    r"|[0-9]{1,9}[hm][0-9]{1,9}(?:[.,][0-9]{1,9})?s)"
)
_DASH = r"(?:-{1,3}>?|[‐‑‒–—―−→])"
_TO = rf"(?: ?{_DASH} ?|\t| (?:to|bis) )"
_OPEN, _CLOSE = r"[\[({<（【*_`]{0,3}", r"[\])}>）】*_`]{0,3}"
_NO_MORE = rf"(?!\w|{_COLON}[0-9])"
_TIMES = (
    rf"{_OPEN}(?P<start>{_TIME}){_CLOSE}{_NO_MORE}"
    rf"(?:{_TO}{_OPEN}(?P<end>{_TIME}){_CLOSE}{_NO_MORE})?"
)
_SEPARATOR = rf"(?:{_DASH}|[|｜:：·•.,;])"

_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ud800-\udfff]")
_BULLET = re.compile(r"(?:[-*+•‣◦▪·–—]|\(?[0-9]{1,3}[.)]|#[0-9]{1,3})\s")
_TIME_FIRST = re.compile(
    rf"{_TIMES}(?:\((?P<link>https?://[^\s()]+)\))?"
    rf"(?:\s?{_SEPARATOR}(?=\s|$)|{_SEPARATOR}(?=\S)|(?=\s|$))\s?(?P<title>.*)"
)
_TIME_LAST = re.compile(rf"(?P<title>.*?\S)(?:\s(?:{_SEPARATOR}\s)?|\s?{_DASH}|\s?[|｜:：]\s?)(?<![0-9]){_TIMES}")
_ADDRESS = r"(?:[a-z][a-z0-9+.-]*:|www\.|//)[^\s<>]*"
_ADDRESS_LAST = re.compile(
    rf"(?:^|\s)(?:<(?P<angle>(?:{_ADDRESS})?)>|\((?P<round>https?://[^\s()]+)\)"
    r"|(?P<bare>(?:[a-z][a-z0-9+.-]*://|javascript:|vbscript:|data:[a-z]+/)\S+))$",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(
    rf"\[(?P<title>.+)\]\((?P<url>(?={_ADDRESS})[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)",
    re.IGNORECASE,
)


def parse_text(text: str) -> tuple[Chapter, ...]:
    """Chapters from lines with a time each, sorted by time; blank lines are skipped.

    A second time makes a range, with the chapter's end. An address follows the title (`<https://…>`
    or bare) or encloses it (`[title](https://…)`); an empty `<>` says that what stands before it
    belongs to the title. Raises `ChapterErrors` with every mistake of every line.
    """
    chapters: list[Chapter] = []
    mistakes: list[ChapterMistake] = []
    line_of_start: dict[int, int] = {}
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        try:
            chapter = _parse_line(line)
            if chapter is None:
                continue
            _check_unique(chapter, line_of_start)
        except (_LineError, TimestampError) as error:
            mistakes.append(ChapterMistake(number, str(error)))
            continue
        line_of_start[chapter.start_ms] = number
        chapters.append(chapter)
    if mistakes:
        raise ChapterErrors(mistakes)
    return tuple(sorted(chapters, key=lambda chapter: chapter.start_ms))


def _check_unique(chapter: Chapter, line_of_start: dict[int, int]) -> None:
    other = line_of_start.get(chapter.start_ms)
    if other is not None:
        raise _LineError(
            f"Line {other} starts at {format_clock(chapter.start_ms)} too."
            " Two chapters cannot start at the same moment: change one of the times."
        )


def _parse_line(line: str) -> Chapter | None:
    if len(line) > _LONGEST_LINE:
        raise _LineError(f"This line has {len(line)} characters. Write one chapter in each line.")
    text = _without_bullets(_with_plain_spaces(line))
    if not text:
        return None
    text, url = _split_address(text)
    start_ms, end_ms, title, link = _split_times(text)
    if url is None:
        title, url = _split_address(title)
    return Chapter(
        start_ms=start_ms,
        title=_checked_title(title, start_ms),
        url=_checked_url(link if url is None else url),
        end_ms=_checked_end(start_ms, end_ms),
    )


def _with_plain_spaces(line: str) -> str:
    """One space for any run of white space; one tab where the run has a tab, as in a table."""
    text = _DROPPED.sub("", line).strip()
    return re.sub(r"\s+", lambda run: "\t" if "\t" in run[0] else " ", text)


def _without_bullets(text: str) -> str:
    while bullet := _BULLET.match(text):
        text = text[bullet.end() :]
    return text


def _split_times(text: str) -> tuple[int, int | None, str, str]:
    """The start, the end, the title and the address that a linked time leads to."""
    first, last = _TIME_FIRST.fullmatch(text), _TIME_LAST.fullmatch(text)
    if first is not None:
        try:
            return *_times(first), first["title"], first["link"] or ""
        except TimestampError:
            if last is None:
                raise
    if last is None:
        raise _LineError(f"There is no time in “{_short(text)}”. Write it first, as in 12:34 Title.")
    return *_times(last), last["title"], ""


def _times(found: re.Match[str]) -> tuple[int, int | None]:
    start, end = (found[name] and found[name].replace("：", ":") for name in ("start", "end"))
    return timestamps.parse(start), timestamps.parse(end) if end else None


def _split_address(text: str) -> tuple[str, str | None]:
    """The text without its address, and the address: `None` where there is none."""
    if found := _ADDRESS_LAST.search(text):
        address = next(value for value in found.groups() if value is not None)
        return text[: found.start()].rstrip(), address
    if found := _MARKDOWN_LINK.fullmatch(text):
        return found["title"], found["url"]
    return text, None


def _checked_title(title: str, start_ms: int) -> str:
    title = " ".join(title.split())
    if not title:
        raise _LineError(f"The chapter at {format_clock(start_ms)} has no title. Write one beside the time.")
    if len(title) > LONGEST_TITLE:
        raise _LineError(f"The title “{_short(title)}” has {len(title)} characters. There is room for {LONGEST_TITLE}.")
    return title


def _checked_url(url: str) -> str:
    if not url or (is_web_address(url) and len(url) <= LONGEST_URL):
        return url
    raise _LineError(
        f"“{_short(url)}” cannot be the address of a chapter. Write a whole web address,"
        f" as in https://example.com/page, of at most {LONGEST_URL} characters."
    )


def _checked_end(start_ms: int, end_ms: int | None) -> int | None:
    if end_ms is not None and end_ms <= start_ms:
        raise _LineError(
            f"The chapter starts at {format_clock(start_ms)} and ends at {format_clock(end_ms)}."
            " Write the earlier time first, or a | between the time and a title that begins with one."
        )
    return end_ms


def is_web_address(url: str) -> bool:
    """Whether this is an absolute `http` or `https` address, without white space."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.split() == [url]
    except ValueError:
        return False


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def print_text(chapters: Iterable[Chapter]) -> str:
    """A line for each chapter, which `parse_text` reads back: start, end, title and address.

    Images and `hidden` are not for text.
    """
    return "".join(f"{_print_line(chapter)}\n" for chapter in chapters)


def _print_line(chapter: Chapter) -> str:
    """The plainest line that reads back as this chapter."""
    times = timestamps.format_exact(chapter.start_ms)
    if chapter.end_ms is not None:
        times += f" – {timestamps.format_exact(chapter.end_ms)}"
    plain = f"{times} {chapter.title}" + (f" <{chapter.url}>" if chapter.url else "")
    careful = f"{times} | {chapter.title} <{chapter.url}>"
    return plain if _reads_as(plain, chapter) else careful


def _reads_as(line: str, chapter: Chapter) -> bool:
    try:
        return _parse_line(line) == replace(chapter, image="", hidden=False)
    except (_LineError, TimestampError):
        return False


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
            f"“{_short(chapter.title)}” starts at {start}, but the audio ends at {length}."
            " Correct the time, or choose the audio that belongs to these chapters."
        )
    if chapter.end_ms is None:
        return ""
    end = format_clock(chapter.end_ms)
    if chapter.end_ms <= chapter.start_ms:
        return f"“{_short(chapter.title)}” ends at {end}, but starts at {start}. Give it a later end, or none."
    if chapter.end_ms > duration_ms + _END_TOLERANCE_MS:
        return (
            f"“{_short(chapter.title)}” ends at {end}, but the audio ends at {length}. Give it an earlier end, or none."
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


_GERMAN = [["ä", "ae"], ["ö", "oe"], ["ü", "ue"], ["Ä", "Ae"], ["Ö", "Oe"], ["Ü", "Ue"], ["ß", "ss"]]


def slugs(titles: Iterable[str | Timed], *, reserved: Collection[str] = ()) -> tuple[str, ...]:
    """An anchor for each title or chapter, in order: ASCII, different from each other.

    `reserved` are anchors that the page already has. `Äpfel & Öl` → `aepfel-oel`, a second one
    → `aepfel-oel-2`; a title without letters in third place → `chapter-3`.
    """
    taken = set(reserved)
    next_number: dict[str, int] = {}
    result = []
    for place, title in enumerate(titles, start=1):
        text = title if isinstance(title, str) else title.title
        base = _slug(text) or f"chapter-{place}"
        slug = base
        while slug in taken:
            next_number[base] = next_number.get(base, 1) + 1
            slug = f"{base}-{next_number[base]}"
        taken.add(slug)
        result.append(slug)
    return tuple(result)


def _slug(text: str) -> str:
    return slugify(
        unicodedata.normalize("NFC", text),
        replacements=_GERMAN,
        max_length=_LONGEST_SLUG,
        word_boundary=True,
    )
