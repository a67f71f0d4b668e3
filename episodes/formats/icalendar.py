"""A calendar that other programs subscribe to (iCalendar, RFC 5545), written from moments in UTC."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MEDIA_TYPE = "text/calendar"
_LONGEST = 75  # octets of a line, without its end
# Control characters are not allowed in text; a line end is written as \n.
_NOT_TEXT = dict.fromkeys([*range(32), 127])
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, kw_only=True)
class Event:
    """One moment in the calendar. `uid` never changes; `sequence` grows when the moment does.

    `status` is `CONFIRMED` or `TENTATIVE`; all moments are aware.
    """

    uid: str
    starts_at: dt.datetime
    changed_at: dt.datetime
    sequence: int
    summary: str
    description: str = ""
    url: str = ""
    status: str = "CONFIRMED"
    categories: tuple[str, ...] = ()
    lasts: dt.timedelta = dt.timedelta(minutes=30)


def calendar(events: Iterable[Event], *, name: str, made_at: dt.datetime, refresh: dt.timedelta) -> bytes:
    """Return the calendar as it is sent. `refresh` is how often to ask again; all hours are in UTC."""
    lines = _calendar(events, name=name, made_at=made_at, refresh=refresh)
    return b"".join(folded(line) for line in lines)


def _calendar(events: Iterable[Event], *, name: str, made_at: dt.datetime, refresh: dt.timedelta) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//podcast-site//Schedule//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield f"NAME:{escaped(name)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_duration(refresh)}"
    yield f"X-PUBLISHED-TTL:{_duration(refresh)}"
    for event in events:
        yield from _event(event, made_at)
    yield "END:VCALENDAR"


def _event(event: Event, made_at: dt.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART:{_moment(event.starts_at)}"
    yield f"DTEND:{_moment(event.starts_at + event.lasts)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url:
        yield f"URL:{event.url.translate(_NOT_TEXT)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(escaped(category) for category in event.categories)}"
    yield f"STATUS:{event.status}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return `text` as a value of the kind TEXT: on one line, what separates marked as not doing so."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = "\n".join(line.translate(_NOT_TEXT) for line in lines)
    # What UTF-8 cannot write is half of a character that somebody cut.
    return plain.encode("utf-8", "replace").decode("utf-8").translate(_ESCAPED)


def folded(line: str) -> bytes:
    """Return the line with its end, broken so that none is longer than 75 octets, never within a character."""
    pieces, piece = [], b""
    room = _LONGEST
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _LONGEST - 1  # the space at the start of a continued line counts
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _duration(length: dt.timedelta) -> str:
    return f"PT{round(length.total_seconds() / 60)}M"
