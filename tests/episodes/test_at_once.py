"""Two at the same time, each with a connection of their own: one effect, one winner, a clear sentence for the other."""

import contextlib
import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from episodes import publishing, rechecking
from episodes.models import Episode, StateChange
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

LATER = dt.timedelta(days=2)


def at_once(*acts):
    """What those who have read the same state get for what they do then.

    Each is a thread with a connection of its own on PostgreSQL. SQLite in memory has one connection and one writer:
    there they act one after the other, on what all of them had read.
    """
    if connection.vendor == "sqlite":
        read = [_read() for _ in acts]
        return [_answer(act, episode) for act, episode in zip(acts, read, strict=True)]
    ready = threading.Barrier(len(acts))
    answers = {}

    def run(act):
        with contextlib.closing(connection):
            episode = _read()
            ready.wait(timeout=30)
            answers[threading.current_thread()] = _answer(act, episode)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [answers[thread] for thread in threads]


def _read():
    return Episode.objects.select_related("show").get()


def _answer(act, episode):
    try:
        return act(episode) or "done"
    except publishing.Refused as refused:
        return str(refused)


@pytest.fixture
def editors():
    show = ShowFactory(must_have=[])
    return [MembershipFactory(user=UserFactory(username=name), show=show, role="editor").user for name in ("a", "b")]


@pytest.fixture
def show(editors):
    return editors[0].memberships.get().show


@pytest.mark.parametrize(
    ("state", "first", "second", "sentence"),
    [
        (
            "in_review",
            lambda episode, by: publishing.approve(episode=episode, by=by, publish_at=episode.publish_at),
            lambda episode, by: publishing.ask_for_changes(episode=episode, by=by, note="Please."),
            "Somebody else has just changed the state of “The tide”.",
        ),
        (
            "in_review",
            lambda episode, by: publishing.approve(episode=episode, by=by, publish_at=episode.publish_at),
            lambda episode, by: publishing.approve(episode=episode, by=by, publish_at=episode.publish_at + LATER),
            "Somebody else has just changed the state of “The tide”.",
        ),
        (
            "approved",
            lambda episode, by: _move(episode, by, 1),
            lambda episode, by: _move(episode, by, 2),
            "Somebody else has just moved “The tide”, or changed its state.",
        ),
    ],
)
def test_of_two_editors_one_wins_and_the_other_is_told(editors, show, state, first, second, sentence):
    EpisodeFactory(show=show, title="The tide", state=state, publish_at=timezone.now() + LATER)
    answers = at_once(
        lambda episode: _done(first, episode, editors[0]), lambda episode: _done(second, episode, editors[1])
    )
    assert sorted(answers) == sorted(["done", sentence])
    winner = editors[answers.index("done")]
    assert [change.by for change in StateChange.objects.all()] == [winner]


def _done(step, episode, by):
    step(episode, by)


def _move(episode, by, days):
    moment = episode.publish_at + dt.timedelta(days=days)
    publishing.move(episode=episode, by=by, publish_at=moment, seen=episode.publish_at)


def test_of_two_ticks_one_holds_what_has_lost_its_audio_and_the_other_says_nothing(show):
    values = {"audio_url": "", "audio_file": "audio/gone.mp3", "title": "The tide"}
    EpisodeFactory(show=show, publish_at=timezone.now() + LATER, **values)
    said = at_once(*[lambda _: list(rechecking.hold_unready())] * 2)
    [sentences] = [answer for answer in said if answer != "done"]
    assert [sentence.partition(". ")[0] for sentence in sentences] == ["Taken out of the schedule: The tide"]
    assert StateChange.objects.count() == 1
    assert Episode.objects.get().state == "in_review"
