"""From the database: the episodes of a stretch of time, and those without a moment, each with what it lacks."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from episodes import readiness
from episodes.models import Episode, Show

State = Episode.State
# In the words of a person: what is approved is scheduled or public.
STATES = ("draft", "in_review", "scheduled", "public", "withdrawn")
# What stands in a calendar unless somebody asks for more.
SHOWN = frozenset(STATES) - {"withdrawn"}
TRAY = 60


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An episode as the schedule shows it. `must` and `should` are sentences about what it lacks."""

    episode: Episode
    must: tuple[str, ...] = ()
    should: tuple[str, ...] = ()

    @property
    def readiness(self) -> str:
        """`lacking`: it cannot go out; `nearly`: it can, and could be better; `ready`."""
        return "lacking" if self.must else "nearly" if self.should else "ready"


def shows_open_to(*, user: User, permission: str = "episodes.view_episode") -> QuerySet[Show]:
    """The shows in which `user` may do that."""
    return Show.objects.open_to(user, permission)


def between(
    *, shows: Collection[Show], since: dt.datetime, until: dt.datetime, states: Iterable[str] = SHOWN
) -> list[Entry]:
    """What goes out, went out or is planned from `since`, before `until`, by time. Seven queries at most."""
    episodes = _of(shows).filter(_in(states), publish_at__gte=since, publish_at__lt=until)
    return _entries(episodes.order_by("publish_at", "pk"), shows)


def unscheduled(*, shows: Collection[Show], states: Iterable[str] = SHOWN) -> list[Entry]:
    """Drafts and episodes in review without a moment, the last touched first: at most `TRAY`."""
    episodes = _of(shows).filter(_in(set(states) & {"draft", "in_review"}), publish_at=None)
    return _entries(episodes.order_by("-updated_at", "-pk")[:TRAY], shows)


def _of(shows: Collection[Show]) -> QuerySet[Episode]:
    episodes: QuerySet[Episode] = Episode.objects.filter(show__in=[show.pk for show in shows])
    return episodes


def _in(states: Iterable[str]) -> Q:
    """The episodes in these states, as people call them."""
    wanted, now = set(states), timezone.now()
    stored = Q(state__in=wanted & {"draft", "in_review", "withdrawn"})
    if "scheduled" in wanted:
        stored |= Q(state="approved", publish_at__gt=now)
    if "public" in wanted:
        stored |= Q(state="approved", publish_at__lte=now)
    return stored


def _entries(episodes: Any, shows: Collection[Show]) -> list[Entry]:
    """Of what is out already the long texts are not read: nothing is asked of it any more."""
    found: Sequence[Episode] = list(episodes.defer("notes", "summary"))
    by_key = {show.pk: show for show in shows}
    for episode in found:
        episode.show = by_key[episode.show_id]
    lacks = lacking([episode for episode in found if not episode.is_public and episode.state != State.WITHDRAWN])
    return [Entry(episode=episode, **lacks.get(episode.pk, {})) for episode in found]


def lacking(episodes: Collection[Episode]) -> dict[int, dict[str, tuple[str, ...]]]:
    """By key what each of `episodes` lacks: `must` and `should`. Six queries, or none."""
    texts = (
        {
            key: (summary, notes)
            for key, summary, notes in Episode.objects.filter(pk__in=[episode.pk for episode in episodes]).values_list(
                "pk", "summary", "notes"
            )
        }
        if episodes
        else {}
    )
    for episode in episodes:
        episode.summary, episode.notes = texts.get(episode.pk, ("", ""))
    facts = readiness.facts_of_many(episodes=episodes)
    found = {}
    for episode in episodes:
        entries = readiness.checklist(facts[episode.pk], must_have=episode.show.must_have)
        missing = [entry for entry in entries if entry.state is readiness.State.MISSING]
        found[episode.pk] = {
            "must": tuple(entry.sentence for entry in missing if entry.must),
            "should": tuple(entry.sentence for entry in missing if not entry.must),
        }
    return found
