import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.chapters import Chapter, ChapterErrors, ChapterMistake, parse_text, print_text
from tests.chapters import chapter_lists


@pytest.mark.parametrize(
    ("line", "start_ms", "title"),
    [
        ("(00:04) - Welcome", 4_000, "Welcome"),
        ("00:04 Welcome", 4_000, "Welcome"),
        ("[00:03:00] Harbour", 180_000, "Harbour"),
        ("1:02:03 – Harbour", 3_723_000, "Harbour"),
        ("Harbour — 12:34", 754_000, "Harbour"),
        ("Harbour—12:34", 754_000, "Harbour"),
        ("Harbour (12:34)", 754_000, "Harbour"),
        ("Harbour: 12:34", 754_000, "Harbour"),
        ("Harbour 12:34", 754_000, "Harbour"),
        ("12:34 | Harbour", 754_000, "Harbour"),
        ("12:34-Harbour", 754_000, "Harbour"),
        ("12:34: Harbour", 754_000, "Harbour"),
        ("12:34 → Harbour", 754_000, "Harbour"),
        ("(12:34)Harbour", None, "There is no time in “(12:34)Harbour”."),
        ("- 12:34 Harbour", 754_000, "Harbour"),
        ("* Harbour – 12:34", 754_000, "Harbour"),
        ("• (12:34): Harbour", 754_000, "Harbour"),
        ("– 12:34 Harbour", 754_000, "Harbour"),
        ("1. 12:34 Harbour", 754_000, "Harbour"),
        ("3) Harbour 12:34", 754_000, "Harbour"),
        ("(3) 12:34 Harbour", 754_000, "Harbour"),
        ("#3 12:34 Harbour", 754_000, "Harbour"),
        ("- 10. 12:34 Harbour", 754_000, "Harbour"),
        ("**12:34** Harbour", 754_000, "Harbour"),
        ("90:00 Late", 5_400_000, "Late"),
        ("\t12:34\tHarbour\t", 754_000, "Harbour"),
        ("\ufeff12:34\u00a0Harbour\u00a0\u200b", 754_000, "Harbour"),
        ("12：34 Harbour", 754_000, "Harbour"),
        ("【12:34】 Harbour", 754_000, "Harbour"),
        ("00:04.250 Harbour", 4_250, "Harbour"),
        ("00:04,250 Harbour", 4_250, "Harbour"),
        ("14m37s Harbour", 877_000, "Harbour"),
        ("1h2m3s Harbour", 3_723_000, "Harbour"),
        ("1h30m: Harbour", 5_400_000, "Harbour"),
        ("14'37 Harbour", 877_000, "Harbour"),
        ("1h02’03” – Harbour", 3_723_000, "Harbour"),
        ("00h03m20 Harbour", 200_000, "Harbour"),
        ("1h30 Harbour", 5_400_000, "Harbour"),
        ("12:34 > Harbour", 754_000, "Harbour"),
        ("12:34 » Harbour", 754_000, "Harbour"),
        ("5:00 2001: A Space Odyssey", 300_000, "2001: A Space Odyssey"),
        ("10:31 Approach 2.0 - part 1", 631_000, "Approach 2.0 - part 1"),
        ("10:31 (Re)building [live] – again", 631_000, "(Re)building [live] – again"),
        ("10:31 - - minus -", 631_000, "- minus -"),
        ("16:9 or 4:3? — 12:34", 754_000, "16:9 or 4:3?"),
        ("60s music — 12:34", 754_000, "60s music"),
        ("10:31 | 12:34 to Edinburgh", 631_000, "12:34 to Edinburgh"),
        ("10:31 12:34 to Edinburgh", 631_000, "12:34 to Edinburgh"),
        ("10:31 List <int> of foo:bar", 631_000, "List <int> of foo:bar"),
        ("10:31 [Live](2024)", 631_000, "[Live](2024)"),
        ("10:31   many \t blanks", 631_000, "many blanks"),
        ("10:31 nul\x00 and bell\x07", 631_000, "nul and bell"),
    ],
)
def test_a_line_as_people_write_it_is_understood(line: str, start_ms: int | None, title: str) -> None:
    if start_ms is None:
        with pytest.raises(ChapterErrors, match=title.replace("(", r"\(").replace(")", r"\)")):
            parse_text(line)
    else:
        assert parse_text(line) == (Chapter(start_ms, title),)


