"""Two independent parsers read back every value that we put in; what is expected comes from the rows."""

import datetime as dt
import json
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from episodes.models import GROUPS, Episode, Role, Show
from guests.pictures import rendition_name
from tests.clients.programs import run
from tests.clients.rows import full_show

pytestmark = pytest.mark.clients

READER = Path(__file__).with_name("read.mjs")
TRANSCRIPTS = [
    ("vtt", "text/vtt", "captions"),
    ("srt", "application/x-subrip", "captions"),
    ("json", "application/json", "captions"),
    ("html", "text/html", None),
    ("txt", "text/plain", None),
]


def parsed(parser, body, folder):
    document = folder / "feed.xml"
    document.write_bytes(body)
    return json.loads(run("node", str(READER), parser, str(document), home=folder))


@pytest.fixture
def show(site):
    show = full_show()
    site.publish()
    return Show.objects.get(pk=show.pk)


@pytest.fixture
def body(site, show):
    return site.get(show.get_feed_url()).body


def without_nothing(**values):
    return {name: value for name, value in values.items() if value not in (None, "", [])}


# --- What is in the database, for both -----------------------------------------------------------


def group_of(role):
    (group,) = [name for name, roles in GROUPS.items() if role in roles]
    return group


def people(site, credits, name):
    found = []
    for credit in credits:
        person = credit.person
        focus = (person.portrait_x, person.portrait_y)
        img = f"/media/{rendition_name(person.portrait.name, 384, focus=focus)}" if person.portrait else ""
        role = "Editor" if credit.role == Role.VIDEO_EDITOR else str(Role(credit.role).label)
        found.append(
            without_nothing(
                **{name: person.name},
                role=role,
                group=group_of(credit.role),
                img=img and site.url + img,
                href=site.url + person.get_absolute_url(),
            )
        )
    return found


def enclosure(site, episode):
    return {
        "url": site.url + episode.get_audio_url(),
        "length": episode.audio_size,
        "type": episode.audio_type,
    }


def transcripts(site, episode):
    (stored,) = episode.transcripts.all()
    base = site.url + episode.get_absolute_url()
    return [
        without_nothing(url=f"{base}transcript.{extension}", type=media_type, language=stored.language, rel=rel)
        for extension, media_type, rel in TRANSCRIPTS
    ]


def clock(milliseconds):
    moment = dt.datetime(1, 1, 1) + dt.timedelta(milliseconds=milliseconds)  # noqa: DTZ001 - a length of time
    return f"{moment:%H:%M:%S}.{milliseconds % 1000:03}"


def picture(site, row):
    return {
        "href": f"{site.url}/media/{rendition_name(row.cover.name, 1200)}",
        "alt": row.cover_alt,
        "aspectRatio": "1/1",
        "width": 1200,
        "height": 1200,
        "type": "image/webp",
        "purpose": "artwork",
    }


# --- feedsmith -----------------------------------------------------------------------------------


