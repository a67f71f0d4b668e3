"""What lists of episodes ask: a part of a list with its length, the choices beside it, who makes the show."""

from typing import Any

from django.db.models import Exists, OuterRef, SlugField, Value

from episodes.models import Credit, Episode, Season, Show, StandingCredit, Topic
from guests.paging import counted
from guests.prepared import NOW, Prepared, key


@Prepared
def _listed(by: tuple[str, ...], first: int, end: int) -> Any:
    episodes = Episode.objects.published(now=NOW).filter(**{name: key(name) for name in by}).newest_first()
    return counted(episodes).for_cards()[first:end]


def listed(
    first: int, end: int, *, show: Show | None = None, season: Season | None = None, topic: Topic | None = None
) -> list[Episode]:
    """The public episodes from number `first`, counted from 0, to before `end`, newest first, as cards show them.

    Only those of the show, of the season and on the topic that are given. Each says how many there are in all
    (`listed`). Two queries.
    """
    given = {"show": show, "season": season, "topics": topic}
    values = {name: row.pk for name, row in given.items() if row is not None}
    episodes: list[Episode] = Episode.objects.with_credits(_listed(tuple(values), first, end, **values))
    return episodes


@Prepared
def _choices() -> Any:
    show = key("show")
    columns = ("is_topic", "number", "name", "slug", "pk")
    seasons = Season.objects.public(now=NOW).filter(show=show)
    topics = Topic.objects.public(show=show, now=NOW)
    first = seasons.order_by().annotate(is_topic=Value(0), slug=Value("", SlugField())).values_list(*columns)
    second = topics.order_by().annotate(is_topic=Value(1), number=Value(0)).values_list(*columns)
    return first.union(second, all=True).order_by(*columns)


def choices(show: Show) -> tuple[list[Season], list[Topic]]:
    """The seasons of the show, by number, and the topics, by name, of which an episode is public. One query."""
    seasons, topics = [], []
    for is_topic, number, name, slug, pk in _choices(show=show.pk):
        if is_topic:
            topics.append(Topic(pk=pk, name=name, slug=slug))
        else:
            seasons.append(Season(pk=pk, show=show, number=number, name=name))
    return seasons, topics


@Prepared
def _makers() -> Any:
    heard = Exists(Credit.objects.public(now=NOW).filter(person=OuterRef("person")))
    return StandingCredit.objects.filter(show=key("show")).select_related("person").annotate(is_heard=heard)


def makers(show: Show) -> list[StandingCredit]:
    """The standing credits of the show; `is_heard` where the person is on a public episode, and so has a profile."""
    return _makers(show=show.pk)
