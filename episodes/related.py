"""What else somebody may want to hear after an episode, and why: people, topics or words that both have.

A person counts more than a topic, a topic more than a word of the title; hosts do not count, they are on everything.
What half of a show is about relates nothing, so of people and topics only their newest episodes are looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, Value

from episodes.formats.words import words
from episodes.models import ON_AIR, Credit, Episode, Role, Topic
from guests.prepared import NOW, Prepared, Slot, key

MOST = 4
_PERSON, _TOPIC, _WORD = 5, 3, 1
_LOOKED_AT = 200
_MOST_READ = 12
# Shorter words stand in every title, and so do those that too many titles have.
_LEAST_OF_WORD = 4
_MOST_TITLES = 12
# Of people, of topics and of words.
_MOST_ASKED = 8
_HOSTS = frozenset({Role.HOST, Role.CO_HOST})


@dataclass(kw_only=True)
class Related:
    """A public episode with what it has in common with another one: names of people and topics, words of titles."""

    episode: Any = None
    people: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return _PERSON * len(self.people) + _TOPIC * len(self.topics) + _WORD * len(self.words)


def related(*, episode: Episode, credits: Iterable[Credit], topics: Sequence[Topic]) -> list[Related]:
    """The episodes that have most in common with `episode`, the newest among equals. At most three queries.

    `credits` and `topics` are its own. Words are compared within the show alone, whose language they are in.
    """
    heard = (credit for credit in credits if credit.role in ON_AIR and credit.role not in _HOSTS)
    people = list(dict.fromkeys(credit.person_id for credit in heard))[:_MOST_ASKED]
    found: defaultdict[int, Related] = defaultdict(Related)
    for is_person, pk, name, _ in _sharing(episode, people, [topic.slug for topic in topics][:_MOST_ASKED]):
        names = found[pk].people if is_person else found[pk].topics
        if name not in names:
            names.append(name)
    for pk, shared in _sharing_words(episode).items():
        found[pk].words = shared
    # More than are wanted: among equals the newest are found out only once they are read.
    best = sorted(found, key=lambda pk: (-found[pk].weight, -pk))[:_MOST_READ]
    for other in _read(best):
        found[other.pk].episode = other
    there = [found[pk] for pk in best if found[pk].episode]
    return sorted(there, key=lambda one: (one.weight, one.episode.publish_at), reverse=True)[:MOST]


def _sharing(episode: Episode, people: list[int], topics: list[str]) -> list[Any]:
    """Other public episodes with one of the people or on one of the topics, and which that is; the newest alone."""
    if not people and not topics:
        return []
    values = {f"person_{n}": pk for n, pk in enumerate(people)} | {f"topic_{n}": slug for n, slug in enumerate(topics)}
    return _with_people_or_topics(len(people), len(topics), episode=episode.pk, **values)


@Prepared
def _with_people_or_topics(people: int, topics: int) -> Any:
    this, columns = key("episode"), ("is_person", "other", "called", "at")
    heard = Credit.objects.public(now=NOW).on_air().exclude(episode=this)
    credited = heard.filter(person__pk__in=[key(f"person_{n}") for n in range(people)]).annotate(
        is_person=Value(1), other=F("episode"), called=F("person__name"), at=F("episode__publish_at")
    )
    public = Episode.objects.published(now=NOW).exclude(pk=this)
    tagged = public.filter(topics__slug__in=[Slot(f"topic_{n}") for n in range(topics)]).annotate(
        is_person=Value(0), other=F("pk"), called=F("topics__name"), at=F("publish_at")
    )
    parts = [rows.order_by().values_list(*columns) for rows, n in ((credited, people), (tagged, topics)) if n]
    asked = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return asked.order_by("-at", "-other", "called")[:_LOOKED_AT]


@Prepared
def _cards() -> Any:
    keys = [key(f"episode_{n}") for n in range(_MOST_READ)]
    return Episode.objects.published(now=NOW).filter(pk__in=keys).for_cards()


def _read(keys: list[int]) -> list[Episode]:
    """The public ones among the episodes. One query, whether there are any or not."""
    padded = [*keys, *[0] * (_MOST_READ - len(keys))]
    return _cards(**{f"episode_{n}": pk for n, pk in enumerate(padded)})


def _sharing_words(episode: Episode) -> dict[int, list[str]]:
    """Other public episodes of the show with the words that their titles share with that of `episode`."""
    language = episode.show.language
    own = {word.stem: episode.title[word.start : word.end] for word in words(episode.title, language=language)}
    telling = {stem: word for stem, word in own.items() if len(word) >= _LEAST_OF_WORD or not word.isascii()}
    asked = Q()
    for word in list(telling.values())[:_MOST_ASKED]:
        # Without its last letters, which may be an ending.
        asked |= Q(title__icontains=word[: max(_LEAST_OF_WORD, len(word) - 2)])
    if not asked:
        return {}
    others = Episode.objects.published().filter(asked, show=episode.show_id).exclude(pk=episode.pk)
    titles = others.newest_first().values_list("pk", "title")[:_LOOKED_AT]
    shared = {pk: _stems(title, language) & set(telling) for pk, title in titles}
    counted = Counter(stem for stems in shared.values() for stem in stems)
    rare = {
        pk: [telling[stem] for stem in telling if stem in stems and counted[stem] <= _MOST_TITLES]
        for pk, stems in shared.items()
    }
    return {pk: some for pk, some in rare.items() if some}


def _stems(title: str, language: str) -> set[str]:
    return {word.stem for word in words(title, language=language)}