def test_feedsmith_reads_every_value_of_the_show(site, show, body, tmp_path):
    read = parsed("feedsmith", body, tmp_path)
    trailer = show.episodes.get(kind="trailer")
    assert parsedate_to_datetime(read["podcast"]["trailers"][0].pop("pubDate")) == trailer.publish_at
    assert {name: read[name] for name in ("title", "link", "language", "copyright", "image")} == {
        "title": show.title,
        "link": site.url + show.get_absolute_url(),
        "language": show.language,
        "copyright": show.copyright,
        "image": {
            "url": site.url + show.cover.url,
            "title": show.title,
            "link": site.url + show.get_absolute_url(),
        },
    }
    assert read["description"] == "<p><strong>About</strong> the tides &amp; <em>lamps</em>.</p>"
    assert read["atom"]["links"][0] == {
        "href": site.url + show.get_feed_url(),
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert read["itunes"] == {
        "image": site.url + show.cover.url,
        "explicit": show.explicit,
        "author": show.author,
        "subtitle": show.tagline,
        "type": show.kind,
        "newFeedUrl": show.new_feed_url,
        "block": show.block,
        "complete": show.complete,
        "categories": [categories(name) for name in show.categories],
        "owner": {"name": show.owner_name, "email": show.owner_email},
    }
    assert read["podcast"] == {
        "locked": {"value": show.locked, "owner": show.owner_email},
        "fundings": [{"url": each.url, "display": each.label} for each in show.funding_links.all()],
        "persons": people(site, show.standing_credits.select_related("person"), "display"),
        "locations": [{"display": show.location_name, "geo": show.location_geo}],
        "trailers": [{"display": trailer.title, **enclosure(site, trailer), "season": trailer.season.number}],
        "license": {"display": show.license, "url": show.license_url},
        "guid": str(show.podcast_guid),
        "medium": show.medium,
        "images": [picture(site, show)],
        "blocks": [{"value": show.block}, *({"value": True, "id": each} for each in show.blocked_services.split())],
        "txts": [{"display": each.value, "purpose": each.purpose} for each in show.feed_texts.all()],
        "podroll": {
            "remoteItems": [
                {"feedGuid": str(each.guid), "feedUrl": each.url, "title": each.title}
                for each in show.recommended_feeds.all()
            ]
        },
        "updateFrequency": {
            "display": show.update_frequency,
            "complete": show.complete,
            "rrule": show.update_rule,
        },
    }


def categories(name):
    category, _, part = name.partition(" > ")
    return {"text": category, "categories": [{"text": part}]} if part else {"text": category}


def test_feedsmith_reads_every_value_of_an_episode(site, show, body, tmp_path):
    episode = Episode.objects.get(slug="fog")
    read = parsed("feedsmith", body, tmp_path)["items"][0]
    address = site.url + episode.get_absolute_url()
    assert parsedate_to_datetime(read.pop("pubDate")) == episode.publish_at
    description, content = read.pop("description"), read.pop("content")["encoded"]
    assert "Two sentences &amp; more. Really." in description
    for said in [*(link.label for link in episode.resource_links.all()), "Fog & <lamps>", "Ada O’Neil", "Zoë"]:
        assert said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in content
    assert read == {
        "title": episode.title,
        "link": address,
        "categories": [{"name": topic.name} for topic in episode.topics.order_by("name")],
        "enclosures": [enclosure(site, episode)],
        "guid": {"value": episode.guid, "isPermaLink": False},
        "itunes": {
            "duration": episode.duration_ms // 1000,
            "image": site.url + episode.cover.url,
            "explicit": episode.explicit,
            "summary": episode.summary,
            "episode": episode.number,
            "season": episode.season.number,
            "episodeType": episode.kind,
            "block": episode.block,
        },
        "podcast": {
            "transcripts": transcripts(site, episode),
            "chapters": {"url": f"{address}chapters.json", "type": "application/json+chapters"},
            "soundbites": [
                {"startTime": each.start_ms / 1000, "duration": each.duration_ms / 1000, "display": each.title}
                for each in episode.soundbites.all()
            ],
            "persons": people(site, [*show.standing_credits.all(), *episode.credits.all()], "display"),
            "locations": [{"display": episode.location_name, "geo": episode.location_geo}],
            "season": {"number": episode.season.number, "name": episode.season.name},
            "episode": {"number": episode.number, "display": episode.number_label},
            "license": {"display": episode.license, "url": episode.license_url},
            # Its `podcast:funding` is passed over: this reader knows that of a show alone.
            "images": [picture(site, episode)],
            "socialInteracts": [
                {
                    "uri": episode.social_url,
                    "protocol": episode.social_protocol,
                    "accountId": episode.social_account,
                }
            ],
        },
        "psc": {
            "chapters": [
                {"start": clock(chapter.start_ms), "title": chapter.title, "href": chapter.url}
                for chapter in episode.chapters.filter(hidden=False)
            ]
        },
    }


# --- podcast-partytime ---------------------------------------------------------------------------


def test_partytime_drops_nothing_of_the_show(site, show, body, tmp_path):
    read = parsed("partytime", body, tmp_path)
    expected = {
        "title": show.title,
        "link": site.url + show.get_absolute_url(),
        "language": show.language,
        "explicit": show.explicit,
        "itunesBlock": show.block,
        "itunesComplete": show.complete,
        "itunesImage": site.url + show.cover.url,
        "itunesType": show.kind,
        "itunesNewFeedUrl": show.new_feed_url,
        "itunesCategory": list(show.categories),
        "author": show.author,
        "owner": {"name": show.owner_name, "email": show.owner_email},
        "copyright": show.copyright,
        "pubsub": {"self": site.url + show.get_feed_url()},
        "locked": show.locked,
        "podcastOwner": show.owner_email,
        "podcastFunding": [{"message": each.label, "url": each.url} for each in show.funding_links.all()],
        "podcastPeople": people(site, show.standing_credits.all(), "name"),
        "podcastLocation": {"name": show.location_name, "geo": show.location_geo},
        "license": {"identifier": show.license, "url": show.license_url},
        "guid": str(show.podcast_guid),
        "medium": show.medium,
        "podcastBlocked": "yes",
        "podcastTxt": [{"value": each.value, "purpose": each.purpose} for each in show.feed_texts.all()],
        "podroll": [
            {"feedGuid": str(each.guid), "feedUrl": each.url, "title": each.title}
            for each in show.recommended_feeds.all()
        ],
    }
    assert {name: read.get(name) for name in expected} == expected


def test_partytime_drops_nothing_of_an_episode(site, show, body, tmp_path):
    episode = Episode.objects.get(slug="fog")
    read = parsed("partytime", body, tmp_path)["items"][0]
    address = site.url + episode.get_absolute_url()
    expected = {
        "guid": episode.guid,
        "title": episode.title,
        "link": address,
        "enclosure": enclosure(site, episode),
        "duration": episode.duration_ms // 1000,
        "explicit": episode.explicit,
        "itunesImage": site.url + episode.cover.url,
        "itunesEpisode": episode.number,
        "itunesSeason": episode.season.number,
        "itunesEpisodeType": episode.kind,
        "podcastTranscripts": [
            # It has the older name of the type.
            each | {"type": each["type"].replace("x-subrip", "srt")}
            for each in transcripts(site, episode)
        ],
        "podcastChapters": {"url": f"{address}chapters.json", "type": "application/json+chapters"},
        "podcastSoundbites": [
            {"startTime": each.start_ms / 1000, "duration": each.duration_ms / 1000, "title": each.title}
            for each in episode.soundbites.all()
        ],
        "podcastPeople": people(site, [*show.standing_credits.all(), *episode.credits.all()], "name"),
        "podcastLocation": {"name": episode.location_name, "geo": episode.location_geo},
        "podcastSeason": {"number": episode.season.number, "name": episode.season.name},
        "podcastEpisode": {"number": episode.number, "display": episode.number_label},
        "podcastSocialInteraction": [
            {"platform": episode.social_protocol, "id": episode.social_account, "url": episode.social_url}
        ],
    }
    assert {name: read.get(name) for name in expected} == expected
    assert dt.datetime.fromisoformat(read["pubDate"]) == episode.publish_at
