"""What lists of episodes ask: a part of a list with its length, the choices beside it, who makes the show."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, CharField, Count, DateTimeField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, ExtractYear

from episodes.models import Credit, Episode, Season, Show, StandingCredit, Topic
from guests.paging import counted
from guests.prepared import NOW, Prepared, Slot, key

MOST_ANNOUNCED = 5


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A season, a topic, a year or a show that narrows a list; `value` stands in the address, `episodes` are in it."""

    value: str
    name: str
    episodes: int
    row: Any = None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What narrows the list of a show: seasons by number, topics by name, years, the last one first."""

    seasons: list[Choice] = field(default_factory=list)
    topics: list[Choice] = field(default_factory=list)
    years: list[Choice] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.seasons or self.topics or len(self.years) > 1)


@Prepared
def _listed(by: tuple[str, ...], first: int, end: int) -> Any:
    rows = {name: key(name) for name in by if name != "year"}
    episodes = Episode.objects.published(now=NOW).filter(**rows).newest_first()
    if "year" in by:
        begins, ends = (Slot(name, DateTimeField()) for name in ("begins", "ends"))
        episodes = episodes.filter(publish_at__gte=begins, publish_at__lt=ends)
    return counted(episodes).for_cards()[first:end]


def listed(
    first: int,
    end: int,
    *,
    show: Show | None = None,
    season: Season | None = None,
    topic: Topic | None = None,
    year: int | None = None,
) -> list[Episode]:
    """The public episodes from number `first`, counted from 0, to before `end`, newest first, as cards show them.

    Only those of the show, of the season, on the topic and of the year, by the clock of the show, that are given. Each
    says how many there are in all (`listed`). Two queries at most.
    """
    given = {"show": show, "season": season, "topics": topic}
    values: dict[str, Any] = {name: row.pk for name, row in given.items() if row is not None}
    by = tuple(values)
    if year is not None:
        zone = show.zone if show else dt.UTC
        values |= {"begins": dt.datetime(year, 1, 1, tzinfo=zone), "ends": dt.datetime(year + 1, 1, 1, tzinfo=zone)}
        by = (*by, "year")
    episodes: list[Episode] = Episode.objects.with_credits(_listed(by, first, end, **values))
    return episodes


@Prepared
def _cards(count: int) -> Any:
    return Episode.objects.published(now=NOW).filter(pk__in=[key(f"episode_{n}") for n in range(count)]).for_cards()


def cards(episodes: Collection[int]) -> list[Episode]:
    """Those of the episodes, given by their keys, that are public, as cards show them. Two queries at most."""
    keys = {f"episode_{n}": pk for n, pk in enumerate(episodes)}
    found: list[Episode] = Episode.objects.with_credits(_cards(len(keys), **keys) if keys else [])
    return found


@dataclass(frozen=True, kw_only=True)
class Announced:
    """All that the public is told of an episode to come: its title, and its day in the show's time zone."""

    title: str
    day: dt.date


_SEASON, _TOPIC, _YEAR, _TO_COME = range(4)


@Prepared
def _beside(zone: str) -> Any:
    """Four tables under one another."""
    public = Episode.objects.published(now=NOW).filter(show=key("show")).order_by()
    columns = ("what", "figure", "called", "part", "its", "at")
    nothing, none = Value("", CharField()), Value(None, BigIntegerField())
    never = Cast(Value(None), DateTimeField())  # without a type PostgreSQL takes it for text
    seasons = public.filter(season__isnull=False).annotate(
        what=Value(_SEASON), figure=F("season__number"), called=F("season__name"), part=nothing, its=F("season")
    )
    tagged = public.filter(topics__isnull=False).annotate(
        what=Value(_TOPIC), figure=Value(0), called=F("topics__name"), part=F("topics__slug"), its=F("topics")
    )
    year = ExtractYear("publish_at", tzinfo=ZoneInfo(zone))
    years = public.annotate(what=Value(_YEAR), figure=year, called=nothing, part=nothing, its=none)
    parts = [
        rows.annotate(at=never).values_list(*columns).annotate(episodes=Count("pk"))
        for rows in (seasons, tagged, years)
    ]
    # Nothing else of them is read, so nothing else can be shown.
    first = Episode.objects.coming_up(now=NOW).filter(show=key("show")).values("pk")[:MOST_ANNOUNCED]
    to_come = Episode.objects.coming_up(now=NOW).filter(pk__in=first).order_by()
    to_come = to_come.annotate(what=Value(_TO_COME), figure=Value(0), called=F("title"), part=nothing, its=none)
    announced = to_come.annotate(at=F("publish_at"), episodes=Value(1)).values_list(*columns, "episodes")
    return parts[0].union(*parts[1:], announced, all=True).order_by("what", "figure", "at", "called", "its")


def beside(show: Show) -> tuple[Choices, list[Announced]]:
    """What stands beside the list of a show. One query.

    The seasons, topics and years of which an episode is public, each with how many are; and what the show tells of what
    comes next, the next one first.
    """
    found, coming = Choices(), []
    for kind, number, name, slug, row, at, episodes in _beside(show.time_zone, show=show.pk):
        if kind == _TO_COME:
            coming.append(Announced(title=name, day=at.astimezone(show.zone).date()))
        elif kind == _SEASON:
            season = Season(pk=row, show=show, number=int(number), name=name)
            found.seasons.append(
                Choice(value=str(season.number), name=name or str(season), episodes=episodes, row=season)
            )
        elif kind == _TOPIC:
            topic = Topic(pk=row, name=name, slug=slug)
            found.topics.append(Choice(value=slug, name=name, episodes=episodes, row=topic))
        else:
            year = int(number)  # PostgreSQL extracts a decimal number
            found.years.insert(0, Choice(value=str(year), name=str(year), episodes=episodes, row=year))
    return found, coming


@Prepared
def _shows_on() -> Any:
    tagged = Episode.objects.published(now=NOW).filter(topics=key("topic")).order_by("show__title", "show")
    return tagged.values_list("show", "show__slug", "show__title").annotate(episodes=Count("pk"))


def shows_on(topic: Topic) -> list[Choice]:
    """The shows of which an episode on the topic is public, by title, each with how many are. One query."""
    return [
        Choice(value=slug, name=title, episodes=episodes, row=Show(pk=pk, slug=slug, title=title))
        for pk, slug, title, episodes in _shows_on(topic=topic.pk)
    ]


@Prepared
def _topics() -> Any:
    tagged = Episode.objects.published(now=NOW).filter(topics__isnull=False).order_by("topics__name")
    return tagged.values_list("topics__slug", "topics__name", "topics__description").annotate(episodes=Count("pk"))


def topics() -> list[tuple[Topic, int]]:
    """The topics on which an episode is public, by name, each with how many are. One query."""
    return [(Topic(slug=slug, name=name, description=words), n) for slug, name, words, n in _topics()]


@Prepared
def _makers() -> Any:
    heard = Exists(Credit.objects.public(now=NOW).filter(person=OuterRef("person")))
    return StandingCredit.objects.filter(show=key("show")).select_related("person").annotate(is_heard=heard)


def makers(show: Show) -> list[StandingCredit]:
    """The standing credits of the show; `is_heard` where the person is on a public episode, and so has a profile."""
    return _makers(show=show.pk)
