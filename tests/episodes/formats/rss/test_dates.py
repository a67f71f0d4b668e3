import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from episodes.formats.rss.dates import DateError, parse


@pytest.mark.parametrize(
    ("text", "moment", "guess"),
    [
        ("Tue, 03 Mar 2026 06:00:00 +0100", "2026-03-03T06:00:00+01:00", ""),
        ("Wed, 03 Mar 2026 06:00 GMT", "2026-03-03T06:00:00+00:00", ""),
        ("07 Nov 2015 12:00:00 EST", "2015-11-07T12:00:00-05:00", ""),
        ("03 Apr 02 1500 GMT", "2002-04-03T15:00:00+00:00", ""),
        ("Tues, 1 Sept 2020 10:00:00 utc+2", "2020-09-01T10:00:00+02:00", ""),
        ("2015-11-07T12:00:00Z", "2015-11-07T12:00:00+00:00", ""),
        ("2015-11-07 12:00:00.123+01:30", "2015-11-07T12:00:00+01:30", ""),
        ("Di, 3. März 2026 6:00 Uhr MEZ", "2026-03-03T06:00:00+01:00", ""),
        ("mar. 3 févr. 2026 06:00:00 -0030", "2026-02-03T06:00:00-00:30", ""),
        ("3 de marzo de 2026 06:00:00 -0300", "2026-03-03T06:00:00-03:00", ""),
        ("Nov 7, 2015 12:05 AM PST", "2015-11-07T00:05:00-08:00", ""),
        ("November 7th, 2015 at 1:05 p.m. (Pacific)", "2015-11-07T13:05:00+00:00",
         "The date is “November 7th, 2015 at 1:05 p.m. (Pacific)”: no time zone is given, UTC was taken."),
        ("Thu, 31 Dec 2015 23:59:60 GMT", "2015-12-31T23:59:59+00:00", ""),
        ("7 août 2015", "2015-08-07T12:00:00+00:00",
         "The date is “7 août 2015”: no hour is given, noon was taken; no time zone is given, UTC was taken."),
        ("1 Sep 2020 10:00 XYZ", "2020-09-01T10:00:00+00:00",
         "The date is “1 Sep 2020 10:00 XYZ”: the time zone “XYZ” is not known, UTC was taken."),
    ],
)  # fmt: skip
def test_date_is_read_with_its_zone(text, moment, guess):
    found, said = parse(text)
    assert (found.isoformat(), said) == (moment, guess)


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("", "“” is no date"),
        ("yesterday", "“yesterday” is no date"),
        ("07/11/2015", "“07/11/2015” is no date"),
        ("x" * 101, "“xxx"),
        ("31 Feb 2015 01:00 GMT", "There is no such moment as “31 Feb 2015"),
        ("1 Brumaire 2015 01:00 GMT", "There is no such moment"),
        ("1 Oct 2020 25:00 GMT", "There is no such moment"),
        ("1 Oct 2020 20:00 +9900", "There is no such moment"),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(text, beginning):
    with pytest.raises(DateError) as error:
        parse(text)
    assert str(error.value).startswith(beginning)


@settings(deadline=None)  # a verdict of the clock is none
@given(st.text(max_size=120))
def test_any_text_is_a_date_or_refused(text):
    try:
        moment, _guess = parse(text)
    except DateError:
        return
    assert moment.tzinfo is not None


@settings(deadline=None)  # a verdict of the clock is none
@given(st.integers(631_152_000, 3_786_912_000))
def test_what_is_written_well_is_read_exactly(seconds):
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    assert parse(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")) == (moment, "")
