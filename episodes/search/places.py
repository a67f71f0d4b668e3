import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db import connections
from django.db.models import TextField
from django.db.models.functions import Cast

from episodes.formats import timestamps
from episodes.formats.questions import Question, Term
from episodes.models import SearchDocument, SearchPassage, Unindexed
from episodes.search import tables
from guests.prepared import Prepared, Slot, key

MOST_PLACES = 3
_MOST_PASSAGES = 8  # of those that have some of the terms

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


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A place with how many terms it has. Its text is read only if it is among the best."""

    terms: int
    start_ms: int
    speaker: str
    text: str
    language: str
    is_chapter: bool = False

    def place(self, question: Question) -> Place:
        marked = pieces(question, self.text, language=self.language)
        return Place(start_ms=self.start_ms, speaker=self.speaker, pieces=marked, is_chapter=self.is_chapter)


def places(question: Question, *, languages: Mapping[int, str]) -> Mapping[int, list[Place]]:
    """Where in episodes most of what was asked for is: by the key of each at most three, as they are heard.

    `languages` are those of their shows, by the same keys.
    One query for chapters, and one or two for what is said where these are not enough. As all that is found, they are
    as they were last taken down; of episodes that have changed since, no chapters.
    """
    found: defaultdict[int, list[_Found]] = defaultdict(list)
    if question and languages:
        for pk, one in _chapters(question, languages):
            found[pk].append(one)
        for pk, one in _said(question, {pk: tuple(found[pk]) for pk in languages}):
            found[pk].append(one)
    return {pk: [one.place(question) for one in _best(found[pk])] for pk in languages}


def _suffice(chapters: Sequence[_Found], *, terms: int) -> bool:
    """Whether no line with that many terms could be among the best beside these."""
    return any(one.terms > terms for one in chapters) or sum(one.terms == terms for one in chapters) >= MOST_PLACES


def _best(found: Sequence[_Found]) -> list[_Found]:
    """Those with the most terms; chapters before lines, the first ones first."""
    most = max((one.terms for one in found), default=0)
    with_most = (one for one in found if one.terms == most > 0)
    best = sorted(with_most, key=lambda one: (not one.is_chapter, one.start_ms))[:MOST_PLACES]
    return sorted(best, key=lambda one: one.start_ms)


def pieces(question: Question, text: str, *, language: str) -> tuple[Piece, ...]:
    """The text in pieces, those marked that were asked for."""
    parts: list[Piece] = []
    at = 0
    for start, end in question.says(text, language=language):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(part for part in (*parts, (text[at:], False)) if part[0])


def _chapters(question: Question, languages: Mapping[int, str]) -> Iterator[tuple[int, _Found]]:
    for pk, names, chapters in _chapters_of(len(languages), **_keys(languages)):
        if not any(question.begins(names)):  # among which are the titles of chapters
            continue
        for start_ms, title, stems in json.loads(chapters):
            if terms := {term for term, _ in question.begins(stems)}:
                yield (
                    pk,
                    _Found(
                        terms=len(terms),
                        start_ms=start_ms,
                        speaker="",
                        text=title,
                        language=languages[pk],
                        is_chapter=True,
                    ),
                )


@Prepared
def _chapters_of(count: int) -> Any:
    keys: Any = [key(f"episode_{n}") for n in range(count)]
    documents = SearchDocument.objects.filter(episode__pk__in=keys)
    # Of an episode that has changed since, a chapter may be hidden by now.
    unchanged = documents.exclude(episode__pk__in=Unindexed.objects.values("pk"))
    # As text, since of most nothing is asked for, and it takes longer to parse than to read.
    return unchanged.values_list("episode", "names", Cast("chapters", TextField()))


def _keys(episodes: Mapping[int, str] | Sequence[int]) -> dict[str, int]:
    return {f"episode_{n}": pk for n, pk in enumerate(episodes)}


def _said(question: Question, chapters: Mapping[int, Sequence[_Found]]) -> Iterator[tuple[int, _Found]]:
    """The first passages of each that have all terms; of those that have none such the best that have any.

    Without those of episodes whose `chapters`, by their keys, suffice.
    """
    every = len(question.terms)
    episodes = [pk for pk, its in chapters.items() if not _suffice(its, terms=every)]
    if not episodes:
        return
    vendor = connections[SearchPassage.objects.db].vendor
    having_all = _passages(question, tables.asked(question, vendor=vendor), episodes, is_best=False)
    yield from having_all
    there = {pk for pk, _ in having_all}
    others = [pk for pk in episodes if pk not in there and not _suffice(chapters[pk], terms=every - 1)]
    if others and every > 1:
        any_term = tables.asked(question, vendor=vendor, any_term=True)
        yield from _passages(question, any_term, others, is_best=True)


def _passages(question: Question, asked: str, episodes: Sequence[int], *, is_best: bool) -> list[tuple[int, _Found]]:
    ends = {
        f"{end}_{n}": passage
        for n, pk in enumerate(episodes)
        for end, passage in zip(("first", "last"), SearchPassage.keys_of(pk), strict=True)
    }
    rows = _passages_of(len(episodes), is_best, asked=asked, **ends)
    return [(pk, found) for pk, *passage in rows if (found := _best_line(question, *passage))]


@Prepared
def _passages_of(count: int, is_best: bool) -> Any:
    vendor = connections[SearchPassage.objects.db].vendor
    ranges = [(key(f"first_{n}"), key(f"last_{n}")) for n in range(count)]
    keys = (
        tables.best_passages(Slot("asked"), vendor=vendor, ranges=ranges, most=_MOST_PASSAGES)
        if is_best
        else tables.first_passages(Slot("asked"), vendor=vendor, ranges=ranges, most=MOST_PLACES)
    )
    return SearchPassage.objects.filter(pk__in=keys).values_list("episode", "language", "lines", "counts", "words")


def _best_line(question: Question, language: str, lines: list[Any], counts: list[int], words: str) -> _Found | None:
    """The line at which most of the terms begin, with how many the passage has; None where they are all of the next."""
    # Without counts, as older rules took it down, the first line stands for all.
    ends = list(accumulate(counts)) or [len(words)]
    terms: set[Term] = set()
    beginning: list[set[Term]] = [set() for _ in ends]
    for term, number in question.begins(words):
        if number < ends[-1]:
            terms.add(term)
            beginning[bisect_right(ends, number)].add(term)
    if not terms:
        return None
    start_ms, speaker, text = lines[max(range(len(ends)), key=lambda line: len(beginning[line]))]
    return _Found(terms=len(terms), start_ms=start_ms, speaker=speaker, text=text, language=language)
