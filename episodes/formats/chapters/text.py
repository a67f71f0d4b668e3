"""Chapters: the lines that people type and paste ⇄ `Chapter` values.

One chapter a line, the time first or last: `(00:04) - Welcome`, `00:04 Welcome`,
`[00:03:00 – 00:05:00] Welcome <https://example.com>`, `3. Welcome — 12:34`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from episodes.formats import timestamps
from episodes.formats.chapters.values import (
    Chapter,
    PlaceError,
    checked_end,
    checked_title,
    checked_url,
    gather,
    required,
    short,
)
from episodes.formats.encodings import INVISIBLE
from episodes.formats.timestamps import TimestampError

_LONGEST_LINE = 5000

_COLON = "[:：]"
_TIME = (
    rf"(?:[0-9]{{1,9}}(?:{_COLON}[0-9]{{1,9}}){{1,3}}(?:[.,][0-9]{{1,9}})?"
    r"|[0-9]{1,9}h[0-9]{1,9}m(?:[0-9]{1,9}(?:[.,][0-9]{1,9})?s)?"
    r"|[0-9]{1,9}[hm][0-9]{1,9}(?:[.,][0-9]{1,9})?s"
    r"|[0-9]{1,2}h[0-9]{2}(?:m[0-9]{2})?"
    r"|(?:[0-9]{1,9}h ?)?[0-9]{1,9}['’′][0-9]{2}(?:[\"”″]|['’′]{2})?)"
)
_DASH = r"(?:-{1,3}>?|[‐‑‒–—―−→])"
_TO = rf"(?: ?{_DASH} ?|\t| (?:to|bis) )"
_OPEN, _CLOSE = r"[\[({<（【*_`]{0,3}", r"[\])}>）】*_`]{0,3}"
_NO_MORE = rf"(?!\w|{_COLON}[0-9])"
_TIMES = (
    rf"{_OPEN}(?P<start>{_TIME}){_CLOSE}{_NO_MORE}"
    rf"(?:{_TO}{_OPEN}(?P<end>{_TIME}){_CLOSE}{_NO_MORE})?"
)
_SEPARATOR = rf"(?:{_DASH}|[|｜:：·•.,;>»])"

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
    return gather(enumerate(re.split(r"\r\n|\r|\n", text), start=1), _parse_line)


def _parse_line(line: str) -> Chapter | None:
    if len(line) > _LONGEST_LINE:
        raise PlaceError(f"This line has {len(line)} characters. Write one chapter in each line.")
    text = _without_bullets(_with_plain_spaces(line))
    if not text:
        return None
    text, url = _split_address(text)
    start_ms, end_ms, title, link = _split_times(text)
    if url is None:
        title, url = _split_address(title)
    return Chapter(
        start_ms=start_ms,
        title=required(checked_title(title), start_ms),
        url=checked_url(link if url is None else url),
        end_ms=checked_end(start_ms, end_ms),
    )


def _with_plain_spaces(line: str) -> str:
    """One space for any run of white space; one tab where the run has a tab, as in a table."""
    text = INVISIBLE.sub("", line).strip()
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
        raise PlaceError(f"There is no time in “{short(text)}”. Write it first, as in 12:34 Title.")
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
    except (PlaceError, TimestampError):
        return False
