"""A show's reading list: every link that its public episodes give, newest first, by topic or by site.

Sponsored links are a list of their own. Nothing here knows what is asked of a page; a `Selection` is values only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import NullIf

from episodes.models import Episode, ResourceLink, Show

# More sites than anybody reads in a list of choices; each is in the list by site all the same.
MOST_SITES = 200
_MOST_WORDS = 8


class Order(StrEnum):
    """What the links are put together by."""

    EPISODE = "episode"
    TOPIC = "topic"
    SITE = "site"


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which links are wanted, and in what order; what is empty narrows nothing. `topic` is a slug, `site` a host."""

    words: str = ""
    topic: str = ""
    site: str = ""
    sponsored: bool = False
    order: Order = Order.EPISODE

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.topic or self.site)

    @property
    def groups(self) -> Order:
        """What the links stand under: on one topic alone, their episodes."""
        return Order.EPISODE if self.topic and self.order is Order.TOPIC else self.order


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A topic or a site, with the number of links that it has in the list."""

    value: str
    name: str
    links: int


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a list can be narrowed by, and how long it and its sponsored counterpart are."""

    topics: list[Choice] = field(default_factory=list)
    sites: list[Choice] = field(default_factory=list)
    plain: int = 0
    sponsored: int = 0


@dataclass(frozen=True, kw_only=True)
class Group:
    """Links that belong together: those of `episode`, or else those on the topic or of the site named `name`."""

    name: str
    slug: str
    episode: Episode | None
    links: list[ResourceLink]


def choices(*, show: Show, sponsored: bool = False) -> Choices:
    """What there is to choose from. Three queries."""
    every = _links_of(show)
    among = every.filter(sponsored=sponsored).order_by()
    tagged = among.filter(episode__topics__isnull=False)
    topics = tagged.values_list("episode__topics__slug", "episode__topics__name").annotate(n=Count("pk"))
    sites = among.exclude(site="").values_list("site").annotate(n=Count("pk")).order_by("-n", "site")[:MOST_SITES]
    lengths = every.order_by().aggregate(
        plain=Count("pk", filter=Q(sponsored=False)), sponsored=Count("pk", filter=Q(sponsored=True))
    )
    return Choices(
        topics=[Choice(value=slug, name=name, links=n) for slug, name, n in topics.order_by("episode__topics__name")],
        sites=[Choice(value=site, name=site, links=n) for site, n in sites],
        **lengths,
    )


def has_site(*, show: Show, site: str) -> bool:
    """Whether the show has a link to that site: one of those that are not among the choices, too."""
    return _links_of(show).filter(site=site).exists()


def listed(*, show: Show, selection: Selection) -> QuerySet[ResourceLink]:
    """The links selected, with the episode that each is from, in the order wanted.

    By topic a link is there once for each topic of its episode, as `topic_name` and `topic_slug`; a list of one topic
    is put together by episode.
    """
    found = _links_of(show, topic=selection.topic).filter(sponsored=selection.sponsored)
    if selection.site:
        found = found.filter(site=selection.site)
    for word in selection.words.split()[:_MOST_WORDS]:
        found = found.filter(_says(word))
    found = found.select_related("episode").only(*_SHOWN)
    newest = ("-episode__publish_at", "-episode", "position", "pk")
    if selection.groups is Order.SITE:
        return found.order_by(NullIf("site", Value("")).asc(nulls_last=True), *newest)
    if selection.groups is Order.TOPIC:
        tagged = found.filter(episode__topics__isnull=False)
        by_name = tagged.annotate(topic_name=F("episode__topics__name"), topic_slug=F("episode__topics__slug"))
        return by_name.order_by("topic_name", *newest)
    return found.order_by(*newest)


def grouped(links: Iterable[Any], *, show: Show, selection: Selection) -> Iterator[Group]:
    """The links of a page in groups, as they follow one another. No query."""
    its_episode: dict[int, Episode] = {}
    for link in links:
        # One object for each episode, whose show is at hand: addresses and days are made from it.
        link.episode = its_episode.setdefault(link.episode_id, link.episode)
        link.episode.show = show
    for (name, slug, pk), together in groupby(links, key=_GROUPED[selection.groups]):
        yield Group(name=name, slug=slug, episode=its_episode.get(pk), links=list(together))


_GROUPED = {
    Order.EPISODE: lambda link: ("", "", link.episode_id),
    Order.TOPIC: lambda link: (link.topic_name, link.topic_slug, None),
    Order.SITE: lambda link: (link.site, link.site, None),
}
_SHOWN = (
    *("label", "url", "archived_url", "is_dead", "site", "sponsored"),
    *("episode__title", "episode__slug", "episode__publish_at", "episode__show"),
)


def _links_of(show: Show, *, topic: str = "") -> QuerySet[ResourceLink]:
    episodes = Episode.objects.published().filter(show=show, **({"topics__slug": topic} if topic else {}))
    return ResourceLink.objects.filter(episode__in=episodes)


def _says(word: str) -> Q:
    """Label or address has the word; SQLite knows no capitals but those of English."""
    found = Q()
    for way in {word, word.lower(), word.upper(), word.capitalize()}:
        found |= Q(label__icontains=way) | Q(url__icontains=way)
    return found
