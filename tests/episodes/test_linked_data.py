import html
import json
import re

import pytest

from episodes import linked_data
from episodes.models import Chapter, Credit
from guests.models import PersonLink
from tests.factories import (
    EpisodeFactory,
    PersonFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db

ORIGIN = "http://testserver"


def graph(client, address):
    """The nodes of a page by their type."""
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text)
    said = json.loads(text)
    assert said["@context"] == "https://schema.org"
    return {node["@type"]: node for node in said["@graph"]}


@pytest.fixture
def ada(db):
    person = PersonFactory(name="Ada Ohm", slug="ada", headline="Lamp keeper")
    PersonLink.objects.create(person=person, label="Home", url="https://ada.example/")
    return person


@pytest.fixture
def episode(ada):
    show = ShowFactory(title="Slack Water", slug="slack", tagline="Tides & people", language="en-GB")
    season = SeasonFactory(show=show, number=2, name="Sand")
    episode = EpisodeFactory(show=show, season=season, number=7, slug="moon", title="The moon", summary="On the moon.")
    episode.topics.add(TopicFactory(name="Tides"))
    Credit.objects.create(episode=episode, person=ada, role="guest")
    Credit.objects.create(episode=episode, person=PersonFactory(name="Bo", slug="bo", headline=""), role="editor")
    Chapter.objects.create(episode=episode, title="One", start_ms=0)
    Chapter.objects.create(episode=episode, title="Two", start_ms=90_500)
    Chapter.objects.create(episode=episode, title="Secret", start_ms=100_000, hidden=True)
    TranscriptFactory(episode=episode)
    return episode


PERSON = {
    "@type": "Person",
    "@id": f"{ORIGIN}/guests/ada/#person",
    "name": "Ada Ohm",
    "url": f"{ORIGIN}/guests/ada/",
    "description": "Lamp keeper",
}
BO = {"@type": "Person", "@id": f"{ORIGIN}/guests/bo/#person", "name": "Bo", "url": f"{ORIGIN}/guests/bo/"}
SERIES = {
    "@type": "PodcastSeries",
    "@id": f"{ORIGIN}/slack/#series",
    "name": "Slack Water",
    "url": f"{ORIGIN}/slack/",
    "webFeed": f"{ORIGIN}/slack/feed.xml",
}


def test_an_episode_says_all_that_its_page_says(client, episode):
    said = graph(client, "/slack/moon/")
    url = f"{ORIGIN}/slack/moon/"
    assert said["PodcastEpisode"] == {
        "@type": "PodcastEpisode",
        "@id": f"{url}#episode",
        "url": url,
        "name": "The moon",
        "description": "On the moon.",
        "datePublished": episode.publish_at.isoformat(),
        "timeRequired": "PT45M",
        "episodeNumber": 7,
        "inLanguage": "en-GB",
        "keywords": ["Tides"],
        "partOfSeries": SERIES,
        "partOfSeason": {"@type": "PodcastSeason", "name": "Sand", "seasonNumber": 2},
        "actor": [PERSON],
        "contributor": [BO],
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": f"{url}audio.mp3",
            "encodingFormat": "audio/mpeg",
            "contentSize": "16200000",
            "duration": "PT45M",
            "transcript": f"{url}transcript.txt",
        },
        "hasPart": [
            {"@type": "Clip", "name": "One", "startOffset": 0, "endOffset": 90.5, "url": f"{url}?t=0"},
            {"@type": "Clip", "name": "Two", "startOffset": 90.5, "endOffset": 2700, "url": f"{url}?t=90.5"},
        ],
    }
    assert [step["item"] for step in said["BreadcrumbList"]["itemListElement"]] == [f"{ORIGIN}/slack/", url]
    for address in (f"{url}audio.mp3", f"{url}transcript.txt"):
        assert client.head(address.removeprefix(ORIGIN)).status_code in (200, 302)


def test_a_show_says_who_makes_it_but_nobody_without_a_profile(client, episode, ada):
    StandingCreditFactory(show=episode.show, person=ada, role="host")
    StandingCreditFactory(show=episode.show, person=PersonFactory(name="Unheard"), role="producer")
    expected = SERIES | {"description": "Tides & people", "author": [PERSON], "inLanguage": "en-GB"}
    said = graph(client, "/slack/")
    assert said["PodcastSeries"] == expected
    assert [step["item"] for step in said["BreadcrumbList"]["itemListElement"]] == [f"{ORIGIN}/", f"{ORIGIN}/slack/"]


