import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from episodes.feeds import values
from episodes.feeds.document import NAMESPACES, document
from episodes.feeds.document import written as written_item
from episodes.feeds.elements import one_line
from episodes.formats.chapters import Chapter
from tests.feeds import parse, said

AT = dt.datetime(2026, 3, 1, 6, 30, tzinfo=dt.UTC)
ENCLOSURE = values.Enclosure(url="https://x.example/s/e/audio.mp3", length=123, type="audio/mpeg")
PAGES = values.Pages(
    this="https://x.example/s/feed.xml", first="https://x.example/s/feed.xml", last="https://x.example/s/feed.xml"
)
ITEM = values.Item(
    title="A lamp",
    link="https://x.example/s/e/",
    guid="g-1",
    published_at=AT,
    enclosure=ENCLOSURE,
    kind="full",
    explicit=False,
)
CHANNEL = values.Channel(
    title="Slack Water",
    link="https://x.example/s/",
    description="<p>About.</p>",
    language="en",
    kind="episodic",
    explicit=False,
    pages=PAGES,
)


def written(channel=CHANNEL, *items):
    return b"".join(document(channel, map(written_item, items)))


def test_it_begins_as_psp_1_asks_with_the_exact_namespaces():
    body = written()
    assert body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss ')
    root = etree.fromstring(body)
    assert (root.tag, root.get("version"), root.nsmap) == ("rss", "2.0", NAMESPACES)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == CHANNEL.language
    assert [child.tag for child in root] == ["channel"]


def test_namespaces_are_declared_once_however_many_items():
    body = written(CHANNEL, ITEM, replace(ITEM, guid="g-2"))
    assert [body.count(uri.encode()) for uri in NAMESPACES.values()] == [1] * len(NAMESPACES)
    assert said(parse(body), "item/guid") == [("g-1", {"isPermaLink": "false"}), ("g-2", {"isPermaLink": "false"})]


def test_the_same_values_give_the_same_bytes():
    assert written(CHANNEL, ITEM) == written(CHANNEL, ITEM)


def test_the_stylesheet_stands_before_the_root():
    body = written(replace(CHANNEL, stylesheet="/static/a&b.css"))
    assert body.splitlines()[1] == b'<?xml-stylesheet type="text/css" href="/static/a&amp;b.css"?>'
    parse(body)


