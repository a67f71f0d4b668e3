import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import timestamps
from episodes.formats.transcripts import (
    HTML,
    JSON,
    SRT,
    TEXT,
    VTT,
    Cue,
    Remark,
    Transcript,
    TranscriptError,
    media_type_of,
    parse,
    print_html,
    print_json,
    print_srt,
    print_text,
    print_vtt,
)
from tests.transcripts import cues

PRINTERS = {VTT: print_vtt, SRT: print_srt, JSON: print_json, HTML: print_html, TEXT: print_text}


def read(text: str, media_type: str) -> Transcript:
    return parse(text.encode(), media_type=media_type)


def read_json(document: object) -> Transcript:
    return read(json.dumps(document), JSON)


# --- JSON ----------------------------------------------------------------------------------------

ANA = Cue(500, 2_000, "Ana", "Ahoy there.")


@pytest.mark.parametrize(
    "document",
    [
        {"version": "1.0.0", "segments": [{"speaker": "Ana", "startTime": 0.5, "endTime": 2, "body": "Ahoy there."}]},
        {"transcript": [{"start_ms": 500, "end_ms": 2000, "speaker": "1", "voice": "Ana", "text": "Ahoy there."}]},
        [{"start": "0:00.5", "end": "00:00:02.000", "speaker": "Ana", "voice": "", "text": " Ahoy  there.\r\n"}],
    ],
)
def test_json_is_read_in_every_form(document: object) -> None:
    assert read_json(document) == Transcript((ANA,))


PODLOVE = {"start": "00:00:00.500", "start_ms": 500, "end": "00:00:02.000", "end_ms": 2000, "text": "Ahoy there."}


@pytest.mark.parametrize(
    ("speaker", "contributors", "name"),
    [
        ({"speaker": "7", "voice": "Ana"}, [], "Ana"),
        ({"speaker": "7", "voice": ""}, [{"id": "7", "name": "Ana"}, {"id": "8", "name": "Bo"}], "Ana"),
        ({"speaker": 7}, [{"id": 7, "name": "Ana"}], "Ana"),
        ({"speaker": "7"}, [{"id": "8", "name": "Bo"}, "Ana", {"id": "7"}], "7"),
        ({"speaker": 7.5}, "Ana", ""),
        ({"speaker": "", "voice": None}, [{"id": "", "name": ""}], ""),
    ],
)
def test_a_podlove_speaker_is_the_voice_or_the_contributor_of_that_number(
    speaker: dict[str, object], contributors: object, name: str
) -> None:
    document = {"transcripts": [PODLOVE | speaker], "contributors": contributors}
    assert read_json(document) == Transcript((replace(ANA, speaker=name),))


def test_podlove_groups_are_read_segment_by_segment() -> None:
    later = PODLOVE | {"start_ms": 2000, "end_ms": 3000, "text": "Who is it?"}
    grouped = [
        {"start_ms": 500, "end_ms": 3000, "speaker": "7", "voice": "Ana", "items": [PODLOVE, later]},
        {"items": [later | {"start_ms": 3000, "end_ms": 4000, "voice": "Bo"}, "no segment"]},
    ]
    found = read_json(grouped)
    assert found.cues == (
        ANA,
        Cue(2_000, 3_000, "Ana", "Who is it?"),
        Cue(3_000, 4_000, "Bo", "Who is it?"),
    )
    assert [remark.line for remark in found.remarks] == [4]


def podlove(cues: tuple[Cue, ...]) -> str:
    """The cues as Podlove's own export has them."""
    people = list(dict.fromkeys(cue.speaker for cue in cues))
    return json.dumps(
        [
            {
                "start": timestamps.format_full(cue.start_ms),
                "start_ms": cue.start_ms,
                "end": timestamps.format_full(cue.end_ms),
                "end_ms": cue.end_ms,
                "speaker": str(people.index(cue.speaker)) if cue.speaker else "",
                "voice": cue.speaker,
                "text": cue.text,
            }
            for cue in cues
        ]
    )


@given(st.lists(cues, min_size=1, max_size=5))
def test_what_comes_from_podlove_is_what_was_said(written: list[Cue]) -> None:
    several_words = Cue(0, 1_000, "", "two words")
    said = (*[several_words] * 5, *sorted(written, key=lambda cue: cue.start_ms))
    found = read(podlove(said), JSON)
    assert found == Transcript(said)
    assert read(print_vtt(found), VTT) == found


