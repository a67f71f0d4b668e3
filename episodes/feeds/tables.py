"""The tables that a page of a feed is made of, read side by side in the order of its episodes.

A page is a stretch of time in a show, so each table is asked for that stretch and not for a list of episodes, which
would take longer to write down than to answer. Who came between meanwhile is passed over.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import FETCH_RAISE, Count, DateTimeField, IntegerField, Max
from django.db.models.functions import Cast

from episodes import rendering
from episodes.models import (
    Chapter,
    Credit,
    Episode,
    FeedText,
    FundingLink,
    NotesHtml,
    RecommendedFeed,
    ResourceLink,
    Soundbite,
    StandingCredit,
    Topic,
    Transcript,
    WrittenItem,
)
from guests.prepared import NOW, Prepared, Slot, key

_BATCH, _ROWS = 50, 500


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The episodes of a page of the feed of `show`: their keys and moments, the newest first."""

    show: int
    listed: list[tuple[int, dt.datetime]]
    is_public: bool = True

    @cached_property
    def places(self) -> dict[int, int]:
        return {pk: place for place, (pk, _at) in enumerate(self.listed)}

    @property
    def values(self) -> dict[str, Any]:
        """What fills the slots of `_within`."""
        return {"show": self.show, "first": self.listed[-1][1], "last": self.listed[0][1]}

    def between(self, keys: Collection[int]) -> "Stretch":
        """From the newest to the oldest of those episodes, and none but them."""
        return replace(self, listed=[pair for pair in self.listed if pair[0] in keys])

    def rows(self, table: "Prepared[Any]", *, size: int) -> "_Rows":
        """The rows of a table for these episodes, read `size` at a time."""
        return _Rows(table.stream(self.is_public, size=size, **self.values), self.places)

    def episodes(self) -> Iterator[Episode]:
        """The episodes whole; whoever asks one of them for something that was not read is told so."""
        for episode in _episodes.stream(self.is_public, size=_BATCH, **self.values):
            if episode.pk in self.places:
                yield episode


def _within(prefix: str, is_public: bool) -> dict[str, Any]:
    """The stretch as a filter."""
    first, last = Slot("first", DateTimeField()), Slot("last", DateTimeField())
    within: dict[str, Any] = {"show": key("show"), "publish_at__gte": first, "publish_at__lte": last}
    within |= {"state": "approved"} if is_public else {}
    return {f"{prefix}{name}": value for name, value in within.items()}


@Prepared
def _episodes(is_public: bool) -> Any:
    listed = Episode.objects.filter(**_within("", is_public)).newest_first().select_related("season", "outgoing")
    return listed.fetch_mode(FETCH_RAISE)


@Prepared
def extent() -> Any:
    """How many public episodes `show` has, and the moment of the newest; no row where there are none."""
    published = Episode.objects.published(now=NOW).filter(show=key("show")).order_by()
    return published.values("show").annotate(count=Count("pk"), newest=Max("publish_at")).values_list("count", "newest")


@Prepared
def listed(first: int, size: int) -> Any:
    """Key, moment and token of `size` public episodes of `show`, the newest first, from the one numbered `first`."""
    published = Episode.objects.published(now=NOW).filter(show=key("show")).newest_first()
    return published.values_list("pk", "publish_at", "revision__token")[first : first + size]


@Prepared
def trailers() -> Any:
    """The public trailers of `show`, the newest first, as `Stretch.episodes`."""
    published = Episode.objects.published(now=NOW).filter(show=key("show"), kind=Episode.Kind.TRAILER)
    return published.newest_first().select_related("season", "outgoing").fetch_mode(FETCH_RAISE)


def _table(rows: Any, order: tuple[str, ...], *columns: Any, **named: Any) -> "Prepared[tuple[Any, ...]]":
    """The rows of a table in the order of the episodes, the key of the episode before the columns."""
    newest_first = ("-episode__publish_at", "-episode_id")

    def write(is_public: bool) -> Any:
        asked = rows().filter(**_within("episode__", is_public)).order_by(*newest_first, *order)
        return asked.values_list("episode_id", *columns, **named)

    return Prepared(write)


_PERSON = ("role", "person__name", "person__slug", "person__portrait", "person__portrait_x", "person__portrait_y")

