import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    PersonLinkFactory,
    ShowFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def test_a_profile_shows_every_public_appearance_with_its_role(client):
    person = PersonFactory()
    as_guest = CreditFactory(person=person)
    both = CreditFactory(person=person, role="host").episode
    CreditFactory(person=person, episode=both, role="producer")
    CreditFactory(person=person, episode=EpisodeFactory(scheduled=True))
    context = client.get(person.get_absolute_url()).context
    roles = {
        episode: [credit.role for credit in episode.shown_credits if credit.person == person]
        for episode in context["appearances"]
    }
    assert roles == {as_guest.episode: ["guest"], both: ["host", "producer"]}


def test_somebody_without_a_public_appearance_is_not_listed_and_has_no_page(client):
    nobody = PersonFactory()
    future = CreditFactory(episode=EpisodeFactory(scheduled=True)).person
    heard = CreditFactory().person
    assert list(client.get("/guests/").context["people"]) == [heard]
    assert [client.get(p.get_absolute_url()).status_code for p in (nobody, future, heard)] == [404, 404, 200]


def test_heard_together_counts_shared_public_episodes(client):
    ada, ben, cem, dot = PersonFactory.create_batch(4)
    for others in ([ben, cem], [ben]):
        episode = EpisodeFactory()
        for person in (ada, *others):
            CreditFactory(episode=episode, person=person)
    CreditFactory(episode=episode, person=ben, role="editor")
    hidden = EpisodeFactory(draft=True)
    for person in (ada, cem, dot):
        CreditFactory(episode=hidden, person=person)
    together = client.get(ada.get_absolute_url()).context["heard_with"]
    assert [(p, p.together) for p in together] == [(ben, 2), (cem, 1)]


def test_links_and_bio_are_on_the_profile(client):
    person = CreditFactory(person=PersonFactory(bio="Keeps *lamps*.")).person
    PersonLinkFactory(person=person, label="Lamps", url="https://lamps.example/")
    text = client.get(person.get_absolute_url()).text
    assert "<em>lamps</em>" in text
    assert 'href="https://lamps.example/"' in text


# --- The page of people --------------------------------------------------------------------------


def names(client, query=""):
    return [person.name for person in client.get(f"/guests/{query}").context["people"]]


@pytest.fixture
def crowd():
    for name in ("Zoe Lamp", "Ádám Wick", "anna", "Émile", "3 Keepers", "Юлия", "山田"):
        CreditFactory(person=PersonFactory(name=name, headline="Harbour pilot" if name == "anna" else ""))
    CreditFactory(person=PersonFactory(name="Olaf"), episode=EpisodeFactory(scheduled=True))


def test_people_are_in_the_order_of_their_names_whatever_their_accents(client, crowd):
    assert names(client) == ["3 Keepers", "Ádám Wick", "anna", "Émile", "Zoe Lamp", "Юлия", "山田"]


def test_letters_are_those_of_public_people_each_with_how_many_it_has(client, crowd):
    letters = client.get("/guests/").context["letters"]
    assert [(one.letter, one.people) for one in letters] == [
        *(("A", 2), ("E", 1), ("Z", 1), ("Ю", 1), ("山", 1), ("#", 1))
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?letter=A", ["Ádám Wick", "anna"]),
        ("?letter=%23", ["3 Keepers"]),
        ("?q=emile", ["Émile"]),
        ("?q=WICK+adam", ["Ádám Wick"]),
        ("?q=pilot", ["anna"]),
        ("?q=olaf", []),
        ("?letter=A&q=wick", ["Ádám Wick"]),
    ],
)
def test_a_letter_and_words_narrow_the_page(client, crowd, query, found):
    assert names(client, query) == found


@pytest.mark.parametrize("query", ["?letter=O", "?letter=AB", "?page=2", "?letter=a"])
def test_a_letter_that_nobody_has_is_no_page(client, crowd, query):
    assert client.get(f"/guests/{query}").status_code == 404


def test_a_face_says_what_they_spoke_of_and_with_whom_most_often_first(client):
    ada, ben, cem = PersonFactory.create_batch(3)
    light, tides = TopicFactory(name="Light"), TopicFactory(name="Tides")
    for topics, others in ([light, tides], [ben, cem]), ([tides], [cem]):
        episode = EpisodeFactory()
        episode.topics.add(*topics)
        for person in (ada, *others):
            CreditFactory(episode=episode, person=person)
    hidden = EpisodeFactory(draft=True)
    hidden.topics.add(TopicFactory(name="Secret"))
    CreditFactory(episode=hidden, person=ada)
    CreditFactory(episode=hidden)
    CreditFactory(episode=episode, role="producer")
    face = next(person for person in client.get("/guests/").context["people"] if person == ada)
    assert [topic.name for topic in face.topics] == ["Tides", "Light"]
    assert [other.name for other in face.met] == [cem.name, ben.name]


