"""A rule of recurrence (RFC 5545 section 3.3.10), as in `FREQ=WEEKLY;BYDAY=TU`."""

import datetime as dt

from dateutil.rrule import rrulestr

_EXAMPLE = "Give a rule such as FREQ=WEEKLY;BYDAY=TU (every Tuesday) or FREQ=MONTHLY;BYDAY=1MO (each first Monday)."
# Any moment will do: a rule says what follows from a start, and is well-formed from every start or from none.
_SOME_START = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - a rule knows no zone


class RecurrenceError(ValueError):
    """What was given is no rule; the message says what would be right."""


def parse(text: str) -> str:
    """Return the rule without its name, spaces and lower case.

    `COUNT` and `UNTIL` are refused: how many there were counts from a start that is not part of the rule.
    """
    rule = "".join(text.split()).upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if "FREQ" not in parts or len(parts) != len(rule.split(";")):
        raise RecurrenceError(f"“{text}” does not say how often. {_EXAMPLE}")
    if parts.keys() & {"COUNT", "UNTIL"}:
        raise RecurrenceError(f"Leave out COUNT and UNTIL: a show that ends is marked as complete. {_EXAMPLE}")
    try:
        rrulestr(rule, dtstart=_SOME_START)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise RecurrenceError(f"“{text}” is no rule of recurrence. {_EXAMPLE}") from error
    return rule