def test_single_words_become_lines_of_one_speaker() -> None:
    def word(start: float, body: str, speaker: str = "Ana") -> dict[str, object]:
        return {"startTime": start, "endTime": start + 0.4, "body": body, "speaker": speaker}

    words = ["The", "harbour", "is", "older", "than", "the", "pier.", "And", "that", "is", "old."]
    segments = [word(place / 2, body) for place, body in enumerate(words)]
    found = read_json({"segments": [*segments, word(8, "Really."), word(8.5, "Yes.", "Bo")], "language": "en-GB"})
    assert found.language == "en-GB"
    assert found.cues == (
        Cue(0, 3_400, "Ana", "The harbour is older than the pier."),
        Cue(3_500, 5_400, "Ana", "And that is old."),
        Cue(8_000, 8_400, "Ana", "Really."),
        Cue(8_500, 8_900, "Bo", "Yes."),
    )


@pytest.mark.parametrize(
    ("segment", "message"),
    [
        (1, "This is no segment with a start, an end and a text. The segment was left out."),
        ({"body": "x"}, "There is no startTime. The segment was left out."),
        ({"start": 1, "end": 2, "text": "\u200b"}, "There is no text. The segment was left out."),
        ({"start": True}, "The start is not a time in the audio. The segment was left out."),
        ({"start_ms": 1e400}, "The start_ms is not a time in the audio. The segment was left out."),
    ],
)
def test_a_segment_that_cannot_be_read_is_remarked(segment: object, message: str) -> None:
    good = {"start": 1, "end": 2, "text": "two words"}
    assert read_json([good, segment]).remarks == (Remark(2, message),)


def test_a_segment_without_an_end_is_given_one() -> None:
    assert read_json([{"start": 1, "text": "two words"}]) == Transcript(
        (Cue(1_000, 3_000, "", "two words"),),
        (Remark(1, "This segment does not end after it begins; it was given an end."),),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{",
            "This is not JSON: Expecting property name enclosed in double quotes, in line 1, column 2."
            " Export the file again.",
        ),
        ("[" * 100_000, "This JSON is nested too deeply. Export the file again."),
        (
            '["a", "b", "c", "d"]',
            'There is no timed text in this transcript. Each segment needs "startTime", "endTime" and "body".'
            + "".join(
                f" Segment {number}: This is no segment with a start, an end and a text. The segment was left out."
                for number in (1, 2, 3)
            ),
        ),
        ("7", 'There is no timed text in this transcript. Each segment needs "startTime", "endTime" and "body".'),
        (
            "[7," * 1 + "7," * 20_000 + "7]",
            "This is hardly a transcript: more than 10000 lines would have to be mended or left out."
            " The first is line 1: This is no segment with a start, an end and a text. The segment was left out.",
        ),
    ],
)
def test_json_that_is_no_transcript_is_refused(text: str, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(text, JSON)
    assert str(caught.value) == message


# --- HTML ----------------------------------------------------------------------------------------


def test_html_is_read_whatever_stands_around_it() -> None:
    found = read(
        "<!DOCTYPE html><html><head><title>No</title></head><body><script>alert(1)</script>"
        "<cite>Ana:</cite> <time>0:01</time> <p>A &amp; <b>B</b></p><p>more</cite></p>"
        "<time>0:05</time><cite>Bo</cite>words<br>here"
        "<cite>Ana</cite><p>untimed</p></body></html>",
        HTML,
    )
    assert found.cues == (
        Cue(1_000, 5_000, "Ana", "A & B more"),
        Cue(5_000, 7_000, "Bo", "words here"),
        Cue(5_000, 7_000, "Ana", "untimed"),
    )
    assert [remark.line for remark in found.remarks] == [3]


@pytest.mark.parametrize("text", ["", "<p>words", "<cite></cite><p>words</p>"])
def test_html_without_times_is_refused(text: str) -> None:
    with pytest.raises(TranscriptError, match="Each paragraph needs a time above it"):
        read(text, HTML)


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(TranscriptError) as caught:
        read("<" * 1_000_001, HTML)
    assert str(caught.value) == "This page has more than 1,000,000 tags. Choose the transcript alone."


def test_html_is_printed_without_markup_of_its_words() -> None:
    assert print_html(Transcript((Cue(53_000, 54_000, "A&B", "<script>"), Cue(60_000, 61_000, "", "x")))) == (
        "<cite>A&amp;B:</cite>\n<time>0:53</time>\n<p>&lt;script&gt;</p>\n\n<time>1:00</time>\n<p>x</p>\n"
    )


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[0:01] Ana: Ahoy there.\n\n[0:05] Bo: Who?",
        "00:00:01 Ana: Ahoy\nthere.\n\n00:00:05 - Bo: Who?",
        "(0:01)\nAna: Ahoy there.\n(0:05)\nBo: Who?",
        "Ana 0:01\nAhoy there.\n\nBo (0:05)\nWho?",
        "Ana [00:00:01]: Ahoy there.\nBo [00:00:05]: Who?",
    ],
)
def test_text_with_times_is_read_as_it_is_found(text: str) -> None:
    assert read(text, TEXT) == Transcript((Cue(1_000, 5_000, "Ana", "Ahoy there."), Cue(5_000, 7_000, "Bo", "Who?")))