@pytest.mark.parametrize(
    ("address", "names"), [("/slack/subscribe/", ["Slack Water", "Subscribe"]), ("/guests/", ["Radio", "People"])]
)
def test_other_pages_say_the_way_to_them(client, settings, episode, address, names):
    settings.SITE_NAME = "Radio"
    steps = graph(client, address)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == names
    assert steps[-1]["item"] == ORIGIN + address


def test_the_first_page_says_what_it_says_of_each_show(client, episode):
    EpisodeFactory(show=ShowFactory(title="Another", slug="other", tagline=""))
    ShowFactory(title="Secret")
    of_slack = {name: value for name, value in SERIES.items() if name != "webFeed"} | {"description": "Tides & people"}
    said = graph(client, "/")["CollectionPage"]
    assert sorted(said["hasPart"], key=lambda one: one["name"]) == [
        {"@type": "PodcastSeries", "@id": f"{ORIGIN}/other/#series", "name": "Another", "url": f"{ORIGIN}/other/"},
        of_slack,
    ]


def test_the_topics_are_a_list_and_each_says_the_way_to_it(client, episode):
    EpisodeFactory(draft=True).topics.add(TopicFactory(name="Secret"))
    [topic] = episode.topics.all()
    said, address = graph(client, "/topics/"), f"{ORIGIN}{topic.get_absolute_url()}"
    assert said["CollectionPage"]["url"] == f"{ORIGIN}/topics/"
    assert said["CollectionPage"]["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Tides", "url": address}
    ]
    assert [step["item"] for step in said["BreadcrumbList"]["itemListElement"]] == [f"{ORIGIN}/", f"{ORIGIN}/topics/"]
    of_one = graph(client, topic.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [(step["name"], step["item"]) for step in of_one] == [("Topics", f"{ORIGIN}/topics/"), ("Tides", address)]


def test_a_person_says_where_they_are_heard_in_public(client, episode, ada):
    Credit.objects.create(episode=EpisodeFactory(draft=True, title="Secret"), person=ada, role="guest")
    said = graph(client, "/guests/ada/")
    assert said["Person"] == PERSON | {"sameAs": ["https://ada.example/"]}
    assert said["ProfilePage"]["mainEntity"] == {"@id": PERSON["@id"]}
    appearance = {"name": "The moon", "url": f"{ORIGIN}/slack/moon/", "actor": {"@id": PERSON["@id"]}}
    assert said["PodcastEpisode"] == {"@type": "PodcastEpisode", **appearance}


@pytest.mark.parametrize(("query", "part"), [("", None), ("?role=editor", "contributor")])
def test_somebody_behind_an_episode_is_not_said_to_be_heard_on_it(client, episode, query, part):
    said = graph(client, f"/guests/bo/{query}")
    about = said.get("PodcastEpisode", {})
    assert {name for name in ("actor", "contributor") if name in about} == ({part} if part else set())


def test_a_preview_says_nothing_to_machines(client, editor):
    episode = EpisodeFactory(draft=True)
    client.force_login(editor)
    response = client.get(episode.get_absolute_url())
    assert response.status_code == 200
    assert "ld+json" not in response.text


def test_what_is_not_there_yet_is_left_out():
    draft = EpisodeFactory(draft=True, silent=True)
    said = linked_data.episode(ORIGIN, draft, on_air=[], crew=[], chapters=[], topics=[], has_transcript=False)
    assert not {"associatedMedia", "datePublished", "timeRequired", "actor", "hasPart"} & set(said[0])


def test_no_title_ends_the_script(client):
    evil = '</script><script>alert(1)</script><!-- & "\u2028'
    episode = EpisodeFactory(title=evil)
    assert graph(client, episode.get_absolute_url())["PodcastEpisode"]["name"] == evil
    assert "<script>alert" not in client.get(episode.get_absolute_url()).text
    assert html.escape("</script>") in client.get(episode.get_absolute_url()).text
