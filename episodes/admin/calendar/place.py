"""Where in the calendar somebody is: everything that its address says, and the addresses of other places."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from episodes.models import Show
from episodes.models.show import time_zones
from episodes.schedule.reading import SHOWN, STATES

VIEWS = ("month", "week", "agenda", "year")
AGENDA = 42
_FIRST, _LAST = dt.date(1990, 1, 1), dt.date(2190, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """`zone` is the clock by which the days go; None is each show's own."""

    view: str
    day: dt.date
    show: int | None = None
    state: str = ""
    zone: str = ""
    shows: Sequence[Show] = field(default=(), compare=False)

    @classmethod
    def of(cls, request: HttpRequest, *, view: str, day: str, shows: Sequence[Show]) -> "Place":
        """Read the address; what in it makes no sense is left out. Raises Http404 for no view and no day."""
        zone, show, state = (request.GET.get(name, "") for name in ("zone", "show", "state"))
        known = {row.pk for row in shows}
        place = cls(
            view=view,
            day=dt.date.min,
            show=int(show) if show.isdecimal() and int(show) in known else None,
            state=state if state in STATES else "",
            zone=zone if is_zone(zone) else "",
            shows=shows,
        )
        if view not in VIEWS:
            raise Http404
        return replace(place, day=_day(day) if day else place.today)

    @property
    def chosen(self) -> Sequence[Show]:
        return [row for row in self.shows if self.show in (None, row.pk)]

    @property
    def states(self) -> frozenset[str]:
        return frozenset({self.state}) if self.state else SHOWN

    def clock(self, show: Show) -> ZoneInfo:
        """The clock on which a moment of `show` is told here."""
        return ZoneInfo(self.zone) if self.zone else show.zone

    @property
    def today(self) -> dt.date:
        zones = [self.clock(show) for show in self.chosen] or [ZoneInfo("UTC")]
        return timezone.now().astimezone(zones[0]).date()

    # --- The days of the view -----------------------------------------------------------------

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first day, and the one after the last: whole weeks in a month."""
        if self.view == "week":
            return monday(self.day), monday(self.day) + dt.timedelta(days=7)
        if self.view == "agenda":
            return self.day, self.day + dt.timedelta(days=AGENDA)
        if self.view == "year":
            return dt.date(self.day.year, 1, 1), dt.date(self.day.year + 1, 1, 1)
        first = self.day.replace(day=1)
        end = next_month(first)
        return monday(first), monday(end - dt.timedelta(days=1)) + dt.timedelta(days=7)

    @property
    def stretch(self) -> tuple[dt.datetime, dt.datetime]:
        """Moments around the days on every clock there is."""
        first, end = self.days
        day = dt.timedelta(days=1)
        return (
            dt.datetime.combine(first, dt.time(), dt.UTC) - day,
            dt.datetime.combine(end, dt.time(), dt.UTC) + day,
        )

    @property
    def title(self) -> str:
        first, end = self.days
        if self.view == "year":
            return str(self.day.year)
        if self.view == "month":
            return f"{MONTHS[self.day.month]} {self.day.year}"
        last = end - dt.timedelta(days=1)
        if self.view == "week":
            words = {"n": first.isocalendar().week, "year": first.isocalendar().year}
            return _("Week %(n)d, %(year)d") % words
        return f"{first.day} {MONTHS[first.month]} – {last.day} {MONTHS[last.month]} {last.year}"

    # --- Addresses ----------------------------------------------------------------------------

    def link(self, **changes: object) -> str:
        place = replace(self, **changes)  # type: ignore[arg-type]
        query = {"show": place.show or "", "state": place.state, "zone": place.zone}
        address = reverse("desk_calendar_view", kwargs={"view": place.view, "day": place.day.isoformat()})
        said = urlencode({name: value for name, value in query.items() if value})
        return f"{address}?{said}" if said else address

    @property
    def before(self) -> str:
        return self.link(day=max(_FIRST, self._step(-1)))

    @property
    def after(self) -> str:
        return self.link(day=min(_LAST, self._step(1)))

    @property
    def now(self) -> str:
        return self.link(day=self.today)

    def _step(self, by: int) -> dt.date:
        if self.view == "week":
            return self.day + dt.timedelta(days=7 * by)
        if self.view == "agenda":
            return self.day + dt.timedelta(days=AGENDA * by)
        if self.view == "year":
            return dt.date(self.day.year + by, 1, 1)
        first = self.day.replace(day=1)
        return next_month(first) if by > 0 else (first - dt.timedelta(days=1)).replace(day=1)


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def next_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=32)).replace(day=1)


def is_zone(name: str) -> bool:
    return name in {zone for zone, _label in time_zones()}


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not _FIRST <= day <= _LAST:
        raise Http404
    return day
