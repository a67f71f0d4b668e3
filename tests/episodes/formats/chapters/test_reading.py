import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.chapters import (
    Chapter,
    ChapterErrors,
    ChapterMistake,
    print_text,
    read,
    to_audacity,
    to_json,
    to_psc,
    to_webvtt,
)

WRITTEN = (Chapter(0, "Welcome – hallo"), Chapter(60_000, "Harbour", end_ms=80_000))


@pytest.mark.parametrize(
    "text",
    [
        to_json(WRITTEN).decode(),
        ' [\n{"startTime": 0, "title": "Welcome – hallo"}, {"startTime": 60, "endTime": 80, "title": "Harbour"}]',
        to_webvtt(WRITTEN, duration_ms=100_000),
        to_audacity(WRITTEN),
        print_text(WRITTEN),
        "[00:00] Welcome – hallo\n[01:00 – 01:20] Harbour",
        "<0:00> Welcome – hallo\n<1:00> – <1:20> Harbour",
        "0:00\tWelcome – hallo\n1:00\t1:20\tHarbour",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_content_says_what_it_is(text: str, encoding: str) -> None:
    assert read(text.encode(encoding), name="anything.txt") == WRITTEN


def test_podlove_chapters_are_recognised() -> None:
    assert read(to_psc(WRITTEN)) == (Chapter(0, "Welcome – hallo"), Chapter(60_000, "Harbour"))


def test_an_empty_file_has_no_chapters() -> None:
    assert read(b" \n") == ()


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (
            b"x" * 1_000_001,
            "pier.mp3",
            "“pier.mp3” is larger than any list of chapters. Choose the file with the chapters only.",
        ),
        (
            b"PK\x03\x04\0",
            "",
            "This file is no text. Give chapters as JSON, XML (Podlove), WebVTT, labels or lines of text.",
        ),
    ],
)
def test_what_cannot_be_chapters_is_refused(data: bytes, name: str, message: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        read(data, name=name)
    assert caught.value.items == (ChapterMistake(1, message),)


PIECES = st.sampled_from(
    [
        *("{", "[", '"chapters":', '{"startTime":1}', ",", "\n"),
        *("<chapters>", "<chapter start='1' title='x'/>", "<!DOCTYPE", "&a;"),
        *("WEBVTT\n", "00:01 --> 00:02\n", "1.0\t2.0\tx", "0:01 x"),
    ]
)


@given(st.lists(PIECES | st.text()).map(lambda parts: "".join(parts).encode(errors="replace")) | st.binary())
def test_anything_gives_chapters_in_order_or_chapter_errors(data: bytes) -> None:
    try:
        found = read(data)
    except ChapterErrors:
        return
    assert [chapter.start_ms for chapter in found] == sorted({chapter.start_ms for chapter in found})
