"""A rule of recurrence (RFC 5545 section 3.3.10), as in `FREQ=WEEKLY;BYDAY=TU`: what it says, and when it falls due."""

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

_EXAMPLE = "Give a rule such as FREQ=WEEKLY;BYDAY=TU (every Tuesday) or FREQ=MONTHLY;BYDAY=1MO (each first Monday)."
# Any moment will do: a rule says what follows from a start, and is well-formed from every start or from none.
_SOME_START = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - a rule knows no zone
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DEFAULT_AT = dt.time(6)
MOST = 1_000
_PLANNABLE = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
# RFC 5545 forbids the first; the second is a rule by the month written in a way that takes seconds to read.
_TOO_FINE = {"WEEKLY": {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}, "DAILY": {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}}


class RecurrenceError(ValueError):
    """What was given is no rule; the message says what would be right."""


def parse(text: str) -> str:
    """Return the rule without its name, spaces and lower case.

    `COUNT` and `UNTIL` are refused: how many there were counts from a start that is not part of the rule.
    """
    rule = "".join(text.split()).upper().removeprefix("RRULE:")
    parts = _parts(rule)
    if "FREQ" not in parts or len(parts) != len(rule.split(";")):
        raise RecurrenceError(f"“{text}” does not say how often. {_EXAMPLE}")
    if parts.keys() & {"COUNT", "UNTIL"}:
        raise RecurrenceError(f"Leave out COUNT and UNTIL: a show that ends is marked as complete. {_EXAMPLE}")
    try:
        rrulestr(rule, dtstart=_SOME_START)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise RecurrenceError(f"“{text}” is no rule of recurrence. {_EXAMPLE}") from error
    return rule


def _parts(rule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rule.split(";"))


# --- When it falls due ------------------------------------------------------------------------


def plannable(text: str) -> str:
    """Return the rule as `parse` does, if days can be planned by it; raise RecurrenceError otherwise."""
    rule = parse(text)
    parts = _parts(rule)
    if parts["FREQ"] not in _PLANNABLE:
        raise RecurrenceError(f"A show comes by the day, the week, the month or the year. {_EXAMPLE}")
    if too_fine := sorted(parts.keys() & _TOO_FINE.get(parts["FREQ"], set())):
        raise RecurrenceError(f"{too_fine[0]} needs FREQ=MONTHLY or FREQ=YEARLY. {_EXAMPLE}")
    if not any(True for _ in islice(rrulestr(rule, dtstart=_SOME_START), 1)):
        raise RecurrenceError(f"By “{text}” there is never an episode. {_EXAMPLE}")
    return rule


def occurrences(
    rule: str, *, zone: ZoneInfo, since: dt.datetime, until: dt.datetime, first: dt.date | None = None
) -> list[dt.datetime]:
    """Return the moments, in UTC, at which `rule` falls due on a clock in `zone`: from `since`, before `until`.

    `first` is the day from which every second week counts. A rule without an hour means 06:00. In the night when the
    clocks go forward an hour that does not exist is the one that it becomes; one that there is twice is the first.
    Of at most `MOST` moments; raises RecurrenceError where `plannable` does.
    """
    rule = plannable(rule)
    if "BYHOUR" not in _parts(rule):
        rule += f";BYHOUR={DEFAULT_AT.hour}"
    if "BYMINUTE" not in _parts(rule):
        rule += ";BYMINUTE=0"
    if "BYSECOND" not in _parts(rule):
        rule += ";BYSECOND=0"
    day = dt.timedelta(days=1)
    begin, end = (each.astimezone(zone).replace(tzinfo=None) for each in (since, until))
    start = dt.datetime.combine(first or _anchor(rule, begin), dt.time())
    found = rrulestr(rule, dtstart=start, cache=False).xafter(begin - day, inc=True)
    moments = []
    for naive in islice(found, MOST):
        if naive > end + day:
            break
        moments.append(naive.replace(tzinfo=zone).astimezone(dt.UTC))
    return [moment for moment in moments if since <= moment < until]


def _anchor(rule: str, begin: dt.datetime) -> dt.date:
    """A day from which to count: near for a rule that is the same from every start, fixed for “every second”."""
    if _parts(rule).get("INTERVAL", "1") != "1":
        return _SOME_START.date()
    if _parts(rule)["FREQ"] in {"MONTHLY", "YEARLY"}:  # without BYMONTHDAY they repeat the day of the start
        return _SOME_START.date()
    if _parts(rule)["FREQ"] == "WEEKLY" and "BYDAY" not in _parts(rule):
        return _SOME_START.date()
    return begin.date() - dt.timedelta(days=8)


# --- What it says -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A rule of the usual kind: every so many days, weeks or months, on which days, at which hour, in which months not.

    `every` is `DAILY`, `WEEKLY` or `MONTHLY`; `nth` says which of the days of a month, −1 the last, 0 for no month.
    """

    every: str = "WEEKLY"
    interval: int = 1
    days: tuple[str, ...] = ("TU",)
    nth: int = 0
    at: dt.time = DEFAULT_AT
    months_off: tuple[int, ...] = ()

    def rule(self) -> str:
        parts = [f"FREQ={self.every}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.days:
            parts.append("BYDAY=" + ",".join(f"{self.nth or ''}{day}" for day in self.days))
        if self.months_off:
            parts.append("BYMONTH=" + ",".join(str(n) for n in range(1, 13) if n not in self.months_off))
        return ";".join([*parts, f"BYHOUR={self.at.hour}", f"BYMINUTE={self.at.minute}"])


def pattern(rule: str) -> Pattern | None:
    """Return what the well-formed `rule` says, or None where it says more than a `Pattern` can."""
    parts = _parts(rule)
    known = {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYHOUR", "BYMINUTE"}
    if parts.keys() - known or parts["FREQ"] not in {"DAILY", "WEEKLY", "MONTHLY"}:
        return None
    try:
        days = [part for part in parts.get("BYDAY", "").split(",") if part]
        names, numbers = [day[-2:] for day in days], {int(day[:-2] or 0) for day in days}
        months = {int(month) for month in parts.get("BYMONTH", "1,2,3,4,5,6,7,8,9,10,11,12").split(",")}
        at = dt.time(int(parts.get("BYHOUR", DEFAULT_AT.hour)), int(parts.get("BYMINUTE", 0)))
        found = Pattern(
            every=parts["FREQ"],
            interval=int(parts.get("INTERVAL", 1)),
            days=tuple(day for day in DAYS if day in names),
            nth=numbers.pop() if numbers else 0,
            at=at,
            months_off=tuple(n for n in range(1, 13) if n not in months),
        )
    except ValueError:  # several hours, say
        return None
    return None if numbers or not _is_usual(found) else found


def _is_usual(found: Pattern) -> bool:
    if found.interval < 1:
        return False
    if found.every == "DAILY":
        return not found.days
    return bool(found.days) and (found.every == "MONTHLY") == bool(found.nth)
