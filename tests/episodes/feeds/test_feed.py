"""The feed says what is in the database, field by field."""

import datetime as dt
import html
import uuid

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from episodes.models import GROUPS, Episode, FeedText, FundingLink, RecommendedFeed, Role, Soundbite
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
)
from tests.feeds import fetch, parse, said

SITE = "http://testserver"
AT = dt.datetime(2026, 3, 1, 6, 30, tzinfo=dt.UTC)


@pytest.fixture
def show(db):
    return ShowFactory(slug="slack-water", title="Slack Water")


def titles(channel):
    return said(channel, "item/title")


# --- The show ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        ({}, "title", ["Slack Water"]),
        ({}, "link", [f"{SITE}/slack-water/"]),
        (
            {"description": "*Tides.* [More](/topics/)"},
            "description",
            [f'<p><em>Tides.</em> <a href="{SITE}/topics/">More</a></p>'],
        ),
        ({"tagline": "Tides & lamps"}, "description", ["<p>Tides &amp; lamps</p>"]),
        ({"language": "pt-BR"}, "language", ["pt-BR"]),
        ({"author": "Net Loft"}, "itunes:author", ["Net Loft"]),
        ({"kind": "serial"}, "itunes:type", ["serial"]),
        ({"explicit": True}, "itunes:explicit", ["true"]),
        (
            {"category_1": "Arts > Design", "category_2": "History"},
            "itunes:category",
            [{"text": "Arts"}, {"text": "History"}],
        ),
        ({"category_1": "History", "category_2": "History"}, "itunes:category", [{"text": "History"}]),
        ({"category_1": "Arts > Design"}, "itunes:category/itunes:category", [{"text": "Design"}]),
        ({"owner_name": "Net"}, "itunes:owner/itunes:name", ["Net"]),
        ({"owner_email": "a@b.example"}, "itunes:owner/itunes:email", ["a@b.example"]),
        ({"copyright": "Net Loft"}, "copyright", ["Net Loft"]),
        (
            {"license": "CC-BY-4.0", "license_url": "https://l.example/"},
            "podcast:license",
            [("CC-BY-4.0", {"url": "https://l.example/"})],
        ),
        ({"medium": "course"}, "podcast:medium", ["course"]),
        (
            {"location_name": "Lisbon", "location_geo": "geo:38,-9"},
            "podcast:location",
            [("Lisbon", {"geo": "geo:38,-9"})],
        ),
        ({"update_frequency": "Weekly"}, "podcast:updateFrequency", ["Weekly"]),
        (
            {"update_frequency": "Weekly", "update_rule": "FREQ=WEEKLY"},
            "podcast:updateFrequency",
            [("Weekly", {"rrule": "FREQ=WEEKLY"})],
        ),
        ({"complete": True}, "itunes:complete", ["Yes"]),
        ({"block": True}, "itunes:block", ["Yes"]),
        (
            {"blocked_services": "amazon youtube"},
            "podcast:block",
            [("yes", {"id": "amazon"}), ("yes", {"id": "youtube"})],
        ),
        ({"locked": True}, "podcast:locked", ["yes"]),
        ({"podcast_guid": uuid.UUID(int=7)}, "podcast:guid", [str(uuid.UUID(int=7))]),
        ({"new_feed_url": "https://new.example/f"}, "itunes:new-feed-url", ["https://new.example/f"]),
    ],
)
def test_the_channel_says_what_the_show_is(client, show, fields, path, expected):
    EpisodeFactory(show=show)
    type(show).objects.filter(pk=show.pk).update(**fields)
    assert said(fetch(client, show), path) == expected


def test_rows_of_the_show_in_their_order(client, show):
    EpisodeFactory(show=show)
    FundingLink.objects.create(show=show, label="Second", url="https://2.example/", position=2)
    FundingLink.objects.create(show=show, label="First", url="https://1.example/", position=1)
    FeedText.objects.create(show=show, purpose="verify", value="c0de")
    RecommendedFeed.objects.create(show=show, title="Other", guid=uuid.UUID(int=1), url="https://o.example/")
    channel = fetch(client, show)
    assert said(channel, "podcast:funding") == [
        ("First", {"url": "https://1.example/"}),
        ("Second", {"url": "https://2.example/"}),
    ]
    assert said(channel, "podcast:txt") == [("c0de", {"purpose": "verify"})]
    assert said(channel, "podcast:podroll/podcast:remoteItem") == [
        {"feedGuid": str(uuid.UUID(int=1)), "feedUrl": "https://o.example/", "title": "Other"}
    ]


