import contextlib
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from episodes.formats import rss
from episodes.formats.chapters import Chapter
from episodes.formats.rss.kept import LARGEST

FEEDS = Path(__file__).parents[3] / "data" / "feeds"


def read(name):
    return rss.parse((FEEDS / name).read_bytes())


def said(remarks):
    return [(remark.item, remark.line, remark.message) for remark in remarks]


def of_item(xml):
    return rss.parse(f"<rss><channel><title>S</title><item>{xml}</item></channel></rss>".encode()).items[0]


def test_elements_closed_in_the_wrong_order_are_read():
    feed = read("closed-in-the-wrong-order.xml")
    assert feed.show.title == "Salt & Solder"
    assert feed.show.categories == (("Business", ""), ("Government", ""))
    assert [item.guid for item in feed.items] == ["9a7e7418"]
    assert feed.show.kept == "<managingEditor>desk@salt.example (Desk)</managingEditor>"
    assert "itunes:keywords" in feed.items[0].kept
    assert feed.items[0].duration_ms == 2_320_000
    assert feed.show.explicit is False
    assert said(feed.remarks)[0][2].startswith("The XML is broken here, and was read all the same:")
    assert [message for _item, _line, message in said(feed.remarks)[1:]] == [
        "Apple Podcasts has no category “Business > Business News” any more: “Business” was taken.",
        "Apple Podcasts has no category “Government & Organizations” any more: “Government” was taken.",
        "Apple Podcasts has no category “Knitting” any more: it was left out.",
    ]


def test_feed_without_items_has_its_show():
    feed = read("no-items.xml")
    assert (feed.show.title, feed.items) == ("Nothing yet", ())


def test_simple_chapters_dates_in_german_and_a_length_of_zero():
    feed = read("simple-chapters.xml")
    first, second = feed.items
    assert feed.show.this == "https://pegel.example/feed/m4a/"
    assert feed.show.categories == (("Education", ""),)
    assert 'rel="payment"' in feed.show.kept
    assert "generator" not in feed.show.kept
    assert "feedburner" not in feed.show.kept
    assert first.published_at == dt.datetime(2015, 9, 1, 20, 45, tzinfo=dt.UTC)
    assert first.published_at.utcoffset() == dt.timedelta(hours=2)
    assert first.chapters == (Chapter(0, "Anfang"), Chapter(62_500, "Siel", url="https://pegel.example/siel"))
    assert first.enclosure == rss.Enclosure(url="http://pegel.example/ps001.m4a", type="audio/mp4")
    assert "podlove.org/deep-link" in first.kept
    assert "feedburner" not in first.kept
    assert said(first.remarks) == [(1, 13, "The enclosure's length is “0”, so its size is not known yet.")]
    assert second.published_at.isoformat() == "2015-12-02T06:00:00+01:00"
    assert second.chapters == ()
    assert [message for _item, _line, message in said(second.remarks)] == [
        "The chapters (psc:chapters) were left out."
        " “gleich” is not a time. Write it as 14:38, 1:02:03 or 877 (seconds)."
    ]


def test_latin_1_without_guids_and_dates():
    feed = read("latin-1.rss")
    first, second = feed.items
    assert (feed.show.title, first.title) == ("Café Nord", "Crème – part one")
    assert first.description == "Hot éclairs \xa0& cold"
    assert (first.guid, first.published_at, second.guid, second.published_at) == ("", None, "", None)
    assert first.kept == '<source url="http://other.example/index.xml">Another site</source>'
    assert feed.show.kept == "<rating>5</rating>"
    assert said(feed.remarks) == [
        (0, 3, "The entity &eacute; is not known to XML; it was read as in HTML."),
        (0, 3, "The entity &nbsp; is not known to XML; it was read as in HTML."),
        (0, 3, "There is a & that should be written as &amp;."),
    ]


def test_two_states_of_a_feed_have_the_same_guids():
    january, february = read("january.xml"), read("february.xml")
    assert [item.guid for item in january.items] == ["loft-2", "loft-1"]
    assert [item.guid for item in february.items] == ["loft-3", "loft-2", "loft-1"]
    assert january.items[0].enclosure.url.replace("http:", "https:") == february.items[1].enclosure.url
    assert january.show.categories == (("News", ""),)


def test_page_names_the_next_one():
    first, second = read("first-of-two-pages.rss"), read("second-of-two-pages.rss")
    assert (first.show.next, second.show.next) == ("second-of-two-pages.rss", "")
    assert first.items[0].guid_is_permalink
    assert first.show.kept == ""


