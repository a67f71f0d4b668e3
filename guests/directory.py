"""Everybody whom the public can hear, by the letter that their name begins with and by words of name and headline."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

from guests.models import Person

# Where a name begins with no letter.
OTHER = "#"
_MOST_WORDS = 8


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter, and with how many names it begins."""

    letter: str
    people: int


@dataclass(frozen=True, kw_only=True)
class Directory:
    """`letters` are those of everybody, `keys` those of the people asked for, in the order of their names."""

    letters: list[Letter]
    keys: list[int]

    def part(self, first: int, end: int) -> list[Person]:
        """The people from number `first`, counted from 0, to before `end`, with all that a list shows of them.

        Each says how many were asked for (`listed`). Three queries.
        """
        wanted = self.keys[first:end]
        found = {person.pk: person for person in Person.objects.filter(pk__in=wanted).with_appearance_counts()}
        people: list[Any] = [found[key] for key in wanted if key in found]
        for person in people:
            person.listed = len(self.keys)
        return Person.objects.described(people)


def look_up(*, letter: str = "", words: str = "") -> Directory:
    """Whose name begins with the letter and who has all the words; what is empty narrows nothing. One query.

    Accents and capitals make no difference: neither to the letter, nor to the order, nor to the words.
    """
    everybody = Person.objects.with_public_appearances().order_by().values_list("pk", "name", "headline")
    entries = sorted((_folded(name), pk, _folded(headline)) for pk, name, headline in everybody)
    counted = Counter(_letter(name) for name, _, _ in entries)
    asked = _folded(words).split()[:_MOST_WORDS]
    keys = [
        pk
        for name, pk, headline in entries
        if (not letter or _letter(name) == letter) and all(word in f"{name} {headline}" for word in asked)
    ]
    # What is no letter comes last.
    letters = sorted(counted, key=lambda one: (one == OTHER, one))
    return Directory(letters=[Letter(letter=one, people=counted[one]) for one in letters], keys=keys)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in apart if not unicodedata.combining(one))


def _letter(folded: str) -> str:
    first = folded[:1]
    return first.upper()[:1] if first.isalpha() else OTHER