def test_covers_are_given_by_their_whole_address(client, show):
    show.cover.save("cover.png", ContentFile(b"png"))
    episode = EpisodeFactory(show=show)
    episode.cover.save("cover.jpg", ContentFile(b"jpeg"))
    EpisodeFactory(show=show, publish_at=AT)
    channel = fetch(client, show)
    assert said(channel, "itunes:image") == [{"href": SITE + show.cover.url}]
    assert said(channel, "item/itunes:image") == [{"href": SITE + episode.cover.url}]
    shown = {path: said(channel, path)[0]["href"] for path in ("podcast:image", "item/podcast:image")}
    assert shown == {
        "podcast:image": SITE + show.cover.rendition_url(1200),
        "item/podcast:image": SITE + episode.cover.rendition_url(1200),
    }


def test_trailers_are_announced_with_their_season(client, show):
    season = SeasonFactory(show=show, number=2)
    EpisodeFactory(show=show)
    trailer = EpisodeFactory(show=show, kind="trailer", title="Soon", slug="soon", season=season, publish_at=AT)
    EpisodeFactory(show=show, kind="trailer", scheduled=True)
    assert said(fetch(client, show), "podcast:trailer") == [
        (
            "Soon",
            {
                "pubdate": "Sun, 01 Mar 2026 06:30:00 GMT",
                "url": SITE + trailer.get_audio_url(),
                "length": "16200000",
                "type": "audio/mpeg",
                "season": "2",
            },
        )
    ]


# --- An episode ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        ({"title": "A <lamp> & more"}, "title", ["A <lamp> & more"]),
        ({"slug": "a-lamp"}, "link", [f"{SITE}/slack-water/a-lamp/"]),
        ({"guid": "tag:old,2020:1"}, "guid", [("tag:old,2020:1", {"isPermaLink": "false"})]),
        ({"publish_at": AT}, "pubDate", ["Sun, 01 Mar 2026 06:30:00 GMT"]),
        (
            {"slug": "a-lamp", "audio_size": 77, "audio_type": "audio/x-m4a"},
            "enclosure",
            [{"url": f"{SITE}/slack-water/a-lamp/audio.m4a", "length": "77", "type": "audio/x-m4a"}],
        ),
        ({"summary": "In <short>.", "notes": "Long."}, "description", ["<p>In &lt;short&gt;.</p>\n<p>Long.</p>"]),
        ({"notes": "# Fog\n\n> said"}, "content:encoded", ["<h3>Fog</h3>\n<blockquote>\n<p>said</p>\n</blockquote>"]),
        ({"duration_ms": 61_000}, "itunes:duration", ["61"]),
        ({"explicit": True}, "itunes:explicit", ["true"]),
        ({"kind": "bonus"}, "itunes:episodeType", ["bonus"]),
        ({"number": 12}, "itunes:episode", ["12"]),
        ({"number": 12}, "podcast:episode", ["12"]),
        ({"number": 12, "number_label": "Twelve"}, "podcast:episode", [("12", {"display": "Twelve"})]),
        ({"location_name": "Porto", "location_geo": ""}, "podcast:location", ["Porto"]),
        ({"block": True}, "itunes:block", ["Yes"]),
        (
            {"social_protocol": "activitypub", "social_url": "https://s.example/1", "social_account": "@a@s.example"},
            "podcast:socialInteract",
            [{"protocol": "activitypub", "uri": "https://s.example/1", "accountId": "@a@s.example"}],
        ),
        (
            {"license": "CC0-1.0", "license_url": "https://l.example/"},
            "podcast:license",
            [("CC0-1.0", {"url": "https://l.example/"})],
        ),
        (
            {"funding_label": "Mend the boat", "funding_url": "https://give.example/"},
            "podcast:funding",
            [("Mend the boat", {"url": "https://give.example/"})],
        ),
        ({"social_protocol": "disabled"}, "podcast:socialInteract", [{"protocol": "disabled"}]),
    ],
)
def test_an_item_says_what_the_episode_is(client, show, fields, path, expected):
    EpisodeFactory(show=show, **fields)
    assert said(fetch(client, show).find("item"), path) == expected


