import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import icalendar

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def event(**values):
    given = {"uid": "1.guid", "starts_at": NOON, "changed_at": NOON, "sequence": 2, "summary": "Slack Water: The sea"}
    return icalendar.Event(**{**given, **values})


def lines(*events):
    """The lines as they were before they were folded."""
    made = icalendar.calendar(events, name="Radio", made_at=NOON, refresh=dt.timedelta(hours=1))
    return made.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_calendar_is_written_in_utc():
    halifax = dt.timezone(dt.timedelta(hours=-4))
    made = lines(
        event(starts_at=dt.datetime(2026, 12, 1, 5, tzinfo=halifax), url="https://desk.example/1", status="TENTATIVE")
    )
    assert made == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//podcast-site//Schedule//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Radio",
        "NAME:Radio",
        "REFRESH-INTERVAL;VALUE=DURATION:PT60M",
        "X-PUBLISHED-TTL:PT60M",
        "BEGIN:VEVENT",
        "UID:1.guid",
        "DTSTAMP:20261201T120000Z",
        "DTSTART:20261201T090000Z",
        "DTEND:20261201T093000Z",
        "LAST-MODIFIED:20261201T120000Z",
        "SEQUENCE:2",
        "SUMMARY:Slack Water: The sea",
        "URL:https://desk.example/1",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_without_events_it_is_a_calendar_all_the_same():
    assert lines()[-3:] == ["X-PUBLISHED-TTL:PT60M", "END:VCALENDAR", ""]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a; b, c\\d", "a\\; b\\, c\\\\d"),
        ("one\ntwo\r\nthree\rfour", "one\\ntwo\\nthree\\nfour"),
        ("bell\x07 and tab\t", "bell and tab"),
        ("cut \ud800", "cut ?"),
        ("END:VEVENT\r\nBEGIN:VEVENT", "END:VEVENT\\nBEGIN:VEVENT"),
    ],
)
def test_what_separates_is_escaped(text, written):
    assert icalendar.escaped(text) == written


def test_description_and_categories_stand_in_the_event():
    made = lines(event(description="Draft\nThe episode has no audio yet.", categories=("Slack, Water", "Radio")))
    assert "DESCRIPTION:Draft\\nThe episode has no audio yet." in made
    assert "CATEGORIES:Slack\\, Water,Radio" in made


@given(st.text())
def test_any_text_comes_back(text):
    escaped = icalendar.escaped(text)
    plain = (
        escaped.replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",").replace("\0", "\\")
    )
    kept = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    assert plain == "".join(
        character for character in kept if character == "\n" or not (ord(character) < 32 or ord(character) == 127)
    )
    assert not any(ord(character) < 32 for character in escaped)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_lines_are_folded_between_characters(text):
    folded = icalendar.folded(text)
    assert folded.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    assert all(line.decode() is not None for line in folded.split(b"\r\n"))
    assert folded[:-2].replace(b"\r\n ", b"") == text.encode()


@pytest.mark.parametrize("summary", ["word " * 60 + "end", "ä" * 150, "🎙" * 80])
def test_a_long_line_is_broken_after_75_octets_and_never_within_a_character(summary):
    made = icalendar.calendar([event(summary=summary)], name="Radio", made_at=NOON, refresh=dt.timedelta(hours=1))
    physical = made.split(b"\r\n")
    assert max(map(len, physical)) <= 75
    assert max(map(len, physical)) > 70
    assert [line.decode() for line in physical]  # each is whole by itself
    assert f"SUMMARY:{summary}" in lines(event(summary=summary))
