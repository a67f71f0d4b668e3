import pytest

from episodes.models import AddressCheck, ResourceLink
from episodes.models.address_check import key_of
from tests.factories import EpisodeFactory, MembershipFactory, ResourceLinkFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/episodes/links/dead/"


def dead_link(**values):
    link = ResourceLinkFactory(is_dead=True, **values)
    AddressCheck.objects.update_or_create(
        key=key_of(link.url), defaults={"url": link.url, "alive": False, "note": "There is no page at this address."}
    )
    return link


def test_dead_links_with_what_was_found_and_their_copies(client, producer):
    with_copy = dead_link(url="https://a.example/", archived_url="https://archive.example/a")
    without = dead_link(url="https://b.example/")
    ResourceLinkFactory(label="Alive")
    client.force_login(producer)
    text = client.get(ADDRESS).text
    assert "There is no page at this address." in text
    assert 'href="https://archive.example/a"' in text
    assert f'href="/admin/episodes/episode/{without.episode_id}/change/#panel-links"' in text
    assert with_copy.episode.title in text
    assert "Alive" not in text


def test_only_those_of_the_shows_that_somebody_works_on(client):
    mine, theirs = (dead_link(episode=EpisodeFactory(show=ShowFactory())) for _ in range(2))
    user = UserFactory()
    MembershipFactory(user=user, show=mine.episode.show)
    client.force_login(user)
    assert [row["link"] for row in client.get(ADDRESS).context["rows"]] == [mine]
    assert theirs.episode.title not in client.get(ADDRESS).text


def test_who_changes_no_episode_is_refused(client):
    client.force_login(UserFactory())
    assert client.get(ADDRESS).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_three_as_for_one(client, producer, count, django_assert_max_num_queries):
    for number in range(count):
        dead_link(url=f"https://site-{number}.example/")
    client.force_login(producer)
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        client.get(ADDRESS)
    assert ResourceLink.objects.filter(is_dead=True).count() == count