def test_old_namespace_without_a_declaration():
    feed = read("old-podcast-namespace.xml")
    (item,) = feed.items
    assert feed.show.guid == "917393e3-1b1e-5cef-ace4-edaa54e1f811"
    assert (feed.show.locked, feed.show.locked_owner) == (True, "owner@valve.example")
    assert feed.show.funding == (rss.Labelled(text="Value for valves", about="https://valve.example/give"),)
    assert feed.show.image == "https://valve.example/cover.jpg"
    assert feed.show.kept.startswith('<podcast:value xmlns:podcast="https://github.com/Podcastindex-org/')
    assert item.chapters_at == rss.Document(url="https://valve.example/57.json", type="application/json")
    assert item.transcripts == (rss.Document(url="https://valve.example/57.srt", type="application/srt"),)
    assert item.persons == (rss.Person(name="Pia Kolb", role="guest", href="https://valve.example/pia"),)
    assert item.soundbites == (rss.Soundbite(start_ms=12_500, duration_ms=30_000, title="Listen"),)
    assert item.duration_ms is None
    assert "<author>owner@valve.example (Owner)</author>" in item.kept
    assert "valueRecipient" in item.kept
    assert [remark.message[:30] for remark in item.remarks] == ["A soundbite was left out. “soo"]


def test_every_tag():
    feed = read("every-tag.xml")
    show = feed.show
    first, second = feed.items
    assert show.locked is False
    assert (show.guid, show.medium, show.copyright, show.block) == ("y0ur-gu1d", "podcast", "Every Radio", True)
    assert show.blocked_services == ("amazon",)
    assert (show.license, show.license_url) == ("every-v1", "https://every.example/licence.pdf")
    assert show.place == rss.Place(name="Austin", geo="geo:30.2672,97.7431")
    assert show.texts == (rss.Labelled(text="abc", about="verify"),)
    assert show.frequency == rss.Frequency(words="Weekly", rule="FREQ=WEEKLY", start="2020-10-09")
    assert show.persons == (rss.Person(name="Ida Moor"),)
    assert show.categories == (("News", "Tech News"), ("History", ""))
    assert (show.owner_name, show.owner_email) == ("Ida Moor", "ida@every.example")
    assert (show.image, show.image_alt) == ("https://every.example/square.png", "A lamp")
    assert show.recommended == (
        rss.Recommended(
            guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", url="https://feeds.example/other.xml", title="Other"
        ),
    )
    for tag in ("podcast:value ", "podcast:trailer", "podcast:liveItem", 'purpose="social"', 'id="google"'):
        assert tag in show.kept
    assert "podcast:funding" not in show.kept
    assert (first.guid, first.guid_is_permalink) == ("https://every.example/ep0003", True)
    assert (first.image, first.image_alt) == ("https://every.example/ep3.jpg", "A lamp, lit")
    assert (first.explicit, first.kind, first.block) == (True, "bonus", True)
    assert (first.season, first.season_name, first.episode, first.episode_label) == (1, "Beginnings", 3, "Three")
    assert [(one.url[-3:], one.language) for one in first.transcripts] == [("txt", ""), ("vtt", "es")]
    assert [(person.name, person.role) for person in first.persons] == [
        ("Ida Moor", "host"),
        ("Bo Lind", "cover art designer"),
    ]
    assert first.place == rss.Place(name="Museum", geo="geo:33.5,-86.8")
    assert first.topics == ("Lamps",)
    assert (first.license, first.license_url) == ("CC0-1.0", "https://every.example/free")
    assert first.funding == rss.Labelled(text="Mend the boat", about="https://every.example/boat")
    assert first.social == rss.Social(protocol="activitypub", uri="https://social.example/@ida/1", account="@ida")
    for tag in ("alternateEnclosure", "birds.example", "third.example", "file-03.ogg", "oars", 'purpose="social"'):
        assert tag in first.kept
    assert "file-03.mp3" not in first.kept
    assert "social.example/@ida" not in first.kept
    assert second.social == rss.Social(protocol="disabled")
    assert (second.published_at, second.duration_ms, second.episode, second.season) == (None, None, None, None)
    assert [remark.message.partition(".")[0] for remark in second.remarks] == [
        "“8 Oct” is no date that is understood",
        "The enclosure's length is “many”, so its size is not known yet",
        "The duration was left out",
        "“2",
    ]


