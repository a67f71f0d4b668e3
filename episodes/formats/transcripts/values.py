"""What a transcript is, and the rules that hold in every format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from episodes.formats import timestamps
from episodes.formats.encodings import INVISIBLE

LARGEST_BYTES = 10_000_000
MOST_CUES = 50_000

_MOST_REMARKS = 10_000
# How long a cue is shown whose own end is missing or cannot be right, and how fast people speak.
_SHORTEST_MS = 2000
_MS_PER_CHARACTER = 60
_LONG_PARAGRAPH = 400
# A paragraph whose sentences never end is parted all the same.
_LONGEST_PARAGRAPH = 4000
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"', "。", "！", "？")


class TranscriptError(ValueError):
    """A file of which nothing can be read; the message is a sentence for the person."""


@dataclass(frozen=True)
class Cue:
    """What one speaker (`""`: unknown) says from one moment to another, without markup."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str


@dataclass(frozen=True)
class Remark:
    """What was mended or left out, in a sentence, and in which line, counted from 1.

    JSON and HTML have no lines worth counting: there it is the segment or the paragraph.
    """

    line: int
    message: str


@dataclass(frozen=True)
class Transcript:
    """Cues in the order of their starts; `language` by BCP 47 where the file names one."""

    cues: tuple[Cue, ...]
    remarks: tuple[Remark, ...] = ()
    language: str = ""


class Remarks:
    """Collects the remarks of one file; a file that needs thousands is no transcript."""

    def __init__(self) -> None:
        self._items: list[Remark] = []

    def add(self, line: int, message: str) -> None:
        self._items.append(Remark(line, message))
        if len(self._items) > _MOST_REMARKS:
            raise TranscriptError(
                f"This is hardly a transcript: more than {_MOST_REMARKS} lines would have to be mended or left out."
                f" The first is line {self._items[0].line}: {self._items[0].message}"
            )

    def in_order(self) -> tuple[Remark, ...]:
        return tuple(sorted(self._items, key=lambda remark: remark.line))


type Numbered = tuple[int, Cue]
"""A cue, and the line, segment or paragraph where it begins."""

type Reader = Callable[[str, Remarks], tuple[Iterable[Numbered], str]]
"""The text of a file → its cues as they come, and its language."""


@dataclass(frozen=True)
class Paragraph:
    """What one speaker says from a moment on, in one line; `number` is its place in the file."""

    number: int
    start_ms: int
    speaker: str
    text: str


def one_line(text: str) -> str:
    """The text without line breaks, characters that cannot be seen, and needless spaces."""
    return " ".join(INVISIBLE.sub("", text).split())


def likely_end_ms(start_ms: int, text: str) -> int:
    """When words that begin at a moment have probably been said."""
    return min(start_ms + max(_SHORTEST_MS, _MS_PER_CHARACTER * len(text)), timestamps.LONGEST_MS)


def with_ends(paragraphs: Iterable[Paragraph]) -> Iterator[Numbered]:
    """Cues that last until the next one, the last one as long as its text takes."""
    given = list(paragraphs)
    next_starts = [paragraph.start_ms for paragraph in given[1:]] + [0]
    for paragraph, end_ms in zip(given, next_starts, strict=False):
        if end_ms <= paragraph.start_ms:
            end_ms = likely_end_ms(paragraph.start_ms, paragraph.text)
        yield paragraph.number, Cue(paragraph.start_ms, end_ms, paragraph.speaker, paragraph.text)


def joined(cues: Iterable[Cue], *, fits: Callable[[Cue, Cue], bool]) -> Iterator[Cue]:
    """Neighbours of the same speaker made one line, as long as the next one `fits` to what is there."""
    line: Cue | None = None
    for cue in cues:
        flat = replace(cue, speaker=one_line(cue.speaker), text=one_line(cue.text))
        if line is None:
            line = flat
        elif flat.speaker == line.speaker and fits(line, flat):
            line = replace(line, end_ms=max(line.end_ms, flat.end_ms), text=f"{line.text} {flat.text}".strip())
        else:
            yield line
            line = flat
    if line is not None:
        yield line


def spoken(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Cues for reading: what one speaker says in a row, parted between sentences where it gets long."""
    paragraphs = joined(cues, fits=_belongs)
    return (paragraph for paragraph in paragraphs if paragraph.text)


def _belongs(line: Cue, _: Cue) -> bool:
    length = len(line.text)
    return length < _LONG_PARAGRAPH or (length < _LONGEST_PARAGRAPH and not ends_sentence(line.text))


def ends_sentence(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS)
