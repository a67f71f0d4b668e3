import pytest
from django.db import DatabaseError, connection

from guests import redirects
from guests.models import MissedAddress
from guests.redirects import missed
from tests.factories import EpisodeFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counting(settings):
    settings.COUNT_MISSED_ADDRESSES = True
    missed.waiting.forget()
    yield
    missed.waiting.forget()


def rows():
    """Everything counted so far, whether or not the pause is over."""
    missed.waiting._taken_at = float("-inf")
    redirects.write_down()
    return dict(MissedAddress.objects.values_list("path", "times"))


def test_what_is_asked_for_in_vain_is_counted_by_its_path_alone(client):
    for address in ("/blog/12/?mail=joe@example.com", "/blog/12/", "/blog/13/"):
        client.get(address, headers={"referer": "https://somebody.example/"})
    assert rows() == {"/blog/12": 2, "/blog/13": 1}
    client.get("/blog/12/")
    client.get("/blog/12/")
    assert rows() == {"/blog/12": 4, "/blog/13": 1}


@pytest.mark.parametrize(
    "address",
    ["/admin/nothing/", "/preview/a-secret/", "/media/images/x.jpg", "/bye/joe@example.com", "/.env", "/" + "a" * 300],
)
def test_secrets_files_and_mail_boxes_are_not_noted(client, address):
    client.get(address)
    assert rows() == {}


def test_nor_is_what_is_there_or_lacks_its_slash_or_is_not_read(client):
    episode = EpisodeFactory()
    client.get(episode.get_absolute_url())
    client.get(episode.get_absolute_url().rstrip("/"))
    client.head("/blog/12/")
    client.post("/blog/12/")
    assert rows() == {}


def test_nor_is_a_list_of_which_something_is_asked_that_it_has_not(client):
    EpisodeFactory(show=ShowFactory(slug="show")).topics.add(TopicFactory(slug="light"))
    for address in (
        "/show/?page=7",
        "/show/?page=x",
        "/show/?season=9",
        "/show/links/?by=mood",
        "/show/links/?topic=none",
        "/guests/?letter=%F0%9F%90%99",
        "/topics/light/?show=none",
    ):
        assert client.get(address).status_code == 404
    assert rows() == {}


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "silent"])
def test_what_was_never_public_is_not_told(client, trait):
    show = EpisodeFactory(show=ShowFactory(slug="show")).show
    episode = EpisodeFactory(show=show, slug="on-a-secret", **{trait: True})
    episode.former_addresses.create(show=show, slug="on-a-former-secret")
    hidden = EpisodeFactory(show=ShowFactory(slug="hidden"), slug="first", draft=True)
    for address in (
        episode.get_absolute_url(),
        episode.get_absolute_url().upper(),
        f"{episode.get_absolute_url()}transcript.xyz",
        "/show/on-a-former-secret/",
        hidden.get_absolute_url(),
        "/hidden/whatever/",
        "/Hidden/",
    ):
        assert client.get(address).status_code == 404
    assert rows() == {}


def test_what_was_public_once_and_is_not_there_any_more_is_counted(client):
    episode = EpisodeFactory(withdrawn=True, was_public=True)
    client.get(episode.get_absolute_url())
    EpisodeFactory(show=episode.show)
    client.get(episode.get_absolute_url())
    client.get(f"{EpisodeFactory(show=episode.show, slug='heard').get_absolute_url()}nothing")
    assert rows() == {episode.get_absolute_url().rstrip("/"): 1, f"{episode.show.get_absolute_url()}heard/nothing": 1}


def test_it_is_written_after_a_request_and_not_again_at_once(client, django_assert_num_queries):
    redirects.note("/a", unless=lambda path: False)
    client.get("/healthz")
    assert MissedAddress.objects.get().times == 1
    redirects.note("/a", unless=lambda path: False)
    with django_assert_num_queries(0):
        redirects.write_down()
    assert rows() == {"/a": 2}


def test_a_flood_fills_neither_memory_nor_disk():
    MissedAddress.objects.bulk_create(
        MissedAddress(path=f"/old-{number}", times=2, first_at="2026-01-01T00:00Z", last_at="2026-01-01T00:00Z")
        for number in range(missed.MOST_ROWS)
    )
    asked = []
    for number in range(1_000):
        redirects.note(f"/random-{number}", unless=lambda path: asked.append(path) or False)
    assert len(asked) == missed.MOST_WAITING
    left = rows()
    assert len(left) == missed.MOST_ROWS
    assert "/random-0" not in left  # asked for least
    redirects.note("/old-1", unless=lambda path: False)
    assert rows()["/old-1"] == 3


def test_a_database_that_is_busy_is_not_waited_for(caplog):
    redirects.note("/a", unless=lambda path: False)

    def busy(execute, *args):
        raise DatabaseError("locked")

    with connection.execute_wrapper(busy):
        redirects.write_down()
    assert "not written down: locked" in caplog.text


def test_it_can_be_turned_off(client, settings):
    settings.COUNT_MISSED_ADDRESSES = False
    client.get("/blog/12/")
    assert rows() == {}
