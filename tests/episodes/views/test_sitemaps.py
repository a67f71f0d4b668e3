import pytest
from lxml import etree

from episodes.models import Credit, Show
from episodes.views import sitemaps
from guests.models import Person
from tests.factories import EpisodeFactory, PersonFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
ORIGIN = "http://testserver"


def read(client, address="/sitemap.xml"):
    response = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def places(document):
    return [place.text for place in document.findall(".//s:loc", SPACES)]


@pytest.fixture
def episode(db):
    show = ShowFactory(slug="slack", cover="images/cover-of-show.jpg")
    episode = EpisodeFactory(show=show, slug="moon")
    episode.topics.add(TopicFactory(slug="tides"))
    Credit.objects.create(episode=episode, person=PersonFactory(slug="ada"), role="guest")
    return episode


def test_everything_public_is_listed_and_nothing_else(client, episode):
    for state in ("draft", "in_review", "withdrawn"):
        hidden = EpisodeFactory(show=ShowFactory(), state=state)
        hidden.topics.add(TopicFactory())
        Credit.objects.create(episode=hidden, person=PersonFactory(), role="guest")
    EpisodeFactory(show=episode.show, scheduled=True)
    paths = [
        "/",
        "/slack/",
        "/slack/subscribe/",
        "/guests/",
        "/guests/ada/",
        "/topics/",
        "/topics/tides/",
        "/slack/moon/",
    ]
    assert places(read(client)) == [ORIGIN + path for path in paths]
    for path in paths:
        assert client.get(path).status_code == 200


def test_an_episode_has_its_picture_and_the_moment_of_its_last_change(client, episode):
    entry = read(client).findall("s:url", SPACES)[-1]
    assert entry.findtext("s:lastmod", namespaces=SPACES) == episode.updated_at.replace(microsecond=0).isoformat()
    assert entry.findtext(".//image:loc", namespaces=SPACES) == ORIGIN + Show.objects.get().cover.url


def test_shows_and_people_have_their_pictures(client, episode):
    Person.objects.update(portrait="images/face.jpg")
    pictures = {
        entry.findtext("s:loc", namespaces=SPACES): entry.findtext(".//image:loc", namespaces=SPACES)
        for entry in read(client)
    }
    assert pictures[f"{ORIGIN}/slack/"] == ORIGIN + Show.objects.get().cover.url
    assert pictures[f"{ORIGIN}/guests/ada/"] == f"{ORIGIN}/media/images/face.jpg"
    assert pictures[f"{ORIGIN}/"] is None


def test_more_than_one_may_hold_are_several(client, episode, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_PAGES", 3)
    index = read(client)
    assert index.tag == f"{{{SPACES['s']}}}sitemapindex"
    assert places(index) == [f"{ORIGIN}/sitemap.xml?page={number}" for number in (1, 2, 3)]
    listed = [place for address in places(index) for place in places(read(client, address.removeprefix(ORIGIN)))]
    assert len(listed) == 8
    assert listed[-1] == f"{ORIGIN}/slack/moon/"
    assert client.get("/sitemap.xml?page=4").status_code == 404


def test_the_number_of_queries_does_not_grow(client, episode, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(7):
            client.get("/sitemap.xml")
        for _ in range(2):
            Credit.objects.create(episode=EpisodeFactory(), person=PersonFactory(), role="guest")


def test_robots_are_told_where_it_is(client):
    assert f"\nSitemap: {ORIGIN}/sitemap.xml\n" in client.get("/robots.txt").text
