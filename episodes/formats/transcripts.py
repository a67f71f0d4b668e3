"""Transcripts: WebVTT and SubRip → cues, with a remark for all that was mended or left out; cues → WebVTT."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise

from episodes.formats import timestamps
from episodes.formats.timestamps import TimestampError

VTT = "text/vtt"
SRT = "application/x-subrip"

_ALSO_SRT = {"application/srt", "text/srt", "text/x-subrip"}
# How long a cue is shown whose own end cannot be right.
_MENDED_MS = 2000


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
    """What was mended or left out in a line (counted from 1), in a sentence."""

    line: int
    message: str


@dataclass(frozen=True)
class Transcript:
    """Cues in the order of their starts; `language` by BCP 47 where the file names one."""

    cues: tuple[Cue, ...]
    remarks: tuple[Remark, ...] = ()
    language: str = ""


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
_NAME = re.compile(r"([^\s:,;!?][^\n:,;!?]{0,39}):\s+(?=\S)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060\ufeff]")


def parse(data: bytes, *, media_type: str) -> Transcript:
    """Read `text/vtt` or `application/x-subrip`, mending what can be mended.

    Markup goes, entities are decoded, lines of a cue stay lines; a speaker is a voice (`<v Name>`)
    in WebVTT, a `Name: ` in SubRip. A cue with two voices becomes two. Raises `TranscriptError`.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in {VTT, SRT} | _ALSO_SRT:
        raise TranscriptError(f"A transcript of the type “{media_type}” cannot be read. Give one as {VTT} or {SRT}.")
    remarks: list[Remark] = []
    blocks = list(_blocks(_decoded(data, remarks)))
    language = _header(blocks, remarks) if kind == VTT else ""
    cues = list(_cues(blocks, remarks, voices=kind == VTT))
    if not cues:
        raise TranscriptError(
            "There is no timed text in this transcript. Each cue needs a line such as"
            " 00:00:04.000 --> 00:00:06.500, and text below it."
        )
    ordered = _in_order(cues, remarks)
    return Transcript(ordered, tuple(sorted(remarks, key=lambda remark: remark.line)), language)


def _decoded(data: bytes, remarks: list[Remark]) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        remarks.append(Remark(1, "The file is not UTF-8; it was read as Windows-1252."))
        return data.decode("cp1252", errors="replace")


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    number = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        visible = _INVISIBLE.sub("", line)
        if visible.strip():
            lines.append(visible)
        elif lines:
            yield _Block(number - len(lines), tuple(lines))
            lines = []
    if lines:
        yield _Block(number + 1 - len(lines), tuple(lines))


def _header(blocks: list[_Block], remarks: list[Remark]) -> str:
    """Take the header off the first block; the language that it names."""
    if not blocks or not re.match(r"WEBVTT(?:\s|$)", blocks[0].lines[0]):
        remarks.append(Remark(1, "The first line is not WEBVTT; the file was read all the same."))
        return ""
    first = blocks[0]
    length = next((i for i, line in enumerate(first.lines) if "-->" in line), len(first.lines))
    languages = [found[1] for line in first.lines[1:length] if (found := _LANGUAGE.fullmatch(line))]
    blocks[0] = _Block(first.line + length, first.lines[length:])
    return languages[0] if languages else ""


def _cues(blocks: Iterable[_Block], remarks: list[Remark], *, voices: bool) -> Iterator[tuple[int, Cue]]:
    """Each cue with the number of its time line."""
    for block in blocks:
        if block.lines and not any("-->" in line for line in block.lines):
            if not (voices and _COMMENT.match(block.lines[0])):
                remarks.append(Remark(block.line, "This text has no times; it was left out."))
            continue
        for number, timing, lines in _timed(block):
            try:
                start_ms, end_ms = _times(timing, number, remarks)
            except TimestampError as error:
                remarks.append(Remark(number, f"{error} The cue was left out."))
                continue
            spoken = list(_voices(lines) if voices else [_named(lines)])
            if not any(text for _, text in spoken):
                remarks.append(Remark(number, "This cue has no text; it was left out."))
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


def _times(line: str, number: int, remarks: list[Remark]) -> tuple[int, int]:
    found = _TIMING.fullmatch(line)
    if found is None:
        raise TimestampError("The times are not written as 00:00:04.000 --> 00:00:06.500.")
    start_ms, end_ms = timestamps.parse(found["start"]), timestamps.parse(found["end"])
    if end_ms <= start_ms:
        remarks.append(Remark(number, "This cue ended before it began; its end was moved."))
        end_ms = start_ms + _MENDED_MS
    return start_ms, end_ms


def _voices(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Speaker and text of each voice of a cue; text before the first voice has no speaker."""
    before, *parts = _VOICE.split("\n".join(lines))
    yield "", _text(before)
    for speaker, text in zip(parts[::2], parts[1::2], strict=True):
        yield " ".join(unescape(speaker).split()), _text(text)


def _named(lines: list[str]) -> tuple[str, str]:
    text = _text("\n".join(lines))
    found = _NAME.match(text)
    if found is None or not _is_name(found[1].split()):
        return "", text
    return found[1], text[found.end() :]


def _is_name(words: list[str]) -> bool:
    """Whether this is like `Ana`, `Speaker 2` or `Dr. Lee`, and not the beginning of a sentence."""
    return len(words) <= 4 and words[0][0].isupper() and all(word[0].isupper() or word[0].isdecimal() for word in words)


def _text(marked: str) -> str:
    lines = (unescape(_TAG.sub("", line)) for line in marked.split("\n"))
    shown = (" ".join(_INVISIBLE.sub("", line).split()) for line in lines)
    return "\n".join(line for line in shown if line)


def _in_order(cues: list[tuple[int, Cue]], remarks: list[Remark]) -> tuple[Cue, ...]:
    latest = 0
    for number, cue in cues:
        if cue.start_ms < latest:
            remarks.append(Remark(number, "This cue began before the one above it; it was moved."))
        latest = max(latest, cue.start_ms)
    return tuple(sorted((cue for _, cue in cues), key=lambda cue: cue.start_ms))


def print_vtt(transcript: Transcript) -> str:
    """The transcript as WebVTT, speakers as voices, everything escaped that would be markup."""
    header = "WEBVTT\n" + (f"Language: {transcript.language}\n" if transcript.language else "")
    return header + "".join(f"\n{_print_cue(cue)}\n" for cue in transcript.cues)


def _print_cue(cue: Cue) -> str:
    start, end = timestamps.format_full(cue.start_ms), timestamps.format_full(cue.end_ms)
    voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
    lines = (_escaped(line) for line in cue.text.split("\n"))
    return f"{start} --> {end}\n{voice}" + "\n".join(line for line in lines if line)


def _escaped(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)