_credits = _table(lambda: Credit.objects, ("position", "pk"), *_PERSON)
_chapters = _table(
    lambda: Chapter.objects.annotate(is_hidden=_number("hidden")),
    ("start_ms", "pk"),
    *("start_ms", "title", "url", "image", "image_url", "is_hidden", "end_ms"),
)
_links = _table(
    lambda: ResourceLink.objects.annotate(is_sponsored=_number("sponsored")),
    ("position", "pk"),
    *("label", "url", "is_sponsored"),
)
_topics = _table(lambda: _tagged().objects, ("topic__name", "topic_id"), "topic__name")
_languages = _table(lambda: Transcript.objects, ("language",), "language")
_soundbites = _table(lambda: Soundbite.objects, ("start_ms", "pk"), "start_ms", "duration_ms", "title")
_html = _table(lambda: NotesHtml.objects, (), "key", "html")
_items = _table(lambda: WrittenItem.objects, (), "key", "xml")
_keys_of_items = _table(lambda: WrittenItem.objects, (), "key")


def _of_show(model: Any, *columns: str) -> "Prepared[tuple[Any, ...]]":
    """Columns of the rows that `show` itself has, in their order."""
    return Prepared(lambda: model.objects.filter(show=key("show")).order_by("position", "pk").values_list(*columns))


standing = _of_show(StandingCredit, *_PERSON)
funding = _of_show(FundingLink, "label", "url")
texts = _of_show(FeedText, "purpose", "value")
recommended = _of_show(RecommendedFeed, "guid", "title", "url")


def prepare() -> None:
    """Write what every feed asks, ahead of the first one."""
    for of_show in (extent, trailers, standing, funding, texts, recommended):
        of_show.prepare()
    for of_episodes in (_keys_of_items, _items):
        of_episodes.prepare(True)


def _tagged() -> Any:
    return Topic.episodes.through


def _number(name: str) -> Cast:
    # As 0 or 1: turning each into a truth value takes SQLite longer than the rest of its row.
    return Cast(name, IntegerField())


class RowsOfOne(NamedTuple):
    """The rows of the tables that belong to one episode."""

    credits: tuple[tuple[Any, ...], ...]
    chapters: tuple[tuple[Any, ...], ...]
    links: tuple[tuple[str, str, int], ...]
    topics: tuple[tuple[str], ...]
    languages: tuple[tuple[str], ...]
    soundbites: tuple[tuple[int, int, str], ...]


class Belongings:
    """What belongs to the episodes of a page, table by table, read in the order of the episodes."""

    def __init__(self, stretch: Stretch) -> None:
        tables = (_credits, _chapters, _links, _topics, _languages, _soundbites)
        self._tables = [stretch.rows(table, size=_ROWS) for table in tables]

    def of(self, pk: int) -> RowsOfOne:
        """What belongs to the next episode, `pk`."""
        return RowsOfOne(*(table.of(pk) for table in self._tables))


class StoredHtml:
    """The HTML of the episodes' notes as the tick has stored it, read once the first is asked for."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch

    @cached_property
    def _rows(self) -> "_Rows":
        return self._stretch.rows(_html, size=_BATCH)

    def of(self, episode: Episode) -> str:
        """That of an episode; they are asked for in their order. Empty where it is missing or old."""
        for key_of_it, html in self._rows.of(episode.pk):
            if key_of_it == rendering.key_of(episode.notes):
                return str(html)
        return ""


class StoredItems:
    """The items of the episodes as the tick has stored them, each under the key of the state that it was written in."""

    def __init__(self, stretch: Stretch, keys: Mapping[int, str]) -> None:
        self._stretch = stretch
        self._keys = keys

    @cached_property
    def _rows(self) -> "_Rows":
        return self._stretch.rows(_items, size=_BATCH)

    def lacking(self) -> Stretch:
        """The episodes whose item is missing, or of another state."""
        rows = self._stretch.rows(_keys_of_items, size=_ROWS)
        return self._stretch.between({pk for pk, key in self._keys.items() if (key,) not in rows.of(pk)})

    def of(self, pk: int) -> bytes | None:
        """That of the next episode, `pk`; None where it is lacking."""
        return next((bytes(xml) for key, xml in self._rows.of(pk) if key == self._keys[pk]), None)


class _Rows:
    """Rows that begin with an episode's id, handed out episode by episode in the order of `places`."""

    def __init__(self, rows: Iterable[tuple[Any, ...]], places: dict[int, int]) -> None:
        of_the_page = (row for row in rows if row[0] in places)
        self._groups = groupby(of_the_page, key=itemgetter(0))
        self._places = places
        self._next = next(self._groups, None)

    def of(self, pk: int) -> tuple[Any, ...]:
        """The rows of episode `pk` without the id."""
        # An episode that has been moved in time since the page was asked for is passed over.
        while self._next and self._places[self._next[0]] < self._places[pk]:
            self._next = next(self._groups, None)
        if not self._next or self._next[0] != pk:
            return ()
        rows = tuple([row[1:] for row in self._next[1]])
        self._next = next(self._groups, None)
        return rows
