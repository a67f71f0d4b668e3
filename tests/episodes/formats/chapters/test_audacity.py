from dataclasses import replace

import pytest
from hypothesis import given

from episodes.formats.chapters import Chapter, ChapterErrors, ChapterMistake, from_audacity, to_audacity
from tests.chapters import chapter_lists


def test_a_chapter_with_an_end_is_a_region_and_one_without_is_a_point() -> None:
    written = (
        Chapter(60_250, "Ships\tand quays", end_ms=70_000),
        Chapter(0, "Welcome", "https://example.com"),
        Chapter(71_000, "Hidden", hidden=True),
        Chapter(72_000, ""),
    )
    assert to_audacity(written) == ("0.000000\t0.000000\tWelcome\n60.250000\t70.000000\tShips and quays\n")


@given(chapter_lists(everything=True))
def test_printed_chapters_read_back_as_far_as_the_format_carries_them(written: tuple[Chapter, ...]) -> None:
    carried = tuple(replace(c, url="", image="") for c in written if c.title and not c.hidden)
    assert from_audacity(to_audacity(written).encode()) == carried


def test_labels_are_read_as_they_are_found() -> None:
    data = "12,3456\t20,5\tGrüße\tund mehr\r\n\\\t100.0\t200.0\r\n\r\n1.9996\t2.0001\tPoint"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert from_audacity(data.encode(encoding)) == (
            Chapter(2_000, "Point"),
            Chapter(12_346, "Grüße und mehr", end_ms=20_500),
        )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1.0\t1.0", "The chapter at 0:01 has no title. Write one beside the time."),
        ("1.0\tPier", "“Pier” is not a time in seconds. A label is 12.500000, 20.000000 and a title, with tabs."),
        ("-1.0\t1.0\tPier", "“-1.0” is not a time in seconds. A label is 12.500000, 20.000000 and a title, with tabs."),
        ("Pier", "“Pier” is not a time in seconds. A label is 12.500000, 20.000000 and a title, with tabs."),
        ("360000\t360000\tPier", "“360000” is longer than 100 hours."),
        (
            "2.0\t1.0\tPier",
            "The chapter starts at 0:02 and ends at 0:01. Write the earlier time first,"
            " or a | between the time and a title that begins with one.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(line: str, message: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_audacity(f"0.0\t0.0\tWelcome\n{line}".encode())
    assert caught.value.items == (ChapterMistake(2, message),)
