import datetime as dt

import pytest
import time_machine

from episodes import schedule
from episodes.models import Holiday
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db

# A Tuesday.
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TUESDAYS = "FREQ=WEEKLY;BYDAY=TU;BYHOUR=6;BYMINUTE=0"
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def berlin(month, day, hour=6, minute=0):
    return dt.datetime(2026, month, day, hour - 1, minute, tzinfo=dt.UTC)


@pytest.fixture
def show():
    return ShowFactory(time_zone="Europe/Berlin", update_rule=TUESDAYS)


@pytest.mark.parametrize(
    ("taken", "slot"),
    [
        ([], berlin(12, 1)),
        ([berlin(12, 1)], berlin(12, 8)),
        ([berlin(12, 3, 18)], berlin(12, 8)),  # any day of the week will do
        ([berlin(12, 7)], berlin(12, 1)),  # the Monday after is another week
        ([berlin(12, 1), berlin(12, 8), berlin(12, 16)], berlin(12, 22)),
    ],
)
def test_the_next_free_slot_is_in_a_week_without_an_episode(show, taken, slot):
    for moment in taken:
        EpisodeFactory(show=show, state="draft", publish_at=moment)
    assert schedule.free_slots(shows=[show]) == {show.pk: slot}


def test_trailers_and_what_is_withdrawn_fill_no_slot(show):
    EpisodeFactory(show=show, kind="trailer", publish_at=berlin(12, 1))
    EpisodeFactory(show=show, withdrawn=True, publish_at=berlin(12, 1))
    assert schedule.free_slots(shows=[show]) == {show.pk: berlin(12, 1)}


@pytest.mark.parametrize("of_all", [True, False])
def test_no_slot_is_on_a_holiday(show, of_all):
    Holiday.objects.create(show=None if of_all else show, day=dt.date(2026, 12, 1), name="Tide day")
    Holiday.objects.create(show=ShowFactory(), day=dt.date(2026, 12, 8), name="Of another show")
    assert schedule.free_slots(shows=[show]) == {show.pk: berlin(12, 8)}


@pytest.mark.parametrize(
    "fields", [{"update_rule": ""}, {"complete": True}, {"update_rule": "FREQ=HOURLY"}, {"update_rule": "nonsense"}]
)
def test_a_show_without_a_cadence_has_no_slots(fields):
    show = ShowFactory(**{"update_rule": TUESDAYS, **fields})
    assert schedule.free_slots(shows=[show]) == {}
    assert schedule.next_slots(show=show, since=NOW, count=3) == []


def test_twice_a_week_needs_two_episodes():
    show = ShowFactory(time_zone="Europe/Berlin", update_rule="FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=6;BYMINUTE=0")
    EpisodeFactory(show=show, publish_at=berlin(12, 2))
    assert schedule.next_slots(show=show, since=NOW, count=3) == [berlin(11, 26), berlin(12, 1), berlin(12, 8)]


@pytest.mark.parametrize("count", [1, 3])
def test_slots_cost_the_same_for_any_number_of_shows(django_assert_num_queries, count):
    shows = [ShowFactory(update_rule=TUESDAYS) for _ in range(count)]
    with django_assert_num_queries(2):
        assert len(schedule.free_slots(shows=shows)) == count


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (TUESDAYS, "every Tuesday, 06:00"),
        (f"{TUESDAYS};BYMONTH=1,2,3,4,5,6,7,9,10,11,12", "every Tuesday, 06:00, not in August"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=17;BYMINUTE=30", "every Monday, Wednesday and Friday, 17:30"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "every second Thursday, 06:00"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TH", "every 3 weeks on Thursday, 06:00"),
        ("FREQ=MONTHLY;BYDAY=1MO", "every first Monday of the month, 06:00"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "the last Friday of every 2 months, 06:00"),
        ("FREQ=DAILY", "every day, 06:00"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days, 06:00"),
        ("FREQ=YEARLY;BYMONTH=2", "FREQ=YEARLY;BYMONTH=2"),
        ("", ""),
    ],
)
def test_a_cadence_is_said_in_words(rule, words):
    assert schedule.in_words(rule=rule) == words


def test_a_cadence_is_said_without_its_hour():
    assert schedule.in_words(rule=TUESDAYS, with_hour=False) == "every Tuesday"
