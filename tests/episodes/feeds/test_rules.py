"""Rules for feeds that no validator checks, over a show that says everything and one that says it oddly.

By PSP-1, Apple's "A Podcaster's Guide to RSS" and the podcast namespace.
"""

import calendar
import datetime as dt
import re
from email.utils import parsedate_to_datetime
from itertools import chain, cycle, islice
from pathlib import Path

import lxml.html
import pytest

from episodes.formats import categories
from episodes.models import Episode, FeedText, FundingLink, Show, Soundbite
from tests.audio import silent_mp3, uploaded
from tests.clients.rows import full_show
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    StandingCreditFactory,
    TopicFactory,
)
from tests.feeds import NAMESPACES, parse

M4A = (Path(__file__).parents[2] / "data/audio/chapters.m4a").read_bytes()
ODD = "潮の満ち引き👩‍👩‍👧‍👦 مرحبا בשלום & <b>„x“</b> – Ζωή 𝄞 "
DATES = [
    dt.datetime(2024, 2, 29, 23, 59, 59, tzinfo=dt.UTC),
    dt.datetime(2025, 3, 30, 1, 30, tzinfo=dt.UTC),
    dt.datetime(1999, 12, 31, 23, 0, tzinfo=dt.UTC),
    dt.datetime(2026, 1, 1, 0, 0, tzinfo=dt.UTC),
]
MOST_BYTES_OF_A_DESCRIPTION = 4000
# `podcast:` elements by what they say, and attributes, in characters.
LONGEST_TEXT = dict.fromkeys(
    ["funding", "person", "location", "license", "trailer", "updateFrequency", "soundbite"], 128
) | {"txt": 4000}
LONGEST_ATTRIBUTE = {
    ("txt", "purpose"): 128,
    ("season", "name"): 128,
    ("episode", "display"): 32,
    ("image", "purpose"): 128,
}
LONGEST_LINE = 255
ADDRESSES = {"url", "href", "img", "uri", "feedUrl"}
ADDRESS_ELEMENTS = ("link", "image/url", "image/link", "itunes:new-feed-url", "item/link")
ABSOLUTE = re.compile(r"https?://[a-z0-9.:-]+/", re.IGNORECASE)
ENCLOSURE_END = {"audio/mpeg": ".mp3", "audio/x-m4a": ".m4a"}


def odd(length):
    """So many characters of several scripts, the last one visible."""
    return "".join(islice(cycle(ODD), length - 1)) + "…"


def odd_show():
    """Every text is as long as its column, and none is plain; the notes would fill a book."""
    show = Show(slug="odd", time_zone="Pacific/Kiritimati", language="ja", description=odd(6000), feed_size=5)
    show.category_1, show.category_2, show.category_3 = (
        max(categories.CATEGORIES, key=len),
        "TV & Film > After Shows",
        "Kids & Family",
    )
    show.license_url, show.owner_email = "https://license.example/", "loft@net.example"
    _fill(show, "title", "tagline", "author", "copyright", "license", "location_name", "update_frequency", "owner_name")
    _fill(show, "cover_alt")
    show.save()
    FundingLink.objects.create(show=show, label=odd(128), url="https://give.example/")
    FeedText.objects.create(show=show, purpose="p" * 128, value=odd(4000))
    StandingCreditFactory(show=show, person=PersonFactory(name=odd(128)))
    season = SeasonFactory(show=show, number=1, name=odd(128))
    audio = [(silent_mp3(2), "audio/mpeg"), (M4A, "audio/x-m4a")]
    for number, (data, media_type) in enumerate(audio, 1):
        _fill_episode(uploaded(data, media_type, show=show, season=season, number=number, publish_at=DATES[-number]))
    trailer = EpisodeFactory(show=show, kind="trailer", publish_at=DATES[0])
    _fill(trailer, "title").save()
    EpisodeFactory(show=show, title="\u202eback to front\u202c", notes="", publish_at=DATES[1])
    return show


def _fill_episode(episode):
    _fill(episode, "title", "summary", "location_name", "number_label", "cover_alt")
    paragraph = f"{odd(900)}\n\n- [{odd(80)}](/here/?a=1&b=2)\n- ![{odd(20)}](../picture.png)\n\n> {odd(500)}\n\n"
    episode.notes = paragraph * 60
    episode.save()
    CreditFactory(episode=episode, person=PersonFactory(name=odd(128)))
    ChapterFactory(episode=episode, start_ms=0, title=odd(255), url="https://c.example/")
    ResourceLinkFactory(episode=episode, label=odd(255))
    Soundbite.objects.create(episode=episode, start_ms=0, duration_ms=20_000, title=odd(128))
    episode.topics.add(TopicFactory(name=odd(79) + str(episode.number)))


def _fill(row, *fields):
    for name in fields:
        setattr(row, name, odd(row._meta.get_field(name).max_length))
    return row


@pytest.fixture(params=[full_show, odd_show])
def show(request, db):
    return request.param()


def pages(client, show):
    """The channel of each page by the address at which it was fetched, from the first to the last."""
    found, address = {}, f"http://testserver{show.get_feed_url()}"
    while address:
        response = client.get(address.removeprefix("http://testserver"))
        assert response.status_code == 200
        found[address] = parse(response.content)
        following = found[address].find("atom:link[@rel='next']", NAMESPACES)
        address = None if following is None else following.get("href")
    return found


def within(pages, path):
    return [element for page in pages.values() for element in page.iterfind(path, NAMESPACES)]


