"""The lines of a page of notes, each with its shape: heading, item of a list, text, chapter perhaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from episodes.formats.chapters import Chapter, ChapterErrors, parse_text
from episodes.formats.encodings import INVISIBLE
from episodes.formats.notes import words

# Longer is a paragraph, whatever it looks like: what is tried on a line costs no more than this.
LONGEST_HEADING = 100
_LONGEST_CHAPTER = 320

_ITEM = re.compile(r"(?P<bullet>[-*+•‣◦▪·–—○●]|\(?[0-9]{1,3}[.)])\s+(?P<text>\S.*)")
_HASHES = re.compile(r"(?P<level>#{1,6})\s+(?P<text>\S.*?)[ #]*")
_BOLD = re.compile(r"(\*\*|__)(?P<text>[^*_\s][^*_]*)\1:?")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_OTHER = re.compile(r"[|>]|[-*_]{3,}$")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,2})(?=[^\s*_])([^*_]{1,300}?)(?<=\S)\1(?![\w*_])")
_FENCE = ("```", "~~~")
_CLOCK = re.compile(r"[0-9][:：hm'’′][0-9]")
_SENTENCE_END = (".", "!", "?", ",", ";", "。", "！", "？", "…")
_WORD = re.compile(r"[^\W_]+")
_DECORATION = re.compile(r"^[\W_]+")
# Above a text, between two lines of hyphens: a fact a line, or what belongs to the one above.
_FACT = re.compile(r"[\w-]{1,40}:.*|\s.*|-\s.*|")
_MOST_FACTS = 60


class Shape(Enum):
    BLANK = auto()
    HEADING = auto()
    ITEM = auto()
    OTHER = auto()  # tables, quotes, code, rules: kept as they are
    TEXT = auto()
    UNDERLINE = auto()  # of the heading above it


@dataclass(frozen=True)
class Line:
    """`text` is without bullet, hashes and bold; `level` that of a heading, 2 where none is typed."""

    number: int
    raw: str
    text: str
    shape: Shape
    level: int = 2
    chapter: Chapter | None = None

    @property
    def plain(self) -> str:
        """The text without the marks of emphasis."""
        return self.text.replace("**", "").replace("__", "")

    @property
    def name(self) -> str:
        """The text as the tables of words have it, without what decorates it."""
        return _DECORATION.sub("", self.plain).rstrip(" :：*_").lower()

    @property
    def is_bare(self) -> bool:
        return self.shape in {Shape.TEXT, Shape.ITEM}


def read_lines(text: str) -> list[Line]:
    """Every line of the text, blank ones too, whatever ends them."""
    source = re.split(r"\r\n|[\r\n\u2028\u2029]", text)
    lines = []
    fenced = False
    ends_of_facts = _ends_of_facts(source)
    for number, raw in enumerate(source, start=1):
        line = _shaped(number, INVISIBLE.sub("", raw))
        if number in ends_of_facts:
            line = Line(number, line.raw, line.text, Shape.UNDERLINE)
        if is_fence := line.text.startswith(_FENCE):
            fenced = not fenced
        if (fenced or is_fence) and line.shape is not Shape.BLANK:
            line = Line(number, line.raw, line.text, Shape.OTHER)
        lines.append(line)
    return _with_headings(lines)


def _ends_of_facts(source: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the lines above and below the facts that some programs keep at the head of a text; or none."""
    if source[0].strip() != "---":
        return ()
    for number, raw in enumerate(source[1:_MOST_FACTS], start=2):
        if raw.rstrip() == "---":
            return (1, number)
        if not _FACT.fullmatch(raw):
            return ()
    return ()


def _shaped(number: int, raw: str) -> Line:
    text = raw.strip()
    if not text:
        return Line(number, raw, "", Shape.BLANK)
    chapter = _chapter(text)
    if _OTHER.match(text):
        return Line(number, raw, text, Shape.OTHER, chapter=chapter)
    if item := _ITEM.fullmatch(text):
        return Line(number, raw, item["text"], Shape.ITEM, chapter=chapter)
    if len(text) <= LONGEST_HEADING and (heading := _HASHES.fullmatch(text)):
        return Line(number, raw, heading["text"].strip("*_ "), Shape.HEADING, len(heading["level"]), chapter)
    if len(text) <= LONGEST_HEADING and (bold := _BOLD.fullmatch(text)):
        return Line(number, raw, bold["text"].strip(), Shape.HEADING, chapter=chapter)
    return Line(number, raw, text, Shape.TEXT, chapter=chapter)


def _chapter(text: str) -> Chapter | None:
    if len(text) > _LONGEST_CHAPTER or not _CLOCK.search(text):
        return None
    try:
        found = next(iter(parse_text(text)), None)
    except ChapterErrors:
        return None
    return found and replace(found, title=unemphasised(found.title))


def unemphasised(text: str) -> str:
    """The text without the marks of emphasis around words: `The *other* one` is `The other one`."""
    return _EMPHASIS.sub(r"\2", text)


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those headings that only the lines below show to be some."""
    found = list(lines)
    below: Line | None = None
    for at in range(len(found) - 1, -1, -1):
        line = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        is_underlined = after and after.shape is not Shape.UNDERLINE and _UNDERLINE.fullmatch(after.text)
        if line.shape is Shape.TEXT and after and is_underlined and len(line.text) < LONGEST_HEADING:
            level = 1 if after.text.startswith("=") else 2
            found[at] = Line(line.number, line.raw, line.text, Shape.HEADING, level)
            found[at + 1] = Line(after.number, after.raw, after.text, Shape.UNDERLINE)
        elif line.shape is Shape.TEXT and below and not line.chapter and _is_heading(line, below):
            found[at] = Line(line.number, line.raw, line.text, Shape.HEADING)
        if line.shape is not Shape.BLANK:
            below = line
    return found


def _is_heading(line: Line, below: Line) -> bool:
    if len(line.text) > LONGEST_HEADING or "://" in line.text or line.text.endswith(_SENTENCE_END):
        return False
    is_led_in = below.shape is Shape.ITEM or (below.chapter is not None and line.text.endswith((":", "：")))
    return is_led_in or is_known(line)


def is_known(line: Line) -> bool:
    """Whether the line alone says what is listed below it."""
    return line.name in words.SUMMARY | words.ROLES.keys() or names_chapters(line) or names_links(line)


def names_chapters(line: Line) -> bool:
    """Whether the line says that chapters follow: `Timestamps`, `Timestamps (roughly)`."""
    found = _WORD.findall(line.name)
    return line.name in words.CHAPTERS or (0 < len(found) <= 3 and not words.CHAPTERS.isdisjoint(found))


def names_links(line: Line) -> bool:
    found = _WORD.findall(line.name)
    return line.name in words.LINKS or (
        0 < len(found) <= 6
        and not words.LINKS.isdisjoint(found)
        and (line.shape is Shape.HEADING or len(found) <= 3 or line.text.endswith(":"))
    )
