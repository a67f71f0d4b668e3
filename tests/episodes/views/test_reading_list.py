import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from episodes.models import Episode, ResourceLink, ShowAddress
from tests.factories import EpisodeFactory, ResourceLinkFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/slack-water/links/"


@pytest.fixture
def show():
    return ShowFactory(slug="slack-water")


def fill(show, n):
    for _ in range(n):
        episode = EpisodeFactory(show=show)
        for number in range(n):
            ResourceLinkFactory(episode=episode, url=f"https://site-{number}.example/")
            episode.topics.add(TopicFactory())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["", "?by=topic", "?by=site", "?q=link", "?sponsored=1"])
def test_as_many_queries_for_three_links_as_for_one(client, show, django_assert_num_queries, count, query):
    fill(show, count)
    with django_assert_num_queries(7):
        assert client.get(ADDRESS + query).status_code == 200


def test_five_thousand_episodes_cost_no_more_queries(client, show, django_assert_num_queries):
    start = timezone.now() - dt.timedelta(days=6_000)
    episodes = Episode.objects.bulk_create(
        EpisodeFactory.build(show=show, slug=f"n-{n}", publish_at=start + dt.timedelta(days=n)) for n in range(5_000)
    )
    ResourceLink.objects.bulk_create(
        ResourceLink(episode=episode, label=f"Link {n}", url=f"https://site-{n % 300}.example/{n}")
        for n, episode in enumerate(episodes)
    )
    with django_assert_num_queries(7):
        page = client.get(f"{ADDRESS}?by=site&page=80")
    assert page.context["page"].paginator.count == 5_000
    assert client.get(f"{ADDRESS}?site=site-299.example").context["page"].paginator.count == 16


@pytest.mark.parametrize("query", ["by=colour", "topic=none", "site=nowhere.example", "page=2", "page=x"])
def test_what_is_not_there_is_no_page(client, show, query):
    fill(show, 1)
    assert client.get(f"{ADDRESS}?{query}").status_code == 404


def test_a_show_without_a_public_episode_has_none(client, show, producer):
    fill(ShowFactory(), 1)
    ResourceLinkFactory(episode=EpisodeFactory(show=show, scheduled=True))
    client.force_login(producer)
    assert client.get(ADDRESS).status_code == 404


def test_a_former_address_leads_to_it(client, show):
    fill(show, 1)
    ShowAddress.objects.create(show=show, slug="before")
    response = client.get("/before/links/?by=site")
    assert (response.status_code, response["Location"]) == (301, "/slack-water/links/?by=site")


def test_sponsored_ones_are_apart_and_marked(client, show):
    fill(show, 1)
    ResourceLinkFactory(episode=Episode.objects.get(), label="Wicks", url="https://wicks.example/", sponsored=True)
    assert "Wicks" not in client.get(ADDRESS).text
    apart = client.get(f"{ADDRESS}?sponsored=1").text
    assert '<a href="https://wicks.example/" rel="sponsored noopener" dir="auto">Wicks</a>' in apart


@pytest.mark.parametrize("address", [ADDRESS, "/slack-water/a-lamp/"])
def test_a_dead_link_has_its_copy_beside_it_and_a_living_one_has_not(client, show, address):
    episode = EpisodeFactory(show=show, slug="a-lamp")
    link = ResourceLinkFactory(episode=episode, archived_url="https://archive.example/copy")
    assert "https://archive.example/copy" not in client.get(address).text
    ResourceLink.objects.filter(pk=link.pk).update(is_dead=True)
    assert 'href="https://archive.example/copy"' in client.get(address).text
    ResourceLink.objects.filter(pk=link.pk).update(archived_url="")
    assert "The page is gone" not in client.get(address).text


def test_what_was_asked_in_words_is_kept_nowhere_and_not_indexed(client, show):
    fill(show, 1)
    asked = client.get(f"{ADDRESS}?q=link")
    assert (asked["Cache-Control"], asked["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "X-Robots-Tag" not in client.get(ADDRESS)


def test_the_page_names_itself_to_machines(client, show):
    fill(show, 1)
    text = client.get(f"{ADDRESS}?by=site").text
    assert '<link rel="canonical" href="http://testserver/slack-water/links/">' in text
    assert '"@type":"BreadcrumbList"' in text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=30), name=st.sampled_from(["q", "topic", "site", "by", "page", "sponsored"]))
def test_whatever_is_typed_gives_a_page(client, show, q, name):
    if not Episode.objects.exists():
        fill(show, 1)
    assert client.get(ADDRESS, {name: q}).status_code in (200, 404)