@pytest.mark.parametrize(
    "line",
    [
        "00:00 – 03:17 Harbour",
        "00:00-03:17 Harbour",
        "[00:00 - 03:17] Harbour",
        "(00:00) – (03:17): Harbour",
        "00:00:00.000 --> 00:03:17.000 Harbour",
        "0:00 to 3:17 Harbour",
        "0:00\t3:17\tHarbour",
        "Harbour (00:00–03:17)",
        "Harbour | 0:00 – 3:17",
    ],
)
def test_two_times_that_make_a_range_are_start_and_end(line: str) -> None:
    assert parse_text(line) == (Chapter(0, "Harbour", end_ms=197_000),)


@pytest.mark.parametrize(
    "line",
    [
        "0:04 Harbour <https://example.com/a>",
        "0:04 Harbour https://example.com/a",
        "0:04 Harbour (https://example.com/a)",
        "0:04 [Harbour](https://example.com/a)",
        "[Harbour](https://example.com/a) — 0:04",
        "Harbour https://example.com/a — 0:04",
        "Harbour — 0:04 <https://example.com/a>",
        "[0:04](https://example.com/a) Harbour",
        "[0:04](https://example.org/other) Harbour <https://example.com/a>",
    ],
)
def test_an_address_around_or_after_the_title_is_the_chapters_link(line: str) -> None:
    assert parse_text(line) == (Chapter(4_000, "Harbour", "https://example.com/a"),)


def test_brackets_inside_an_address_belong_to_it() -> None:
    (bare, linked) = parse_text("0:04 Pier https://example.com/a_(b)\n0:05 [Pier](https://example.com/a_(b))")
    assert bare.url == linked.url == "https://example.com/a_(b)"


def test_an_empty_address_leaves_the_title_as_it_stands() -> None:
    assert parse_text("0:04 Read https://example.com <>") == (Chapter(4_000, "Read https://example.com"),)


