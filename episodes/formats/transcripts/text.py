"""Plain text ⇄ cues: `[1:02:03] Name: words`, a paragraph for each time.

Carries starts in whole seconds, text, and a speaker whose name reads as one; no ends, no language.
Text without times cannot become cues.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from episodes.formats import timestamps
from episodes.formats.timestamps import TimestampError
from episodes.formats.transcripts.names import is_name, named
from episodes.formats.transcripts.values import Numbered, Paragraph, Remarks, Transcript, one_line, spoken, with_ends

_CLOCK = r"[\[(]?(?P<time>[0-9]{1,3}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,6})?)[\])]?"
_TIME_FIRST = re.compile(rf"{_CLOCK}(?:\s*[-–—:|])?(?:\s+(?P<rest>.*))?")
_NAME_FIRST = re.compile(rf"(?P<name>[^\s\[(0-9][^:\[(]{{0,39}}?)[,:]?\s+{_CLOCK}\s*:?(?:\s+(?P<rest>.*))?")


def read_text(text: str, remarks: Remarks) -> tuple[Iterable[Numbered], str]:
    """A paragraph begins where a line begins with a time, or with a name and a time, and goes on until the next."""
    return with_ends(_paragraphs(text, remarks)), ""


def _paragraphs(text: str, remarks: Remarks) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    words: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = one_line(line)
        begun = _begun(line, number, remarks)
        if begun is None and current is None and line:
            remarks.add(number, "This text has no time; it was left out.")
        if begun is not None:
            yield from _finished(current, words, remarks)
            current, words = begun, []
        elif line:
            words.append(line)
    yield from _finished(current, words, remarks)


def _begun(line: str, number: int, remarks: Remarks) -> Paragraph | None:
    found = _TIME_FIRST.fullmatch(line) or _NAME_FIRST.fullmatch(line)
    if found is None:
        return None
    speaker = found.groupdict().get("name") or ""
    if speaker and not is_name(speaker):
        return None
    try:
        return Paragraph(number, timestamps.parse(found["time"]), speaker, found["rest"] or "")
    except TimestampError as error:
        remarks.add(number, f"{error} The line was read as words.")
        return None


def _finished(paragraph: Paragraph | None, words: list[str], remarks: Remarks) -> Iterator[Paragraph]:
    if paragraph is None:
        return
    text = " ".join([paragraph.text, *words]).strip()
    speaker, said = (paragraph.speaker, text) if paragraph.speaker else named(text)
    if said:
        yield replace(paragraph, speaker=speaker, text=said)
    else:
        remarks.add(paragraph.number, "This time has no text; it was left out.")


def print_text(transcript: Transcript) -> str:
    """Paragraphs for reading: time, speaker and what he or she says, a blank line between them."""
    return "\n".join(
        f"[{timestamps.format_clock(cue.start_ms)}] {f'{cue.speaker}: ' if cue.speaker else ''}{cue.text}\n"
        for cue in spoken(transcript.cues)
    )
