"""What an address answered last is given again before anybody is looked at, and never for longer than it is true."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from episodes.models import Episode, Show
from guests.keeping import at_hand
from tests.factories import EpisodeFactory, ShowFactory

ADDRESSES = ["/slack-water/", "/slack-water/feed.xml", "/slack-water/a-lamp/", "/slack-water/a-lamp/embed/"]


@pytest.fixture(autouse=True)
def nothing_at_hand():
    cache.clear()
    at_hand._last.clear()


@pytest.fixture
def episode(db):
    return EpisodeFactory(show=ShowFactory(slug="slack-water"), slug="a-lamp", title="The word a-lamp")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_is_looked_up_for_what_is_the_same_for_everybody(
    client, episode, producer, address, django_assert_num_queries
):
    first = Client().get(address)
    client.force_login(producer)
    for encoding in ("", "br"):
        client.get(address, headers={"Accept-Encoding": encoding})
        with django_assert_num_queries(1):
            again = client.get(address, headers={"Accept-Encoding": encoding})
        assert again.status_code == 200
        assert not again.cookies
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_been_withdrawn_is_not_given_again(client, episode, editor, address):
    client.get(address)
    Episode.objects.filter(pk=episode.pk).update(state="in_review")
    assert b"a-lamp" not in client.get(address).content
    client.force_login(editor)
    preview = client.get(address)
    assert "public" not in preview.get("Cache-Control", "")
    listener = Client().get(address)
    assert (listener.status_code, b"a-lamp" in listener.content) == (404, False)


def test_what_another_process_has_made_since_is_found_without_asking_the_state_again(
    client, episode, django_assert_num_queries
):
    client.get("/slack-water/")
    before = dict(at_hand._last)
    Show.objects.update(title="Changed")
    after = client.get("/slack-water/")
    at_hand._last.update(before)  # as in a process that has not been asked since
    with django_assert_num_queries(1):
        again = client.get("/slack-water/", headers={"If-None-Match": after["ETag"]})
    assert again.status_code == 304


def test_who_reads_pages_and_who_does_not_each_get_the_feed_by_their_type(client, episode):
    browser, app = {"Accept": "text/html,*/*;q=0.8"}, {"Accept": "*/*"}
    for _ in range(2):
        assert client.get("/slack-water/feed.xml", headers=browser)["Content-Type"] == "text/xml; charset=utf-8"
        assert client.get("/slack-water/feed.xml", headers=app)["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert client.get("/slack-water/feed.xml")["Vary"] == "Accept, Accept-Encoding"


def test_other_sites_may_frame_the_embedded_player_and_nothing_else(client, episode):
    for _ in range(2):
        assert "X-Frame-Options" not in client.get("/slack-water/a-lamp/embed/")
        assert client.get("/slack-water/a-lamp/")["X-Frame-Options"] == "DENY"


def test_who_sends_something_does_not_get_what_is_at_hand(client, episode):
    client.get("/slack-water/")
    assert client.post("/slack-water/").status_code == 405


def test_parameters_that_mean_nothing_take_no_room(client, episode):
    client.get("/slack-water/")
    known = len(at_hand._last)
    for number in range(5):
        client.get(f"/slack-water/?madeup={number}")
    assert len(at_hand._last) == known


def test_there_is_an_end_to_what_is_at_hand(client, episode, monkeypatch):
    monkeypatch.setattr(at_hand, "_MOST", 2)
    for address in ADDRESSES * 2:
        assert client.get(address).status_code == 200
        assert len(at_hand._last) <= 2


def test_an_episode_is_there_on_its_second_whatever_is_at_hand(client, episode, time_machine):
    moment = timezone.now()
    time_machine.move_to(moment, tick=False)
    EpisodeFactory(show=episode.show, title="The tide", publish_at=moment + dt.timedelta(seconds=5))
    for _ in range(5):
        assert b"The tide" not in client.get("/slack-water/").content
        time_machine.shift(1)
    assert b"The tide" in client.get("/slack-water/").content
