"""WebVTT and SubRip ⇄ cues.

WebVTT carries everything but the language: a line after its first one, as drafts had it, is read but not written, since
by the W3C's text nothing may stand there. SubRip carries no language either, and a speaker only whose name reads as one
(`Ana`, `Speaker 2`, at most four words with capitals).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import accumulate, pairwise

from episodes.formats import timestamps
from episodes.formats.encodings import INVISIBLE
from episodes.formats.timestamps import TimestampError
from episodes.formats.transcripts.names import named
from episodes.formats.transcripts.values import Cue, Numbered, Remarks, Transcript, likely_end_ms, one_line

# Lines and characters of a subtitle that can be read while it shows.
_SRT_LINES = 2
_SRT_WIDTH = 32
_LONGEST_CUE = 100_000


@dataclass(frozen=True)
class _Block:
    """Lines without a blank one between them; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]


_TIMING = re.compile(r"\s*(?P<start>[0-9][0-9:.,]*)\s*-{1,3}>\s*(?P<end>[0-9][0-9:.,]*)(?:\s.*)?")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z0-9-]{2,35})\s*", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:[bcisuv]|rt|ruby|lang|font|em|span|strong)(?:[\s.][^<>]*)?>|<[0-9:.]+>|\{\\[^{}]*\}",
    re.IGNORECASE,
)


def read_vtt(text: str, remarks: Remarks) -> tuple[Iterable[Numbered], str]:
    blocks = list(_blocks(text))
    language = _header(blocks, remarks)
    return _cues(blocks, remarks, voices=True), language


def read_srt(text: str, remarks: Remarks) -> tuple[Iterable[Numbered], str]:
    """A file whose first cue has a name gives names where the speaker changes: the others have the last one."""
    return _carried(_cues(_blocks(text), remarks, voices=False)), ""


def _carried(cues: Iterable[Numbered]) -> Iterator[Numbered]:
    carries: bool | None = None
    speaker = ""
    for number, cue in cues:
        carries = bool(cue.speaker) if carries is None else carries
        speaker = cue.speaker or (speaker if carries else "")
        yield number, replace(cue, speaker=speaker)


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    number = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        visible = INVISIBLE.sub("", line)
        if visible.strip():
            lines.append(visible)
        elif lines:
            yield _Block(number - len(lines), tuple(lines))
            lines = []
    if lines:
        yield _Block(number + 1 - len(lines), tuple(lines))


def _header(blocks: list[_Block], remarks: Remarks) -> str:
    """Take the header off the first block; the language that it names."""
    if not blocks or not re.match(r"WEBVTT(?:\s|$)", blocks[0].lines[0]):
        remarks.add(1, "The first line is not WEBVTT; the file was read all the same.")
        return ""
    first = blocks[0]
    length = next((i for i, line in enumerate(first.lines) if "-->" in line), len(first.lines))
    languages = [found[1] for line in first.lines[1:length] if (found := _LANGUAGE.fullmatch(line))]
    blocks[0] = _Block(first.line + length, first.lines[length:])
    return languages[0] if languages else ""


def _cues(blocks: Iterable[_Block], remarks: Remarks, *, voices: bool) -> Iterator[Numbered]:
    """Each cue with the number of its time line."""
    for block in blocks:
        if block.lines and not any("-->" in line for line in block.lines):
            if not (voices and _COMMENT.match(block.lines[0])):
                remarks.add(block.line, "This text has no times; it was left out.")
            continue
        for number, timing, lines in _timed(block):
            try:
                start_ms, end_ms = _times(timing, number, remarks)
            except TimestampError as error:
                remarks.add(number, f"{error} The cue was left out.")
                continue
            if sum(map(len, lines)) > _LONGEST_CUE:
                remarks.add(number, "This cue is longer than anybody speaks in one breath; it was left out.")
                continue
            spoken = list(_voices(lines) if voices else [named(_text("\n".join(lines)))])
            if not any(text for _, text in spoken):
                remarks.add(number, "This cue has no text; it was left out.")
            for speaker, text in spoken:
                if text:
                    yield number, Cue(start_ms, end_ms, speaker, text)


def _timed(block: _Block) -> Iterator[tuple[int, str, list[str]]]:
    """Each time line with its number and the lines below it, up to the next one's counter."""
    places = [place for place, line in enumerate(block.lines) if "-->" in line]
    for place, following in pairwise([*places, len(block.lines)]):
        lines = list(block.lines[place + 1 : following])
        if following < len(block.lines) and lines and lines[-1].strip().isdecimal():
            lines.pop()
        yield block.line + place, block.lines[place], lines


def _times(line: str, number: int, remarks: Remarks) -> tuple[int, int]:
    found = _TIMING.fullmatch(line)
    if found is None:
        raise TimestampError("The times are not written as 00:00:04.000 --> 00:00:06.500.")
    start_ms, end_ms = timestamps.parse(found["start"]), timestamps.parse(found["end"])
    if end_ms <= start_ms:
        remarks.add(number, "This cue ended before it began; its end was moved.")
        end_ms = likely_end_ms(start_ms, "")
    return start_ms, end_ms


