"""The desk's first page: what is late, what goes out next, what others changed since somebody last looked."""

import datetime as dt
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from episodes import schedule
from episodes.admin import showing
from episodes.admin.calendar import grid
from episodes.clocks import with_zone
from episodes.models import Episode, Show, StateChange

_ROWS = 6
LATE_SIGNS = {
    "lacking": "error",
    "passed": "event_busy",
    "soon": "hourglass_bottom",
    "review": "rate_review",
    "gap": "event_upcoming",
}


def to_do(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """As many queries for one episode as for thousands."""
    user = cast(User, request.user)
    if not user.has_perm("episodes.view_episode"):
        return {**context, "lists": []}
    shows = list(schedule.shows_open_to(user=user))
    since = schedule.looked(user=user)
    tints = grid.palette(shows)
    return {
        **context,
        "late": [_late(each, tints) for each in schedule.late(shows=shows)],
        "upcoming": [_upcoming(entry, tints) for entry in schedule.upcoming(shows=shows, count=_ROWS + 2)],
        "news": [_news(each, tints) for each in schedule.news(shows=shows, user=user, since=since)],
        "since": _since(since, shows),
        "lists": _lists(user),
        "has_shows": bool(shows),
    }


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """From now on nothing is new to whoever presses the button."""
    if not request.user.has_perm("episodes.view_episode"):
        raise PermissionDenied
    schedule.seen_all(user=cast(User, request.user))
    return HttpResponseRedirect(reverse("admin:index"))


seen_view = admin.site.admin_view(seen)


def _late(late: schedule.Late, tints: dict[int, tuple[str, str]]) -> dict[str, Any]:
    address = f"{reverse('desk_calendar_lay_out')}?show={late.show.pk}"
    if late.episode:
        address = reverse("admin:episodes_episode_change", args=[late.episode.pk])
    return {
        "title": late.episode.title if late.episode else late.show.title,
        "show": late.show,
        "address": address,
        "sentence": late.sentence,
        "icon": LATE_SIGNS[late.kind],
        "serious": late.kind in ("lacking", "passed"),
        "moment": _told(late.at, late.show) if late.at else "",
        "tints": tints[late.show.pk],
        "of_show": late.episode is None,
    }


def _upcoming(entry: schedule.Entry, tints: dict[int, tuple[str, str]]) -> dict[str, Any]:
    episode = entry.episode
    at = episode.local_publish_at
    assert at is not None  # noqa: S101 - it is to come at some moment
    return {
        "card": grid.Card(
            entry=entry, at=at, clock=episode.show.time_zone, colours=tints[episode.show_id], movable=False
        ),
        "day": at.date(),
        "tints": tints[episode.show_id],
        "days": (at.date() - timezone.now().astimezone(episode.show.zone).date()).days,
    }


# --- What others did --------------------------------------------------------------------------

# From one state to another, in words. `who` may be nobody: what the clock or a job did.
_STEPS: dict[tuple[str, str], Any] = {
    ("draft", "in_review"): gettext_lazy("%(who)s handed it in for review"),
    ("in_review", "draft"): gettext_lazy("%(who)s gave it back"),
    ("in_review", "approved"): gettext_lazy("%(who)s approved it for %(moment)s"),
    ("approved", "approved"): gettext_lazy("%(who)s moved it to %(moment)s"),
    ("approved", "in_review"): gettext_lazy("%(who)s took it back into review"),
    ("approved", "withdrawn"): gettext_lazy("%(who)s withdrew it"),
    ("withdrawn", "draft"): gettext_lazy("%(who)s made it a draft again"),
}


def _news(about: dict[str, Any], tints: dict[int, tuple[str, str]]) -> dict[str, Any]:
    episode = about["episode"]
    said = [_step(change, episode.show) for change in about["steps"][:3]]
    if about["saved_by"]:
        said.append(_("%(who)s changed it") % {"who": _name(about["saved_by"])})
    return {
        "episode": episode,
        "badge": showing.badge(episode),
        "said": said,
        "at": _told(about["at"], episode.show),
        "note": next((change.note for change in about["steps"] if change.note), ""),
        "tints": tints[episode.show_id],
    }


def _step(change: StateChange, show: Show) -> str:
    values = {"who": _name(change.by), "moment": _told(change.publish_at, show) if change.publish_at else ""}
    if change.from_state == change.to_state:
        if change.publish_at is None:
            return str(_("%(who)s took it off the calendar") % values)
        return str(_("%(who)s moved it to %(moment)s") % values)
    words = _STEPS.get((change.from_state, change.to_state))
    if words is None:
        return f"{values['who']}: {change.get_from_state_display()} → {change.get_to_state_display()}"
    return str(words) % values


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else str(_("The site"))


def _told(moment: dt.datetime, show: Show) -> str:
    return with_zone(moment, show.zone)


def _since(since: dt.datetime, shows: list[Show]) -> str:
    return _told(since, shows[0]) if shows else ""


# --- The lists --------------------------------------------------------------------------------


def _lists(user: User) -> list[dict[str, Any]]:
    episodes = Episode.objects.open_to(user).select_related("show").defer("notes", "summary")
    waiting = episodes.filter(state="in_review").order_by("updated_at")
    lists = (
        ("in_review", _("In review"), _("Nothing waits for an editor."), waiting),
        ("draft", _("Drafts"), _("No drafts."), episodes.filter(state="draft").order_by("-updated_at")),
        ("public", _("Lately public"), _("Nothing is public yet."), episodes.published().newest_first()),
    )
    return [
        {
            "state": state,
            "title": title,
            "empty": empty,
            "rows": [(episode, showing.moment(episode)) for episode in found[:_ROWS]],
        }
        for state, title, empty, found in lists
    ]
