"""Chapters: every way in which they are written ⇄ `Chapter` values, and what follows from them."""

from episodes.formats.chapters.anchors import slugs
from episodes.formats.chapters.audacity import from_audacity, to_audacity
from episodes.formats.chapters.podcasting import from_json, to_json
from episodes.formats.chapters.podlove import from_psc, psc_attributes, to_psc
from episodes.formats.chapters.reading import LARGEST_BYTES, read
from episodes.formats.chapters.text import parse_text, print_text
from episodes.formats.chapters.timing import Span, check, spans
from episodes.formats.chapters.values import (
    LONGEST_TITLE,
    LONGEST_URL,
    Chapter,
    ChapterErrors,
    ChapterMistake,
    Timed,
    is_web_address,
    lenient,
)
from episodes.formats.chapters.webvtt import from_webvtt, to_webvtt

__all__ = [
    "LARGEST_BYTES",
    "LONGEST_TITLE",
    "LONGEST_URL",
    "Chapter",
    "ChapterErrors",
    "ChapterMistake",
    "Span",
    "Timed",
    "check",
    "from_audacity",
    "from_json",
    "from_psc",
    "from_webvtt",
    "is_web_address",
    "lenient",
    "parse_text",
    "print_text",
    "psc_attributes",
    "read",
    "slugs",
    "spans",
    "to_audacity",
    "to_json",
    "to_psc",
    "to_webvtt",
]
