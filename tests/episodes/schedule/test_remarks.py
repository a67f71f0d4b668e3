import datetime as dt

import pytest
import time_machine

from episodes import schedule
from episodes.models import Holiday
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
UNTIL = dt.datetime(2026, 12, 12, tzinfo=dt.UTC)


def told(*shows):
    with time_machine.travel(NOW, tick=False):
        since = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
        entries = schedule.between(shows=shows, since=since, until=UNTIL)
        found = schedule.remarks(entries=entries, shows=shows, since=since, until=UNTIL)
    return [(remark.kind, remark.day.isoformat(), remark.show, remark.sentence) for remark in found]


@pytest.fixture
def show():
    return ShowFactory(title="Slack Water", time_zone="Europe/Berlin", update_rule="FREQ=WEEKLY;BYDAY=TU")


def at(day, hour):
    return dt.datetime(2026, 12, day, hour, tzinfo=dt.UTC)


def test_two_of_one_show_in_a_day_are_a_clash(show):
    EpisodeFactory(show=show, title="One", state="draft", publish_at=at(1, 5))
    EpisodeFactory(show=show, title="Two", publish_at=at(1, 20))
    EpisodeFactory(show=show, title="Bonus", kind="bonus", publish_at=at(1, 12))
    EpisodeFactory(show=show, title="Three", publish_at=at(8, 23))  # the ninth in Berlin
    EpisodeFactory(publish_at=at(1, 5))
    assert told(show) == [
        ("clash", "2026-12-01", show, "2 episodes of “Slack Water” on one day: “One”, “Two”."),
    ]


def test_a_week_to_come_without_an_episode_is_a_gap(show):
    EpisodeFactory(show=show, publish_at=at(3, 18))
    assert told(show) == [("gap", "2026-12-08", show, "“Slack Water” is due, and no episode is planned.")]


def test_a_holiday_is_told_and_is_no_gap(show):
    other = ShowFactory()
    Holiday.objects.create(day=dt.date(2026, 12, 1), name="Tide day")
    Holiday.objects.create(show=show, day=dt.date(2026, 12, 8), name="Own day")
    assert told(show, other) == [
        ("holiday", "2026-12-01", None, "Tide day"),
        ("holiday", "2026-12-08", show, "Own day"),
    ]
