"""What was public once is said to be gone, and not a word of it; what never was, is not there."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from episodes import bin as episode_bin
from episodes import publishing
from episodes.models import Episode, EpisodeAddress
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, ShowFactory, TranscriptFactory

WORD = "xylophonquartett"
FILES = ["", "audio.mp3", "chapters.json", "chapters.vtt", "transcript.vtt", "transcript.txt"]
LISTS = ["/", "/slack-water/", "/slack-water/feed.xml", "/guests/"]
DAY = dt.timedelta(days=1)


@pytest.fixture
def show(db):
    show = ShowFactory(slug="slack-water", title="Slack Water")
    EpisodeFactory(show=show, slug="another", title="Another one")
    return show


@pytest.fixture
def make(show):
    def make(**fields):
        fields = {"title": f"On {WORD}", "slug": "the-tide", "summary": WORD, "notes": WORD, **fields}
        episode = EpisodeFactory(show=show, **fields)
        ChapterFactory(episode=episode, title=WORD)
        TranscriptFactory(episode=episode)
        CreditFactory(episode=episode, person__name=f"Guest {WORD}")
        return episode

    return make


def taken(client, step, episode, by, **more):
    """Every address of the episode after `step`: its status, and whether it says anything of the episode."""
    step(episode=episode, by=by, **more)
    answers = [client.get(f"/slack-water/the-tide/{name}") for name in FILES]
    return {(answer.status_code, WORD in answer.text, answer["Cache-Control"]) for answer in answers}


GONE, UNKNOWN = {(410, False, "no-store, private")}, {(404, False, "no-store, private")}


def test_what_is_withdrawn_answers_410_at_once_and_with_the_way_to_the_show(client, make, editor):
    episode = make()
    lists = {address: client.get(address) for address in LISTS}
    assert all(WORD in answer.text for answer in lists.values())
    assert client.get("/slack-water/the-tide/").status_code == 200

    assert taken(client, publishing.withdraw, episode, editor) == GONE
    page = client.get("/slack-water/the-tide/")
    assert "This episode is off the air" in page.text
    assert 'href="/slack-water/"' in page.text
    for address, before in lists.items():
        after = client.get(address, headers={"If-None-Match": before["ETag"]})
        assert (after.status_code, WORD in after.text) == (200, False)
        assert after["ETag"] != before["ETag"]


def test_it_stays_gone_as_a_draft_and_comes_back_at_the_same_address(client, make, editor):
    episode = make()
    publishing.withdraw(episode=episode, by=editor)
    assert taken(client, publishing.return_to_draft, episode, editor) == GONE
    publishing.submit(episode=episode, by=editor)
    publishing.approve(episode=episode, by=editor, publish_at=timezone.now())
    assert client.get("/slack-water/the-tide/").status_code == 200


def test_what_was_public_and_is_put_off_is_gone_until_then(client, make, editor):
    assert taken(client, publishing.approve, make(), editor, publish_at=timezone.now() + DAY) == GONE


@pytest.mark.parametrize("before", [{"scheduled": True}, {"silent": True}])
def test_what_never_was_public_is_not_there(client, make, editor, before):
    assert taken(client, publishing.withdraw, make(**before), editor) == UNKNOWN


def test_one_whose_show_has_nothing_else_does_not_name_the_show(client, make, editor):
    episode = make()
    Episode.objects.filter(slug="another").update(state="draft")
    assert taken(client, publishing.withdraw, episode, editor) == GONE
    assert "Slack Water" not in client.get("/slack-water/the-tide/").text


def test_in_the_bin_and_removed_for_good_it_is_gone_as_well(client, make, editor):
    episode = make()
    publishing.withdraw(episode=episode, by=editor)
    assert taken(client, episode_bin.discard, episode, editor) == GONE
    Episode.everything.filter(pk=episode.pk).update(deleted_at=timezone.now() - 31 * DAY)
    list(episode_bin.empty())
    assert not Episode.everything.filter(slug="the-tide").exists()
    assert client.get("/slack-water/the-tide/").status_code == 410


def test_a_former_address_of_it_is_gone_too_and_does_not_say_where_it_would_lead(client, make, editor):
    episode = make()
    EpisodeAddress.objects.create(show=episode.show, episode=episode, slug="ebb")
    assert client.get("/slack-water/ebb/").status_code == 301
    publishing.withdraw(episode=episode, by=editor)
    answer = client.get("/slack-water/ebb/")
    assert (answer.status_code, "the-tide" in answer.text) == (410, False)


def test_who_may_preview_sees_it_all_the_same(make, editor):
    episode = make()
    publishing.withdraw(episode=episode, by=editor)
    desk = Client()
    desk.force_login(editor)
    answer = desk.get("/slack-water/the-tide/")
    assert (answer.status_code, answer["Cache-Control"], WORD in answer.text) == (200, "no-store, private", True)
