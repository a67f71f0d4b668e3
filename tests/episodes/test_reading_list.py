"""All links of a show: which are in the list, put together by what, narrowed by what."""

import datetime as dt

import pytest
from django.utils import timezone

from episodes import reading_list
from episodes.models import ResourceLink
from episodes.reading_list import Order, Selection
from tests.factories import EpisodeFactory, ResourceLinkFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory(slug="slack-water")


@pytest.fixture
def shelf(show):
    """Two episodes with links: the newer one on light and lamps, the older one on light."""
    light, lamps = TopicFactory(name="Light", slug="light"), TopicFactory(name="Lamps", slug="lamps")
    now = timezone.now()
    older = EpisodeFactory(show=show, slug="older", publish_at=now - dt.timedelta(days=7))
    newer = EpisodeFactory(show=show, slug="newer", publish_at=now - dt.timedelta(days=1))
    older.topics.add(light)
    newer.topics.add(light, lamps)
    for episode, position, label, url in [
        (older, 1, "Tide tables", "https://www.charts.example/tables"),
        (older, 2, "A book on ÖL", ""),
        (newer, 1, "The lamp room", "https://lamps.example/room?of=charts"),
        (newer, 2, "All charts", "http://CHARTS.example"),
    ]:
        ResourceLinkFactory(episode=episode, position=position, label=label, url=url)
    ResourceLinkFactory(episode=newer, position=3, label="Wicks", url="https://wicks.example/", sponsored=True)
    return older, newer


def labels(show, **selected):
    found = reading_list.listed(show=show, selection=Selection(**selected))
    return [link.label for link in found]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.lamp.example/a/b", "lamp.example"),
        ("http://Lamp.EXAMPLE", "lamp.example"),
        ("https://lamp.example?q=https://www.other.example/", "lamp.example"),
        ("https://lamp.example#top", "lamp.example"),
        ("https://www.awww.example/", "awww.example"),
        ("https://lamp.example:8443/x", "lamp.example:8443"),
        ("", ""),
    ],
)
def test_the_site_of_a_link_is_its_host(show, url, site):
    link = ResourceLinkFactory(episode=EpisodeFactory(show=show), url=url)
    assert ResourceLink.objects.get(pk=link.pk).site == site


@pytest.mark.parametrize(
    ("selected", "found"),
    [
        ({}, ["The lamp room", "All charts", "Tide tables", "A book on ÖL"]),
        ({"words": "CHARTS"}, ["The lamp room", "All charts", "Tide tables"]),
        ({"words": "charts tide"}, ["Tide tables"]),
        ({"words": "öl"}, ["A book on ÖL"]),
        ({"words": "100%_"}, []),
        ({"topic": "lamps"}, ["The lamp room", "All charts"]),
        ({"topic": "lamps", "order": Order.TOPIC}, ["The lamp room", "All charts"]),
        ({"site": "charts.example"}, ["All charts", "Tide tables"]),
        ({"sponsored": True}, ["Wicks"]),
        ({"order": Order.SITE}, ["All charts", "Tide tables", "The lamp room", "A book on ÖL"]),
        (
            {"order": Order.TOPIC},
            ["The lamp room", "All charts", "The lamp room", "All charts", "Tide tables", "A book on ÖL"],
        ),
    ],
)
def test_what_is_selected_and_in_what_order(show, shelf, selected, found):
    assert labels(show, **selected) == found


def test_only_what_public_episodes_of_the_show_give(show, shelf):
    for episode in (EpisodeFactory(show=show, scheduled=True), EpisodeFactory(show=show, draft=True), EpisodeFactory()):
        ResourceLinkFactory(episode=episode, label="Elsewhere", url="https://elsewhere.example/")
    assert "Elsewhere" not in labels(show)
    assert not reading_list.has_site(show=show, site="elsewhere.example")
    assert "elsewhere.example" not in [choice.value for choice in reading_list.choices(show=show).sites]


def test_choices_say_how_many_links_each_has(show, shelf):
    found = reading_list.choices(show=show)
    assert [(choice.name, choice.links) for choice in found.topics] == [("Lamps", 2), ("Light", 4)]
    assert [(choice.value, choice.links) for choice in found.sites] == [("charts.example", 2), ("lamps.example", 1)]
    assert (found.plain, found.sponsored) == (4, 1)


def test_groups_are_episodes_topics_or_sites(show, shelf):
    older, newer = shelf

    def groups(**selected):
        selection = Selection(**selected)
        links = reading_list.listed(show=show, selection=selection)
        grouped = reading_list.grouped(links, show=show, selection=selection)
        return [(group.episode or group.name, len(group.links)) for group in grouped]

    assert groups() == [(newer, 2), (older, 2)]
    assert groups(order=Order.TOPIC) == [("Lamps", 2), ("Light", 4)]
    assert groups(order=Order.TOPIC, topic="light") == [(newer, 2), (older, 2)]
    assert groups(order=Order.SITE) == [("charts.example", 2), ("lamps.example", 1), ("", 1)]