def _voices(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Speaker and text of each voice of a cue; text before the first voice has no speaker."""
    before, *parts = _VOICE.split("\n".join(lines))
    yield "", _text(before)
    for speaker, text in zip(parts[::2], parts[1::2], strict=True):
        yield " ".join(unescape(speaker).split()), _text(text)


def _text(marked: str) -> str:
    lines = (unescape(_TAG.sub("", line)) for line in marked.split("\n"))
    shown = (" ".join(INVISIBLE.sub("", line).split()) for line in lines)
    return "\n".join(line for line in shown if line)


def print_vtt(transcript: Transcript) -> str:
    """The transcript as WebVTT, speakers as voices, everything escaped that would be markup."""
    header = "WEBVTT\n"
    return header + "".join(f"\n{_print_cue(cue)}\n" for cue in transcript.cues)


def _print_cue(cue: Cue) -> str:
    start, end = timestamps.format_full(cue.start_ms), timestamps.format_full(cue.end_ms)
    voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
    lines = (_escaped(line) for line in cue.text.split("\n"))
    return f"{start} --> {end}\n{voice}" + "\n".join(line for line in lines if line)


def _escaped(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)


def print_srt(transcript: Transcript) -> str:
    """The transcript as SubRip, in subtitles of at most two lines of 32 characters where words allow.

    `Name: ` stands where the speaker changes; in each subtitle if the first one has no name, since
    `read_srt` then takes one without for one of nobody. A long cue becomes several, in time by their length.
    """
    subtitles: list[str] = []
    carries: bool | None = None
    heard = ""  # whom a reader takes the next subtitle without a name for
    cues = [_with_readable_speaker(cue) for cue in transcript.cues if one_line(cue.text)]
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        speaker = one_line(cue.speaker)
        name = f"{speaker}:" if speaker else ""
        carries = bool(named(f"{name} {one_line(cue.text)}".strip())[0]) if carries is None else carries
        first, others = (name if speaker != heard else "", "") if carries else (name, name)
        for place, part in enumerate(_parts(cue, first, others, following)):
            start, end = (timestamps.format_full(ms).replace(".", ",") for ms in (part.start_ms, part.end_ms))
            is_unclear = named(part.text)[0] and not (others if place else first)
            shown = f"{name} {part.text}".strip() if is_unclear else part.text
            heard = named(shown)[0] or heard
            lines = "\n".join(_unmistakable(line) for line in shown.split("\n"))
            subtitles.append(f"{len(subtitles) + 1}\n{start} --> {end}\n{lines}\n")
    return "\n".join(subtitles)


def _with_readable_speaker(cue: Cue) -> Cue:
    """The cue, with a speaker whom a reader would not know for one as the first of its words."""
    speaker = one_line(cue.speaker)
    if not speaker or named(f"{speaker}: x") == (speaker, "x"):
        return cue
    return replace(cue, speaker="", text=f"{speaker}: {cue.text}")


def _pieces(text: str, first: str, others: str) -> Iterator[str]:
    """The words in pieces of two lines; `first` stands before the first piece, `others` before the rest."""
    lines = [first]
    for word in one_line(text).split(" "):
        if not _has_room(lines, word):
            yield "\n".join(lines)
            lines = [others]
            _has_room(lines, word)
    yield "\n".join(lines)


def _has_room(lines: list[str], word: str) -> bool:
    """Put the word where there is room for it."""
    extended = f"{lines[-1]} {word}".strip()
    if len(extended) <= _SRT_WIDTH or not lines[-1]:
        lines[-1] = extended
    elif len(lines) < _SRT_LINES:
        lines.append(word)
    else:
        return False
    return True


def _parts(cue: Cue, first: str, others: str, following: Cue | None) -> Iterator[Cue]:
    """A cue for each piece, all but the last over before the following cue; one cue if there is no time for that."""
    pieces = list(_pieces(cue.text, first, others))
    time_ms = (min(cue.end_ms, following.start_ms) if following else cue.end_ms) - cue.start_ms
    shown = list(accumulate(len(piece) for piece in pieces))
    moments = [cue.start_ms, *(cue.start_ms + time_ms * length // shown[-1] for length in shown[:-1]), cue.end_ms]
    if any(later <= earlier for earlier, later in pairwise(moments)):
        pieces, moments = [f"{first} {one_line(cue.text)}".strip()], [cue.start_ms, cue.end_ms]
    for piece, (start_ms, end_ms) in zip(pieces, pairwise(moments), strict=True):
        yield Cue(start_ms, end_ms, cue.speaker, piece)


def _unmistakable(line: str) -> str:
    """The line as it is, or escaped if a reader would find a time or markup in it."""
    return escape(line, quote=False).replace("{", "&#123;") if "-->" in line or _text(line) != line else line
