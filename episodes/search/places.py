from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connections

from episodes.formats import timestamps
from episodes.formats.questions import Question, Term
from episodes.models import Episode, SearchPassage
from episodes.search import tables

MOST_PLACES = 3
_MOST_PASSAGES = 8

type Piece = tuple[str, bool]
"""Words of a text, and whether they are what was asked for."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A second in an episode, and the words by which it was found: a chapter's title, a transcript's line."""

    start_ms: int
    speaker: str
    pieces: tuple[Piece, ...]
    is_chapter: bool = False

    @property
    def clock(self) -> str:
        """`14:37`."""
        return timestamps.format_clock(self.start_ms)

    @property
    def seconds(self) -> str:
        """As the `t` of a link: `877`."""
        return timestamps.format_seconds(self.start_ms)


def places(question: Question, *, episodes: Sequence[Episode]) -> Mapping[int, list[Place]]:
    """For each episode, by primary key, where in it most of what was asked for is: at most three, as they are heard.

    One query, besides the chapters of the episodes, which are best prefetched.
    """
    said = _said(question, [episode.pk for episode in episodes])
    return {episode.pk: _best([*_chapters(question, episode), *said.get(episode.pk, [])]) for episode in episodes}


def _best(found: Sequence[tuple[int, Place]]) -> list[Place]:
    """Of places, with how many terms they have, those with the most; chapters before lines, the first ones first."""
    most = max((terms for terms, _ in found), default=0)
    best = sorted(
        (place for terms, place in found if terms == most > 0), key=lambda one: (not one.is_chapter, one.start_ms)
    )
    return sorted(best[:MOST_PLACES], key=lambda place: place.start_ms)


def pieces(question: Question, text: str, *, language: str) -> tuple[Piece, ...]:
    """The text in pieces, those marked that were asked for."""
    parts: list[Piece] = []
    at = 0
    for start, end in question.says(text, language=language):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(part for part in (*parts, (text[at:], False)) if part[0])


def _chapters(question: Question, episode: Episode) -> Iterator[tuple[int, Place]]:
    language = episode.show.language
    for chapter in episode.chapters.all():
        if not chapter.hidden and (terms := _terms(question, chapter.title, language)):
            marked = pieces(question, chapter.title, language=language)
            yield len(terms), Place(start_ms=chapter.start_ms, speaker="", pieces=marked, is_chapter=True)


def _said(question: Question, episodes: Sequence[int]) -> Mapping[int, list[tuple[int, Place]]]:
    if not (question and episodes):
        return {}
    vendor = connections[SearchPassage.objects.db].vendor
    keys = tables.best_passages(question, vendor=vendor, episodes=episodes, most=_MOST_PASSAGES)
    said: dict[int, list[tuple[int, Place]]] = {}
    for passage in SearchPassage.objects.filter(pk__in=keys):
        said.setdefault(passage.episode_id, []).append(_best_line(question, passage))
    return said


def _best_line(question: Question, passage: SearchPassage) -> tuple[int, Place]:
    """How many of the terms the passage has, and its line that has most of them."""
    having = [_terms(question, text, passage.language) for _, _, text in passage.lines]
    best = max(range(len(having)), key=lambda number: len(having[number]))
    start_ms, speaker, text = passage.lines[best]
    marked = pieces(question, text, language=passage.language)
    return len(frozenset().union(*having)), Place(start_ms=start_ms, speaker=speaker, pieces=marked)


def _terms(question: Question, text: str, language: str) -> frozenset[Term]:
    return frozenset(term for term, _ in question.matches(text, language=language))
