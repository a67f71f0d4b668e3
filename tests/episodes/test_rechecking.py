"""What was lost otherwise than by saving is found before the moment, by a tick."""

import datetime as dt

import pytest
import time_machine
from django.core.files.storage import default_storage

from episodes import rechecking
from episodes.models import Episode, StateChange
from tests.audio import silent_mp3, uploaded
from tests.factories import CreditFactory, EpisodeFactory, ShowFactory

NOON = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def held():
    return [(change.episode.title, change.by, change.note) for change in StateChange.objects.filter(cause="lost")]


@pytest.mark.django_db
def test_a_portrait_that_was_taken_away_holds_an_episode_that_must_have_people():
    credit = CreditFactory(episode__publish_at=NOON + DAY, episode__title="A", episode__show__must_have=["people"])
    credit.person.portrait = "images/a.jpg"
    credit.person.save()
    assert list(rechecking.hold_unready()) == []
    credit.person.portrait = ""
    credit.person.save()
    lacks = f"A portrait is missing: {credit.person.name}."
    assert list(rechecking.hold_unready()) == [f"Taken out of the schedule: A. {lacks}"]
    assert held() == [("A", None, lacks)]
    assert Episode.objects.get().state == "in_review"
    assert list(rechecking.hold_unready()) == []


@pytest.mark.django_db
def test_a_file_that_is_gone_is_missed_before_the_moment_though_nothing_changed_in_the_database(clock):
    episode = uploaded(silent_mp3(20), title="A", publish_at=NOON + DAY, state="approved")
    assert list(rechecking.hold_unready()) == []
    assert list(rechecking.hold_unready()) == []
    default_storage.delete(episode.audio_file.name)
    assert list(rechecking.hold_unready()) == []  # the moment is far
    clock.shift(DAY - dt.timedelta(minutes=30))
    assert "not in the storage any more" in next(rechecking.hold_unready())
    clock.shift(DAY)
    assert not Episode.objects.published().exists()


@pytest.mark.django_db
def test_an_approved_episode_whose_audio_was_gone_at_its_moment_is_held_and_the_public_ones_are_left_alone():
    show = ShowFactory(must_have=["notes"])
    EpisodeFactory(show=show, title="Public, without notes", publish_at=NOON - DAY)
    EpisodeFactory(show=show, title="Silent", notes="Notes.", silent=True, publish_at=NOON - DAY)
    list(rechecking.hold_unready())
    assert [title for title, _by, _note in held()] == ["Silent"]


@pytest.mark.django_db
def test_where_an_editor_is_first_nothing_is_said(monkeypatch):
    EpisodeFactory(publish_at=NOON + DAY, silent=True)

    def first(*, episode):
        Episode.objects.update(state="withdrawn")
        return ["No audio."]

    monkeypatch.setattr(rechecking.readiness, "blocking", first)
    assert (list(rechecking.hold_unready()), held()) == ([], [])


@pytest.mark.django_db
def test_an_idle_tick_asks_few_questions_for_one_and_for_three(django_assert_num_queries):
    for number in (1, 2):
        EpisodeFactory.create_batch(number, publish_at=NOON + DAY)
        list(rechecking.hold_unready())
        with django_assert_num_queries(3):
            list(rechecking.hold_unready())
