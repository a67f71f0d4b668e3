import contextlib
import datetime as dt
import zoneinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import recurrence


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        (" rrule:freq=weekly; byday=tu,th ", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2"),
        ("FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"),
    ],
)
def test_a_rule_is_kept_in_one_form(text, rule):
    assert recurrence.parse(text) == rule
    assert recurrence.parse(rule) == rule


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("every Tuesday", "does not say how often"),
        ("", "does not say how often"),
        ("FREQ=WEEKLY;FREQ=DAILY", "does not say how often"),
        ("FREQ=SOMETIMES", "is no rule of recurrence"),
        ("FREQ=WEEKLY;BYDAY=XX", "is no rule of recurrence"),
        ("FREQ=WEEKLY;INTERVAL=often", "is no rule of recurrence"),
        ("FREQ=WEEKLY;COLOUR=RED", "is no rule of recurrence"),
        ("FREQ=WEEKLY;COUNT=3", "Leave out COUNT and UNTIL"),
        ("FREQ=WEEKLY;UNTIL=20260101T000000Z", "Leave out COUNT and UNTIL"),
    ],
)
def test_what_is_no_rule_is_refused_with_an_example(text, sentence):
    with pytest.raises(recurrence.RecurrenceError, match=sentence) as refused:
        recurrence.parse(text)
    assert "FREQ=WEEKLY;BYDAY=TU (every Tuesday)" in str(refused.value)


@given(st.text() | st.text(alphabet="FREQ=WLY;BDAU0123,-").map("FREQ=WEEKLY;".__add__))
def test_anything_typed_is_a_rule_or_refused_with_a_sentence(text):
    with contextlib.suppress(recurrence.RecurrenceError):
        assert recurrence.parse(recurrence.parse(text)) == recurrence.parse(text)


# --- When it falls due ------------------------------------------------------------------------

BERLIN, HALIFAX = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Halifax")


AT_HALF_PAST_ONE, AT_HALF_PAST_TWO = (f"FREQ=DAILY;BYHOUR={hour};BYMINUTE=30" for hour in (1, 2))
NEW_YEAR = "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYHOUR=0;BYMINUTE=0;BYSECOND=0"


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("rule", "zone", "since", "until", "moments"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;BYHOUR=6", BERLIN, utc(2026, 11, 25), utc(2026, 12, 9), [(12, 1, 5), (12, 8, 5)]),
        ("FREQ=WEEKLY;BYDAY=TU", BERLIN, utc(2026, 11, 25), utc(2026, 12, 2), [(12, 1, 5)]),  # no hour is 06:00
        ("FREQ=WEEKLY", BERLIN, utc(2026, 11, 26), utc(2026, 12, 3), [(12, 2, 5)]),
        (AT_HALF_PAST_TWO, BERLIN, utc(2026, 3, 29), utc(2026, 3, 31), [(3, 29, 1, 30), (3, 30, 0, 30)]),
        (AT_HALF_PAST_ONE, HALIFAX, utc(2026, 11, 1), utc(2026, 11, 3), [(11, 1, 4, 30), (11, 2, 5, 30)]),
        ("FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=6", BERLIN, utc(2026, 11, 1), utc(2026, 12, 31), [(11, 27, 5), (12, 25, 5)]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", BERLIN, utc(2026, 1, 1), utc(2029, 1, 1), [(2028, 2, 29, 5)]),
        (NEW_YEAR, BERLIN, utc(2026, 12, 1), utc(2027, 2, 1), [(12, 31, 23)]),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=1", BERLIN, utc(2026, 8, 1), utc(2026, 9, 1), []),
    ],
)  # fmt: skip
def test_a_rule_falls_due_on_the_clock_of_the_zone(rule, zone, since, until, moments):
    wanted = [utc(*moment) if moment[0] > 31 else utc(2026, *moment) for moment in moments]
    assert recurrence.occurrences(rule, zone=zone, since=since, until=until) == wanted


@pytest.mark.parametrize("first", [dt.date(2026, 11, 24), dt.date(2026, 12, 1), dt.date(2027, 6, 1)])
def test_every_second_week_counts_from_the_first(first):
    moments = recurrence.occurrences(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", zone=BERLIN, since=utc(2027, 8, 1), until=utc(2027, 9, 1), first=first
    )
    assert {(moment.date() - first).days % 14 for moment in moments} == {0}
    assert len(moments) in (2, 3)


def test_a_rule_without_an_end_is_read_up_to_a_bound():
    rule = "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,10,20,30,40,50"
    moments = recurrence.occurrences(rule, zone=BERLIN, since=utc(2026, 1, 1), until=utc(2027, 1, 1))
    assert 800 < len(moments) <= recurrence.MOST


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("FREQ=HOURLY", "by the day, the week"),
        ("FREQ=SECONDLY", "by the day, the week"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY needs FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "there is never an episode"),
    ],
)
def test_what_no_day_can_be_planned_by_is_refused(text, sentence):
    with pytest.raises(recurrence.RecurrenceError, match=sentence):
        recurrence.plannable(text)


@given(
    st.sampled_from(["FREQ=WEEKLY;BYDAY=TU,FR", "FREQ=MONTHLY;BYDAY=2WE", "FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=3"]),
    st.sampled_from(sorted(zoneinfo.available_timezones())),
    st.datetimes(utc(2000, 1, 1).replace(tzinfo=None), utc(2060, 1, 1).replace(tzinfo=None)),
    st.integers(0, 90),
    st.integers(0, 90),
)
def test_two_stretches_find_what_the_whole_finds(rule, zone, start, one, other):
    start = start.replace(tzinfo=dt.UTC)
    middle, end = start + dt.timedelta(days=one), start + dt.timedelta(days=one + other)
    whole, first, rest = (
        recurrence.occurrences(rule, zone=ZoneInfo(zone), since=since, until=until)
        for since, until in ((start, end), (start, middle), (middle, end))
    )
    assert whole == sorted(whole)
    assert first + rest == whole
    assert all(start <= moment < end for moment in whole)


# --- What it says -----------------------------------------------------------------------------

PATTERNS = st.builds(
    recurrence.Pattern,
    every=st.just("WEEKLY"),
    interval=st.integers(1, 8),
    days=st.sets(st.sampled_from(recurrence.DAYS), min_size=1).map(
        lambda days: tuple(day for day in recurrence.DAYS if day in days)
    ),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    months_off=st.sets(st.integers(1, 12), max_size=11).map(lambda months: tuple(sorted(months))),
) | st.builds(
    recurrence.Pattern,
    every=st.just("MONTHLY"),
    days=st.sampled_from(recurrence.DAYS).map(lambda day: (day,)),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
)


@given(PATTERNS)
def test_a_pattern_is_a_rule_that_says_the_pattern(pattern):
    assert recurrence.plannable(pattern.rule()) == pattern.rule()
    assert recurrence.pattern(pattern.rule()) == pattern


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=DAILY;BYHOUR=6,18",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=YEARLY",
    ],
)
def test_a_rarer_rule_is_no_pattern(rule):
    assert recurrence.pattern(rule) is None


def test_every_day_is_a_pattern():
    daily = recurrence.Pattern(every="DAILY", days=(), at=dt.time(7, 20))
    assert recurrence.pattern("FREQ=DAILY;BYHOUR=7;BYMINUTE=20") == daily
    assert daily.rule() == "FREQ=DAILY;BYHOUR=7;BYMINUTE=20"
