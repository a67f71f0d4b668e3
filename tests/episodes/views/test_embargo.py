"""A secret link shows an unpublished episode whole, nothing else of the site, and only as long as it is to."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from episodes import bin as episode_bin
from episodes import embargo, publishing
from episodes.models import Episode, PreviewLink, Revision
from tests.audio import silent_mp3, uploaded
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    ResourceLinkFactory,
    ShowFactory,
    TopicFactory,
    TranscriptFactory,
)

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
CONFIDENTIAL = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def episode(db):
    """Everything there is on an episode, uploaded audio too, in a show of which nothing else is public."""
    show = ShowFactory(slug="slack-water", title="Slack Water")
    episode = uploaded(silent_mp3(20), show=show, slug="the-tide", title="On tides", state="in_review")
    Episode.objects.filter(pk=episode.pk).update(notes="The notes", publish_at=NOW + 7 * DAY, summary="The summary")
    ChapterFactory(episode=episode, title="First chapter", start_ms=0)
    TranscriptFactory(episode=episode)
    CreditFactory(episode=episode, person__name="Ada Byron", person__slug="ada")
    ResourceLinkFactory(episode=episode, label="A link")
    episode.topics.add(TopicFactory(name="The sea", slug="sea"))
    episode.refresh_from_db()
    return episode


@pytest.fixture
def link(episode, editor):
    return embargo.make(episode=episode, by=editor, label="For Le Monde", ends_at=NOW + DAY)


def address(link):
    return f"/preview/{link.token}/"


def headers_of(response):
    return {name: response.get(name) for name in CONFIDENTIAL}


def status_of(client, address):
    response = client.get(address.partition("#")[0])
    # Read to its end it closes by itself; closed by hand it would take the test's connection along.
    _ = response.getvalue()
    return response.status_code


def test_the_page_is_whole_and_leads_to_nothing_that_is_not_public(client, episode, link):
    EpisodeFactory(show=episode.show, slug="not-out", title="Not out either", scheduled=True)
    response = client.get(address(link))
    page = response.text
    assert (response.status_code, headers_of(response)) == (200, CONFIDENTIAL)
    said = ("On tides", "The summary", "The notes", "First chapter", "Good evening.", "Ada Byron", "A link", "The sea")
    assert [words for words in said if words not in page] == []
    assert f'src="{address(link)}audio.mp3' in page
    # No word of the others, nor of where it all is: not the public address, not the stored file, not the desk.
    for elsewhere in (
        "Not out either",
        "/slack-water/",
        "/topics/",
        "/guests/ada/",
        episode.audio_file.name,
        "/admin/",
    ):
        assert elsewhere not in page
    leads = set(re.findall(r'(?:href|src)="(/[^"]*)"', page))
    assert {status_of(client, lead) for lead in leads if "/static/" not in lead} == {200}
    assert response.cookies == {}


def test_of_a_public_show_the_page_leads_to_the_show_and_has_no_neighbours(client, episode, link):
    EpisodeFactory(show=episode.show, slug="out", title="Out already", publish_at=NOW - DAY)
    page = client.get(address(link)).text
    assert 'href="/slack-water/"' in page
    assert "Out already" not in page


def test_the_audio_plays_by_ranges_and_does_not_say_where_it_is(client, episode, link):
    whole = client.get(f"{address(link)}audio.mp3")
    part = client.get(f"{address(link)}audio.mp3", headers={"Range": "bytes=10-19"})
    assert (whole.status_code, part.status_code, part["Content-Range"][:11]) == (200, 206, "bytes 10-19")
    assert part.getvalue() == whole.getvalue()[10:20]
    for response in (whole, part):
        assert headers_of(response) == CONFIDENTIAL
        assert episode.audio_file.name.rpartition("/")[2] not in str(response.headers)
    assert client.get(f"{address(link)}audio.m4a").status_code == 404


def test_audio_elsewhere_is_led_to_without_saying_from_where(client, episode, link):
    Episode.objects.update(audio_file="", audio_url="https://audio.example/tide.mp3")
    page, audio = client.get(address(link)), client.get(f"{address(link)}audio.mp3")
    assert "audio.example" not in page.text
    assert "media-src 'self' https:" in page["Content-Security-Policy"]
    assert (audio.status_code, audio["Location"], audio["Referrer-Policy"]) == (
        302,
        "https://audio.example/tide.mp3",
        "no-referrer",
    )


def test_an_episode_without_audio_is_shown_without_a_player(client, episode, link):
    Episode.objects.update(audio_file="", audio_type="", audio_size=None, duration_ms=None)
    assert "No audio yet." in client.get(address(link)).text
    assert client.get(f"{address(link)}audio.mp3").status_code == 404


def test_openings_are_counted_and_change_nothing_that_is_public(client, link):
    token = Revision.objects.get().token
    for method in (client.get, client.get, client.head):
        method(address(link))
    client.get(f"{address(link)}audio.mp3").getvalue()
    link.refresh_from_db()
    assert (link.openings, link.opened_at) == (2, NOW)
    assert Revision.objects.get().token == token


def revoked(episode, link, editor, clock):
    embargo.revoke(link=link, by=editor)


def over(episode, link, editor, clock):
    clock.shift(DAY)


def withdrawn(episode, link, editor, clock):
    Episode.objects.update(state="withdrawn")


def in_the_bin(episode, link, editor, clock):
    episode_bin.discard(episode=episode, by=editor)


@pytest.mark.parametrize("end", [revoked, over, withdrawn, in_the_bin])
def test_once_it_has_ended_it_says_so_and_nothing_of_the_episode(client, episode, link, editor, clock, end):
    end(episode, link, editor, clock)
    for name in ("", "audio.mp3", "theme.css"):
        response = client.get(f"{address(link)}{name}")
        assert (response.status_code, headers_of(response)) == (410, CONFIDENTIAL)
        assert "This preview has ended" in response.text
        assert ("tide" in response.text.lower(), "Slack Water" in response.text) == (False, False)
    link.refresh_from_db()
    assert link.openings == 0


def test_it_is_open_to_the_second_of_its_end(client, link, clock):
    clock.shift(DAY - dt.timedelta(seconds=1))
    assert client.get(address(link)).status_code == 200
    clock.shift(1)
    assert client.get(address(link)).status_code == 410


def test_once_the_episode_is_public_it_leads_to_its_page(client, episode, link, editor):
    publishing.approve(episode=episode, by=editor, publish_at=NOW)
    response = client.get(address(link))
    assert (response.status_code, response["Location"], headers_of(response)) == (
        302,
        "/slack-water/the-tide/",
        CONFIDENTIAL,
    )
    assert status_of(client, f"{address(link)}audio.mp3") == 200  # who is listening goes on


@pytest.mark.parametrize(
    "change",
    [lambda t: t[:-1], lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: t[16:], lambda t: "x" * 48],
)
def test_a_token_that_nobody_was_given_is_not_there(client, link, change):
    response = client.get(f"/preview/{change(link.token)}/")
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store, private")


def test_a_copy_of_the_database_opens_nothing(link, settings):
    row = PreviewLink.objects.values().get()
    assert not [
        value for value in row.values() if isinstance(value, str) and link.token.removeprefix(row["nonce"]) in value
    ]
    before = link.token
    settings.SECRET_KEY = "another-secret-key-of-the-site-0123456789"
    assert link.token != before


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [(dt.timedelta(), "This end is past"), (-DAY, "This end is past"), (367 * DAY, "A link ends within a year")],
)
def test_an_end_that_cannot_be_is_refused(episode, editor, ends, sentence):
    with pytest.raises(embargo.Refused, match=sentence):
        embargo.make(episode=episode, by=editor, label="For us", ends_at=NOW + ends)


def test_there_are_not_endlessly_many(episode, editor, monkeypatch, link):
    monkeypatch.setattr(embargo, "MOST", 1)
    with pytest.raises(embargo.Refused, match="has 1 links already"):
        embargo.make(episode=episode, by=editor, label="For us", ends_at=NOW + DAY)


def test_only_who_decides_what_goes_out_makes_and_revokes_links(episode, link, producer):
    with pytest.raises(PermissionDenied):
        embargo.make(episode=episode, by=producer, label="For me", ends_at=NOW + DAY)
    with pytest.raises(PermissionDenied):
        embargo.revoke(link=link, by=producer)


@pytest.mark.parametrize(
    ("planned", "end"),
    [(None, 14 * DAY), (NOW + 3 * DAY, 3 * DAY), (NOW - DAY, 14 * DAY), (NOW + 500 * DAY, 14 * DAY)],
)
def test_the_end_that_is_offered_is_the_moment_of_the_episode_or_in_two_weeks(episode, planned, end):
    episode.publish_at = planned
    assert embargo.usual_end(episode) == NOW + end
