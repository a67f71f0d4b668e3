import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from episodes import schedule
from episodes.models import Episode, StateChange
from tests.factories import EpisodeFactory, ShowFactory, StandingCreditFactory, StandingLinkFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SOON, LATER = NOW + DAY, NOW + 2 * DAY


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_a_move_changes_the_moment_alone_and_is_on_record(editor, state):
    episode = EpisodeFactory(state=state, publish_at=SOON)
    schedule.move(episode=episode, to=LATER, by=editor, seen=SOON)
    stored = Episode.objects.get(pk=episode.pk)
    assert (stored.publish_at, stored.state) == (LATER, state)
    change = StateChange.objects.get()
    assert (change.from_state, change.to_state, change.publish_at_before, change.publish_at, change.by) == (
        state, state, SOON, LATER, editor,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "at", "to", "sentence"),
    [
        ("approved", NOW - DAY, LATER, "is public"),
        ("approved", SOON, NOW, "That moment is past"),
        ("draft", SOON, NOW - DAY, "That moment is past"),
        ("approved", SOON, None, "Set the moment of publication first"),
        ("withdrawn", SOON, LATER, "is withdrawn"),
    ],
)
def test_nothing_becomes_public_and_nothing_public_goes_by_a_move(editor, state, at, to, sentence):
    episode = EpisodeFactory(state=state, publish_at=at)
    with pytest.raises(schedule.Refused, match=sentence):
        schedule.move(episode=episode, to=to, by=editor, seen=at)
    episode.refresh_from_db()
    assert (episode.publish_at, episode.state) == (at, state)
    assert not StateChange.objects.exists()


def test_a_producer_moves_nothing(producer):
    episode = EpisodeFactory(draft=True)
    with pytest.raises(PermissionDenied):
        schedule.move(episode=episode, to=SOON, by=producer, seen=None)


def test_of_two_who_move_at_once_the_second_is_told(editor):
    episode = EpisodeFactory(scheduled=True, publish_at=SOON)
    stale = Episode.objects.get(pk=episode.pk)
    schedule.move(episode=episode, to=LATER, by=editor, seen=SOON)
    with pytest.raises(schedule.Refused, match="Somebody else has just moved"):
        schedule.move(episode=stale, to=SOON + DAY / 2, by=editor, seen=SOON)
    assert Episode.objects.get(pk=episode.pk).publish_at == LATER


def test_moves_are_taken_back_one_after_the_other(editor, producer, clock):
    episode = EpisodeFactory(draft=True)
    for before, to in [(None, SOON), (SOON, LATER)]:
        schedule.move(episode=episode, to=to, by=editor, seen=before)
        clock.shift(1)
    assert schedule.last_move(by=producer) is None
    for back in (SOON, None):
        last = schedule.last_move(by=editor)
        schedule.undo(change=last, by=editor)
        clock.shift(1)
        assert Episode.objects.get(pk=episode.pk).publish_at == back
    assert schedule.last_move(by=editor) is None
    assert StateChange.objects.count() == 4


def test_what_somebody_else_moved_since_is_not_taken_back(editor):
    episode = EpisodeFactory(draft=True)
    change = schedule.move(episode=episode, to=SOON, by=editor, seen=None)
    Episode.objects.filter(pk=episode.pk).update(publish_at=LATER)
    assert schedule.last_move(by=editor) is None
    with pytest.raises(schedule.Refused, match="Somebody else has just moved"):
        schedule.undo(change=change, by=editor)


def test_nobody_takes_back_what_another_moved_or_what_was_no_move(editor, producer):
    episode = EpisodeFactory(draft=True)
    change = schedule.move(episode=episode, to=SOON, by=editor, seen=None)
    step = StateChange.objects.create(episode=episode, from_state="draft", to_state="in_review", by=editor)
    for by, what in ((producer, change), (editor, step)):
        with pytest.raises(schedule.Refused, match="not a move of yours"):
            schedule.undo(change=what, by=by)


def test_what_is_public_by_now_is_not_taken_back(editor, clock):
    episode = EpisodeFactory(publish_at=LATER)
    schedule.move(episode=episode, to=SOON, by=editor, seen=LATER)
    clock.shift(DAY)
    assert schedule.last_move(by=editor) is None


def test_a_row_is_laid_out_with_new_drafts_as_the_show_has_them_ready(editor):
    show = ShowFactory(title_pattern="Week {week}:")
    host, link = StandingCreditFactory(show=show), StandingLinkFactory(show=show)
    draft = EpisodeFactory(show=show, draft=True)
    schedule.lay_out(show=show, rows=[(draft, SOON), (None, LATER), (None, LATER + DAY)], by=editor)
    made = Episode.objects.exclude(pk=draft.pk).order_by("publish_at")
    assert [(episode.title, episode.state, episode.publish_at) for episode in made] == [
        ("Week 48:", "draft", LATER),
        ("Week 48:", "draft", LATER + DAY),
    ]
    assert len({episode.slug for episode in made}) == 2
    assert [credit.person for credit in made[0].credits.all()] == [host.person]
    assert [row.url for row in made[0].resource_links.all()] == [link.url]
    assert Episode.objects.get(pk=draft.pk).publish_at == SOON


def test_a_draft_without_a_pattern_is_named_by_its_day(editor):
    schedule.lay_out(show=ShowFactory(), rows=[(None, SOON)], by=editor)
    assert Episode.objects.get().title == "New episode, 2026-11-25"


def test_a_row_is_laid_out_whole_or_not_at_all(editor, producer):
    show = ShowFactory()
    with pytest.raises(schedule.Refused):
        schedule.lay_out(show=show, rows=[(None, SOON), (None, NOW - DAY)], by=editor)
    with pytest.raises(PermissionDenied):
        schedule.lay_out(show=show, rows=[(None, SOON)], by=producer)
    assert not Episode.objects.exists()