def test_a_page_of_people_costs_the_same_whoever_is_on_it(client, django_assert_num_queries):
    for _ in range(60):
        CreditFactory()
    with django_assert_num_queries(6):
        page = client.get("/guests/?page=2").context["page"]
    assert (len(page.object_list), page.paginator.count) == (12, 60)


# --- A profile -----------------------------------------------------------------------------------


def heard(person, show, *, role="guest", days=0, **values):
    moment = timezone.now() - dt.timedelta(days=days + 1)
    return CreditFactory(
        person=person, role=role, episode=EpisodeFactory(show=show, publish_at=moment, **values)
    ).episode


def test_appearances_are_show_by_show_and_a_show_narrows_them(client):
    person = PersonFactory()
    tide, arc = ShowFactory(title="Tide", slug="tide"), ShowFactory(title="Arc", slug="arc")
    older, other, newer = (heard(person, show, days=days) for show, days in ((tide, 9), (arc, 5), (tide, 1)))
    address = person.get_absolute_url()
    context = client.get(address).context
    assert list(context["appearances"]) == [other, newer, older]
    assert [(show.slug, show.episodes) for show in context["shows"]] == [("arc", 1), ("tide", 2)]
    assert list(client.get(f"{address}?show=tide").context["appearances"]) == [newer, older]
    assert client.get(f"{address}?show=none").status_code == 404


def test_roles_behind_the_microphone_are_credits_of_their_own(client):
    person, show = PersonFactory(), ShowFactory(slug="tide")
    made = heard(person, show, role="producer")
    CreditFactory(person=person, role="composer", episode=EpisodeFactory(show=show, scheduled=True))
    CreditFactory(person=person, episode=made, role="editor")
    spoken = heard(person, show, role="host")
    context = client.get(person.get_absolute_url()).context
    assert list(context["appearances"]) == [spoken]
    assert [(part.name, part.episodes) for part in context["crew"]] == [("Editor", 1), ("Producer", 1)]
    narrowed = client.get(f"{person.get_absolute_url()}?role=editor&show=tide").context
    assert (list(narrowed["appearances"]), narrowed["role"]) == ([made], "Editor")
    for query in ("role=composer", "role=editor&show=none"):
        assert client.get(f"{person.get_absolute_url()}?{query}").status_code == 404


def test_chapters_that_name_somebody_lead_to_their_second(client):
    person = PersonFactory(name="Inês Duarte")
    own, other = heard(person, ShowFactory()), EpisodeFactory()
    for episode, start_ms, title, hidden in [
        (own, 61_000, "Duarte on lamps", False),
        (own, 90_000, "The Duartes of old", False),
        (own, 95_000, "Inês Duarte, unlisted", True),
        (other, 62_500, "What inês duarte said", False),
        (other, 70_000, "Duarte street", False),
        (EpisodeFactory(scheduled=True), 1_000, "Inês Duarte tomorrow", False),
    ]:
        ChapterFactory(episode=episode, start_ms=start_ms, title=title, hidden=hidden)
    response = client.get(person.get_absolute_url())
    titles = [chapter.title for chapter in response.context["chapters"]]
    assert sorted(titles) == ["Duarte on lamps", "What inês duarte said"]
    assert f'href="{own.get_absolute_url()}?t=61#player"' in response.text
    assert f'href="{other.get_absolute_url()}?t=62.5#player"' in response.text


@pytest.mark.parametrize("name", ["A", "李", "X Y", "%_", "O'Neill-Smith", "  "])
def test_any_name_has_a_profile(client, name):
    person = CreditFactory(person=PersonFactory(name=name)).person
    ChapterFactory(episode=person.credits.get().episode, title="A chapter")
    assert client.get(person.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("languages", "spoken"), [(["de"], "de"), (["de", "de-AT"], "de"), (["de", "en"], "en"), (["fr"], "en")]
)
def test_a_profile_speaks_the_language_of_the_only_shows_that_somebody_is_heard_on(client, db, languages, spoken):
    ada = PersonFactory(slug="ada")
    for language in languages:
        CreditFactory(episode=EpisodeFactory(show=ShowFactory(language=language)), person=ada, role="guest")
    assert f'<html lang="{spoken}"' in client.get("/guests/ada/").text
