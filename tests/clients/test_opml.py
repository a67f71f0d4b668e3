"""listparser, which feed readers bring lists in with, reads the list of all shows."""

import listparser
import pytest

from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.clients


def test_it_finds_the_feeds_of_the_public_shows_and_no_other(site):
    titles = {"slack-water": "Slack Water & “Co.” <live>", "lamps": "灯 🎧 مصباح", "wetter": "Wetterwarte"}
    shows = [ShowFactory(slug=slug, title=title, tagline="Tides & lamps") for slug, title in titles.items()]
    for show in shows:
        EpisodeFactory(show=show)
    EpisodeFactory(show=ShowFactory(slug="draft", title="Not yet"), draft=True)
    site.publish()
    answer = site.get("/shows.opml")
    found = listparser.parse(answer.body)
    assert found.bozo is False
    assert (found.version, found.meta.title) == ("opml2", "Test network")
    assert {feed.url: feed.title for feed in found.feeds} == {
        site.url + show.get_feed_url(): show.title for show in shows
    }
    assert len(found.feeds) == len(shows)
    for feed in found.feeds:
        assert b"<rss" in site.get(feed.url.removeprefix(site.url)).body
