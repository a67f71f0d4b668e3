"""The page of the calendar, in four views: month, week, agenda, year."""

import datetime as dt
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from episodes import schedule
from episodes.admin import showing
from episodes.admin.calendar import grid
from episodes.admin.calendar.place import VIEWS, Place
from episodes.clocks import offset_name, with_zone
from episodes.models import Show
from episodes.models.show import time_zones

VIEW_LABELS = {
    "month": gettext_lazy("Month"),
    "week": gettext_lazy("Week"),
    "agenda": gettext_lazy("Agenda"),
    "year": gettext_lazy("Year"),
}


@require_safe
@never_cache
def calendar(request: HttpRequest, view: str = "month", day: str = "") -> HttpResponse:
    """As many queries for a year of several shows as for a week of one."""
    user = cast(User, request.user)
    if not user.has_perm("episodes.view_episode"):
        raise PermissionDenied
    shows = list(schedule.shows_open_to(user=user))
    place = Place.of(request, view=view, day=day, shows=shows)
    may_move = set(
        schedule.shows_open_to(user=user, permission="episodes.approve_episode").values_list("pk", flat=True)
    )
    since, until = place.stretch
    entries = schedule.between(shows=place.chosen, since=since, until=until, states=place.states)
    remarks = schedule.remarks(entries=entries, shows=place.chosen, since=since, until=until)
    slots = schedule.free_slots(shows=place.chosen)
    waiting = schedule.unscheduled(shows=place.chosen, states=place.states) if place.view != "year" else []
    days = grid.days(place, grid.cards(place, entries, remarks, may_move), remarks)
    context = {
        **page_context(request, _("Calendar")),
        **_views_context(place, days),
        "place": place,
        "shows": _legend(place, slots),
        "tray": grid.tray(place, waiting, slots, may_move),
        "may_move": bool(may_move),
        "may_lay_out": [show for show in place.chosen if show.pk in may_move],
        "last_move": last_move(user),
        "filters": _filters(place),
    }
    return render(request, f"admin/calendar/{place.view}.html", context)


def page_context(request: HttpRequest, title: str) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title, "is_fullwidth": True}


def last_move(user: User) -> dict[str, Any] | None:
    """What the page says of the last move, beside the way back."""
    change = schedule.last_move(by=user)
    if change is None:
        return None
    zone = change.episode.show.zone
    return {
        "change": change,
        "from": _told(change.publish_at_before, zone),
        "to": _told(change.publish_at, zone),
    }


def _told(moment: dt.datetime | None, zone: ZoneInfo) -> str:
    if moment is None:
        return _("no moment")
    return with_zone(moment, zone)


def _views_context(place: Place, days: list[grid.Day]) -> dict[str, Any]:
    context: dict[str, Any] = {
        "days": days,
        "views": [(label, place.link(view=name), name == place.view) for name, label in VIEW_LABELS.items()],
        "weekdays": [WEEKDAYS_ABBR[n] for n in range(7)],
    }
    if place.view == "month":
        context["weeks"] = grid.weeks(days)
    if place.view == "week":
        context["hours"] = [
            (hour, f"{hour:02}:00", [(day, day.hours.get(hour, [])) for day in days]) for hour in range(24)
        ]
    if place.view == "agenda":
        context["listed"] = any(day.items or day.holidays for day in days)
    if place.view == "year":
        context["months"] = [
            (MONTHS[first.month], place.link(view="month", day=first), weeks) for first, weeks in grid.months(days)
        ]
    return context


def _legend(place: Place, slots: dict[int, dt.datetime]) -> list[dict[str, Any]]:
    """Each show with its colour, its clock, its cadence and its next free slot."""
    colours, now = grid.palette(place.shows), timezone.now()
    return [
        {
            "show": show,
            "colours": colours[show.pk],
            "clock": offset_name(now, place.clock(show)),
            "cadence": schedule.in_words(rule=show.update_rule) if show.update_rule else "",
            "slot": _slot_told(slots.get(show.pk), show),
        }
        for show in place.chosen
    ]


def _slot_told(slot: dt.datetime | None, show: Show) -> str:
    return with_zone(slot, show.zone) if slot else ""


def _filters(place: Place) -> dict[str, Any]:
    return {
        "shows": [(show.pk, show.title, show.pk == place.show) for show in place.shows],
        "states": [(key, label, key == place.state) for key, (label, _icon) in showing.LABELS.items()],
        "zones": [(name, name == place.zone) for name, _label in time_zones()],
        "action": place.link(show=None, state="", zone=""),
        "views": VIEWS,
    }
