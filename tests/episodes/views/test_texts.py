import json

import pytest
from django.urls import reverse

from tests.factories import ChapterFactory, EpisodeFactory, TranscriptFactory

HOME = "/slack-water/a-lamp"
TYPES = {
    "chapters.json": "application/json+chapters",
    "chapters.vtt": "text/vtt; charset=utf-8",
    "transcript.vtt": "text/vtt; charset=utf-8",
    "transcript.srt": "application/x-subrip; charset=utf-8",
    "transcript.json": "application/json; charset=utf-8",
    "transcript.html": "text/html; charset=utf-8",
    "transcript.txt": "text/plain; charset=utf-8",
}


def make(**fields):
    return EpisodeFactory(show__slug="slack-water", show__title="Slack Water", slug="a-lamp", title="A lamp", **fields)


@pytest.fixture
def episode(db):
    episode = make()
    ChapterFactory(episode=episode, start_ms=0, title="In & out", end_ms=4000)
    ChapterFactory(episode=episode, start_ms=5000, title="Hidden", hidden=True)
    ChapterFactory(episode=episode, start_ms=9500, title="Fog", url="https://f.example/")
    TranscriptFactory(episode=episode)
    return episode


@pytest.mark.parametrize(("name", "content_type"), TYPES.items())
def test_each_file_has_its_type_and_is_for_every_site(client, episode, name, content_type):
    response = client.get(f"{HOME}/{name}")
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"


@pytest.mark.parametrize("name", TYPES)
def test_what_has_not_changed_is_said_so_after_one_query(client, episode, name, django_assert_num_queries):
    etag = client.get(f"{HOME}/{name}")["ETag"]
    with django_assert_num_queries(1):
        response = client.get(f"{HOME}/{name}", headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize("name", TYPES)
def test_a_change_changes_the_tag(client, episode, name):
    before = client.get(f"{HOME}/{name}")["ETag"]
    episode.chapters.update(title="Other")
    episode.transcripts.update(webvtt="WEBVTT\n\n00:01.000 --> 00:02.000\nOther.\n")
    assert client.get(f"{HOME}/{name}")["ETag"] != before


@pytest.mark.parametrize("name", TYPES)
def test_what_is_not_there_is_404(client, db, name):
    make()
    assert client.get(f"{HOME}/{name}").status_code == 404


def test_a_format_that_we_do_not_write_is_404(client, episode):
    assert client.get(f"{HOME}/transcript.docx").status_code == 404


@pytest.mark.parametrize("name", TYPES)
def test_an_unpublished_one_is_for_those_who_may_preview_it(client, producer, db, name):
    episode = make(draft=True)
    ChapterFactory(episode=episode)
    TranscriptFactory(episode=episode)
    assert client.get(f"{HOME}/{name}").status_code == 404
    client.force_login(producer)
    response = client.get(f"{HOME}/{name}")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")
    assert "Access-Control-Allow-Origin" not in response


def test_preview_leads_back_to_the_form(client, producer, db):
    episode = make(draft=True)
    client.force_login(producer)
    address = reverse("admin:episodes_episode_change", args=[episode.pk])
    assert f'<a href="{address}">Back to its form</a>' in client.get(f"{HOME}/").content.decode()


def test_chapters_by_the_podcast_namespace(client, episode):
    assert json.loads(client.get(f"{HOME}/chapters.json").content) == {
        "version": "1.2.0",
        "title": "A lamp",
        "podcastName": "Slack Water",
        "chapters": [
            {"startTime": 0, "endTime": 4, "title": "In & out"},
            {"startTime": 5, "title": "Hidden", "toc": False},
            {"startTime": 9.5, "title": "Fog", "url": "https://f.example/"},
        ],
    }


def test_chapters_as_a_track_leave_out_hidden_ones(client, episode):
    assert client.get(f"{HOME}/chapters.vtt").content.decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nIn &amp; out\n\n00:00:09.500 --> 00:45:00.000\nFog\n"
    )


def test_of_several_transcripts_the_one_in_the_shows_language_is_sent(client, episode):
    TranscriptFactory(episode=episode, language="de", webvtt="WEBVTT\n\n00:01.000 --> 00:02.000\nGuten Abend.\n")
    assert "Good evening." in client.get(f"{HOME}/transcript.txt").content.decode()
    type(episode.show).objects.update(language="de")
    assert "Guten Abend." in client.get(f"{HOME}/transcript.txt").content.decode()


def test_show_and_episode_page_name_the_feed_and_its_language(client, episode):
    type(episode.show).objects.update(language="fr")  # in which the pages have no words
    link = (
        '<link rel="alternate" type="application/rss+xml" title="Slack Water" hreflang="fr"'
        ' href="http://testserver/slack-water/feed.xml">'
    )
    for address in ("/slack-water/", f"{HOME}/"):
        page = client.get(address).content.decode()
        assert link in page
        assert f'<link rel="alternate" hreflang="fr" href="http://testserver{address}">' in page
    assert '<link rel="alternate" hreflang="en" href="http://testserver/guests/">' in client.get("/guests/").text
