import pytest

from episodes.formats.chapters import ChapterErrors, is_web_address, lenient, parse_text


def test_is_web_address_wants_a_host() -> None:
    assert [
        is_web_address(url)
        for url in [
            "https://example.com",
            "http://example.com/a b",
            "https:/example.com",
            "",
            "https://[1",
            "https://example.com/\u200b",
        ]
    ] == [True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("", ""),
        ("https://rope.example/a.png", "https://rope.example/a.png"),
        ("a b.png", "https://tar.example/e/a%20b.png"),
        ("/a.png", "https://tar.example/a.png"),
        ("//rope.example/a.png", "https://rope.example/a.png"),
        ("ftp://rope.example/a.png", None),
        ("https://[rope/", None),
        (f"/{'a' * 2000}", None),
    ],
)
def test_addresses_are_read_as_from_where_they_stand_and_what_is_none_is_told(said: str, read: str | None) -> None:
    left_out: list[str] = []
    assert lenient(left_out.append, base="https://tar.example/e/c.json")(said) == (read or "")
    assert left_out == ([said] if read is None else [])


@pytest.mark.parametrize(("mistakes", "others"), [(1, ["Rope", "Tar"]), (99, ["Rope", "Tar"]), (100, [])])
def test_chapters_without_a_mistake_are_there_unless_there_are_too_many(mistakes: int, others: list[str]) -> None:
    with pytest.raises(ChapterErrors) as caught:
        parse_text("\n".join(["2:00 Tar", *["0:99:99 Late"] * mistakes, "1:00 Rope"]))
    assert [chapter.title for chapter in caught.value.others] == others
