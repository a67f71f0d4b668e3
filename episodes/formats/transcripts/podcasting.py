"""JSON ⇄ cues: the form of the podcast namespace, Podlove's, and what speech recognisers write.

The form that is printed carries start, end, speaker and text, but no language.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from episodes.formats import timestamps
from episodes.formats.timestamps import TimestampError
from episodes.formats.transcripts.values import (
    Cue,
    Numbered,
    Remarks,
    Transcript,
    TranscriptError,
    ends_sentence,
    joined,
    likely_end_ms,
    one_line,
)

_VERSION = "1.0.0"
_LISTS = ("segments", "transcript", "transcripts", "cues")
# Where a segment says who speaks; Podlove's `voice` is the name, its `speaker` then an identifier.
_SPEAKERS = ("voice", "speaker")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}")

# Words that follow each other make a line of up to so many characters, without a pause of so many milliseconds.
_LONGEST_LINE = 80
_SHORT_LINE = 24
_PAUSE_MS = 1000
# A file is one of words if nearly all its segments are a single word.
_MOST = 0.9


def read_json(text: str, remarks: Remarks) -> tuple[Iterable[Numbered], str]:
    """Segments with times in seconds (`startTime`, `start`) or milliseconds (`start_ms`); single words are joined.

    Podlove's are also read in groups of one speaker (`items`), and with speakers that are numbers of `contributors`.
    """
    document = _loaded(text)
    about = document if isinstance(document, dict) else {}
    found = [about.get(name) for name in _LISTS] + [document]
    segments = next((value for value in found if isinstance(value, list)), [])
    language = about.get("language")
    known = isinstance(language, str) and _LANGUAGE.fullmatch(language)
    return _cues(_ungrouped(segments), _names(about), remarks), str(language) if known else ""


def _ungrouped(segments: list[Any]) -> Iterator[Any]:
    """The segments, for a group those in it; one that names no speaker has that of its group."""
    for segment in segments:
        items = segment.get("items") if isinstance(segment, dict) else None
        if not isinstance(items, list):
            yield segment
            continue
        speaker = {name: segment[name] for name in _SPEAKERS if name in segment}
        for item in items:
            yield speaker | item if isinstance(item, dict) else item


def _names(about: dict[str, Any]) -> dict[str, str]:
    """The names of those who speak, by the identifiers that segments have for them."""
    people = about.get("contributors")
    listed = people if isinstance(people, list) else []
    return {_identifier(person.get("id")): _text(person, "name") for person in listed if isinstance(person, dict)}


def _identifier(value: Any) -> str:
    """A number or a text, as text: `1` is `"1"`."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _loaded(text: str) -> Any:
    try:
        # Also whole numbers as floats: those of any length are read at once, and become infinite.
        return json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        raise TranscriptError(
            f"This is not JSON: {error.msg}, in line {error.lineno}, column {error.colno}. Export the file again."
        ) from error
    except RecursionError as error:
        raise TranscriptError("This JSON is nested too deeply. Export the file again.") from error


def _cues(segments: Iterable[Any], names: dict[str, str], remarks: Remarks) -> Iterator[Numbered]:
    for number, segment in enumerate(segments, start=1):
        try:
            cue = _cue(segment, number, remarks)
            speaker = _text(segment, *_SPEAKERS) or names.get(_identifier(segment.get("speaker")), "")
            yield number, replace(cue, speaker=one_line(names.get(speaker) or speaker))
        except TimestampError as error:
            remarks.add(number, f"{error} The segment was left out.")


def _cue(segment: Any, number: int, remarks: Remarks) -> Cue:
    if not isinstance(segment, dict):
        raise TimestampError("This is no segment with a start, an end and a text.")
    start_ms = _milliseconds(segment, "start_ms", "startTime", "start")
    end_ms = _milliseconds(segment, "end_ms", "endTime", "end")
    text = _text(segment, "body", "text")
    if start_ms is None:
        raise TimestampError("There is no startTime.")
    if not text:
        raise TimestampError("There is no text.")
    if end_ms is None or end_ms <= start_ms:
        remarks.add(number, "This segment does not end after it begins; it was given an end.")
        end_ms = likely_end_ms(start_ms, text)
    return Cue(start_ms, end_ms, "", text)


def _text(segment: dict[str, Any], *names: str) -> str:
    """The first of the values that is a text with something in it; its lines stay lines."""
    for name in names:
        if isinstance(value := segment.get(name), str):
            lines = (one_line(line) for line in re.split(r"\r\n|\r|\n", value))
            if text := "\n".join(line for line in lines if line):
                return text
    return ""


def _milliseconds(segment: dict[str, Any], in_milliseconds: str, *in_seconds: str) -> int | None:
    for name in (in_milliseconds, *in_seconds):
        value = segment.get(name)
        if isinstance(value, str):
            return timestamps.parse(value)
        if value is not None:
            factor = 1 if name == in_milliseconds else 1000
            if not isinstance(value, float) or not 0 <= value * factor < timestamps.LONGEST_MS:
                raise TimestampError(f"The {name} is not a time in the audio.")
            return round(value * factor)
    return None


def lines_of_words(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Cues for reading from those of single words; others as they are."""
    words = sum(len(cue.text.split()) == 1 for cue in cues)
    return tuple(joined(cues, fits=_fits)) if words >= _MOST * len(cues) else cues


def _fits(line: Cue, word: Cue) -> bool:
    return (
        len(line.text) + 1 + len(word.text) <= _LONGEST_LINE
        and word.start_ms - line.end_ms < _PAUSE_MS
        and not (len(line.text) >= _SHORT_LINE and ends_sentence(line.text))
    )


def print_json(transcript: Transcript) -> str:
    """The transcript as the podcast namespace has it, a segment for each cue."""
    segments = [_segment(cue) for cue in transcript.cues if one_line(cue.text)]
    text = json.dumps({"version": _VERSION, "segments": segments}, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n"


def _segment(cue: Cue) -> dict[str, Any]:
    speaker = {"speaker": one_line(cue.speaker)} if one_line(cue.speaker) else {}
    return speaker | {"startTime": _seconds(cue.start_ms), "endTime": _seconds(cue.end_ms), "body": cue.text}


def _seconds(ms: int) -> int | float:
    return ms / 1000 if ms % 1000 else ms // 1000
