"""What keeps work safe at the episodes' form: readiness beside it, unsaved work, who else is there.

Scripts are answered in JSON, and with 401 where a page would lead to the sign-in: nothing that is typed waits for one.
"""

import datetime as dt
import json
import re
import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from episodes import open_forms, readiness
from episodes.admin.uploads import UploadsAdmin
from episodes.clocks import clock_and_day
from episodes.forms.readiness import facts_typed
from episodes.models import Episode, OpenForm, Show

# What a form carries besides what is typed.
_CARRIED = frozenset({"csrfmiddlewaretoken", "seen", "base", "unsaved_tab", "_save", "_continue", "_addanother"})
_TAB = re.compile(r"[A-Za-z0-9-]{8,40}")


class SafetyAdmin(UploadsAdmin):
    """The part of the episodes' admin that listens while a form is filled in."""

    def get_urls(self) -> list[URLPattern]:
        return [
            path("unsaved/", self._for_writers(self._unsaved), name="episodes_episode_unsaved"),
            path("readiness/", self._for_writers(self._readiness), name="episodes_episode_readiness"),
            *super().get_urls(),
        ]

    def _for_writers(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @never_cache
        def guarded(request: HttpRequest) -> HttpResponse:
            if not self.admin_site.has_permission(request):
                address = reverse("admin:login")
                return _said(401, _("You are signed out. What you typed is kept in this browser."), sign_in=address)
            if request.method not in ("POST", "DELETE"):
                return HttpResponse(status=405, headers={"Allow": "POST, DELETE"})
            try:
                episode = self._meant(request)
            except LookupError:
                return _said(404, _("The episode is not there any more. What you typed is kept in this browser."))
            allowed = (
                self.has_change_permission(request, episode)
                if episode.pk
                else request.user.has_perm("episodes.add_episode", episode)
            )
            if not allowed:
                return _said(403, _("You may not change this episode."))
            return view(request, episode)

        return guarded

    def _meant(self, request: HttpRequest) -> Episode:
        """The episode of the form that asks, or a new one of its show; raises LookupError."""
        kind, _colon, key = request.GET.get("form", "").rpartition(":")
        if not (key.isascii() and key.isdecimal() and len(key) < 19):
            raise LookupError
        theirs = Episode.objects.open_to(request.user)
        if kind == "episode:add" and (show := Show.objects.open_to(request.user).filter(pk=key).first()):
            return Episode(show=show)
        stored: Episode | None = theirs.select_related("show").filter(pk=key).first()
        if kind != "episode" or stored is None:
            raise LookupError
        return stored

    # --- Readiness ----------------------------------------------------------------------------

    def _readiness(self, request: HttpRequest, episode: Episode) -> HttpResponse:
        facts = facts_typed(data=request.POST, episode=episode)
        return JsonResponse({"html": _checklist(facts, episode)})

    # --- Unsaved work -------------------------------------------------------------------------

    def _unsaved(self, request: HttpRequest, episode: Episode) -> HttpResponse:
        """Keep what is typed (`fields`), or only say that the form is open; answer who else is there.

        The body is `{"tab", "fields"?, "typed_at"?, "opening"?, "tabs"?, "moved_to"?}`; `DELETE` throws away `tab`.
        """
        try:
            sent = json.loads(request.body)
            tab, tabs = str(sent["tab"]), [str(each) for each in sent.get("tabs") or []]
            typed_at = _instant(sent["typed_at"]) if sent.get("typed_at") else None
        except (ValueError, KeyError, TypeError, OverflowError):
            return _said(400, _("This is not what a form holds."))
        if not _TAB.fullmatch(tab):
            return _said(400, _("This is not what a form holds."))
        owner, form = cast(User, request.user), open_forms.name_of(episode=episode, show=episode.show)
        if request.method == "DELETE":
            open_forms.close(owner=owner, form=form, tabs=[tab])
            return HttpResponse(status=204)
        try:
            kept = open_forms.keep(owner=owner, form=form, tab=tab, fields=sent.get("fields"), typed_at=typed_at)
        except open_forms.Refused as refused:
            return _said(422, str(refused))
        answer: dict[str, Any] = {
            "others": [_other(each, episode.show) for each in open_forms.others(owner=owner, form=form)],
            "closed": kept.closed_at is not None,
            "changed": bool(sent.get("seen")) and sent["seen"] != _seen(episode),
        }
        if sent.get("opening"):
            answer["unsaved"] = [_work(each, episode.show) for each in open_forms.unsaved(owner=owner, form=form)]
        if tabs:
            answer["done"] = open_forms.closed(owner=owner, form=form, tabs=tabs)
        return JsonResponse(answer)

    def close_unsaved(self, request: HttpRequest, episode: Episode, *, added: bool) -> None:
        """What was typed in the tabs that sent this form is saved."""
        tabs = _tabs(request)
        name = open_forms.name_of(episode=None if added else episode, show=episode.show)
        open_forms.close(owner=cast(User, request.user), form=name, tabs=tabs)

    def keep_sent(self, request: HttpRequest, episode: Episode) -> bool:
        """Keep what was sent where it cannot be saved, as unsaved work; whether that could be done."""
        fields = [[name, value] for name, values in request.POST.lists() if name not in _CARRIED for value in values]
        tabs = _tabs(request) or [str(uuid.uuid4())]
        owner, form = cast(User, request.user), open_forms.name_of(episode=episode, show=episode.show)
        try:
            open_forms.keep(owner=owner, form=form, tab=tabs[0], fields=fields, typed_at=timezone.now())
        except open_forms.Refused:
            return False
        return True

    # --- For the template ---------------------------------------------------------------------

    def safety_context(self, request: HttpRequest, show: Show, original: Episode | None) -> dict[str, Any]:
        episode = original or Episode(show=show)
        may_write = self.has_change_permission(request, original) if original else self.has_add_permission(request)
        return {
            "form_name": open_forms.name_of(episode=original, show=show),
            "listens": may_write,
            "came": " ".join(_tabs(request)),
            "checklist": _checklist(facts_once(episode), episode),
        }


def _instant(text: str) -> dt.datetime:
    """Raises ValueError for a time that is not one of the world, OverflowError for one beyond what is counted."""
    instant = dt.datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(dt.UTC)


def facts_once(episode: Episode) -> readiness.Facts:
    """The facts of an episode that a page shows in more than one place: asked for once, kept with the object."""
    known: readiness.Facts | None = episode.__dict__.get("_facts")
    if known is None:
        known = episode.__dict__["_facts"] = readiness.facts_of(episode=episode)
    return known


def _tabs(request: HttpRequest) -> list[str]:
    """Those whose work came with this form."""
    return [tab for tab in request.POST.getlist("unsaved_tab") if _TAB.fullmatch(tab)]


def _checklist(facts: readiness.Facts, episode: Episode) -> str:
    entries = readiness.checklist(facts, must_have=episode.show.must_have)
    missing = [entry for entry in entries if entry.state is readiness.State.MISSING]
    context = {
        "must": [entry for entry in missing if entry.must],
        "should": [entry for entry in missing if not entry.must],
        "met": [entry for entry in entries if entry.state is readiness.State.MET],
        "total": len(entries),
    }
    return render_to_string("admin/readiness.html", context)


def _work(kept: OpenForm, show: Show) -> dict[str, Any]:
    assert kept.typed_at is not None  # noqa: S101 - what is unsaved was typed at some time
    return {"tab": kept.tab, "when": when(kept.typed_at, show), "typed_at": kept.typed_at, "fields": kept.fields}


def _other(other: open_forms.Other, show: Show) -> dict[str, Any]:
    return {"name": other.name, "since": when(other.since, show), "typing": other.typing}


def when(moment: dt.datetime, show: Show) -> str:
    """`14:32 (Europe/Lisbon)`, with the day where it is another one."""
    local, today = moment.astimezone(show.zone), timezone.now().astimezone(show.zone).date()
    clock = f"{local:%H:%M}" if local.date() == today else clock_and_day(local)
    return f"{clock} ({show.time_zone})"


def _seen(episode: Episode) -> str:
    return episode.updated_at.isoformat() if episode.pk else ""


def _said(status: int, sentence: str, **more: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence, **more}, status=status)
