"""The desk's first page: what is late, what goes out next, and what others changed since somebody last looked."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes.models import DeskVisit, Episode, EpisodeVersion, Show, StateChange
from episodes.schedule.cadence import calendar_of, open_slots
from episodes.schedule.reading import Entry, between, lacking

# After so long a pause somebody comes back; until then what is new stays new.
PAUSE = dt.timedelta(minutes=30)
AT_FIRST = dt.timedelta(days=7)
LONG_IN_REVIEW = dt.timedelta(days=3)
SOON = dt.timedelta(days=7)
ROWS = 12


@dataclass(frozen=True, kw_only=True)
class Late:
    """Something that should have happened: of `episode`, or of the cadence of `show`."""

    kind: str
    show: Show
    sentence: str
    episode: Episode | None = None
    at: dt.datetime | None = None


def looked(*, user: User) -> dt.datetime:
    """Note that `user` looks at the first page; return since when things are new to them."""
    now = timezone.now()
    visit, _made = DeskVisit.objects.get_or_create(user=user, defaults={"since": now - AT_FIRST, "looked_at": now})
    if now - visit.looked_at > PAUSE:
        visit.since, visit.looked_at = visit.looked_at, now
        visit.save(update_fields=["since", "looked_at"])
    elif now - visit.looked_at > PAUSE / 10:
        visit.looked_at = now
        visit.save(update_fields=["looked_at"])
    return visit.since


def seen_all(*, user: User) -> None:
    """From now on nothing is new to `user`."""
    now = timezone.now()
    DeskVisit.objects.update_or_create(user=user, defaults={"since": now, "looked_at": now})


def news(*, shows: Collection[Show], user: User, since: dt.datetime) -> list[dict[str, Any]]:
    """What others did with episodes of `shows`, the latest first: an episode once, with its steps. Two queries."""
    keys, by_key = [show.pk for show in shows], {show.pk: show for show in shows}
    steps = StateChange.objects.filter(episode__show__in=keys, episode__deleted_at=None, at__gt=since)
    saves = EpisodeVersion.objects.filter(episode__show__in=keys, episode__deleted_at=None, at__gt=since)
    found: dict[int, dict[str, Any]] = {}
    rows: list[Any] = []
    for query in (steps, saves.exclude(cause=EpisodeVersion.Cause.BEFORE).defer("content")):
        slim = query.exclude(by=user).select_related("by", "episode").defer("episode__notes", "episode__summary")
        rows += slim.order_by("-at", "-pk")[: ROWS * 4]
    for row in sorted(rows, key=lambda row: row.at, reverse=True):
        row.episode.show = by_key[row.episode.show_id]
        about = found.setdefault(row.episode_id, {"episode": row.episode, "at": row.at, "steps": [], "saved_by": None})
        if isinstance(row, StateChange):
            about["steps"].append(row)
        elif about["saved_by"] is None:
            about["saved_by"] = row.by
    return list(found.values())[:ROWS]


def upcoming(*, shows: Collection[Show], count: int = 8) -> list[Entry]:
    """What goes out next, and what is planned to: with what it lacks."""
    now = timezone.now()
    return between(
        shows=shows, since=now, until=now + dt.timedelta(days=90), states=("draft", "in_review", "scheduled")
    )[:count]


def late(*, shows: Collection[Show]) -> list[Late]:
    """What is late: planned moments that passed, approved episodes that lack something, long reviews, slots to fill."""
    now, by_key = timezone.now(), {show.pk: show for show in shows}
    waiting = Episode.objects.filter(show__in=by_key, state__in=["draft", "in_review", "approved"])
    candidates = list(
        (
            waiting.filter(state__in=["draft", "in_review"], publish_at__lte=now + dt.timedelta(days=2))
            | waiting.filter(state="in_review", updated_at__lte=now - LONG_IN_REVIEW)
            | waiting.filter(state="approved", publish_at__gt=now)
        )
        .defer("notes", "summary")
        .order_by("publish_at", "pk")[:200]
    )
    silent = list(
        waiting.filter(state="approved", publish_at__lte=now, audio_file="", audio_url="").defer("notes", "summary")[
            :20
        ]
    )
    for episode in [*candidates, *silent]:
        episode.show = by_key[episode.show_id]
    lacks = lacking([episode for episode in candidates if episode.state == "approved"])
    found = [_late(episode, lacks.get(episode.pk, {}).get("must", ()), now) for episode in [*silent, *candidates]]
    return [*(each for each in found if each), *_due(shows, now)]


def _late(episode: Episode, must: Collection[str], now: dt.datetime) -> Late | None:
    planned = episode.publish_at
    if episode.state == "approved":
        if planned and planned <= now:
            must = [_("It should be public, and has no audio.")]
        if not must:
            return None
        kind, sentence = "lacking", " ".join(must)
    elif planned and planned <= now:
        kind, sentence = "passed", _("Its planned moment has passed, and nobody has approved it.")
    elif planned and planned <= now + dt.timedelta(days=2):
        kind, sentence = "soon", _("It is planned for the next two days, and not approved.")
    else:
        days = (now - episode.updated_at).days
        kind = "review"
        sentence = ngettext("It waits for an editor for %(n)d day.", "It waits for an editor for %(n)d days.", days)
        sentence %= {"n": days}
    return Late(kind=kind, show=episode.show, sentence=sentence, episode=episode, at=planned)


def _due(shows: Collection[Show], now: dt.datetime) -> list[Late]:
    """Slots within the week for which nothing is planned."""
    calendar = calendar_of(shows, since=now, until=now + SOON)
    return [
        Late(kind="gap", show=show, sentence=_("It is due by its cadence, and no episode is planned."), at=slot)
        for show in shows
        for slot in open_slots(show, calendar, since=now, until=now + SOON)[:1]
    ]
