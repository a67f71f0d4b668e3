"""The demo's weeks ahead: how often each show comes, what is planned and not approved, and when nobody works.

Moments are relative, as everything in the demo: a cadence goes by the day of the week on which the show's next episode
is out, so it fits whenever the demo is made.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import User
from django.utils import timezone

from episodes.formats.recurrence import DAYS, Pattern
from episodes.models import Episode, Holiday, Show, StateChange
from episodes.publishing import moment

type Rhythm = Literal["weekly", "fortnightly", "monthly"]

RHYTHMS: dict[str, Rhythm] = {
    "lost-property": "weekly",
    "slack-water": "fortnightly",
    "wetterwarte": "monthly",
}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A draft, or the slug of one that is there, so many days after the next episode of its show; `at` its hour."""

    show: str
    after: int
    title: str = ""
    slug: str = ""
    at: str = ""


PLANNED = (
    Planned(show="lost-property", after=7, title="The porter kept the other shoe"),
    Planned(show="lost-property", after=14, title="Platform nine, later than that"),
    Planned(show="lost-property", after=28, title="What the clockmaker left running"),
    Planned(show="lost-property", after=35, title="Forty minutes, returned"),
    Planned(show="lost-property", after=63, slug="season-three-the-third-umbrella"),
    Planned(show="slack-water", after=28, slug="the-sea-from-underneath"),
    Planned(show="slack-water", after=0, slug="the-cartographers-broom", at="18:30"),
    Planned(show="slack-water", after=56, title="A lighthouse by post"),
    Planned(show="slack-water", after=-10, title="The man who tunes the buoys"),
    Planned(show="wetterwarte", after=21, title="Raureif, von innen"),
)

UNPLANNED = (("slack-water", "A harbour that only answers"), ("wetterwarte", "Ein Amt für Wind"))

# Slug → how long ago its producer handed it in, with which words.
HANDED_IN = {
    "the-sea-from-underneath": (dt.timedelta(hours=3), "Chapters are in. The last minute is new: please listen to it."),
    "a-year-of-breakfasts": (dt.timedelta(days=5), "Ready from my side."),
}

HOLIDAYS = ((12, 25, "Christmas Day"), (12, 26, "Boxing Day"), (1, 1, "New Year’s Day"), (5, 1, "May Day"))


def plan(shows: dict[str, Show]) -> None:
    """Give the shows their cadence, the drafts their moments and the calendar its holidays."""
    now = timezone.now()
    first = {slug: _next_of(show) for slug, show in shows.items()}
    for slug, rhythm in RHYTHMS.items():
        if (show := shows.get(slug)) and first[slug]:
            show.update_rule, show.update_from = _rule(rhythm, first[slug]), first[slug].date()
            show.save(update_fields=["update_rule", "update_from"])
    for number, planned in enumerate(PLANNED):
        if (show := shows.get(planned.show)) and first[planned.show]:
            _plan(show, planned, first[planned.show], number)
    for show_slug, title in UNPLANNED:
        if show := shows.get(show_slug):
            Episode.objects.create(show=show, title=title, slug=f"idea-{show_slug}")
    for month, day, name in HOLIDAYS:
        for year in (now.year, now.year + 1):
            Holiday.objects.get_or_create(show=None, day=dt.date(year, month, day), defaults={"name": name})


def hand_in(*, by: User) -> None:
    """Put on record that `by` handed in what is in review, so that there is news for the editors."""
    now = timezone.now()
    for slug, (ago, note) in HANDED_IN.items():
        episode = Episode.objects.filter(slug=slug, state="in_review").first()
        if episode is None or episode.state_changes.exists():
            continue
        step = StateChange.objects.create(episode=episode, from_state="draft", to_state="in_review", by=by, note=note)
        StateChange.objects.filter(pk=step.pk).update(at=now - ago)
        Episode.objects.filter(pk=episode.pk).update(updated_at=now - ago)


def _next_of(show: Show) -> dt.datetime:
    """When the next episode is out, on the clock of the show."""
    upcoming = show.episodes.scheduled().first()
    at = upcoming.publish_at if upcoming and upcoming.publish_at else timezone.now() + dt.timedelta(days=7)
    return at.astimezone(show.zone)


def _rule(rhythm: Rhythm, at: dt.datetime) -> str:
    day = DAYS[at.weekday()]
    hour = at.time().replace(second=0, microsecond=0)
    if rhythm == "monthly":
        nth = (at.day - 1) // 7 + 1
        return Pattern(every="MONTHLY", days=(day,), nth=nth if nth < 5 else -1, at=hour).rule()
    off = (8,) if rhythm == "weekly" else ()
    return Pattern(days=(day,), interval=2 if rhythm == "fortnightly" else 1, at=hour, months_off=off).rule()


def _plan(show: Show, planned: Planned, first: dt.datetime, number: int) -> None:
    hour = dt.time.fromisoformat(planned.at) if planned.at else first.time()
    day = first.date() + dt.timedelta(days=planned.after)
    at = moment(dt.datetime.combine(day, hour.replace(second=0, microsecond=0)), show.zone)
    if planned.slug:
        show.episodes.filter(slug=planned.slug).update(publish_at=at)
    else:
        Episode.objects.create(show=show, title=planned.title, slug=f"planned-{number}", publish_at=at)
