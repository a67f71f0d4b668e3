"""A file of chapters in any format → `Chapter` values."""

import re

from episodes.formats.chapters.audacity import from_audacity
from episodes.formats.chapters.podcasting import from_json
from episodes.formats.chapters.podlove import from_psc
from episodes.formats.chapters.text import parse_text
from episodes.formats.chapters.values import Chapter, ChapterErrors, ChapterMistake, ReadAddress, checked_url
from episodes.formats.chapters.webvtt import from_webvtt
from episodes.formats.encodings import decode

LARGEST_BYTES = 1_000_000

# `[00:12] Welcome` and `<0:12> Welcome` are lines of text.
_WITH_ADDRESSES = (
    (re.compile(r"\s*(?:\{|\[\s*[{\]])"), from_json),
    (re.compile(r"\s*<[?!a-z_]", re.IGNORECASE), from_psc),
)
_WITHOUT = (
    (re.compile(r"WEBVTT(?:\s|$)"), from_webvtt),
    (re.compile(r"\s*[0-9]+(?:[.,][0-9]*)?\t[0-9]+(?:[.,][0-9]*)?(?:\t|\s*$)"), from_audacity),
)


def read(data: bytes, *, name: str = "", address: ReadAddress = checked_url) -> tuple[Chapter, ...]:
    """Chapters sorted by time, from JSON, Podlove Simple Chapters, WebVTT, Audacity labels or lines of text.

    The content says which; `name` is the file's own, for messages. `address` reads those of JSON and XML, where they
    may be meant from the place of the file. Raises `ChapterErrors`.
    """
    called = f"“{name}”" if name else "This file"
    if len(data) > LARGEST_BYTES:
        raise _refused(f"{called} is larger than any list of chapters. Choose the file with the chapters only.")
    text, _ = decode(data)
    if "\0" in text:
        raise _refused(f"{called} is no text. Give chapters as JSON, XML (Podlove), WebVTT, labels or lines of text.")
    for pattern, parse in _WITH_ADDRESSES:
        if pattern.match(text):
            return parse(data, address=address)
    for pattern, parse_plain in _WITHOUT:
        if pattern.match(text):
            return parse_plain(data)
    return parse_text(text)


def _refused(message: str) -> ChapterErrors:
    return ChapterErrors([ChapterMistake(1, message)])
