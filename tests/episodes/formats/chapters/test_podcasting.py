import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.chapters import Chapter, ChapterErrors, ChapterMistake, from_json, to_json
from tests.chapters import chapter_lists

WRITTEN = (
    Chapter(0, "Welcome", end_ms=4_500),
    Chapter(60_000, "Harbour – Grüße", "https://example.com/a", "https://example.com/a.png"),
    Chapter(61_250, "", hidden=True),
)


def test_the_file_holds_what_there_is_and_nothing_empty() -> None:
    assert (
        to_json(WRITTEN, title="Pier", podcast_name="Quay")
        == (
            '{"version":"1.2.0","title":"Pier","podcastName":"Quay","chapters":['
            '{"startTime":0,"endTime":4.5,"title":"Welcome"},'
            '{"startTime":60,"title":"Harbour – Grüße","url":"https://example.com/a","img":"https://example.com/a.png"},'
            '{"startTime":61.25,"toc":false}]}\n'
        ).encode()
    )


def test_the_order_of_what_is_given_does_not_show() -> None:
    about = {"author": "Ana", "description": "Ships", "file_name": "pier.mp3"}
    assert to_json(reversed(WRITTEN), **about) == to_json(WRITTEN, **about)
    assert list(json.loads(to_json((), **about))) == ["version", "author", "description", "fileName", "chapters"]


@given(chapter_lists(everything=True), st.text())
def test_printed_chapters_read_back_the_same(written: tuple[Chapter, ...], title: str) -> None:
    assert from_json(to_json(written, title=title)) == written


@pytest.mark.parametrize(
    ("entry", "chapter"),
    [
        ({"startTime": 12}, Chapter(12_000, "")),
        ({"startTime": "12.5", "title": " Am\nPier "}, Chapter(12_500, "Am Pier")),
        ({"startTime": "0:12", "title": 2001}, Chapter(12_000, "2001")),
        ({"startTime": 1.0009999999, "endTime": "", "title": None}, Chapter(1_001, "")),
        ({"startTime": 1, "endTime": None, "url": "", "img": None}, Chapter(1_000, "")),
        ({"startTime": 1, "toc": "false"}, Chapter(1_000, "", hidden=True)),
        ({"startTime": 1, "toc": True, "location": {"name": "Pier"}, "value": "<x>"}, Chapter(1_000, "")),
        (
            {"startTime": 1, "title": "a\u0000\ud800b", "url": " https://example.com "},
            Chapter(1_000, "ab", "https://example.com"),
        ),
    ],
)
def test_a_sloppy_entry_is_understood(entry: dict[str, object], chapter: Chapter) -> None:
    assert from_json(json.dumps([entry]).encode()) == (chapter,)


def test_entries_may_come_in_any_order_and_encoding() -> None:
    text = '{"chapters": [{"startTime": 2, "title": "ü"}, {"startTime": 1}], "version": 1}'
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert from_json(text.encode(encoding)) == (Chapter(1_000, ""), Chapter(2_000, "ü"))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("12", 'This is no chapter. Write {"startTime": 12.5, "title": "Welcome"}.'),
        ('{"title": "Pier"}', "There is no startTime. Give it in seconds, as in 12.5."),
        *(
            (f'{{"startTime": {value}}}', "The startTime is not a time in the audio. Give it in seconds, as in 12.5.")
            for value in ["-1", "1e999999999", "9" * 5_000, "Infinity", "NaN", "[]", "true", "360000"]
        ),
        ('{"startTime": "soon"}', "“soon” is not a time. Write it as 14:38, 1:02:03 or 877 (seconds)."),
        (
            '{"startTime": 2, "endTime": 2}',
            "The chapter starts at 0:02 and ends at 0:02. Write the earlier time first,"
            " or a | between the time and a title that begins with one.",
        ),
        ('{"startTime": 2, "title": {}}', "The title is no text."),
        (
            '{"startTime": 2, "img": "cover.png"}',
            "“cover.png” cannot be the address of a chapter. Write a whole web address,"
            " as in https://example.com/page, of at most 2000 characters.",
        ),
        (
            '{"startTime": 0}',
            "Chapter 1 starts at 0:00 too. Two chapters cannot start at the same moment: change one of the times.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_chapter(entry: str, message: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_json(f'{{"chapters": [{{"startTime": 0}}, {entry}]}}'.encode())
    assert caught.value.items == (ChapterMistake(2, message),)
    assert str(caught.value) == f"Chapter 2: {message}"


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        (b"{}", ChapterMistake(1, 'There is no list of chapters: {"chapters": [{"startTime": 0, …}]}.')),
        (
            b'{\n"a" 1}',
            ChapterMistake(2, "This is not JSON: Expecting ':' delimiter, at column 5. Export the file again."),
        ),
        (b"[" * 200_000, ChapterMistake(1, "This JSON is nested too deeply. Export the file again.")),
    ],
)
def test_a_file_without_chapters_is_refused(data: bytes, mistake: ChapterMistake) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_json(data)
    assert caught.value.items == (mistake,)
