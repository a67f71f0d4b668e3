"""Transcripts: every way in which they are written ⇄ cues, with a remark for all that was mended or left out."""

from episodes.formats.transcripts.markup import print_html
from episodes.formats.transcripts.podcasting import print_json
from episodes.formats.transcripts.reading import HTML, JSON, SRT, TEXT, VTT, media_type_of, parse
from episodes.formats.transcripts.text import print_text
from episodes.formats.transcripts.timed import print_srt, print_vtt
from episodes.formats.transcripts.values import (
    LARGEST_BYTES,
    MOST_CUES,
    Cue,
    Remark,
    Transcript,
    TranscriptError,
)

__all__ = [
    "HTML",
    "JSON",
    "LARGEST_BYTES",
    "MOST_CUES",
    "SRT",
    "TEXT",
    "VTT",
    "Cue",
    "Remark",
    "Transcript",
    "TranscriptError",
    "media_type_of",
    "parse",
    "print_html",
    "print_json",
    "print_srt",
    "print_text",
    "print_vtt",
]
