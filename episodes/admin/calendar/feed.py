"""The schedule for somebody's own calendar, at an address that is its own key."""

import datetime as dt

from django.conf import settings
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from episodes import schedule
from episodes.admin import showing
from episodes.clocks import clock_and_day
from episodes.formats import icalendar
from episodes.models import Episode, StateChange

_BEFORE, _AHEAD = dt.timedelta(days=92), dt.timedelta(days=550)
_REFRESH = dt.timedelta(hours=1)
MOST = 2_000


@require_safe
def schedule_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What its owner may see at this moment, and nothing else; unknown and revoked are the same 404."""
    user = schedule.user_of_address(secret=secret)
    if user is None or not user.has_perm("episodes.view_episode"):
        raise Http404
    now = timezone.now()
    shows = list(schedule.shows_open_to(user=user))
    entries = schedule.between(shows=shows, since=now - _BEFORE, until=now + _AHEAD)[:MOST]
    moves = _moves([entry.episode for entry in entries])
    events = (_event(request, entry, moves.get(entry.episode.pk, 0)) for entry in entries)
    body = icalendar.calendar(events, name=settings.SITE_NAME, made_at=now, refresh=_REFRESH)
    response = HttpResponse(body, content_type=f"{icalendar.MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="schedule.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _moves(episodes: list[Episode]) -> dict[int, int]:
    """By key how often an episode's moment has been set: the number by which calendars know that theirs is old."""
    told = StateChange.objects.filter(~Q(publish_at=F("publish_at_before")) | Q(publish_at_before=None))
    keys = [episode.pk for episode in episodes]
    return dict(told.filter(episode__in=keys).order_by().values_list("episode").annotate(Count("pk")))


def _event(request: HttpRequest, entry: schedule.Entry, sequence: int) -> icalendar.Event:
    episode = entry.episode
    assert episode.publish_at is not None  # noqa: S101 - the schedule is of moments
    key = showing.condition(episode)
    certain = key in ("scheduled", "public")
    local = f"{clock_and_day(episode.publish_at.astimezone(episode.show.zone))} ({episode.show.time_zone})"
    lines = [str(showing.LABELS[key][0]), local, *entry.must]
    return icalendar.Event(
        uid=f"{episode.pk}.{episode.guid}"[:200],
        starts_at=episode.publish_at,
        changed_at=episode.updated_at,
        sequence=sequence,
        summary=f"{'' if certain else '? '}{episode.show.title}: {episode.title}",
        description="\n".join(lines),
        url=request.build_absolute_uri(reverse("admin:episodes_episode_change", args=[episode.pk])),
        status="CONFIRMED" if certain else "TENTATIVE",
        categories=(episode.show.title,),
    )
