"""Nothing early, nothing late, nothing kept past it: every public address around the second of a publication.

A new address without a row in `ROWS` fails. The site answers from its cache, as in production, and where several
processes serve it, each from its own.
"""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import get_resolver

from episodes import embargo, publishing
from guests.pictures import rendition_name
from tests import clocked
from tests.audio import silent_mp3, uploaded
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    ShowFactory,
    TopicFactory,
    TranscriptFactory,
)
from tests.podcast_site.test_leaks import _public_views

SECOND = dt.timedelta(seconds=1)
WORD = "xylophonquartett"
PICTURE = "5ec4e7" + "0" * 26 + ".jpg"
FOCUS = rendition_name(PICTURE, 384, focus=(20, 50)).split("/")[2]

# An hour on the clock of a zone, and the same instant on that of the world.
MOMENTS = [
    ("Europe/Lisbon", "2027-03-28 00:59:59", "2027-03-28 00:59:59"),  # the last second of winter
    ("Europe/Lisbon", "2027-03-28 02:00:00", "2027-03-28 01:00:00"),  # the first of summer
    ("Europe/Lisbon", "2027-10-31 00:59:59", "2027-10-30 23:59:59"),  # before an hour that comes twice
    ("Europe/Lisbon", "2027-10-31 02:00:00", "2027-10-31 02:00:00"),  # after it
    ("America/Halifax", "2028-02-29 23:59:59", "2028-03-01 03:59:59"),
    ("Pacific/Kiritimati", "2028-01-01 00:00:00", "2027-12-31 10:00:00"),
    ("Australia/Lord_Howe", "2027-04-04 02:00:00", "2027-04-03 15:30:00"),  # ends, by half an hour, at UTC+10:30
    ("Pacific/Chatham", "2027-09-26 03:45:00", "2027-09-25 14:00:00"),  # begins, at UTC+13:45
]

# By the name of the view: addresses, and how they answer before the moment and from it on. A number is a status; `True`
# and `False` say whether the episode is spoken of in a page that is there anyway; None is what never speaks of it.
LISTED, OWN, APART = (False, True), (404, 200), (None, None)
ROWS = {
    "episodes:home": [("/", LISTED)],
    "episodes:sitemap": [("/sitemap.xml", LISTED)],
    "episodes:shows_opml": [("/shows.opml", APART)],
    "episodes:llms_txt": [("/llms.txt", LISTED)],
    "episodes:show_ask": [("/slack-water/ask/", APART)],
    "episodes:episode_ask": [("/slack-water/the-tide/ask/", OWN)],
    # Any other than today's leads to that.
    "episodes:social_image": [("/slack-water/the-tide/social-any.jpg", (404, 302))],
    "guests:social_image": [("/guests/new-guest/social-any.jpg", (404, 302))],
    "episodes:oembed": [("/oembed?url=http://testserver/slack-water/the-tide/", OWN)],
    "episodes:episode_search": [("/search/?q=foghorn", LISTED)],
    "episodes:topic_list": [("/topics/", LISTED)],
    "episodes:link_list": [("/slack-water/links/", LISTED)],
    "episodes:topic_detail": [("/topics/light/", LISTED), ("/topics/tides/", OWN)],
    "episodes:show_detail": [("/slack-water/", LISTED)],
    "episodes:feed": [("/slack-water/feed.xml", LISTED)],
    "episodes:subscribe": [("/slack-water/subscribe/", APART)],
    "episodes:subscribe_code": [("/slack-water/subscribe.svg", APART)],
    "episodes:show_theme": [("/slack-water/theme.css", APART)],
    "episodes:show_stylesheet": [("/slack-water/own.css", APART)],
    "episodes:episode_detail": [("/slack-water/the-tide/", OWN), ("/slack-water/a-lamp/", LISTED)],
    "episodes:episode_audio": [("/slack-water/the-tide/audio.mp3", OWN)],
    "episodes:episode_embed": [("/slack-water/the-tide/embed/", OWN)],
    "episodes:chapters_json": [("/slack-water/the-tide/chapters.json", OWN)],
    "episodes:chapters_vtt": [("/slack-water/the-tide/chapters.vtt", OWN)],
    "episodes:transcript": [
        (f"/slack-water/the-tide/transcript.{form}", OWN) for form in ("vtt", "srt", "json", "txt", "html")
    ],
    "guests:person_list": [("/guests/", LISTED)],
    "guests:person_detail": [("/guests/ada/", LISTED), ("/guests/new-guest/", OWN)],
    # Whoever has the secret sees it before, and is led to the public page from then on.
    "episodes:embargo": [("/preview/SECRET/", (200, 302))],
    "episodes:embargo_audio": [("/preview/SECRET/audio.mp3", (200, 200))],
    "episodes:embargo_theme": [("/preview/SECRET/theme.css", APART)],
    "schedule_feed": [],  # a person's own
    "healthz": [("/healthz", APART)],
    "manifest": [("/site.webmanifest", APART)],
    "offline": [("/offline/", APART)],
    "worker": [("/worker.js", APART)],
    "indexnow_key": [("/a-key.txt", APART)],
    "robots": [("/robots.txt", APART)],
    "rendition": [(f"/media/renditions/{PICTURE}/384.webp", APART)],  # names that nobody guesses
    "focused_rendition": [(f"/media/renditions/{PICTURE}/{FOCUS}/384.webp", APART)],
    "image": [(f"/media/images/{PICTURE}", APART)],
}


