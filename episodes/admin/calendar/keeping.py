"""What the calendar goes by and where it is read: the list of holidays, and everybody's secret address."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from episodes import schedule
from episodes.admin.calendar.pages import page_context
from episodes.forms.calendar import HolidaysForm
from episodes.models import CalendarAddress, Holiday, Show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def holidays(request: HttpRequest) -> HttpResponse:
    """The days on which no cadence is due. Those of all shows are an administrator's to write."""
    user = cast(User, request.user)
    if not user.has_perm("episodes.view_episode"):
        raise PermissionDenied
    shows = list(schedule.shows_open_to(user=user))
    writable = list(schedule.shows_open_to(user=user, permission="episodes.change_show"))
    form = HolidaysForm(request.POST or None, shows=writable, for_all=user.is_superuser)
    if request.method == "POST":
        if not writable and not user.is_superuser:
            raise PermissionDenied
        if form.is_valid():
            return _write(request, form)
    kept = Holiday.objects.filter(Q(show=None) | Q(show__in=shows)).select_related("show")
    keys = {show.pk for show in writable}
    context = {
        **page_context(request, _("Holidays")),
        "is_fullwidth": False,
        "form": form if writable or user.is_superuser else None,
        "holidays": [(day, user.is_superuser if day.show_id is None else day.show_id in keys) for day in kept],
    }
    return render(request, "admin/calendar/holidays.html", context)


def _write(request: HttpRequest, form: HolidaysForm) -> HttpResponse:
    days = form.cleaned_data["text"]
    show = Show.objects.filter(pk=form.cleaned_data["show"] or 0).first()
    for day, name in days:
        Holiday.objects.update_or_create(show=show, day=day, defaults={"name": name})
    words = ngettext("%(n)d holiday is kept.", "%(n)d holidays are kept.", len(days))
    messages.success(request, words % {"n": len(days)})
    return HttpResponseRedirect(reverse("desk_calendar_holidays"))


@require_POST
@never_cache
def forget_holiday(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    writable = schedule.shows_open_to(user=user, permission="episodes.change_show")
    day = get_object_or_404(Holiday, pk=pk)
    if not (user.is_superuser if day.show_id is None else writable.filter(pk=day.show_id).exists()):
        raise PermissionDenied
    day.delete()
    messages.success(request, _("“%(name)s” is no holiday any more.") % {"name": day.name})
    return HttpResponseRedirect(reverse("desk_calendar_holidays"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def address(request: HttpRequest) -> HttpResponse:
    """Make, renew or revoke the address. It is shown once, in the answer to the press that makes it."""
    user = cast(User, request.user)
    if not user.has_perm("episodes.view_episode"):
        raise PermissionDenied
    made = ""
    if request.method == "POST":
        if "revoke" in request.POST:
            schedule.revoke_address(user=user)
            messages.success(request, _("The address leads nowhere any more."))
            return HttpResponseRedirect(reverse("desk_calendar_address"))
        secret = schedule.make_address(user=user)
        made = request.build_absolute_uri(reverse("schedule_feed", args=[secret]))
    context: dict[str, Any] = {
        **page_context(request, _("Calendar address")),
        "is_fullwidth": False,
        "made": made,
        "webcal": made.replace("https://", "webcal://").replace("http://", "webcal://"),
        "kept": CalendarAddress.objects.filter(user=user).first(),
        "shows": list(schedule.shows_open_to(user=user)),
    }
    return render(request, "admin/calendar/address.html", context)
