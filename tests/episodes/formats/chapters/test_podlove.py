from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree

from episodes.formats.chapters import Chapter, ChapterErrors, ChapterMistake, from_psc, psc_attributes, to_psc
from tests.chapters import chapter_lists

WRITTEN = (
    Chapter(0, "Welcome", end_ms=4_500),
    Chapter(60_250, "Ships & <Quays>", "https://example.com/?a&b", "https://example.com/a.png"),
    Chapter(61_000, "Hidden", hidden=True),
    Chapter(62_000, ""),
)


def test_the_document_holds_what_every_app_may_list() -> None:
    assert to_psc(WRITTEN).decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">\n'
        '  <psc:chapter start="00:00:00.000" title="Welcome"/>\n'
        '  <psc:chapter start="00:01:00.250" title="Ships &amp; &lt;Quays&gt;"'
        ' href="https://example.com/?a&amp;b" image="https://example.com/a.png"/>\n'
        "</psc:chapters>\n"
    )


def test_the_attributes_are_plain_values_in_the_order_of_time() -> None:
    assert psc_attributes([Chapter(5_000, "B\x00\ud800"), Chapter(0, "A")]) == (
        {"start": "00:00:00.000", "title": "A"},
        {"start": "00:00:05.000", "title": "B"},
    )


@given(chapter_lists(everything=True))
def test_printed_chapters_read_back_as_far_as_the_format_carries_them(written: tuple[Chapter, ...]) -> None:
    carried = tuple(replace(chapter, end_ms=None) for chapter in written if chapter.title and not chapter.hidden)
    assert from_psc(to_psc(written)) == carried


@pytest.mark.parametrize(
    "document",
    [
        '<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">{}</psc:chapters>',
        '\ufeff\n<psc:chapters version="1.2">{}</psc:chapters>',
        '<?xml version="1.0" encoding="ISO-8859-1"?><chapters xmlns="http://podlove.org/simple-chapters/">{}</chapters>',
        '<rss xmlns:psc="http://podlove.org/simple-chapters"><!-- psc:chapters --><channel><item>'
        "<psc:chapters>{}</psc:chapters>"
        '<psc:chapters><psc:chapter start="0" title="ignored"/></psc:chapters></item></channel></rss>',
    ],
)
def test_chapters_are_found_in_any_document(document: str) -> None:
    entries = '<psc:chapter start="1:02:03.4" title="Grüße &amp; x"/><?x?><psc:chapter start="37" title="A"/>'
    if "<chapters" in document:
        entries = entries.replace("psc:", "")
    expected = (Chapter(37_000, "A"), Chapter(3_723_400, "Grüße & x"))
    for encoding in ("utf-8", "utf-16"):
        assert from_psc(document.format(entries).encode(encoding)) == expected


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('title="Pier"', 'There is no start. Write <psc:chapter start="00:12:34" title="…"/>.'),
        ('start="soon" title="Pier"', "“soon” is not a time. Write it as 14:38, 1:02:03 or 877 (seconds)."),
        ('start="4"', "The chapter at 0:04 has no title. Write one beside the time."),
        (
            'start="4" title="Pier" href="javascript:alert(1)"',
            "“javascript:alert(1)” cannot be the address of a chapter. Write a whole web address,"
            " as in https://example.com/page, of at most 2000 characters.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(entry: str, message: str) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_psc(
            f"\n<?xml version='1.0'?><chapters><chapter start='0' title='A'/>\n<chapter {entry}/>\n</chapters>".encode()
        )
    assert caught.value.items == (ChapterMistake(3, message),)


@pytest.mark.parametrize("data", [b"", b"words", b"<rss/>", b"\xff", b"<a" * 1_000])
def test_a_file_without_chapters_is_refused(data: bytes) -> None:
    with pytest.raises(ChapterErrors) as caught:
        from_psc(data)
    assert caught.value.items == (
        ChapterMistake(1, 'There are no chapters: <psc:chapters xmlns:psc="http://podlove.org/simple-chapters">.'),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    bomb = (
        '<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><chapters><chapter start="0" title="&b;"/></chapters>'
    ).encode(encoding)
    with pytest.raises(ChapterErrors) as caught:
        from_psc(bomb)
    assert caught.value.items == (ChapterMistake(1, "This XML declares entities. Export the file again without them."),)


def test_an_outer_document_type_is_not_fetched() -> None:
    data = b'<!DOCTYPE c SYSTEM "file:///etc/passwd"><chapters><chapter start="0" title="&x;A"/></chapters>'
    assert from_psc(data) == (Chapter(0, "A"),)


def test_what_is_printed_is_well_formed() -> None:
    root = etree.fromstring(to_psc(WRITTEN))
    assert [entry.tag for entry in root] == ["{http://podlove.org/simple-chapters}chapter"] * 2
