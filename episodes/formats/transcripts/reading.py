"""A transcript in any format → cues."""

import re
from itertools import islice

from episodes.formats.encodings import decode
from episodes.formats.transcripts.markup import read_html
from episodes.formats.transcripts.podcasting import lines_of_words, read_json
from episodes.formats.transcripts.text import read_text
from episodes.formats.transcripts.timed import read_srt, read_vtt
from episodes.formats.transcripts.values import (
    LARGEST_BYTES,
    MOST_CUES,
    Cue,
    Numbered,
    Reader,
    Remarks,
    Transcript,
    TranscriptError,
)

VTT = "text/vtt"
SRT = "application/x-subrip"
JSON = "application/json"
HTML = "text/html"
TEXT = "text/plain"

_READERS: dict[str, Reader] = {VTT: read_vtt, SRT: read_srt, JSON: read_json, HTML: read_html, TEXT: read_text}
_SAME = {
    "application/srt": SRT,
    "text/srt": SRT,
    "text/x-subrip": SRT,
    "text/json": JSON,
    "application/xhtml+xml": HTML,
}
_EXTENSIONS = {"vtt": VTT, "srt": SRT, "json": JSON, "html": HTML, "htm": HTML}

_WITHOUT_CUES = {
    JSON: 'Each segment needs "startTime", "endTime" and "body".',
    HTML: "Each paragraph needs a time above it: <time>0:04</time> <p>…</p>.",
    TEXT: "Each paragraph needs a time before it, as in [0:04] Ana: Hello. Text without times cannot be followed.",
}
_WITHOUT_CUES[VTT] = _WITHOUT_CUES[SRT] = (
    "Each cue needs a line such as 00:00:04.000 --> 00:00:06.500, and text below it."
)
# Where the numbers of remarks count something other than lines.
_PLACES = {JSON: "Segment", HTML: "Paragraph"}
_MOST_REASONS = 3

# Far more than 50,000 cues need.
_MOST_LINE_ENDS = 1_000_000
# How much of a file shows what it is.
_BEGINNING = 4000
_IS_VTT = re.compile(r"WEBVTT(?:\s|$)")
_IS_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_IS_HTML = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_IS_SRT = re.compile(r"^[ \t]*[0-9][0-9:.,]*[ \t]*-->", re.MULTILINE)
_HAS_VOICES = re.compile(r"^<v[ .]", re.MULTILINE)


def media_type_of(data: bytes, name: str) -> str:
    """The media type that the content shows, else the one that the file's name ends in, else `text/plain`."""
    text = decode(data[:_BEGINNING])[0]
    named = _EXTENSIONS.get(name.rpartition(".")[2].lower(), TEXT)
    if _IS_VTT.match(text):
        return VTT
    if _IS_JSON.match(text):
        return JSON
    if _IS_SRT.search(text):
        return named if named in (VTT, SRT) else VTT if _HAS_VOICES.search(text) else SRT
    return HTML if _IS_HTML.match(text) else named


def parse(data: bytes, *, media_type: str) -> Transcript:
    """Read WebVTT, SubRip, JSON, HTML or text with times, mending what can be mended.

    Markup goes, entities are decoded, lines of a cue stay lines; a speaker is a voice (`<v Name>`)
    in WebVTT, a `Name: ` in SubRip and text, a field in JSON, a `<cite>` in HTML. A cue with two
    voices becomes two; single words become lines. Raises `TranscriptError`, also for more than
    10 MB and 50,000 cues.
    """
    kind = media_type.partition(";")[0].strip().lower()
    kind = _SAME.get(kind, kind)
    if kind not in _READERS:
        raise TranscriptError(
            f"A transcript of the type “{media_type}” cannot be read. Give one as {', '.join(_READERS)}."
        )
    if len(data) > LARGEST_BYTES:
        raise TranscriptError(f"This file is larger than {LARGEST_BYTES // 1_000_000} MB. Choose the transcript alone.")
    remarks = Remarks()
    text, is_unicode = decode(data)
    if not is_unicode:
        remarks.add(1, "The file is not UTF-8; it was read as Windows-1252.")
    if text.count("\n") + text.count("\r") > _MOST_LINE_ENDS:
        raise TranscriptError(f"This file has more than {_MOST_LINE_ENDS:,} lines. Choose the transcript alone.")
    numbered, language = _READERS[kind](text, remarks)
    found = list(islice(numbered, MOST_CUES + 1))
    if not found:
        needed = _WITHOUT_CUES[kind] + _reasons(kind, remarks)
        raise TranscriptError(f"There is no timed text in this transcript. {needed}")
    if len(found) > MOST_CUES:
        raise TranscriptError(f"There are more than {MOST_CUES:,} cues in this transcript. Choose that of one episode.")
    cues = _in_order(found, remarks)
    return Transcript(lines_of_words(cues) if kind == JSON else cues, remarks.in_order(), language)


def _reasons(kind: str, remarks: Remarks) -> str:
    """The first of what was left out, each with its place."""
    place = _PLACES.get(kind, "Line")
    return "".join(f" {place} {item.line}: {item.message}" for item in remarks.in_order()[:_MOST_REASONS])


def _in_order(cues: list[Numbered], remarks: Remarks) -> tuple[Cue, ...]:
    latest = 0
    for number, cue in cues:
        if cue.start_ms < latest:
            remarks.add(number, "This cue began before the one above it; it was moved.")
        latest = max(latest, cue.start_ms)
    return tuple(sorted((cue for _, cue in cues), key=lambda cue: cue.start_ms))