def test_every_public_address_has_a_row():
    assert {name for name, _arguments in _public_views(get_resolver())} == set(ROWS)


@pytest.fixture
def make(editor):
    """A show in a zone, with an episode that is out and another that comes out at `at`."""

    def make(zone, at):
        show = ShowFactory(slug="slack-water", time_zone=zone, in_llms_txt=True, takes_questions=True, own_css="a {}")
        ada = PersonFactory(slug="ada")
        lamp = EpisodeFactory(show=show, slug="a-lamp", publish_at=at - dt.timedelta(days=7))
        tide = uploaded(
            silent_mp3(20),
            show=show,
            slug="the-tide",
            title=f"On {WORD}",
            notes="A foghorn.",
            state="approved",
            publish_at=at,
        )
        light, tides = TopicFactory(slug="light"), TopicFactory(slug="tides", name=WORD)
        for episode in (lamp, tide):
            ChapterFactory(episode=episode, title="A chapter")
            TranscriptFactory(episode=episode)
            ResourceLinkFactory(episode=episode)
            CreditFactory(episode=episode, person=ada)
            episode.topics.add(light)
        tide.topics.add(tides)
        CreditFactory(episode=tide, person=PersonFactory(slug="new-guest", name=f"Guest {WORD}"))
        return embargo.make(episode=tide, by=editor, label="Press", ends_at=at + dt.timedelta(days=1)).token

    return make


SPOKEN_OF = (WORD, "the-tide")


def asked(client, address, **headers):
    """The answer, and whether it speaks of the episode."""
    response = client.get(address, headers=headers)
    body = response.getvalue() if response.streaming else response.content
    return response, any(word in body.decode("utf-8", "replace") for word in SPOKEN_OF)


def fits(response, says, expected):
    return as_expected(response.status_code, says, expected)


def as_expected(status, says, expected):
    if expected is None:
        return not says
    if isinstance(expected, bool):
        return (status, says) == (200, expected)
    return status == expected and not (says and expected == 404)


def rows(secret):
    """Each address with how it answers before and after."""
    return [(address.replace("SECRET", secret), *around) for its in ROWS.values() for address, around in its]


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "local", "utc"), MOMENTS)
def test_around_the_second_of_a_publication(client, make, zone, local, utc):
    at = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    assert publishing.moment(dt.datetime.fromisoformat(local), ZoneInfo(zone)) == at
    with time_machine.travel(at - 90 * SECOND, tick=False) as clock:
        secret, tags = make(zone, at), {}
        for left in (90, 1):  # the first time it is built, then it comes from the cache
            clock.move_to(at - left * SECOND, tick=False)
            for address, before, _after in rows(secret):
                if left > 1 and before in (None, 404):
                    continue  # nothing is built of it yet, and once before is enough for what never speaks of it
                response, says = asked(client, address)
                assert fits(response, says, before), (address, left, response.status_code, says)
                ages = [int(age) for age in re.findall(r"max-?age=(\d+)", response.get("Cache-Control", ""))]
                if before is not None:
                    assert max(ages, default=0) <= left, (address, response["Cache-Control"])
                tags[address] = response.get("ETag", "")
        for late in (0, 1):
            clock.move_to(at + late * SECOND, tick=False)
            for address, before, after in rows(secret):
                if before is None and late:
                    continue
                # Whoever has seen it before is not told that nothing has changed.
                condition = {"If-None-Match": tags[address]} if before is not None and tags[address] else {}
                response, says = asked(client, address, **condition)
                assert fits(response, says, after) or (address, response.status_code) == (audio(secret), 304), (
                    address,
                    late,
                    response.status_code,
                    says,
                )


def audio(secret):
    """The bytes are the same before and after, whoever has them need not get them again."""
    return f"/preview/{secret}/audio.mp3"


@pytest.mark.django_db(transaction=True)
def test_two_processes_say_the_same_around_the_second(make, tmp_path, static_root):
    """Each has built its answers at another moment, and is asked whether what the other said still holds."""
    zone, _local, utc = MOMENTS[3]
    at = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    with time_machine.travel(at - 90 * SECOND, tick=False):
        secret = make(zone, at)
    database, tags = clocked.database_for_others(tmp_path), {}
    processes = (clocked.ClockedSite(database, static_root) for _ in range(2))
    speaking = [row for row in rows(secret) if row[1] is not None]
    with next(processes) as one, next(processes) as other:
        # The first builds early, the second at the last second before, the first answers from its cache then.
        for site, left in ((one, 90), (other, 1), (one, 1)):
            for address, before, _after in speaking:
                if left > 1 and before == 404:
                    continue
                status, headers, says = answered(site, address, at=at - left * SECOND)
                assert as_expected(status, says, before), (address, left, status, says)
                tags[address] = headers.get("ETag", "")
        for site, late in ((other, 0), (one, 0), (other, 1)):
            for address, _before, after in speaking:
                condition = {"If-None-Match": tags[address]} if tags[address] else {}
                status, _headers, says = answered(site, address, at=at + late * SECOND, **condition)
                assert as_expected(status, says, after) or (address, status) == (audio(secret), 304), (
                    address,
                    late,
                    status,
                    says,
                )


def answered(site, address, **asked):
    status, headers, body = site.get(address, **asked)
    return status, headers, any(word in body.decode("utf-8", "replace") for word in SPOKEN_OF)
