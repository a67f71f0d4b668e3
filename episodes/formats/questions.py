"""What somebody types into a search box → terms. Any text is a question; what no word is in it is left out."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from episodes.formats.words import Word, words

LONGEST_QUESTION = 200  # characters; what is beyond them is not looked at
MOST_TERMS = 12
SHORTEST_PREFIX = 2

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|»([^«]*)«|「([^」]*)」')


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that is to be found: a word, or words that stand together.

    `phrases` are the ways to write it, one for each language: a sequence of stems each. `prefix` is the folded
    beginning of a word that may go on, where somebody
    may be typing it still, or of a character found in pairs; else empty.
    """

    phrases: tuple[tuple[str, ...], ...]
    prefix: str = ""

    @property
    def is_character(self) -> bool:
        """Whether it is one character of an unspaced script, which begins pairs wherever it stands."""
        return len(self.prefix) == 1

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first stems of its phrases."""
        return frozenset(phrase[0] for phrase in self.phrases if phrase)

    @cached_property
    def is_word(self) -> bool:
        """Whether each of its phrases is one word, so that where it begins it is there."""
        return all(len(phrase) == 1 for phrase in self.phrases)

    def may_begin(self, said: Sequence[Word]) -> list[int]:
        """The numbers of the words that are worth looking at what comes after them."""
        first, prefix = self.beginnings, self.prefix
        return [
            at
            for at, word in enumerate(said)
            if word.stem in first or word.folded in first or (prefix and word.folded.startswith(prefix))
        ]

    @cached_property
    def ways(self) -> tuple[str, ...]:
        """As it stands in stems that are parted and surrounded by single spaces."""
        begun = (f" {self.prefix}",) if self.prefix else ()
        return (*(f" {' '.join(phrase)} " for phrase in self.phrases), *begun)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked for: all of the terms. Without any there is nothing to ask."""

    text: str
    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    def says(self, text: str, *, language: str) -> list[tuple[int, int]]:
        """Where `text` has what is asked for: pairs of start and end in characters, in order, none overlapping."""
        return _joined(span for _, span in self.matches(text, language=language))

    def matches(self, text: str, *, language: str) -> Iterator[tuple[Term, tuple[int, int]]]:
        """Each term that is in `text`, with where it is."""
        said = list(words(text, language=language))
        for term in self.terms:
            for at in term.may_begin(said):
                if end := 1 if term.is_word else _length(term, said, at):
                    yield term, (said[at].start, said[at + end - 1].end)

    def begins(self, stems: str) -> Iterator[tuple[Term, int]]:
        """Each term that is in `stems` (parted by spaces), with the number of the word, from 0, at which it begins.

        Much faster than `matches`, which has to find the words first.
        """
        padded = f" {stems} "
        for term in self.terms:
            for way in term.ways:
                at = padded.find(way)
                while at >= 0:
                    yield term, padded.count(" ", 0, at)
                    at = padded.find(way, at + 1)


def parse(text: str, *, languages: Collection[str] = ()) -> Question:
    """Read a question in any of `languages` (BCP 47), those of the texts that are searched.

    Words in quotation marks are to stand together. The last word may be the beginning of one.
    """
    text = " ".join(text.replace("\0", " ")[:LONGEST_QUESTION].split())
    terms: list[Term] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        terms += _loose(text[end : quoted.start()], languages, is_last=False)
        terms += _together(next(filter(None, quoted.groups()), ""), languages)
        end = quoted.end()
    terms += _loose(text[end:], languages, is_last=True)
    return Question(text=text, terms=tuple(dict.fromkeys(terms))[:MOST_TERMS])


def _loose(text: str, languages: Collection[str], *, is_last: bool) -> list[Term]:
    """A term for each word; an unspaced run is one."""
    pieces = [piece for piece in re.split(r"\s+|(?<=\w)[-–—/.,:;]+(?=\w)", text) if piece]
    terms = [term for piece in pieces for term in _together(piece, languages)]
    if is_last and terms and (last := _only_word(pieces[-1])) and len(last.folded) >= SHORTEST_PREFIX:
        terms[-1] = Term(phrases=terms[-1].phrases, prefix=last.folded)
    return terms


def _together(text: str, languages: Collection[str]) -> list[Term]:
    """One term for all the words of `text`; none where it has no words."""
    said = list(words(text))
    if not said:
        return []
    if len(said) == 1 and said[0].is_tail:  # a character by itself: it is found as the beginning of a pair too
        return [Term(phrases=((said[0].folded,),), prefix=said[0].folded)]
    ways = [_stems(text, language) for language in ("", *languages)]
    return [Term(phrases=tuple(dict.fromkeys(ways)))]


def _stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(text, language=language) if not word.is_tail)


def _only_word(piece: str) -> Word | None:
    said = list(words(piece))
    return said[0] if len(said) == 1 else None


def _length(term: Term, said: list[Word], at: int) -> int:
    """How many of the words, from number `at` on, are the term; 0 where it is something else."""
    for phrase in term.phrases:
        found = said[at : at + len(phrase)]
        if len(found) == len(phrase) and all(_is(word, wanted) for word, wanted in zip(found, phrase, strict=True)):
            return len(phrase)
    return 1 if term.prefix and said[at].folded.startswith(term.prefix) else 0


def _is(word: Word, wanted: str) -> bool:
    return wanted in (word.stem, word.folded)


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