@pytest.mark.parametrize("end_of_line", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system_and_blank_ones_count_for_numbers_only(end_of_line: str) -> None:
    lines = ["", "0:04 Welcome", "  ", "-", "1:00 Harbour"]
    assert parse_text(end_of_line.join(lines[:3] + lines[4:])) == (
        Chapter(4_000, "Welcome"),
        Chapter(60_000, "Harbour"),
    )
    with pytest.raises(ChapterErrors) as caught:
        parse_text(end_of_line.join(lines))
    assert [item.line for item in caught.value] == [4]


def test_chapters_are_sorted_by_time() -> None:
    assert parse_text("2:00 Late\n1:00 Early") == (
        Chapter(60_000, "Early"),
        Chapter(120_000, "Late"),
    )


def test_no_text_gives_no_chapters() -> None:
    assert parse_text(" \n\n\t") == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Welcome", "There is no time in “Welcome”. Write it first, as in 12:34 Title."),
        (
            "Say 12:34 twice",
            "There is no time in “Say 12:34 twice”. Write it first, as in 12:34 Title.",
        ),
        ("0:04", "The chapter at 0:04 has no title. Write one beside the time."),
        ("0:04 - ", "The chapter at 0:04 has no title. Write one beside the time."),
        (
            "0:04 https://example.com",
            "The chapter at 0:04 has no title. Write one beside the time.",
        ),
        ("12:99 Harbour", "“12:99” has 99 seconds. After the minutes there are at most 59."),
        (
            "12:3 Harbour",
            "“12:3” is not clear. Write two digits after each colon, for example 1:02 or 1:02:03.",
        ),
        (
            "9999999:00 Harbour",
            "“9999999:00” is longer than 100 hours. Write it as 14:38, 1:02:03 or 877 (seconds).",
        ),
        (
            "5:00 - 4:00 Harbour",
            "The chapter starts at 5:00 and ends at 4:00. Write the earlier time first,"
            " or a | between the time and a title that begins with one.",
        ),
        (
            f"0:04 {'a' * 256}",
            f"The title “{'a' * 59}…” has 256 characters. There is room for 255.",
        ),
        ("0:04 " + "a" * 5000, "This line has 5005 characters. Write one chapter in each line."),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(line: str, message: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        parse_text(line)
    assert caught.value.items == (ChapterMistake(1, message),)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("0:04 Pier <javascript:alert(1)>", "javascript:alert(1)"),
        ("0:04 Pier <JavaScript:alert(1)>", "JavaScript:alert(1)"),
        ("0:04 Pier javascript:alert(1)", "javascript:alert(1)"),
        ("0:04 [Pier](javascript:alert(1))", "javascript:alert(1)"),
        ("0:04 Pier data:text/html,x", "data:text/html,x"),
        ("0:04 Pier <mailto:a@example.com>", "mailto:a@example.com"),
        ("0:04 Pier ftp://example.com/a", "ftp://example.com/a"),
        ("0:04 Pier <www.example.com>", "www.example.com"),
        ("0:04 Pier <//example.com>", "//example.com"),
        ("0:04 Pier <https://>", "https://"),
        ("0:04 Pier <https://[1>", "https://[1"),
        ("0:04 Pier https://example.com/" + "a" * 2000, "https://example.com/" + "a" * 39 + "…"),
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused(line: str, address: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        parse_text(line)
    assert caught.value.items == (
        ChapterMistake(
            1,
            f"“{address}” cannot be the address of a chapter. Write a whole web address,"
            " as in https://example.com/page, of at most 2000 characters.",
        ),
    )


def test_all_mistakes_are_collected() -> None:
    with pytest.raises(ChapterErrors) as caught:
        parse_text("0:04 Welcome\n\nHarbour\n00:04 Again\n12:99 Pier\n1:00 Fine")
    assert tuple(caught.value) == (
        ChapterMistake(3, "There is no time in “Harbour”. Write it first, as in 12:34 Title."),
        ChapterMistake(
            4,
            "Line 1 starts at 0:04 too. Two chapters cannot start at the same moment: change one of the times.",
        ),
        ChapterMistake(5, "“12:99” has 99 seconds. After the minutes there are at most 59."),
    )
    assert str(caught.value).splitlines()[0] == (
        "Line 3: There is no time in “Harbour”. Write it first, as in 12:34 Title."
    )


def test_no_more_than_a_hundred_mistakes_are_named() -> None:
    with pytest.raises(ChapterErrors) as caught:
        parse_text("Welcome\n" * 200)
    assert [item.line for item in caught.value] == list(range(1, 101))


# --- printing ------------------------------------------------------------------------------------


@given(chapter_lists())
def test_printed_chapters_read_back_the_same(written: tuple[Chapter, ...]) -> None:
    assert parse_text(print_text(written)) == written


@given(st.text(st.sampled_from("0123456789:.-–[]()<>| \tabhms\r\n") | st.characters()))
def test_any_text_gives_chapters_in_order_or_chapter_errors(text: str) -> None:
    try:
        found = parse_text(text)
    except ChapterErrors:
        return
    assert [chapter.start_ms for chapter in found] == sorted({c.start_ms for c in found})
    assert parse_text(print_text(found)) == found


def test_chapters_are_printed_as_plainly_as_their_titles_allow() -> None:
    written = (
        Chapter(4_000, "Welcome", image="cover.png", hidden=True),
        Chapter(60_500, "Harbour", "https://example.com", end_ms=90_000),
        Chapter(120_000, "– a dash first"),
        Chapter(180_000, "Read https://example.com"),
    )
    assert print_text(written) == (
        "0:04 Welcome\n"
        "1:00.500 – 1:30 Harbour <https://example.com>\n"
        "2:00 | – a dash first <>\n"
        "3:00 | Read https://example.com <>\n"
    )