CHANNEL_CASES = [
    ({}, "title", ["Slack Water"]),
    ({}, "link", ["https://x.example/s/"]),
    ({}, "description", ["<p>About.</p>"]),
    ({}, "language", ["en"]),
    ({}, "itunes:explicit", ["false"]),
    ({"explicit": True}, "itunes:explicit", ["true"]),
    ({"kind": "serial"}, "itunes:type", ["serial"]),
    ({}, "itunes:owner", []),
    ({"owner_name": "Net Loft"}, "itunes:owner/itunes:name", ["Net Loft"]),
    ({"owner_email": "a@b.example"}, "itunes:owner/itunes:email", ["a@b.example"]),
    ({"copyright": "Net Loft"}, "copyright", ["Net Loft"]),
    ({"author": "Net Loft"}, "itunes:author", ["Net Loft"]),
    ({"tagline": "Of tides"}, "itunes:subtitle", ["Of tides"]),
    ({"kept": "<rating>5</rating>\n<rating>6</rating>"}, "rating", ["5", "6"]),
    ({"image": "https://x.example/c.jpg"}, "itunes:image", [{"href": "https://x.example/c.jpg"}]),
    ({"image": "https://x.example/c.jpg"}, "image/url", ["https://x.example/c.jpg"]),
    ({"image": "https://x.example/c.jpg"}, "image/title", ["Slack Water"]),
    ({"image": "https://x.example/c.jpg"}, "image/link", ["https://x.example/s/"]),
    ({}, "itunes:complete", []),
    ({"complete": True}, "itunes:complete", ["Yes"]),
    ({}, "itunes:block", []),
    ({"block": True}, "itunes:block", ["Yes"]),
    ({"block": True}, "podcast:block", ["yes"]),
    ({"blocked_services": ("amazon",)}, "podcast:block", [("yes", {"id": "amazon"})]),
    ({"new_feed_url": "https://y.example/f"}, "itunes:new-feed-url", ["https://y.example/f"]),
    ({"guid": "9b024349-ccf0-5f69-a609-6b82873eab3c"}, "podcast:guid", ["9b024349-ccf0-5f69-a609-6b82873eab3c"]),
    ({}, "podcast:locked", ["no"]),
    ({"locked": True}, "podcast:locked", ["yes"]),
    ({"locked": True, "owner_email": "a@b.example"}, "podcast:locked", [("yes", {"owner": "a@b.example"})]),
    ({"medium": "music"}, "podcast:medium", ["music"]),
    ({"license": "CC-BY-4.0"}, "podcast:license", ["CC-BY-4.0"]),
    (
        {"license": "Ours", "license_url": "https://l.example/"},
        "podcast:license",
        [("Ours", {"url": "https://l.example/"})],
    ),
    ({"place": values.Place(name="Lisbon")}, "podcast:location", ["Lisbon"]),
    (
        {"place": values.Place(name="Lisbon", geo="geo:38.7,-9.1")},
        "podcast:location",
        [("Lisbon", {"geo": "geo:38.7,-9.1"})],
    ),
    (
        {"picture": values.Image(href="https://p.example/1200.webp", alt="A bell", width=1200, type="image/webp")},
        "podcast:image",
        [
            {
                "href": "https://p.example/1200.webp",
                "alt": "A bell",
                "type": "image/webp",
                "purpose": "artwork",
                "aspect-ratio": "1/1",
                "width": "1200",
                "height": "1200",
            }
        ],
    ),
    ({"update_frequency": "Every Tuesday"}, "podcast:updateFrequency", ["Every Tuesday"]),
    ({}, "atom:link[@rel='hub']", []),
    ({"hub": "https://hub.example/"}, "atom:link[@rel='hub']", [{"rel": "hub", "href": "https://hub.example/"}]),
    (
        {"update_frequency": "Every Tuesday", "update_rule": "FREQ=WEEKLY;BYDAY=TU", "complete": True},
        "podcast:updateFrequency",
        [("Every Tuesday", {"rrule": "FREQ=WEEKLY;BYDAY=TU", "complete": "true"})],
    ),
    (
        {"update_rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "update_from": "2026-03-03"},
        "podcast:updateFrequency",
        [
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
                {"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "dtstart": "2026-03-03"},
            )
        ],
    ),
    (
        {"update_rule": "FREQ=DAILY"},
        "podcast:updateFrequency",
        [("FREQ=DAILY", {"rrule": "FREQ=DAILY"})],
    ),
    ({"changed_at": AT}, "pubDate", ["Sun, 01 Mar 2026 06:30:00 GMT"]),
    ({"changed_at": AT}, "lastBuildDate", ["Sun, 01 Mar 2026 06:30:00 GMT"]),
    (
        {"funding": (values.Labelled(text="Give", about="https://g.example/"),)},
        "podcast:funding",
        [("Give", {"url": "https://g.example/"})],
    ),
    ({"texts": (values.Labelled(text="c0de", about="verify"),)}, "podcast:txt", [("c0de", {"purpose": "verify"})]),
    ({"texts": (values.Labelled(text="c0de", about=""),)}, "podcast:txt", ["c0de"]),
    (
        {"recommended": (values.Recommended(guid="g", title="T", url="https://f.example/"),)},
        "podcast:podroll/podcast:remoteItem",
        [{"feedGuid": "g", "feedUrl": "https://f.example/", "title": "T"}],
    ),
    (
        {"trailers": (values.Trailer(title="Soon", enclosure=ENCLOSURE, published_at=AT, season=2),)},
        "podcast:trailer",
        [
            (
                "Soon",
                {
                    "pubdate": "Sun, 01 Mar 2026 06:30:00 GMT",
                    "url": ENCLOSURE.url,
                    "length": "123",
                    "type": "audio/mpeg",
                    "season": "2",
                },
            )
        ],
    ),
    (
        {"persons": (values.Person(name="Inês", role="Host", group="Cast", img="https://i.example/", href=""),)},
        "podcast:person",
        [("Inês", {"role": "Host", "group": "Cast", "img": "https://i.example/"})],
    ),
]


@pytest.mark.parametrize(("changed", "path", "expected"), CHANNEL_CASES)
def test_the_channel_says(changed, path, expected):
    assert said(parse(written(replace(CHANNEL, **changed))), path) == expected


def test_every_field_of_a_channel_has_a_case():
    elsewhere = {"title", "link", "description", "language", "pages", "stylesheet", "categories"}
    tried = {name for changed, _path, _expected in CHANNEL_CASES for name in changed}
    assert {field.name for field in fields(values.Channel)} - tried == elsewhere


def test_categories_nest_one_level_and_keep_their_order():
    channel = parse(written(replace(CHANNEL, categories=(("Society & Culture", "Documentary"), ("History", "")))))
    assert said(channel, "itunes:category") == [{"text": "Society & Culture"}, {"text": "History"}]
    assert said(channel, "itunes:category/itunes:category") == [{"text": "Documentary"}]


def test_a_feed_of_one_page_names_itself_only_and_others_their_neighbours():
    assert [link["rel"] for link in said(parse(written()), "atom:link")] == ["self"]
    pages = values.Pages(
        this="https://x/2", first="https://x/1", last="https://x/3", next="https://x/3", previous="https://x/1"
    )
    links = said(parse(written(replace(CHANNEL, pages=pages))), "atom:link")
    assert [(link["rel"], link["href"]) for link in links] == [
        ("self", "https://x/2"),
        ("first", "https://x/1"),
        ("previous", "https://x/1"),
        ("next", "https://x/3"),
        ("last", "https://x/3"),
    ]
    assert {link["type"] for link in links} == {"application/rss+xml"}


ITEM_CASES = [
    ({}, "guid", [("g-1", {"isPermaLink": "false"})]),
    ({"guid_is_permalink": True}, "guid", [("g-1", {"isPermaLink": "true"})]),
    ({"summary": "In short."}, "itunes:summary", ["In short."]),
    ({"kept": '<a:b xmlns:a="urn:a">c</a:b>'}, "{urn:a}b", ["c"]),
    (
        {"kept": '<itunes:image href="https://old.example/"/>\n<rating>5</rating>'},
        "itunes:image",
        [{"href": "https://old.example/"}],
    ),
    (
        {"kept": '<itunes:image href="https://old.example/"/>\n<rating>5</rating>', "image": "https://x.example/"},
        "itunes:image",
        [{"href": "https://x.example/"}],
    ),
    ({}, "title", ["A lamp"]),
    ({}, "link", ["https://x.example/s/e/"]),
    ({}, "pubDate", ["Sun, 01 Mar 2026 06:30:00 GMT"]),
    ({}, "enclosure", [{"url": ENCLOSURE.url, "length": "123", "type": "audio/mpeg"}]),
    ({"description": "<p>One.</p>"}, "description", ["<p>One.</p>"]),
    ({"content": "<h3>Two</h3>"}, "content:encoded", ["<h3>Two</h3>"]),
    ({"topics": ("Bells", "Time & clocks")}, "category", ["Bells", "Time & clocks"]),
    ({"duration_ms": 61_500}, "itunes:duration", ["62"]),
    ({"duration_ms": 3}, "itunes:duration", ["1"]),
    ({"image": "https://x.example/e.jpg"}, "itunes:image", [{"href": "https://x.example/e.jpg"}]),
    ({"explicit": True}, "itunes:explicit", ["true"]),
    ({"kind": "bonus"}, "itunes:episodeType", ["bonus"]),
    ({"season": 2}, "itunes:season", ["2"]),
    ({"season": 2}, "podcast:season", ["2"]),
    ({"season": 2, "season_name": "Slow"}, "podcast:season", [("2", {"name": "Slow"})]),
    ({"number": 7}, "itunes:episode", ["7"]),
    ({"number": 7}, "podcast:episode", ["7"]),
    ({"block": True}, "itunes:block", ["Yes"]),
    (
        {"license": "Ours", "license_url": "https://l.example/"},
        "podcast:license",
        [("Ours", {"url": "https://l.example/"})],
    ),
    (
        {"funding": values.Labelled(text="Mend the boat", about="https://g.example/")},
        "podcast:funding",
        [("Mend the boat", {"url": "https://g.example/"})],
    ),
    (
        {"persons": (values.Person(name="Ada", role="Guest", group="Cast"),)},
        "podcast:person",
        [("Ada", {"role": "Guest", "group": "Cast"})],
    ),
    (
        {"chapters_url": "https://x.example/s/e/chapters.json"},
        "podcast:chapters",
        [{"url": "https://x.example/s/e/chapters.json", "type": "application/json+chapters"}],
    ),
    (
        {
            "chapters": (
                Chapter(0, "In", "https://l.example/"),
                Chapter(1500, "Hidden", hidden=True),
                Chapter(2500, "Out"),
            )
        },
        "psc:chapters/psc:chapter",
        [
            {"start": "00:00:00.000", "title": "In", "href": "https://l.example/"},
            {"start": "00:00:02.500", "title": "Out"},
        ],
    ),
    ({"chapters": (Chapter(0, "Hidden", hidden=True),)}, "psc:chapters", []),
    (
        {"transcripts": (values.Transcript(url="https://t.example/", type="text/vtt", language="en", captions=True),)},
        "podcast:transcript",
        [{"url": "https://t.example/", "type": "text/vtt", "language": "en", "rel": "captions"}],
    ),
    (
        {"soundbites": (values.Soundbite(start_ms=73_250, duration_ms=60_000, title="Fog"),)},
        "podcast:soundbite",
        [("Fog", {"startTime": "73.25", "duration": "60"})],
    ),
    (
        {"social": values.Social(protocol="activitypub", uri="https://s.example/1")},
        "podcast:socialInteract",
        [{"protocol": "activitypub", "uri": "https://s.example/1"}],
    ),
    ({"social": values.Social(protocol="disabled", uri="")}, "podcast:socialInteract", [{"protocol": "disabled"}]),
    (
        {"social": values.Social(protocol="activitypub", uri="https://s.example/1", account="@radio@s.example")},
        "podcast:socialInteract",
        [{"protocol": "activitypub", "uri": "https://s.example/1", "accountId": "@radio@s.example"}],
    ),
    (
        {"picture": values.Image(href="https://p.example/1200.webp", alt="A bell", width=1200, type="image/webp")},
        "podcast:image",
        [
            {
                "href": "https://p.example/1200.webp",
                "alt": "A bell",
                "type": "image/webp",
                "purpose": "artwork",
                "aspect-ratio": "1/1",
                "width": "1200",
                "height": "1200",
            }
        ],
    ),
    ({"place": values.Place(name="Porto", geo="geo:41,-8")}, "podcast:location", [("Porto", {"geo": "geo:41,-8"})]),
    ({"number": 3, "number_label": "Part three"}, "podcast:episode", [("3", {"display": "Part three"})]),
    ({"number": 3, "number_label": "x" * 33}, "podcast:episode", [("3", {"display": "x" * 32})]),
]


@pytest.mark.parametrize(("changed", "path", "expected"), ITEM_CASES)
def test_an_item_says(changed, path, expected):
    assert said(parse(written(CHANNEL, replace(ITEM, **changed))).find("item"), path) == expected


def test_every_field_of_an_item_has_a_case():
    elsewhere = {"title", "link", "guid", "published_at", "enclosure"}
    tried = {name for changed, _path, _expected in ITEM_CASES for name in changed}
    assert {field.name for field in fields(values.Item)} - tried == elsewhere


def test_the_short_notes_come_before_the_whole_ones():
    item = parse(written(CHANNEL, replace(ITEM, description="<p>a</p>", content="<p>b</p>"))).find("item")
    tags = [etree.QName(child).localname for child in item]
    assert tags.index("description") < tags.index("encoded")


@pytest.mark.parametrize(("longest", "path"), [(255, "title"), (128, "podcast:person")])
def test_a_text_is_never_longer_than_apps_allow(longest, path):
    item = replace(ITEM, title="x" * 400, persons=(values.Person(name="x" * 400, role="Host", group="Cast"),))
    text = parse(written(CHANNEL, item)).find(f"item/{path}", NAMESPACES).text
    assert text == "x" * longest


anything = st.text(st.characters(codec=None, categories=None), max_size=40)


@given(anything, anything)
def test_no_text_breaks_the_document_and_each_says_what_was_put_in(text, html):
    person = values.Person(name=text, role=text, group="Cast", href=text)
    channel = replace(
        CHANNEL, title=text, author=text, description=html, texts=(values.Labelled(text=text, about=text),)
    )
    item = replace(
        ITEM, title=text, guid=text, content=html, topics=(text,), persons=(person,), season_name=text, season=1
    )
    line = one_line(text)
    found = parse(written(channel, item))
    assert found.findtext("title", "") == line
    assert found.findtext("item/title", "") == line
    assert found.findtext("item/category", "") == line
    assert found.findtext("item/podcast:person", "", NAMESPACES) == line
    assert (found.find("item/podcast:season", NAMESPACES).get("name") or "") == line
    encoded = found.findtext("item/content:encoded", "", NAMESPACES)
    allowed = "".join(c for c in html if is_text(c) or c == "\r")
    kept = allowed.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert encoded == kept.replace("]]>", "]]&gt;")


def is_text(character):
    """What XML 1.0 section 2.2 allows, without the controls that it discourages."""
    code = ord(character)
    allowed = code in (0x9, 0xA, 0x85) or 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xD7FF
    return allowed or 0xE000 <= code <= 0xFFFD or code >= 0x10000
