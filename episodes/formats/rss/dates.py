"""Dates as feeds write them: RFC 822, ISO 8601, and both done badly."""

import datetime as dt
import re
import unicodedata

# The beginnings of the months' names in eight languages, without accents.
_MONTHS = {
    1: "jan gen ene",
    2: "feb fev",
    3: "mar maa mrz",
    4: "apr avr abr",
    5: "may mai maj mei mag",
    6: "jun juin giu",
    7: "jul juil lug",
    8: "aug ago aou",
    9: "sep set",
    10: "oct okt ott out",
    11: "nov",
    12: "dec dez dic des",
}
# The longest first, since one may begin another.
_MONTH_OF = sorted(
    ((start, month) for month, starts in _MONTHS.items() for start in starts.split()), key=lambda pair: -len(pair[0])
)
# Zones by name, in minutes from UTC. Where a name means several, it is the one that feeds mean.
_ZONES = {
    **dict.fromkeys(("", "z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "cet", "mez", "west"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), 120),
    **dict.fromkeys(("eest", "msk"), 180),
    "ist": 330,
    "jst": 540,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
    "ast": -240,
    "adt": -180,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
}
_TIME = (
    r"(?P<hour>\d{1,2})[:.h]?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?:(?P<half>[ap])\.?m\.?\s*)?"
    r"(?:uhr\s*)?(?P<zone>(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|[a-z]*)(?:\s*\(.*\))?"
)
_WEEKDAY = r"(?:[a-z]+\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:t|\s+){_TIME}",
        rf"{_WEEKDAY}(?P<month>[a-z]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}),?\s+"
        rf"(?:at\s+)?{_TIME}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*(?:de\s+)?(?P<month>[a-z]+)\.?,?[\s-]*(?:del?\s+)?"
        rf"(?P<year>\d{{4}}|\d{{2}}),?\s+(?:um\s+|at\s+)?{_TIME}",
    )
)
_LONGEST = 100
_EXAMPLE = "Tue, 03 Mar 2026 06:00:00 +0100"


class DateError(ValueError):
    """A date that cannot be understood; the message is a sentence that says what would be right."""


def parse(text: str) -> tuple[dt.datetime, str]:
    """The moment, with the offset that is written there; and what was guessed in a sentence, or nothing.

    The weekday may be missing or wrong, months have their names in eight languages, years of two digits lie in this
    century. Raises `DateError`.
    """
    shown, plain = text.strip()[:60], _plain(text)
    guesses = []
    found = _found(plain)
    if found is None and (found := _found(f"{plain} 12:00")):
        guesses.append("no hour is given, noon was taken")
    if found is None:
        raise DateError(f"“{shown}” is no date that is understood. Write it as “{_EXAMPLE}”.")
    offset = _offset(found["zone"])
    if not found["zone"]:
        guesses.append("no time zone is given, UTC was taken")
    elif offset is None:
        guesses.append(f"the time zone “{found['zone'].upper()}” is not known, UTC was taken")
    try:
        moment = dt.datetime(
            _year(found["year"]),
            _month(found["month"]),
            int(found["day"]),
            _hour(int(found["hour"]), found["half"]),
            int(found["minute"]),
            min(int(found["second"] or 0), 59),  # there are leap seconds
            tzinfo=dt.timezone(dt.timedelta(minutes=offset or 0)),
        )
    except (ValueError, OverflowError) as error:
        raise DateError(f"There is no such moment as “{shown}”. Write it as “{_EXAMPLE}”.") from error
    return moment, f"The date is “{shown}”: {'; '.join(guesses)}." if guesses else ""


def _plain(text: str) -> str:
    """Lower case, without accents, each run of spaces one."""
    signs = unicodedata.normalize("NFKD", text[: _LONGEST + 1])
    return " ".join("".join(sign for sign in signs if not unicodedata.combining(sign)).lower().split())


def _found(plain: str) -> re.Match[str] | None:
    if len(plain) > _LONGEST:
        return None
    return next((found for form in _FORMS if (found := form.fullmatch(plain))), None)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(name: str) -> int:
    """The number of a month; 0, which no date has, for what is none."""
    if name.isdigit():
        return int(name)
    return next((month for start, month in _MONTH_OF if name.startswith(start)), 0)


def _hour(hour: int, half: str | None) -> int:
    return hour if half is None else hour % 12 + (12 if half == "p" else 0)


def _offset(zone: str) -> int | None:
    """Minutes from UTC; None for a name that is not known."""
    sign, digits = zone.removeprefix("gmt").removeprefix("utc")[:1], re.sub(r"[^0-9]", "", zone)
    if not digits:
        return _ZONES.get(zone)
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