def test_what_belongs_to_an_episode(client, show):
    episode = EpisodeFactory(show=show, slug="e", season=SeasonFactory(show=show, number=3, name="Slow"), number=1)
    episode.topics.add(TopicFactory(name="Tides"), TopicFactory(name="Bells"))
    other = EpisodeFactory(show=show, slug="other", publish_at=AT)
    ChapterFactory(episode=other, start_ms=5, title="Elsewhere")
    chapter = ChapterFactory(episode=episode, start_ms=0, title="In", url="https://l.example/")
    chapter.image.save("c.jpg", ContentFile(b"jpeg"))
    TranscriptFactory(episode=episode)
    Soundbite.objects.create(episode=episode, start_ms=1500, duration_ms=30_000, title="Fog")
    item, last = fetch(client, show).findall("item")
    assert said(item, "category") == ["Bells", "Tides"]
    assert said(item, "podcast:season") == [("3", {"name": "Slow"})]
    assert said(item, "itunes:season") == ["3"]
    assert said(item, "podcast:chapters") == [
        {"url": f"{SITE}/slack-water/e/chapters.json", "type": "application/json+chapters"}
    ]
    assert said(item, "psc:chapters/psc:chapter") == [
        {"start": "00:00:00.000", "title": "In", "href": "https://l.example/", "image": SITE + chapter.image.url}
    ]
    assert said(item, "podcast:soundbite") == [("Fog", {"startTime": "1.5", "duration": "30"})]
    assert [(t["type"], t["url"], t.get("rel")) for t in said(item, "podcast:transcript")] == [
        ("text/vtt", f"{SITE}/slack-water/e/transcript.vtt", "captions"),
        ("application/x-subrip", f"{SITE}/slack-water/e/transcript.srt", "captions"),
        ("application/json", f"{SITE}/slack-water/e/transcript.json", "captions"),
        ("text/html", f"{SITE}/slack-water/e/transcript.html", None),
        ("text/plain", f"{SITE}/slack-water/e/transcript.txt", None),
    ]
    assert said(last, "psc:chapters/psc:chapter") == [{"start": "00:00:00.005", "title": "Elsewhere"}]
    assert said(last, "podcast:transcript") == []


def test_every_address_of_an_item_answers(client, show):
    episode = EpisodeFactory(show=show)
    ChapterFactory(episode=episode)
    TranscriptFactory(episode=episode)
    item = fetch(client, show).find("item")
    found = [each["url"] for path in ("podcast:chapters", "podcast:transcript") for each in said(item, path)]
    found += said(item, "link")
    assert [client.get(address.removeprefix(SITE)).status_code for address in found] == [200] * 7
    assert client.head(said(item, "enclosure")[0]["url"].removeprefix(SITE)).status_code == 302


def test_whole_notes_have_chapters_links_and_people(client, show):
    episode = EpisodeFactory(show=show, notes="Hello.")
    ChapterFactory(episode=episode, start_ms=0, title="In & out")
    ChapterFactory(episode=episode, start_ms=9000, title="Not listed", hidden=True)
    ChapterFactory(episode=episode, start_ms=83_000, title="Fog")
    ResourceLinkFactory(episode=episode, label="Tide <table>", url="https://t.example/?a=1&b=2", position=1)
    ResourceLinkFactory(episode=episode, label="A kettle", url="https://k.example/", sponsored=True, position=2)
    ResourceLinkFactory(episode=episode, label="A book", url="", position=3)
    CreditFactory(episode=episode, person=PersonFactory(name="Ada", slug="ada"))
    assert said(fetch(client, show), "item/content:encoded") == [
        "<p>Hello.</p>\n<h3>Chapters</h3>\n<p>0:00 In &amp; out<br>\n1:23 Fog</p>\n"
        '<h3>Links &amp; Notes</h3>\n<ul>\n<li><a href="https://t.example/?a=1&amp;b=2">Tide &lt;table&gt;</a></li>\n'
        '<li><a href="https://k.example/">A kettle</a> (Sponsored)</li>\n<li>A book</li>\n</ul>\n'
        f'<h3>People</h3>\n<ul>\n<li><a href="{SITE}/guests/ada/">Ada</a> (Guest)</li>\n</ul>'
    ]


