"""gPodder's command line as a listener: it subscribes, looks for news, downloads and follows the show when it moves."""

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest
from django.utils import timezone

from episodes.models import Episode, Show, ShowAddress
from tests.clients.programs import run
from tests.clients.rows import episode_with_audio
from tests.factories import ChapterFactory, EpisodeFactory, ShowFactory

pytestmark = pytest.mark.clients


class Listener:
    """Somebody with gPodder and a home of their own."""

    def __init__(self, home):
        self.home = home

    def gpo(self, *arguments):
        return run("gpo", *arguments, home=self.home, GPODDER_HOME=str(self.home))

    def rows(self, query):
        with sqlite3.connect(self.home / "Database") as database:
            rows = database.execute(query).fetchall()
        database.close()
        return rows

    @property
    def subscribed_to(self):
        return [address for (address,) in self.rows("SELECT url FROM podcast")]

    @property
    def titles(self):
        return [title for (title,) in self.rows("SELECT title FROM episode ORDER BY published DESC")]


@pytest.fixture
def listener(tmp_path):
    return Listener(tmp_path)


@pytest.fixture
def show(site):
    return ShowFactory(slug="slack-water", title="Slack Water")


def feed_requests(site):
    return [(each.status, each.address) for each in site.asked() if "feed.xml" in each.address]


def test_it_subscribes_and_downloads_what_we_serve(site, show, listener):
    episode = episode_with_audio(show=show, title="Fog & lamps")
    site.publish()
    said = listener.gpo("subscribe", f"{site.url}{show.get_feed_url()}")
    assert "Successfully added" in said
    assert listener.rows("SELECT title, url FROM podcast") == [("Slack Water", f"{site.url}{show.get_feed_url()}")]
    columns = "title, url, guid, published, total_time, file_size, mime_type, link"
    assert listener.rows(f"SELECT {columns} FROM episode") == [
        (
            "Fog & lamps",
            f"{site.url}{episode.get_audio_url()}",
            episode.guid,
            int(episode.publish_at.timestamp()),
            episode.duration_ms // 1000,
            episode.audio_size,
            "audio/mpeg",
            f"{site.url}{episode.get_absolute_url()}",
        )
    ]
    assert "1 episodes downloaded" in listener.gpo("download")
    (downloaded,) = listener.home.glob("Downloads/*/*.mp3")
    assert downloaded.read_bytes() == Path(episode.audio_file.path).read_bytes()


def test_it_asks_with_the_tag_and_hears_that_nothing_changed_until_something_did(site, show, listener):
    EpisodeFactory(show=show, title="First")
    site.publish()
    listener.gpo("subscribe", f"{site.url}{show.get_feed_url()}")
    ((tag,),) = listener.rows("SELECT http_etag FROM podcast")
    site.asked()
    listener.gpo("update")
    (asked,) = site.asked()
    assert (asked.address, asked.status, asked.none_match) == (show.get_feed_url(), 304, tag)

    EpisodeFactory(show=show, title="Second")
    site.publish()
    listener.gpo("update")
    (asked,) = site.asked()
    assert (asked.status, asked.none_match) == (200, tag)
    assert set(listener.titles) == {"First", "Second"}


def test_a_renamed_show_is_followed_to_its_new_address(site, show, listener):
    EpisodeFactory(show=show, title="First")
    site.publish()
    listener.gpo("subscribe", f"{site.url}{show.get_feed_url()}")
    ShowAddress.objects.create(show=show, slug=show.slug)
    Show.objects.update(slug="high-water")
    site.publish()
    listener.gpo("update")
    assert listener.subscribed_to == [f"{site.url}/high-water/feed.xml"]
    assert listener.titles == ["First"]


def test_a_feed_that_moved_to_another_host_is_followed(site, show, listener):
    guid = EpisodeFactory(show=show, title="First").guid
    site.publish()
    listener.gpo("subscribe", f"{site.url}{show.get_feed_url()}")
    elsewhere = ShowFactory(slug="elsewhere", title="Slack Water")
    EpisodeFactory(show=elsewhere, title="First", guid=guid)
    moved = f"{site.url}{elsewhere.get_feed_url()}"
    Show.objects.filter(pk=show.pk).update(new_feed_url=moved, redirect_feed=True)
    site.publish()
    site.asked()
    listener.gpo("update")
    old, *new = feed_requests(site)
    assert (old, set(new)) == ((301, show.get_feed_url()), {(200, elsewhere.get_feed_url())})
    assert listener.subscribed_to == [moved]
    assert listener.rows("SELECT guid FROM episode") == [(guid,)]


def test_older_pages_are_followed_to_the_last(site, show, listener):
    Show.objects.update(feed_size=2)
    now = timezone.now()
    for number in range(5):
        EpisodeFactory(show=show, title=f"Number {number}", publish_at=now - dt.timedelta(days=9 - number))
    site.publish()
    site.asked()
    listener.gpo("subscribe", f"{site.url}{show.get_feed_url()}")
    address = show.get_feed_url()
    assert feed_requests(site) == [(200, address), (200, f"{address}?page=2"), (200, f"{address}?page=3")]
    assert listener.titles == [f"Number {number}" for number in (4, 3, 2, 1, 0)]


def test_its_chapters_are_ours(site, show, listener):
    episode = EpisodeFactory(show=show)
    for start_ms, title in [(0, "In"), (61_500, "Fog & <lamps>"), (3_725_250, "Out")]:
        ChapterFactory(episode=episode, start_ms=start_ms, title=title, url="https://link.example/")
    ChapterFactory(episode=episode, start_ms=90_000, title="Only a picture", hidden=True)
    site.publish()
    listener.gpo("subscribe", f"{site.url}{show.get_feed_url()}")
    ((found,),) = listener.rows("SELECT chapters FROM episode")
    listed = Episode.objects.get().chapters.filter(hidden=False).order_by("start_ms")
    assert [(chapter["start"], chapter["title"]) for chapter in json.loads(found)] == [
        (chapter.start_ms // 1000, chapter.title)  # it keeps whole seconds
        for chapter in listed
    ]
