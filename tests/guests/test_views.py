import pytest

from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, PersonLinkFactory

pytestmark = pytest.mark.django_db


def test_a_profile_shows_every_public_appearance_with_its_role(client):
    person = PersonFactory()
    as_guest = CreditFactory(person=person)
    both = CreditFactory(person=person, role="host").episode
    CreditFactory(person=person, episode=both, role="producer")
    CreditFactory(person=person, episode=EpisodeFactory(scheduled=True))
    context = client.get(person.get_absolute_url()).context
    roles = {episode: [credit.role for credit in credits] for episode, credits in context["appearances"]}
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