def test_a_description_is_cut_at_4000_bytes_and_the_whole_is_not(client, show):
    EpisodeFactory(show=show, notes="Ein Satz über Nebel. " * 400)
    item = fetch(client, show).find("item")
    [short], [whole] = said(item, "description"), said(item, "content:encoded")
    assert 3900 < len(short.encode()) <= 4000
    assert short.endswith("Ein Satz über Nebel.</p>")
    assert whole.count("Nebel") == 400


# --- People --------------------------------------------------------------------------------------


def test_people_have_role_group_picture_and_profile(client, show):
    episode = EpisodeFactory(show=show)
    person = PersonFactory(name="Ada", slug="ada")
    person.portrait.save("p.jpg", ContentFile(b"jpeg"))
    CreditFactory(episode=episode, person=person, role="video-editor")
    expected = {
        "role": "Editor",
        "group": "Video Post-Production",
        "img": SITE + person.portrait.rendition_url(384),
        "href": f"{SITE}/guests/ada/",
    }
    assert said(fetch(client, show), "item/podcast:person") == [("Ada", expected)]


@pytest.mark.parametrize(
    ("credited", "expected"),
    [
        ([], []),
        ([("Guest", "guest")], ["Inês", "Guest"]),
        ([("Inês", "host"), ("Guest", "guest")], ["Inês", "Guest"]),
        ([("Somebody", "guest-host"), ("Guest", "guest")], ["Somebody", "Guest"]),
    ],
)
def test_hosts_are_said_again_where_an_episode_names_others_only(client, show, credited, expected):
    people = {"Inês": PersonFactory(name="Inês")}
    StandingCreditFactory(show=show, person=people["Inês"], role="host")
    StandingCreditFactory(show=show, person=PersonFactory(name="Lupe"), role="sound-designer")
    episode = EpisodeFactory(show=show)
    for position, (name, role) in enumerate(credited):
        person = people.get(name) or PersonFactory(name=name)
        CreditFactory(episode=episode, person=person, role=role, position=position)
    channel = fetch(client, show)
    assert [name for name, _about in said(channel, "podcast:person")] == ["Inês", "Lupe"]
    assert [name for name, _about in said(channel, "item/podcast:person")] == expected


def test_every_role_is_in_one_group():
    assert sorted(role for roles in GROUPS.values() for role in roles) == sorted(Role)


# --- Which episodes, in which order --------------------------------------------------------------


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "withdrawn", "silent"])
def test_what_is_not_public_is_not_in_the_feed(client, show, trait):
    EpisodeFactory(show=show, title="Public")
    EpisodeFactory(show=show, title="Secret", **{trait: True})
    EpisodeFactory(title="Of another show")
    assert titles(fetch(client, show)) == ["Public"]


def test_newest_first_and_those_of_the_same_minute_keep_their_order(client, show):
    for title, days in [("old", 3), ("new", 1), ("first of two", 2), ("second of two", 2)]:
        EpisodeFactory(show=show, title=title, publish_at=AT - dt.timedelta(days=days))
    assert titles(fetch(client, show)) == ["new", "second of two", "first of two", "old"]


@pytest.mark.parametrize(
    ("prefix", "secure", "expected"),
    [
        ("https://op3.example/e/", True, "https://op3.example/e/testserver/slack-water/e/audio.mp3"),
        ("https://op3.example/e/", False, "https://op3.example/e/http://testserver/slack-water/e/audio.mp3"),
        ("", True, "https://testserver/slack-water/e/audio.mp3"),
    ],
)
def test_a_counter_stands_before_the_audio(client, show, prefix, secure, expected):
    EpisodeFactory(show=show, slug="e")
    type(show).objects.update(audio_prefix=prefix)
    assert said(fetch(client, show, secure=secure), "item/enclosure")[0]["url"] == expected


# --- Pages ---------------------------------------------------------------------------------------


