"""A name in a page of notes → the people it may mean."""

import unicodedata
from collections import defaultdict

from guests.models import Person


class Directory:
    """Everybody there is, to be looked up by name; one query, names and headlines alone."""

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self.people: dict[int, Person] = {}
        for person in Person.objects.only("name", "headline", "slug", "portrait"):
            self.add(person)

    def add(self, person: Person) -> None:
        """Know somebody who was made meanwhile."""
        words = _words(person.name)
        self.people[person.pk] = person
        self._by_words[tuple(sorted(words))].append(person)
        for word in words:
            self._by_surname[word].append(person)

    def matches(self, name: str) -> list[Person]:
        """Those of that name in any order and with any accents; if none, those whose initials fit."""
        words = _words(name)
        if same := self._by_words.get(tuple(sorted(words))):
            return same
        near = {person.pk: person for word in words if len(word) > 1 for person in self._by_surname.get(word, [])}
        return [person for person in near.values() if _fits(words, _words(person.name))]


def _words(name: str) -> list[str]:
    """The words of a name without accents, case and punctuation; initials side by side are one word."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words: list[str] = []
    initials = ""
    for word in "".join(sign if sign.isalnum() else " " for sign in plain.casefold()).split():
        if len(word) == 1:
            initials += word
            continue
        words += [initials] if initials else []
        words, initials = [*words, word], ""
    return [*words, initials] if initials else words


def _fits(one: list[str], other: list[str]) -> bool:
    """Whether the surnames are the same, and one has an initial where the other has a name."""
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    first, second = sorted((one[0], other[0]), key=len)
    return len(first) <= 2 and second.startswith(first[0])
