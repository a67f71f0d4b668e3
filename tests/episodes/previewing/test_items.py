"""The item of an episode as a preview shows it."""

import pytest
from lxml import etree

from episodes.feeds.document import NAMESPACES
from episodes.previewing.items import feed_item
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, ResourceLinkFactory, TranscriptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode():
    episode = EpisodeFactory(summary="Who lit it?", notes="# Lamps\n\nA <b>word</b>.", explicit=True)
    ChapterFactory.create_batch(3, episode=episode)
    CreditFactory(episode=episode)
    ResourceLinkFactory(episode=episode)
    TranscriptFactory(episode=episode)
    return episode


def test_the_item_of_a_preview_is_that_of_the_feed_byte_for_byte(client, episode):
    feed = client.get(episode.show.get_feed_url()).content.decode()
    assert feed_item(episode=episode, site="http://testserver").xml in feed


def test_lines_begin_between_elements_and_never_inside_of_html(episode):
    found = feed_item(episode=episode, site="http://testserver")
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

    def content(xml):
        item = etree.fromstring(xml.replace("<item>", f"<item {namespaces}>", 1))
        return [(each.tag, dict(each.attrib), (each.text or "").strip("\n")) for each in item.iter()]

    assert len(found.lines.splitlines()) > 10
    assert content(found.lines) == content(found.xml)
    assert found.words.startswith("Who lit it? Lamps A word.")
