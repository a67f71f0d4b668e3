"""A plan as rows that a page can show, long after the feed that it was made of has been put away."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from episodes import importer
from episodes.formats import timestamps
from episodes.importer import reporting
from episodes.importer.episode_fields import DOWNLOADED, LATER, LINKED, ON_ITS_WAY
from episodes.importer.planning import remarks_by_count
from episodes.importer.values import EpisodePlan, FieldPlan, Verdict
from guests.models import Person

_LONGEST = 280
_LONGEST_TITLE = 500


class Plan:
    """What is shown of a plan; one query."""

    def __init__(self, plan: importer.Plan) -> None:
        self._plan = plan
        self._names = dict(Person.objects.filter(pk__in=_people(plan)).values_list("pk", "name"))

    def whole(self) -> dict[str, Any]:
        """Of the show and the feed as a whole; `audio` is how many files, and of how many bytes as the feed says."""
        plan, lengths = self._plan, reporting.audio_lengths(self._plan)
        return {
            "slug": plan.show.slug,
            "is_new": plan.show.pk is None,
            "counts": {verdict.value: count for verdict, count in plan.counts.items()},
            "conflicts": sum(map(_has_conflict, plan.episodes)),
            "fields": [self._field(one) for one in plan.show.fields if reporting.is_told(one)],
            "missing": plan.source.missing,
            "remarks": list(plan.remarks),
            "guesses": [list(pair) for pair in remarks_by_count(plan)],
            "gone": list(plan.gone),
            "audio": [len(lengths), sum(lengths)],
            "is_needed": plan.show.verdict in (Verdict.NEW, Verdict.CHANGED),
        }

    def items(self) -> Iterator[dict[str, Any]]:
        """The values of an `ImportRunItem` for each item, in the order of the feed."""
        for episode in self._plan.episodes:
            yield {
                "number": episode.item.number,
                "title": episode.title[:_LONGEST_TITLE],
                "verdict": episode.verdict.value,
                "is_needed": episode.is_needed,
                "has_conflict": _has_conflict(episode),
                "facts": self._facts(episode),
            }

    def _facts(self, episode: EpisodePlan) -> dict[str, Any]:
        is_new = episode.verdict == Verdict.NEW
        return {
            "reasons": list(episode.reasons),
            "remarks": list(episode.remarks),
            "fields": [] if is_new else [self._field(one) for one in episode.fields if reporting.is_told(one)],
            "brings": reporting.brings(episode.fields) if is_new else [],
            "chapters_from": episode.chapters_from,
        }

    def _field(self, one: FieldPlan) -> list[str]:
        return [
            one.name,
            one.verdict.value,
            self._shown(one.name, one.here),
            self._shown(one.name, one.there),
            one.reason,
        ]

    def _shown(self, name: str, value: Any) -> str:
        if name == "people" and value:
            value = [f"{self._names.get(key, key)} ({role})" for key, role in value]
        elif name in _SHOWN and value and value not in _NOT_HERE_YET:
            value = _SHOWN[name](value)
        elif isinstance(value, bool):
            value = _("yes") if value else _("no")
        return reporting.shown(value, longest=_LONGEST)


def _has_conflict(episode: EpisodePlan) -> bool:
    return any(one.verdict == Verdict.KEPT for one in episode.fields)


def _people(plan: importer.Plan) -> set[int]:
    fields: Iterable[FieldPlan] = (
        *plan.show.fields,
        *(one for episode in plan.episodes for one in episode.fields if episode.verdict != Verdict.NEW),
    )
    pairs = (pair for one in fields if one.name == "people" for pair in (*(one.here or ()), *(one.there or ())))
    return {key for key, _role in pairs if isinstance(key, int)}


def _moment(value: str) -> str:
    return f"{dt.datetime.fromisoformat(value).astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


def _times(value: list[list[Any]]) -> list[str]:
    return [f"{timestamps.format_clock(start)} {title}" for start, title, *_rest in value]


_NOT_HERE_YET = (LATER, LINKED, DOWNLOADED, ON_ITS_WAY)
_SHOWN: Mapping[str, Callable[[Any], Any]] = {
    "publish_at": _moment,
    "duration_ms": timestamps.format_clock,
    "audio": lambda value: value[0],
    "chapters": _times,
    "pictures": _times,
    "links": lambda value: [f"{label} {url}" for label, url, *_rest in value],
}
