"""Another moment for an episode: by a form of its own, or for a script that has it dragged; and the way back."""

import datetime as dt
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from episodes import schedule
from episodes.admin import showing
from episodes.admin.calendar.pages import page_context
from episodes.admin.calendar.place import is_zone
from episodes.clocks import with_zone
from episodes.forms.calendar import MoveForm
from episodes.models import Episode, StateChange


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, or move by it; a script gets JSON: `sentence`, and `form` where a person has to choose."""
    user = cast(User, request.user)
    episode = _episode_of(user, pk)
    zone = _clock(request, episode)
    if request.method != "POST":
        given = {"moment": request.GET.get("moment"), "seen": request.GET.get("seen", _seen(episode))}
        form = MoveForm(given if given["moment"] else None, episode=episode, zone=zone, initial=_initial(episode))
        return _form_page(request, episode, form, zone)
    form = MoveForm(request.POST, episode=episode, zone=zone)
    if not form.is_valid():
        return _not_yet(request, episode, form, zone)
    try:
        schedule.move(episode=episode, to=form.cleaned_data["moment"], by=user, seen=form.cleaned_data["seen"])
    except schedule.Refused as refused:
        if _by_script(request):
            return JsonResponse({"sentence": str(refused)}, status=409)
        form.add_error(None, refused.reasons)
        return _form_page(request, episode, form, zone)
    return _done(request, episode, _moved(episode, zone))


@require_POST
@never_cache
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    change = get_object_or_404(StateChange.objects.select_related("episode__show"), pk=pk)
    episode = _episode_of(user, change.episode_id)
    change.episode = episode
    try:
        schedule.undo(change=change, by=user)
    except schedule.Refused as refused:
        if _by_script(request):
            return JsonResponse({"sentence": str(refused)}, status=409)
        messages.error(request, str(refused))
        return HttpResponseRedirect(_back(request))
    return _done(request, episode, _moved(episode, episode.show.zone))


def _episode_of(user: User, pk: int) -> Episode:
    shows = schedule.shows_open_to(user=user)
    episode: Episode = get_object_or_404(Episode.objects.select_related("show"), pk=pk, show__in=shows)
    if not schedule.shows_open_to(user=user, permission="episodes.approve_episode").filter(pk=episode.show_id).exists():
        raise PermissionDenied
    return episode


def _clock(request: HttpRequest, episode: Episode) -> ZoneInfo:
    name = request.POST.get("clock") or request.GET.get("clock") or ""
    return ZoneInfo(name) if is_zone(name) else episode.show.zone


def _initial(episode: Episode) -> dict[str, Any]:
    return {"moment": episode.publish_at, "seen": _seen(episode)}


def _seen(episode: Episode) -> str:
    return episode.publish_at.isoformat() if episode.publish_at else ""


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _not_yet(request: HttpRequest, episode: Episode, form: MoveForm, zone: ZoneInfo) -> HttpResponse:
    if not _by_script(request):
        return _form_page(request, episode, form, zone)
    sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return JsonResponse({"sentence": sentence, "form": reverse("desk_calendar_move", args=[episode.pk])}, status=422)


def _form_page(request: HttpRequest, episode: Episode, form: MoveForm, zone: ZoneInfo) -> HttpResponse:
    context = {
        **page_context(request, _("Move “%(title)s”") % {"title": episode.title}),
        "is_fullwidth": False,
        "episode": episode,
        "form": form,
        "zone": zone,
        "now": _told(episode.publish_at, zone),
        "badge": showing.badge(episode),
        "planned": episode.state in ("draft", "in_review"),
        "slot": schedule.free_slots(shows=[episode.show]).get(episode.show_id),
        "next": _back(request),
        "closed": _closed(episode),
        "zone_output": showing.zone_output("id_moment", zone, episode.publish_at),
    }
    slot = cast(dt.datetime | None, context["slot"])
    if slot:
        context["slot_told"] = _told(slot, zone)
        context["slot_naive"] = slot.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes")
    status = 422 if form.errors and request.method == "POST" else 200
    return render(request, "admin/calendar/move.html", context, status=status)


def _closed(episode: Episode) -> str:
    """Why the episode is not moved here, if it is not."""
    if episode.is_public:
        return _("The episode is public. Its moment is changed in its own form.")
    return _("The episode is withdrawn: make it a draft again first.") if episode.state == "withdrawn" else ""


def _told(moment: dt.datetime | None, zone: ZoneInfo) -> str:
    return with_zone(moment, zone) if moment else ""


def _moved(episode: Episode, zone: ZoneInfo) -> str:
    """Say where the episode is now, and what it lacks before it can go out then."""
    if episode.publish_at is None:
        return _("“%(title)s” is off the calendar.") % {"title": episode.title}
    words = {"title": episode.title, "moment": _told(episode.publish_at, zone)}
    if episode.state == Episode.State.APPROVED:
        return _("“%(title)s” goes out on %(moment)s.") % words
    sentence = _("“%(title)s” is planned for %(moment)s; it goes out once it is approved.") % words
    lacks = schedule.lacking([episode])[episode.pk]["must"]
    return f"{sentence} {_('Still missing:')} {' '.join(lacks)}" if lacks else sentence


def _done(request: HttpRequest, episode: Episode, sentence: str) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"sentence": sentence, "episode": episode.pk})
    messages.success(request, sentence)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page of the calendar from which somebody came; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return reverse("desk_calendar")
