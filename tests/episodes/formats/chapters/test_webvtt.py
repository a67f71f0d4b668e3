from dataclasses import replace

import pytest
from hypothesis import given

from episodes.formats import timestamps
from episodes.formats.chapters import Chapter, ChapterErrors, ChapterMistake, from_webvtt, spans, to_webvtt
from tests.chapters import chapter_lists


def test_every_listed_chapter_is_a_cue_until_it_really_ends() -> None:
    written = (
        Chapter(60_000, "Ships & <Quays> --> out", "https://example.com"),
        Chapter(0, "Welcome", end_ms=4_500),
        Chapter(70_000, "Hidden", hidden=True),
        Chapter(75_000, ""),
        Chapter(90_000, "Beyond"),
    )
    assert to_webvtt(written, duration_ms=80_000) == (
        "WEBVTT\n"
        "\n00:00:00.000 --> 00:00:04.500\nWelcome\n"
        "\n00:01:00.000 --> 00:01:15.000\nShips &amp; &lt;Quays&gt; --&gt; out\n"
    )


@given(chapter_lists(everything=True))
def test_printed_chapters_read_back_as_far_as_the_format_carries_them(written: tuple[Chapter, ...]) -> None:
    duration_ms = timestamps.LONGEST_MS
    carried = [
        replace(chapter, url="", image="", end_ms=span.end_ms)
        for chapter, span in zip(written, spans(written, duration_ms), strict=True)
        if chapter.title and not chapter.hidden
    ]
    starts = [chapter.start_ms for chapter in carried[1:]]
    expected = tuple(
        replace(chapter, end_ms=None) if [chapter.end_ms] == starts[place : place + 1] else chapter
        for place, chapter in enumerate(carried)
    )
    found = from_webvtt(to_webvtt(written, duration_ms=duration_ms).encode())
    assert found == expected
    assert from_webvtt(to_webvtt(found, duration_ms=duration_ms).encode()) == found


def test_webvtt_is_read_as_it_is_found() -> None:
    data = (
        "\ufeffWEBVTT chapters\r\n\r\nNOTE\r\na comment\r\n\r\nchapter-2\r\n01:00.000 --> 02:00.000 align:start\r\n"
        "<b>Ships</b> &amp;\r\nQuays\r\n\r\n1\r\n00:00,000 --> 01:00,000\r\n<v Ana>Welcome"
    )
    assert from_webvtt(data.encode()) == (Chapter(0, "Welcome"), Chapter(60_000, "Ships & Quays", end_ms=120_000))


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("now --> then\nPier", "The times are not written as 00:00:04.000 --> 00:03:00.000."),
        ("00:00 --> 00:99\nPier", "“00:99” has 99 seconds. After the minutes there are at most 59."),
        ("00:04 --> 00:05\n", "The chapter at 0:04 has no title. Write one beside the time."),
        (
            "00:04 --> 00:04\nPier",
            "The chapter starts at 0:04 and ends at 0:04. Write the earlier time first,"
            " or a | between the time and a title that begins with one.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(cue: str, message: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_webvtt(f"WEBVTT\n\n{cue}".encode())
    assert caught.value.items == (ChapterMistake(3, message),)


@pytest.mark.parametrize("data", [b"", b"WEBVTTx", b"00:00 --> 00:01\nPier"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_webvtt(data)
    assert caught.value.items == (ChapterMistake(1, "This is not WebVTT: its first line is WEBVTT."),)
