import pytest

from episodes.formats.chapters import Chapter, ChapterMistake, Span, check, spans


def test_check_finds_nothing_in_chapters_that_fit() -> None:
    assert check((Chapter(0, "A", end_ms=500), Chapter(9_999, "B", end_ms=11_000)), 10_000) == ()


@pytest.mark.parametrize(
    ("chapter", "message"),
    [
        (
            Chapter(600_000, "Pier"),
            "“Pier” starts at 10:00, but the audio ends at 10:00."
            " Correct the time, or choose the audio that belongs to these chapters.",
        ),
        (
            Chapter(60_000, "Pier", end_ms=60_000),
            "“Pier” ends at 1:00, but starts at 1:00. Give it a later end, or none.",
        ),
        (
            Chapter(60_000, "Pier", end_ms=661_000),
            "“Pier” ends at 11:01, but the audio ends at 10:00. Give it an earlier end, or none.",
        ),
    ],
)
def test_check_names_a_chapter_that_the_audio_does_not_hold(chapter: Chapter, message: str) -> None:
    assert check((Chapter(0, "Welcome"), chapter), 600_000) == (ChapterMistake(2, message),)


def test_a_chapter_lasts_until_its_end_or_the_next_listed_one_or_the_audios_end() -> None:
    given_chapters = (
        Chapter(0, "A"),
        Chapter(10_000, "B", end_ms=15_000),
        Chapter(20_000, "not listed", hidden=True),
        Chapter(30_000, "C", end_ms=99_000),
        Chapter(90_000, "beyond"),
    )
    assert spans(given_chapters, 60_000) == (
        Span(0, 10_000),
        Span(10_000, 15_000),
        Span(20_000, 30_000),
        Span(30_000, 60_000),
        Span(90_000, 90_000),
    )


def test_the_last_chapter_lasts_until_the_end() -> None:
    assert spans((Chapter(5_000, "last"), Chapter(0, "first")), 60_000) == (
        Span(5_000, 60_000),
        Span(0, 5_000),
    )
