"""A row of drafts, one to each free slot of the cadence: first as a list to look at, then written."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from episodes import schedule
from episodes.admin.calendar.pages import page_context
from episodes.clocks import with_zone
from episodes.forms.calendar import LayOutForm
from episodes.models import Episode, Show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lay_out(request: HttpRequest) -> HttpResponse:
    """Nothing is written before somebody has seen what would be, and pressed the second button."""
    user = cast(User, request.user)
    shows = list(schedule.shows_open_to(user=user, permission="episodes.approve_episode"))
    if not shows:
        raise PermissionDenied
    show = _show_of(request, shows)
    entries = schedule.unscheduled(shows=[show])
    today = timezone.now().astimezone(show.zone).date()
    form = LayOutForm(
        request.POST or None,
        drafts=[entry.episode for entry in entries],
        initial={"since": request.GET.get("since") or today, "count": 0},
    )
    rows: list[tuple[Any, str, dt.datetime]] = []
    if request.method == "POST" and form.is_valid():
        rows = _rows(form, show, [entry.episode for entry in entries], today)
        if "write" in request.POST and rows:
            return _write(request, show, rows)
    context = {
        **page_context(request, _("Lay out a row")),
        "is_fullwidth": False,
        "form": form,
        "show": show,
        "shows": shows,
        "entries": entries,
        "chosen": request.POST.getlist("drafts"),
        "cadence": schedule.in_words(rule=show.update_rule),
        "rows": [(episode, title, _told(moment, show)) for episode, title, moment in rows],
        "asked": form.is_bound and form.is_valid(),
    }
    return render(request, "admin/calendar/lay_out.html", context)


def _show_of(request: HttpRequest, shows: list[Show]) -> Show:
    wanted = request.POST.get("show") or request.GET.get("show") or ""
    return next((show for show in shows if str(show.pk) == wanted), shows[0])


def _rows(form: LayOutForm, show: Show, waiting: list[Episode], today: dt.date) -> list[tuple[Any, str, dt.datetime]]:
    """Chosen drafts first, in the order of the list; then new ones."""
    since = max(form.cleaned_data["since"], today)
    begin = max(dt.datetime.combine(since, dt.time(), show.zone), timezone.now())
    chosen = [episode for episode in waiting if str(episode.pk) in form.cleaned_data["drafts"]]
    wanted: list[tuple[Any, str]] = [(episode, episode.title) for episode in chosen]
    wanted += [(None, _("New draft"))] * (form.cleaned_data["count"] or 0)
    slots = schedule.next_slots(show=show, since=begin, count=len(wanted))
    return [(episode, title, slot) for (episode, title), slot in zip(wanted, slots, strict=False)]


def _told(moment: dt.datetime, show: Show) -> str:
    return with_zone(moment, show.zone)


def _write(request: HttpRequest, show: Show, rows: list[tuple[Any, str, dt.datetime]]) -> HttpResponse:
    user = cast(User, request.user)
    try:
        schedule.lay_out(show=show, rows=[(episode, moment) for episode, _title, moment in rows], by=user)
    except schedule.Refused as refused:
        messages.error(request, _("Nothing is planned. %(why)s") % {"why": refused})
        return HttpResponseRedirect(f"{reverse('desk_calendar_lay_out')}?show={show.pk}")
    words = ngettext("%(n)d episode is planned.", "%(n)d episodes are planned.", len(rows))
    messages.success(request, words % {"n": len(rows)})
    first = rows[0][2].astimezone(show.zone).date()
    return HttpResponseRedirect(reverse("desk_calendar_view", kwargs={"view": "month", "day": first.isoformat()}))
