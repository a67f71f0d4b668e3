"""The slots of a show's cadence, which of them are free, and how the cadence is said in words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from episodes.formats import recurrence
from episodes.models import Episode, Holiday, Show

AHEAD = dt.timedelta(days=550)
_MONTH = dt.timedelta(days=32)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What counts when slots are given away: the moments of full episodes and the holidays, by show."""

    taken: Mapping[int, list[dt.datetime]] = field(default_factory=dict)
    holidays: Mapping[int, Mapping[dt.date, str]] = field(default_factory=dict)


def calendar_of(shows: Collection[Show], *, since: dt.datetime, until: dt.datetime) -> Calendar:
    """Two queries for any number of shows."""
    keys = [show.pk for show in shows]
    taken, holidays = defaultdict[int, list[dt.datetime]](list), {key: dict[dt.date, str]() for key in keys}
    full = Episode.objects.filter(
        show__in=keys, kind=Episode.Kind.FULL, publish_at__range=(since - _MONTH, until + _MONTH)
    )
    for key, moment in full.exclude(state="withdrawn").order_by("publish_at").values_list("show", "publish_at"):
        assert moment is not None  # noqa: S101 - it is in the range
        taken[key].append(moment)
    days = Holiday.objects.filter(
        Q(show__in=keys) | Q(show=None), day__range=((since - _MONTH).date(), (until + _MONTH).date())
    )
    for day in days:
        for key in [day.show_id] if day.show_id else keys:
            holidays[key][day.day] = day.name
    return Calendar(taken=taken, holidays=holidays)


def slots(show: Show, *, since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """The moments at which the show is due by its cadence; none without one."""
    if not show.update_rule or show.complete:
        return []
    try:
        return recurrence.occurrences(
            show.update_rule, zone=show.zone, since=since, until=until, first=show.update_from
        )
    except recurrence.RecurrenceError:  # from a time when less was asked of a rule
        return []


def open_slots(show: Show, calendar: Calendar, *, since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """The slots from `since` on for which there is no episode.

    A slot is filled by an episode in its week, month or day, whatever the rule goes by: nobody has to keep to the hour.
    """
    rule, taken, holidays = show.update_rule, calendar.taken.get(show.pk, []), calendar.holidays.get(show.pk, {})
    due, there = defaultdict[dt.date, list[dt.datetime]](list), defaultdict[dt.date, list[dt.date]](list)
    for slot in slots(show, since=since - _MONTH, until=until):
        if slot.astimezone(show.zone).date() not in holidays:
            due[_period(rule, slot.astimezone(show.zone).date())].append(slot)
    for moment in taken:
        day = moment.astimezone(show.zone).date()
        there[_period(rule, day)].append(day)
    found = []
    for period, wanted in due.items():
        free = [slot for slot in wanted if slot >= since and slot.astimezone(show.zone).date() not in there[period]]
        found += free[: max(0, len(wanted) - len(there[period]))]
    return found


def _period(rule: str, day: dt.date) -> dt.date:
    """The first day of the week, month or day within which a rule wants its episode."""
    if "FREQ=WEEKLY" in rule:
        return day - dt.timedelta(days=day.weekday())
    return day if "FREQ=DAILY" in rule else day.replace(day=1)


def free_slots(*, shows: Collection[Show], after: dt.datetime | None = None) -> dict[int, dt.datetime]:
    """By show the next slot that is free; shows without a cadence are not in it. Two queries."""
    since, shows = after or timezone.now(), [show for show in shows if show.update_rule and not show.complete]
    if not shows:
        return {}
    calendar = calendar_of(shows, since=since, until=since + AHEAD)
    found = {}
    for show in shows:
        free = open_slots(show, calendar, since=since + dt.timedelta(seconds=1), until=since + AHEAD)
        if free:
            found[show.pk] = free[0]
    return found


def next_slots(*, show: Show, since: dt.datetime, count: int) -> list[dt.datetime]:
    """The first `count` free slots from `since` on; fewer where the cadence gives no more in the next years."""
    until = since + dt.timedelta(days=370 * 3)
    return open_slots(show, calendar_of([show], since=since, until=until), since=since, until=until)[:count]


# --- In words ---------------------------------------------------------------------------------

_EVERY = {
    "MO": gettext_lazy("every Monday"),
    "TU": gettext_lazy("every Tuesday"),
    "WE": gettext_lazy("every Wednesday"),
    "TH": gettext_lazy("every Thursday"),
    "FR": gettext_lazy("every Friday"),
    "SA": gettext_lazy("every Saturday"),
    "SU": gettext_lazy("every Sunday"),
}
DAY_NAMES = {
    "MO": gettext_lazy("Monday"),
    "TU": gettext_lazy("Tuesday"),
    "WE": gettext_lazy("Wednesday"),
    "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"),
    "SA": gettext_lazy("Saturday"),
    "SU": gettext_lazy("Sunday"),
}
NTH = {
    1: gettext_lazy("first"),
    2: gettext_lazy("second"),
    3: gettext_lazy("third"),
    4: gettext_lazy("fourth"),
    -1: gettext_lazy("last"),
}


def in_words(*, rule: str, with_hour: bool = True) -> str:
    """`every Tuesday, 06:00, not in August`; the rule itself where it is of a rarer kind."""
    said = recurrence.pattern(rule) if rule else None
    if said is None:
        return rule
    parts = [_how_often(said)]
    if with_hour:
        parts.append(f"{said.at:%H:%M}")
    if said.months_off:
        parts.append(_("not in %(months)s") % {"months": _listed(str(MONTHS[n]) for n in said.months_off)})
    return ", ".join(parts)


def _how_often(said: recurrence.Pattern) -> str:
    n = said.interval
    if said.every == "DAILY":
        return ngettext("every day", "every %(n)d days", n) % {"n": n}
    names = _listed(str(DAY_NAMES[day]) for day in said.days)
    if said.every == "MONTHLY":
        which = {"nth": NTH.get(said.nth, f"{said.nth}."), "days": names, "n": n}
        words = ngettext("every %(nth)s %(days)s of the month", "the %(nth)s %(days)s of every %(n)d months", n)
        return words % which
    if n == 1:
        return str(_EVERY[said.days[0]]) if len(said.days) == 1 else _("every %(days)s") % {"days": names}
    if n == 2:
        return _("every second %(days)s") % {"days": names}
    return _("every %(n)d weeks on %(days)s") % {"n": n, "days": names}


def _listed(names: Iterable[str]) -> str:
    *first, last = list(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
