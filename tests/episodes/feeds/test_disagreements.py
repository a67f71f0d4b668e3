"""docs/decisions/0009: a test for each question on which the standards disagree."""

import pytest

from episodes.formats import transcripts
from tests.factories import ChapterFactory, EpisodeFactory, ShowFactory, TranscriptFactory
from tests.feeds import fetch, said


@pytest.fixture
def show(db):
    return ShowFactory(slug="slack-water")


def test_type_of_json_chapters(client, show):
    ChapterFactory(episode=EpisodeFactory(show=show, slug="lamp"))
    [chapters] = said(fetch(client, show), "item/podcast:chapters")
    assert chapters["type"] == "application/json+chapters"
    assert client.get(chapters["url"])["Content-Type"] == chapters["type"]


def test_type_of_subrip(client, show):
    TranscriptFactory(episode=EpisodeFactory(show=show))
    types = {
        entry["url"].rpartition(".")[2]: entry["type"] for entry in said(fetch(client, show), "item/podcast:transcript")
    }
    assert types["srt"] == "application/x-subrip"
    source = b"1\n00:00:01,000 --> 00:00:02,000\nFog.\n"
    both = [transcripts.parse(source, media_type=kind).cues for kind in ("application/x-subrip", "application/srt")]
    assert both[0] == both[1] != ()


@pytest.mark.parametrize("name", ["CC-BY-4.0", "cc0-1.0"])
def test_case_of_a_licences_name(client, show, name):
    show.license = name
    show.save()
    EpisodeFactory(show=show)
    assert said(fetch(client, show), "podcast:license") == [name]


def test_where_new_feed_url_stands(client, show):
    """In the feed of a show that has come here, and in the answer that leads away from one that has left."""
    EpisodeFactory(show=show)
    show.new_feed_url = "https://new.example/feed"
    show.save()
    assert said(fetch(client, show), "itunes:new-feed-url") == ["https://new.example/feed"]
    show.redirect_feed = True
    show.save()
    answer = client.get(show.get_feed_url())
    assert (answer.status_code, answer["Location"]) == (301, "https://new.example/feed")


def test_copyright(client, show):
    show.copyright = "Net Loft Radio"
    show.save()
    EpisodeFactory(show=show)
    assert said(fetch(client, show), "copyright") == ["Net Loft Radio"]


def test_type_of_m4a(client, show):
    EpisodeFactory(show=show, audio_type="audio/x-m4a")
    [enclosure] = said(fetch(client, show), "item/enclosure")
    assert enclosure["type"] == "audio/x-m4a"
    assert enclosure["url"].endswith(".m4a")


@pytest.mark.parametrize(("explicit", "expected"), [(True, "true"), (False, "false")])
def test_explicit(client, show, explicit, expected):
    show.explicit = explicit
    show.save()
    EpisodeFactory(show=show, explicit=explicit)
    channel = fetch(client, show)
    assert said(channel, "itunes:explicit") + said(channel, "item/itunes:explicit") == [expected, expected]


def test_the_schema_of_the_namespace(client, show):
    """Tags that the schema of 2021 does not know are in the feed all the same."""
    show.update_frequency = "Weekly"
    show.save()
    EpisodeFactory(show=show, social_protocol="disabled")
    channel = fetch(client, show)
    found = [
        said(channel, path) for path in ("podcast:medium", "podcast:updateFrequency", "item/podcast:socialInteract")
    ]
    assert found == [["podcast"], ["Weekly"], [{"protocol": "disabled"}]]


def test_the_page_before(client, show):
    show.feed_size = 1
    show.save()
    EpisodeFactory.create_batch(2, show=show)
    links = said(fetch(client, show, query_params={"page": "2"}), "atom:link")
    assert [link["rel"] for link in links] == ["self", "first", "previous", "last"]


def test_a_feed_that_names_itself_as_its_new_address_leads_nowhere(client, show):
    EpisodeFactory(show=show)
    show.new_feed_url, show.redirect_feed = "https://testserver/slack-water/feed.xml", True
    show.save()
    answer = client.get(show.get_feed_url(), secure=True)
    assert answer.status_code == 200
