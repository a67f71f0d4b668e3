import datetime as dt

import pytest
import time_machine

from episodes import readiness, schedule
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    ResourceLinkFactory,
    ShowFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def within(shows, **more):
    return schedule.between(shows=shows, since=NOON - 7 * DAY, until=NOON + 7 * DAY, **more)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize("count", [1, 3])
def test_a_stretch_costs_the_same_for_any_number_of_episodes(clock, django_assert_num_queries, count):
    shows = [ShowFactory() for _ in range(count)]
    for show in shows:
        for days in range(count):
            EpisodeFactory(show=show, publish_at=NOON - days * DAY)
            ChapterFactory(episode=CreditFactory(episode=EpisodeFactory(show=show, publish_at=NOON + DAY)).episode)
    with django_assert_num_queries(7):
        assert len(within(shows)) == 2 * count**2


@pytest.mark.parametrize(
    ("states", "found"),
    [
        (schedule.SHOWN, {"draft", "in_review", "scheduled", "public"}),
        (["draft"], {"draft"}),
        (["scheduled"], {"scheduled"}),
        (["public"], {"public"}),
        (["withdrawn"], {"withdrawn"}),
        ([], set()),
    ],
)
def test_states_are_those_that_people_call_them(clock, states, found):
    show = ShowFactory()
    for title, state, at in [
        ("draft", "draft", NOON + DAY),
        ("in_review", "in_review", NOON + DAY),
        ("scheduled", "approved", NOON + DAY),
        ("public", "approved", NOON - DAY),
        ("withdrawn", "withdrawn", NOON - DAY),
        ("later", "approved", NOON + 8 * DAY),
        ("no moment", "draft", None),
    ]:
        EpisodeFactory(show=show, title=title, state=state, publish_at=at)
    EpisodeFactory(title="of another show", publish_at=NOON)
    assert {entry.episode.title for entry in within([show], states=states)} == found


def test_what_is_not_out_says_what_it_lacks(clock):
    show = ShowFactory(must_have=["people"])
    public = EpisodeFactory(show=show, publish_at=NOON - DAY, silent=False)
    lacking = EpisodeFactory(show=show, silent=True, draft=True)
    lacking.publish_at = NOON + DAY
    lacking.save()
    entries = {entry.episode: entry for entry in within([show])}
    assert (entries[public].must, entries[public].readiness) == ((), "ready")
    assert entries[lacking].must == (
        "The episode has no audio yet: upload a file or give its address.",
        "Say who is heard.",
    )
    assert entries[lacking].readiness == "lacking"


def test_many_episodes_have_the_facts_that_each_has(clock):
    show = ShowFactory()
    whole = EpisodeFactory(show=show, summary="A summary", notes="Some ![](a.png) notes", title="The sea")
    for start in (0, 60_000):
        ChapterFactory(episode=whole, start_ms=start)
    CreditFactory(episode=whole)
    ResourceLinkFactory(episode=whole, url="")
    TranscriptFactory(episode=whole)
    episodes = [whole, EpisodeFactory(show=show, title="the SEA"), EpisodeFactory(silent=True)]
    many = readiness.facts_of_many(episodes=episodes)
    assert [many[episode.pk] for episode in episodes[::2]] == [readiness.facts_of(episode=e) for e in episodes[::2]]
    assert many[episodes[1].pk].title_taken
    assert readiness.facts_of_many(episodes=[]) == {}


def test_the_tray_holds_what_has_no_moment(clock):
    show = ShowFactory()
    draft = EpisodeFactory(show=show, draft=True)
    review = EpisodeFactory(show=show, in_review=True, publish_at=None)
    EpisodeFactory(show=show, in_review=True, publish_at=NOON)
    EpisodeFactory(show=show, withdrawn=True, publish_at=None)
    EpisodeFactory(draft=True)
    assert {entry.episode for entry in schedule.unscheduled(shows=[show])} == {draft, review}
    assert {entry.episode for entry in schedule.unscheduled(shows=[show], states=["draft"])} == {draft}
    assert schedule.unscheduled(shows=[show], states=["public"]) == []
