from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Case, Count, DateTimeField, Value, When, Window
from django.db.models.expressions import Combinable

from episodes.formats.questions import Question
from episodes.models import Episode
from episodes.querysets import EpisodeQuerySet
from episodes.search import tables
from guests.paging import counted
from guests.prepared import NOW, Prepared, Slot, key

_COLUMNS = tuple(tables.COLUMNS)
_NEAR = "near"
_SEVERAL = 2  # terms


@dataclass(frozen=True, kw_only=True)
class Hit:
    """The key of an episode that was found, how many there are in all, and whether it has all terms."""

    episode: int
    listed: int
    has_all: bool


def matching(question: Question, *, among: EpisodeQuerySet) -> EpisodeQuerySet:
    """Those of the episodes that have all terms of the question somewhere; where nothing is asked all of them."""
    if not question:
        return among
    vendor = _vendor(among)
    return among.filter(pk__in=tables.documents(tables.asked(question, vendor=vendor, columns=_COLUMNS), vendor=vendor))


def ranked(question: Question, *, among: EpisodeQuerySet) -> EpisodeQuerySet:
    """The episodes that have all terms, in the order in which a person would look through them.

    First those with all of it in the title; then in title and names (people, topics, chapters); then in these and
    what is written; then said within half a minute; then anywhere. Among equals the newest. Where no episode has all
    terms, those with any, the most and the rarest first.
    """
    if len(question.terms) >= _SEVERAL and not matching(question, among=among).exists():
        return _with_any(question, among)
    vendor = _vendor(among)
    return _ordered(among, _asked(question, vendor), vendor=vendor)


def found(question: Question, first: int, end: int, *, by: Mapping[str, Any]) -> list[Hit]:
    """The public episodes as `ranked`, from number `first`, counted from 0, to before `end`.

    Where nothing is asked, the newest first. `by` narrows to the key of a `show`, a `season`, a `topic` or a `person`,
    and to moments from `begins` to before `ends`. One query, and some more where none has all of the terms.
    """
    vendor = connections[Episode.objects.db].vendor
    asked = _asked(question, vendor) if question else {}
    rows = _page(tuple(by), tuple(asked), first, end, **by, **asked)
    has_all = bool(rows or len(question.terms) < _SEVERAL or (first and _any_has_all(question, by)))
    if not has_all:
        some: Any = counted(_with_any(question, _narrowed(by)))[first:end]
        rows = list(some.values_list("pk", "listed"))
    return [Hit(episode=pk, listed=listed, has_all=has_all) for pk, listed in rows]


def _any_has_all(question: Question, by: Mapping[str, Any]) -> bool:
    return matching(question, among=_narrowed(by)).exists()


_FIELDS = {
    "show": "show",
    "season": "season",
    "topic": "topics",
    "begins": "publish_at__gte",
    "ends": "publish_at__lt",
}


def _narrowed(by: Mapping[str, Any], *, now: Slot | None = None) -> EpisodeQuerySet:
    """The public episodes by what narrows them: keys and moments, or slots for them."""
    fields = {_FIELDS[name]: value for name, value in by.items() if name in _FIELDS}
    episodes: EpisodeQuerySet = Episode.objects.published(now=now).filter(**fields)
    return episodes.crediting(by["person"]) if "person" in by else episodes


@Prepared
def _page(by: tuple[str, ...], asked: tuple[str, ...], first: int, end: int) -> Any:
    """Keys alone, with their number: what is sorted by the thousand is kept small."""
    moments = {"begins", "ends"}
    slots = {name: Slot(name, DateTimeField()) if name in moments else key(name) for name in by}
    among = _narrowed(slots, now=NOW)
    vendor = connections[among.db].vendor
    rows = _ordered(among, {name: Slot(name) for name in asked}, vendor=vendor) if asked else among.newest_first()
    return rows.annotate(listed=Window(Count("pk"))).values_list("pk", "listed")[first:end]


def _asked(question: Question, vendor: str) -> dict[str, str]:
    """The question as it is put to the database: of each part of a document and those before it, and of passages.

    A word by itself is always near itself, so of passages only several are asked.
    """
    asked = {
        name: tables.asked(question, vendor=vendor, columns=_COLUMNS[: number + 1])
        for number, name in enumerate(_COLUMNS)
    }
    return asked | ({_NEAR: tables.asked(question, vendor=vendor)} if len(question.terms) >= _SEVERAL else {})


def _ordered(among: EpisodeQuerySet, asked: Mapping[str, tables.Asked], *, vendor: str) -> EpisodeQuerySet:
    """Those that have all, by where they have it: `asked` is as `_asked` gives it, or has slots in place of it."""
    *parts, everywhere = (tables.documents(asked[name], vendor=vendor) for name in _COLUMNS)
    tiers = [*parts, tables.near(asked[_NEAR], vendor=vendor)] if _NEAR in asked else parts
    places = [When(pk__in=keys, then=Value(tier)) for tier, keys in enumerate(tiers)]
    placed = among.filter(pk__in=everywhere).annotate(place=Case(*places, default=Value(len(places))))
    return placed.order_by("place", "-publish_at", "-pk")


def _with_any(question: Question, among: EpisodeQuerySet) -> EpisodeQuerySet:
    """Every term counts by how few episodes have it, one rare word for more than many common ones."""
    vendor = _vendor(among)
    total = among.count()
    score: Combinable = Value(0)
    any_term = tables.asked(question, vendor=vendor, columns=_COLUMNS, any_term=True)
    for term in question.terms:
        alone = Question(text=question.text, terms=(term,))
        keys = tables.documents(tables.asked(alone, vendor=vendor, columns=_COLUMNS), vendor=vendor)
        weight = (total // (1 + among.filter(pk__in=keys).count())) ** 2
        score = score + Case(When(pk__in=keys, then=Value(weight)), default=Value(0))
    wanted = among.filter(pk__in=tables.documents(any_term, vendor=vendor))
    return wanted.annotate(place=-score).order_by("place", "-publish_at", "-pk")


def _vendor(episodes: EpisodeQuerySet) -> str:
    return connections[episodes.db].vendor
