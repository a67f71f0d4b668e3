"""HTML as the podcast namespace has it ⇄ cues: `<cite>` speaker, `<time>` start, `<p>` text.

Carries speakers, text and starts in whole seconds; no ends, no language.
"""

from collections.abc import Iterable, Iterator
from html import escape

from lxml import etree

from episodes.formats import timestamps
from episodes.formats.encodings import INVISIBLE
from episodes.formats.timestamps import TimestampError
from episodes.formats.transcripts.values import (
    Numbered,
    Paragraph,
    Remarks,
    Transcript,
    TranscriptError,
    one_line,
    spoken,
    with_ends,
)

_UNSEEN = {"head", "script", "style", "template", "title"}
_NAMED = {"cite", "time"}
_BLOCKS = {"p", "br", "div", "li"}
# Far more than the largest transcript needs.
_MOST_TAGS = 1_000_000


def read_html(text: str, remarks: Remarks) -> tuple[Iterable[Numbered], str]:
    """Paragraphs become cues that last until the next one; nothing is run or fetched, markup is dropped."""
    if text.count("<") > _MOST_TAGS:
        raise TranscriptError(f"This page has more than {_MOST_TAGS:,} tags. Choose the transcript alone.")
    target = _Paragraphs(remarks)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)
    parser.feed(b"<p>" + INVISIBLE.sub("", text).encode())  # so that there is always something to parse
    parser.close()
    return with_ends(target.finished()), ""


class _Paragraphs:
    """What lxml calls for each tag: gathers speaker, time and text, whichever of the first two comes first."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._found: list[Paragraph] = []
        self._open: list[str] = []
        self._number = 0
        self._clear()

    def _clear(self) -> None:
        self._collected: dict[str, list[str]] = {"cite": [], "time": [], "p": []}
        self._has_words = False

    def start(self, tag: str, attributes: object) -> None:
        if tag in _NAMED and self._has_words:
            self._finish()
        if tag in _NAMED or tag in _UNSEEN:
            self._open.append(tag)
        elif tag in _BLOCKS:
            self._collected["p"].append(" ")

    def end(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def data(self, text: str) -> None:
        kind = self._open[-1] if self._open else "p"
        if kind not in _UNSEEN:
            self._collected[kind].append(text)
            self._has_words = self._has_words or (kind == "p" and not text.isspace())

    def close(self) -> None:
        """Demanded by lxml."""

    def finished(self) -> Iterator[Paragraph]:
        if self._has_words:
            self._finish()
        return iter(self._found)

    def _text(self, kind: str) -> str:
        return one_line("".join(self._collected[kind]))

    def _finish(self) -> None:
        self._number += 1
        start_ms = self._start_ms()
        if start_ms is not None:
            speaker = self._text("cite").removesuffix(":").strip()
            self._found.append(Paragraph(self._number, start_ms, speaker, self._text("p")))
        self._clear()

    def _start_ms(self) -> int | None:
        """The paragraph's own time, else that of the one above it."""
        try:
            return timestamps.parse(self._text("time"))
        except TimestampError as error:
            if not self._found:
                self._remarks.add(self._number, f"{error} The paragraph was left out.")
                return None
            self._remarks.add(self._number, f"{error} The paragraph was given the time of the one above it.")
            return self._found[-1].start_ms


def print_html(transcript: Transcript) -> str:
    """A fragment for reading: paragraphs of one speaker each, everything escaped, without scripts or styles."""
    return "\n".join(
        (f"<cite>{escape(cue.speaker)}:</cite>\n" if cue.speaker else "")
        + f"<time>{timestamps.format_clock(cue.start_ms)}</time>\n<p>{escape(cue.text)}</p>\n"
        for cue in spoken(transcript.cues)
    )