def test_serial_with_seasons():
    feed = read("serial.rss")
    assert [(item.season, item.episode, item.kind) for item in feed.items] == [
        (2, None, "bonus"),
        (2, 1, "full"),
        (1, 1, ""),
    ]
    assert feed.show.new_address == "https://host.example/feed"
    assert "googleplay:author" in feed.show.kept


def test_feed_of_2005():
    feed = read("of-2005.rss")
    assert feed.show.author == "Harbour Bar"
    assert [item.guid for item in feed.items] == ["http://bar.example/shows/2.mp3"] * 2 + [
        "http://bar.example/shows/1.mp3"
    ]
    assert feed.items[0].published_at.isoformat() == "2015-11-14T12:00:00-05:00"
    assert feed.items[0].duration_ms == 3_605_000
    assert said(feed.items[0].remarks) == [(1, 4, "The duration is “00:60:05”, of which the parts were added up.")]


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        ("<guid>  a b\n</guid>", {"guid": "  a b\n", "guid_is_permalink": True}),
        ("<guid isPermaLink=' False '/>", {"guid": "", "guid_is_permalink": False}),
        ("<enclosure url=' '/>", {"enclosure": None}),
        ("<pubDate/>", {"published_at": None}),
        ("<pubDate>2 May 2020 10:00</pubDate>",
         {"published_at": dt.datetime(2020, 5, 2, 10, tzinfo=dt.UTC)}),
        ("<itunes:duration>0</itunes:duration>", {"duration_ms": None}),
        ("<itunes:duration>00:00:61</itunes:duration>", {"duration_ms": 61_000}),
        ("<itunes:image>https://a.example/a.jpg</itunes:image>", {"image": "https://a.example/a.jpg"}),
        ("<itunes:image/><podcast:image href='https://a.example/b.jpg'/>", {"image": "https://a.example/b.jpg"}),
        ("<itunes:explicit>perhaps</itunes:explicit>", {"explicit": None}),
        ("<podcast:person role=''>A</podcast:person>", {"persons": (rss.Person(name="A"),)}),
        ("<podcast:location/><podcast:location rel='creator'>B</podcast:location>",
         {"place": rss.Place(name="B")}),
        ("<podcast:location/>", {"place": None}),
        ("<podcast:chapters/>", {"chapters_at": None}),
        ("<description><p>A <b>b</b></p> c</description>", {"description": "<p>A <b>b</b></p> c"}),
        ("<psc:chapters><psc:chapter start='0' title='A'/></psc:chapters>", {"chapters": (Chapter(0, "A"),)}),
        (
            "<psc:chapters><psc:chapter start='0' title='A' image='/a.png'/><psc:chapter start='1'/></psc:chapters>",
            {"chapters": (Chapter(0, "A"),)},
        ),
    ],
)  # fmt: skip
def test_item_says(xml, wanted):
    item = of_item(xml)
    assert {name: getattr(item, name) for name in wanted} == wanted


def test_image_of_rss_is_taken_where_there_is_no_other():
    feed = rss.parse(b"<rss><channel><title>S</title><image><url>https://s.example/s.jpg</url></image></channel></rss>")
    assert feed.show.image == "https://s.example/s.jpg"


def test_what_has_no_room_is_left_out_and_said():
    item = of_item(f"<big>{'x' * LARGEST}</big><small>y</small>")
    assert item.kept == "<small>y</small>"
    assert [remark.message for remark in item.remarks] == ["Elements that could not be kept as they are: 1."]


@pytest.mark.parametrize(
    ("xml", "whole"),
    [
        ("", True),
        ('<a xmlns="x">b</a>\n<c/>', True),
        ("<a>", False),
        ("</kept><kept>", False),
        ("<p:a/>", False),
        ("<!-- a -->", False),
        ("<?a b?>", False),
        ("&unknown;", False),
        ("<a>&amp;</a>", True),
        ("\ud800", True),
    ],
)
def test_what_would_break_a_feed_is_not_whole(xml, whole):
    assert rss.is_whole(xml) is whole


@settings(deadline=None)  # a verdict of the clock is none
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(rss.FeedError):
        rss.parse(data)


@settings(deadline=None)  # a verdict of the clock is none
@given(st.text(alphabet="<>/!?[]&;:'\" \n=ab", max_size=200))
def test_anything_in_an_item_leaves_the_one_before(junk):
    title = f"<title><![CDATA[{junk.replace(']]', '')}]]></title>"
    xml = f"<rss><channel><title>S</title><item><guid>first</guid></item><item>{title}</item></channel></rss>"
    found = rss.parse(xml.encode())
    assert [one.guid for one in found.items] == ["first", ""]