def everywhere(client, show, path):
    return within(pages(client, show), path)


def texts(client, show, path):
    return [element.text for element in everywhere(client, show, path)]


def test_a_description_has_at_most_4000_bytes(client, show):
    descriptions = [text.encode() for path in ("description", "item/description") for text in texts(client, show, path)]
    assert len(descriptions) > 1
    assert max(map(len, descriptions)) <= MOST_BYTES_OF_A_DESCRIPTION


def test_huge_notes_fill_the_description_and_are_whole_in_the_content(client, db):
    show = odd_show()
    assert max(len(text.encode()) for text in texts(client, show, "item/description")) > 2000
    assert max(len(text) for text in texts(client, show, "item/content:encoded")) > 60 * 1400


def test_an_enclosure_ends_in_the_extension_of_its_type_and_has_no_query(client, show):
    enclosures = everywhere(client, show, "item/enclosure")
    assert len(enclosures) == show.episodes.count()
    for enclosure in enclosures:
        assert enclosure.get("url").endswith(ENCLOSURE_END[enclosure.get("type")])
        assert "?" not in enclosure.get("url")
        assert "#" not in enclosure.get("url")


def test_the_length_is_that_of_the_bytes_and_of_their_header(client, show):
    lengths = {element.get("url"): int(element.get("length")) for element in everywhere(client, show, "item/enclosure")}
    ours = [f"http://testserver{each.get_audio_url()}" for each in show.episodes.exclude(audio_file="")]
    assert len(ours) == 2
    for address in ours:
        path = address.removeprefix("http://testserver")
        response = client.get(path)
        assert len(b"".join(response.streaming_content)) == lengths[address]
        assert [int(answer["Content-Length"]) for answer in (response, client.head(path))] == [lengths[address]] * 2


def test_a_guid_stays_when_everything_about_it_is_renamed(client, show):
    before = texts(client, show, "item/guid")
    assert len(before) == len(set(before)) == show.episodes.count()
    assert texts(client, show, "item/guid") == before
    for number, episode in enumerate(show.episodes.all()):
        episode.title, episode.slug = f"Another {number}", f"another-{number}"
        episode.save()
    show.title, show.slug = "Another", "another"
    show.save()
    show_guids = texts(client, show, "podcast:guid")
    assert texts(client, show, "item/guid") == before
    assert len(set(show_guids)) <= 1
    assert Episode.objects.filter(guid__in=before, slug__startswith="another-").count() == len(before)


def test_a_date_is_one_of_rfc_2822_with_the_weekday_of_that_day(client, show):
    channels = pages(client, show)
    items = [element.text for element in within(channels, "item/pubDate")]
    trailers = [element.get("pubdate") for element in within(channels, "podcast:trailer")]
    others = [element.text for path in ("pubDate", "lastBuildDate") for element in within(channels, path)]
    assert trailers
    assert others
    for date in [*items, *trailers, *others]:
        assert re.fullmatch(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (GMT|[+-]\d{4})", date)
        assert date[:3] == calendar.day_abbr[parsedate_to_datetime(date).weekday()]
    moments = show.episodes.newest_first().values_list("publish_at", flat=True)
    assert [parsedate_to_datetime(date) for date in items] == list(moments)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_every_page_says_the_address_at_which_it_was_fetched(client, show, size):
    Show.objects.filter(pk=show.pk).update(feed_size=size)
    found = pages(client, show)
    assert len(found) == -(-show.episodes.count() // size)
    for address, channel in found.items():
        assert [link.get("href") for link in channel.iterfind("atom:link[@rel='self']", NAMESPACES)] == [address]


def test_every_address_is_absolute(client, show):
    attributes = [
        value for element in everywhere(client, show, ".//*") for name, value in element.items() if name in ADDRESSES
    ]
    elements = chain.from_iterable(texts(client, show, path) for path in ADDRESS_ELEMENTS)
    in_html = [
        link
        for path in ("description", "item/description", "item/content:encoded")
        for html in texts(client, show, path)
        for _element, _attribute, link, _position in lxml.html.fromstring(f"<div>{html}</div>").iterlinks()
    ]
    assert attributes
    assert in_html
    assert [each for each in [*attributes, *elements, *in_html] if not ABSOLUTE.match(each + "/")] == []


def test_what_the_podcast_namespace_limits_is_not_longer(client, show):
    channels = pages(client, show)
    for name, longest in LONGEST_TEXT.items():
        found = [*within(channels, f"podcast:{name}"), *within(channels, f"item/podcast:{name}")]
        assert found, name
        assert max(len(element.text or "") for element in found) <= longest, name
    for (name, attribute), longest in LONGEST_ATTRIBUTE.items():
        found = [*within(channels, f"podcast:{name}"), *within(channels, f"item/podcast:{name}")]
        assert max((len(element.get(attribute, "")) for element in found), default=0) <= longest, (name, attribute)
    lines = [element for path in ("title", "item/title", "itunes:author") for element in within(channels, path)]
    assert max(len(element.text) for element in lines) <= LONGEST_LINE


def test_categories_are_of_apple_s_list(client, show):
    assert len(categories.CATEGORIES) == len(set(categories.CATEGORIES)) == 110
    found = []
    for category in everywhere(client, show, "itunes:category"):
        parts = category.findall("itunes:category", NAMESPACES)
        found.append(categories.joined(category.get("text"), parts[0].get("text") if parts else ""))
    assert found == list(show.categories)
    assert set(found) <= set(categories.CATEGORIES)
