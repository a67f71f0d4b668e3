from django.db import connections
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, RawSQL

from episodes.formats.questions import Question
from episodes.models import Episode
from episodes.querysets import EpisodeQuerySet
from episodes.search import tables


def matching(question: Question, *, among: EpisodeQuerySet) -> EpisodeQuerySet:
    """Those of the episodes that have all terms of the question somewhere; where nothing is asked all of them."""
    if not question:
        return among
    return among.filter(pk__in=tables.documents(question, vendor=_vendor(among)))


def ranked(question: Question, *, among: EpisodeQuerySet) -> EpisodeQuerySet:
    """The episodes that have all terms, in the order in which a person would look through them.

    First those with all of it in the title; then in title and names (people, topics, chapters); then in these and
    what is written; then said within half a minute; then anywhere. Among equals the newest. Where no episode has all
    terms, those with any, the most and the rarest first.
    """
    found = matching(question, among=among)
    if len(question.terms) > 1 and not found.exists():
        return _with_any(question, among)
    tiers = _tiers(question, _vendor(among))
    places = [When(pk__in=keys, then=Value(tier)) for tier, keys in enumerate(tiers)]
    return found.annotate(place=Case(*places, default=Value(len(places)))).order_by("place", "-publish_at", "-pk")


def _tiers(question: Question, vendor: str) -> list[RawSQL | QuerySet[Episode, int]]:
    columns = tuple(tables.COLUMNS)
    tiers: list[RawSQL | QuerySet[Episode, int]] = [
        tables.documents(question, vendor=vendor, columns=columns[: number + 1]) for number in range(len(columns) - 1)
    ]
    if len(question.terms) > 1:  # a word by itself is always near itself
        tiers.append(tables.near(question, vendor=vendor))
    return tiers


def _with_any(question: Question, among: EpisodeQuerySet) -> EpisodeQuerySet:
    """Every term counts by how few episodes have it, one rare word for more than many common ones."""
    vendor = _vendor(among)
    total = among.count()
    score: Combinable = Value(0)
    wanted = Q(pk__in=tables.documents(question, vendor=vendor, any_term=True))
    for term in question.terms:
        keys = tables.documents(Question(text=question.text, terms=(term,)), vendor=vendor)
        weight = (total // (1 + among.filter(pk__in=keys).count())) ** 2
        score = score + Case(When(pk__in=keys, then=Value(weight)), default=Value(0))
    return among.filter(wanted).annotate(place=-score).order_by("place", "-publish_at", "-pk")


def _vendor(episodes: EpisodeQuerySet) -> str:
    return connections[episodes.db].vendor