def relations(client, show, number):
    channel = parse(client.get(f"/{show.slug}/feed.xml", {"page": number} if number > 1 else {}).content)
    home = f"{SITE}/{show.slug}/feed.xml"
    links = {link["rel"]: link["href"].replace(home, "") for link in said(channel, "atom:link")}
    return titles(channel), links


def test_pages_follow_each_other(client, show):
    type(show).objects.update(feed_size=2)
    for number in range(5):
        EpisodeFactory(show=show, title=str(number), publish_at=AT + dt.timedelta(days=number))
    assert relations(client, show, 1) == (["4", "3"], {"self": "", "first": "", "next": "?page=2", "last": "?page=3"})
    assert relations(client, show, 2) == (
        ["2", "1"],
        {"self": "?page=2", "first": "", "previous": "", "next": "?page=3", "last": "?page=3"},
    )
    assert relations(client, show, 3) == (
        ["0"],
        {"self": "?page=3", "first": "", "previous": "?page=2", "last": "?page=3"},
    )


@pytest.mark.parametrize("number", ["4", "0", "-1", "x", "", "02", "9999999", "１"])
def test_a_page_that_is_none_is_404(client, show, number):
    EpisodeFactory(show=show)
    assert client.get("/slack-water/feed.xml", {"page": number}).status_code == 404


def test_the_first_page_has_one_address(client, show):
    EpisodeFactory(show=show)
    response = client.get("/slack-water/feed.xml?page=1")
    assert (response.status_code, response["Location"]) == (301, "/slack-water/feed.xml")


# --- What it costs -------------------------------------------------------------------------------


def full_episodes(show, count):
    episodes = Episode.objects.bulk_create(
        EpisodeFactory.build(show=show, slug=f"e-{n}", publish_at=timezone.now() - dt.timedelta(hours=n))
        for n in range(count)
    )
    for episode in episodes:
        ChapterFactory(episode=episode)
        ResourceLinkFactory(episode=episode)
    for episode in episodes[:3]:
        CreditFactory(episode=episode)
        TranscriptFactory(episode=episode)
        episode.topics.add(TopicFactory())


@pytest.mark.parametrize("count", [1, 3, 500])
def test_the_number_of_queries_does_not_grow(client, show, count, django_assert_num_queries):
    type(show).objects.update(feed_size=1000)
    full_episodes(show, count)
    with django_assert_num_queries(20):  # two of them for the state of things
        channel = fetch(client, show)
    assert len(channel.findall("item")) == count


def test_addresses_with_other_letters_go_out_as_apps_can_open_them(client, db):
    """As they were typed they stay in the database; what leaves is what a browser would ask for."""

    def typed(name):
        return f"https://tide.example/{name}/Fähre – 爱?q=ü&a=%20b"

    show = ShowFactory(slug="slack-water", license="Own", license_url=typed("license"), new_feed_url=typed("new"))
    FundingLink.objects.create(show=show, label="Give", url=typed("give"))
    RecommendedFeed.objects.create(show=show, title="T", guid=uuid.UUID(int=1), url=typed("other"))
    episode = EpisodeFactory(
        show=show,
        slug="fog",
        notes="[There](https://tide.example/notes/Fähre)",
        license="Own",
        license_url=typed("own"),
        funding_url=typed("boat"),
        funding_label="Mend the boat",
        social_url=typed("post"),
        social_protocol="activitypub",
    )
    ResourceLinkFactory(episode=episode, url=typed("link"))
    ChapterFactory(episode=episode, url=typed("chapter"), image_url=typed("picture"))
    body = client.get("/slack-water/feed.xml").content.decode()
    names = ["license", "new", "give", "other", "own", "boat", "post", "link", "chapter", "picture"]
    sent = "https://tide.example/{}/F%C3%A4hre%20%E2%80%93%20%E7%88%B1?q=%C3%BC&amp;a=%20b"
    assert [name for name in names if sent.format(name) not in body] == []
    assert body.count("https://tide.example/notes/F%C3%A4hre") == 2
    assert "Fähre" not in body
    [chapter] = client.get("/slack-water/fog/chapters.json").json()["chapters"]
    expected = [html.unescape(sent.format(name)) for name in ("chapter", "picture")]
    assert [chapter["url"], chapter["img"]] == expected
