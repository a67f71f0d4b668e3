import pytest

from episodes.formats import rss
from episodes.formats.rss.documents import prefix_of

ITEM = '<item><title>A</title><enclosure url="https://a.example/a.mp3" length="1" type="audio/mpeg"/></item>'


def feed(title="Show", item=ITEM, before='<?xml version="1.0" encoding="UTF-8"?>', root="<rss version='2.0'>"):
    return f"{before}{root}<channel><title>{title}</title>{item}</channel></rss>"


@pytest.mark.parametrize(
    ("data", "title", "remarks"),
    [
        (feed("Café").encode(), "Café", []),
        (b"\xef\xbb\xbf" + feed("Café").encode(), "Café", []),
        (feed("Café", before="").encode("utf-16"), "Café", []),
        (feed("Caf\u00e9 \u2013").replace("UTF-8", "iso-8859-1").encode("cp1252"), "Café –", []),
        (feed("Кафе").replace("UTF-8", "koi8-r").encode("koi8-r"), "Кафе", []),
        (feed("Café").replace("UTF-8", "ISO-8859-1").encode(), "Café",
         [("The feed says that it is iso-8859-1, and is UTF-8.", 1)]),
        (feed("Cafe").replace("UTF-8", "no-such").encode(), "Cafe", []),
        (feed("Café").replace("UTF-8", "us-ascii").encode("cp1252"), "Café", []),
        (b"\n" + feed("Café \u2013").replace("é", "\u00e9").encode().replace(b"\xe2\x80\x93", b"\x96"), "Café –",
         [("The feed says that it is utf-8, and has bytes that are not: they were read as Windows-1252.", 2),
          ("Before the XML declaration there are blank lines, where nothing may be.", 1)]),
        (feed("A &nbsp;&amp; B & C&unknown; &#233;").encode(), "A & B & C&unknown; é",
         [("The entity &nbsp; is not known to XML; it was read as in HTML.", 1),
          ("There is a & that should be written as &amp;.", 1)]),
        (feed("<![CDATA[A &nbsp; & B]]>").encode(), "A &nbsp; & B", []),
        (feed("A", before='<!-- x --><!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">\n').encode(),
         "A", []),
        (feed("<![CDATA[A]]>&eacute;<![CDATA[]] & ]]>&nbsp;&amp;").encode(), "Aé]] & &",
         [("The entity &eacute; is not known to XML; it was read as in HTML.", 1),
          ("The entity &nbsp; is not known to XML; it was read as in HTML.", 1)]),
        *((f'<?xml version="1.0" encoding="{name}"?>{feed("A")}'.encode(), "A", [])
          for name in ("x-nobody", "hex", "undefined")),
        (feed("A\x08\x00B").encode(), "AB", []),
        (feed("A", root="<rss xmlns='http://backend.userland.com/rss2'>").encode(), "A", []),
        (feed("A", root="<rdf xmlns='http://purl.org/rss/1.0/'>").replace("</rss>", "</rdf>").encode(), "A", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("piece", [1, 7, 1 << 16])
def test_document_is_read_whatever_its_encoding(data, title, remarks, piece, monkeypatch):
    monkeypatch.setattr("episodes.formats.rss.text._PIECE", piece)
    found = rss.parse(data)
    assert found.show.title == title
    assert [(remark.message, remark.line) for remark in found.remarks] == remarks
    assert [item.title for item in found.items] == ["A"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This is no feed: there is no RSS in it."),
        (b"Hello", "This is no feed: there is no RSS in it."),
        (b"<rss/>", "This is no feed of a podcast: it has neither a title nor an item."),
        (b"<!doctype html><title>x</title>",
         "This is a web page, not a feed. Look there for the address of the RSS feed."),
        (b"<html><link rel=alternate type='application/rss+xml' href='/feed.xml'><p>x",
         "This is a web page, not a feed. It names its feed: /feed.xml"),
        (b"<html><link rel=alternate type='application/rss+xml'>",
         "This is a web page, not a feed. Look there for the address of the RSS feed."),
        (b"<?xml version='1.0'?><html><body/></html>",
         "This is a web page, not a feed. Look there for the address of the RSS feed."),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>",
         "This is a feed in the format Atom, which podcast apps do not read. Give the address of the RSS feed."),
        (b"<opml/>", "This is a list of feeds (OPML). Give the address of one of them."),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss/>",
         "This document declares entities of its own, as XML bombs do. No feed needs them."),
        (b"<a>" * 150, "The elements of this document lie deeper in one another than those of any feed."),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(rss.FeedError) as error:
        rss.parse(data)
    assert str(error.value) == sentence


def test_what_is_larger_than_any_feed_is_not_read(monkeypatch):
    monkeypatch.setattr("episodes.formats.rss.text.LARGEST_BYTES", 1_000_000)
    with pytest.raises(rss.FeedError) as error:
        rss.parse(b" " * 2_000_000)
    assert str(error.value) == "This document has 2 MB; no feed has more than 1."


def test_more_items_than_any_podcast_has_are_refused(monkeypatch):
    monkeypatch.setattr("episodes.formats.rss.reading.MOST_ITEMS", 2)
    assert len(rss.parse(feed(item=ITEM * 2).encode()).items) == 2
    with pytest.raises(rss.FeedError) as error:
        rss.parse(feed(item=ITEM * 3).encode())
    assert str(error.value) == "This feed has more than 2 items. No podcast has."


@pytest.mark.parametrize(
    ("uri", "prefix"),
    [
        ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
        ("http://www.itunes.com/DTDs/Podcast-1.0.dtd", "itunes"),
        ("https://itunes.apple.com/dtds/podcast-1.0.dtd", "itunes"),
        ("http://www.itunes.com/dtds/podcast-2.0.dtd", "itunes"),
        ("https://podcastindex.org/namespace/1.0", "podcast"),
        ("https://PodcastIndex.org/namespace/1.0/", "podcast"),
        ("https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", "podcast"),
        ("http://purl.org/rss/1.0/modules/content", "content"),
        ("http://podlove.org/simple-chapters/", "psc"),
        ("https://example.com/ns", None),
    ],
)
def test_namespace_is_known_however_it_is_spelt(uri, prefix):
    assert prefix_of(uri) == prefix


def test_prefix_that_was_not_declared_is_understood():
    item = ITEM.replace("</item>", "<itunes:duration>5</itunes:duration><item><title>B</title></item></item>")
    found = rss.parse(feed(item=item).encode())
    assert [(item.title, item.duration_ms) for item in found.items] == [("A", 5000)]