def test_what_cannot_be_read_in_text_is_remarked() -> None:
    found = read("A title\n\n0:01\n0:02 words\nwe met at 0:30 again\n9:99 is no time", TEXT)
    assert found.cues == (Cue(2_000, 4_520, "", "words we met at 0:30 again 9:99 is no time"),)
    assert [(remark.line, remark.message) for remark in found.remarks] == [
        (1, "This text has no time; it was left out."),
        (3, "This time has no text; it was left out."),
        (6, "“9:99” has 99 seconds. After the minutes there are at most 59. The line was read as words."),
    ]


def test_text_without_times_is_refused() -> None:
    with pytest.raises(TranscriptError, match="Text without times cannot be followed"):
        read("Ana: Ahoy.", TEXT)


def test_text_is_printed_in_paragraphs_of_one_speaker() -> None:
    sentence = "word " * 79 + "end."
    said = [("Ana", "One."), ("Ana", "Two."), ("Bo", sentence), ("Bo", "longer."), ("Bo", "Next."), ("", "x")]
    transcript = Transcript(tuple(Cue(n * 1_000, n * 1_000 + 900, name, text) for n, (name, text) in enumerate(said)))
    assert print_text(transcript) == (
        f"[0:00] Ana: One. Two.\n\n[0:02] Bo: {sentence} longer.\n\n[0:04] Bo: Next.\n\n[0:05] x\n"
    )
    assert print_text(Transcript(())) == ""


# --- all -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("media_type", ["application/pdf", ""])
def test_a_type_that_is_not_read_is_refused_with_those_that_are(media_type: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        parse(b"x", media_type=media_type)
    assert str(caught.value) == (
        f"A transcript of the type “{media_type}” cannot be read."
        " Give one as text/vtt, application/x-subrip, application/json, text/html, text/plain."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x" * 10_000_001, "This file is larger than 10 MB. Choose the transcript alone."),
        (b"\n" * 1_000_001, "This file has more than 1,000,000 lines. Choose the transcript alone."),
        (
            b"0:01 x\n" * 50_001,
            "There are more than 50,000 cues in this transcript. Choose that of one episode.",
        ),
    ],
)
def test_a_file_too_large_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        parse(data, media_type=TEXT)
    assert str(caught.value) == message


@pytest.mark.parametrize("media_type", PRINTERS)
def test_what_is_printed_is_recognised(media_type: str) -> None:
    text = PRINTERS[media_type](Transcript((ANA,)))
    name = "x.txt" if media_type == TEXT else "x"
    assert media_type_of(text.encode(), name) == media_type


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"00:01.000 --> 00:02.000\nx", "x.VTT", VTT),
        (b"00:01.000 --> 00:02.000\nx", "x.txt", SRT),
        (b"00:01.000 --> 00:02.000\n<v Ana>x", "", VTT),
        (b"[0:01] x", "x.json", JSON),
        (b"[0:01] x", "", TEXT),
        (b"words", "x.htm", HTML),
        (b"", "x", TEXT),
    ],
)
def test_the_content_says_more_than_the_name(data: bytes, name: str, media_type: str) -> None:
    assert media_type_of(data, name) == media_type


@given(st.lists(cues, min_size=1, max_size=5))
def test_json_carries_every_cue(written: list[Cue]) -> None:
    several_words = Cue(0, 1_000, "", "two words")
    transcript = Transcript((*[several_words] * 5, *sorted(written, key=lambda cue: cue.start_ms)))
    assert read(print_json(transcript), JSON) == transcript


@pytest.mark.parametrize("media_type", [JSON, HTML, TEXT])
@given(written=st.lists(cues, min_size=1, max_size=5))
def test_what_was_read_once_prints_and_reads_back_the_same(media_type: str, written: list[Cue]) -> None:
    printed: Callable[[Transcript], str] = PRINTERS[media_type]
    first = read(printed(Transcript(tuple(sorted(written, key=lambda cue: cue.start_ms)))), media_type)
    second = read(printed(first), media_type)
    assert read(printed(second), media_type).cues == second.cues


PIECES = st.sampled_from(
    ["{", "[", '"segments":', '{"start":1,"text":"a"}', ",", "}", "]", "<cite>", "</cite>", "<time>", "0:01", "</time>"]
)


@pytest.mark.parametrize("media_type", [JSON, HTML, TEXT])
@given(data=st.lists(PIECES | st.text()).map(lambda p: "".join(p).encode(errors="replace")) | st.binary())
def test_anything_gives_cues_in_order_or_a_sentence(media_type: str, data: bytes) -> None:
    try:
        found = parse(data, media_type=media_type)
    except TranscriptError:
        return
    again = read(print_vtt(found), VTT)
    assert (again.cues, again.remarks) == (found.cues, ())
