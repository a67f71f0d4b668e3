"""What else somebody may want to hear after an episode, and why: people, topics or words that both have.

A person counts more than a topic, a topic more than a word; hosts do not count, they are on everything. What half of a
show is about relates nothing, so of people and topics only their newest episodes are looked at, and of words only those
that few episodes have.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import F, Q, Value

from episodes.formats import markdown
from episodes.formats.words import words
from episodes.models import Credit, Episode, Role, Topic
from guests.prepared import NOW, Prepared, Slot, key

MOST = 4
_PERSON, _TOPIC, _WORD = 5, 3, 1
_LOOKED_AT = 200
_MOST_READ = 12
# Shorter words stand in every title, and so do those that too many titles have.
_LEAST_OF_WORD = 4
_MOST_TITLES = 12
# What an episode is about it says more than once. Of what it says so, the words that few others say at all: one in so
# many of those that are looked at, or these few.
_LEAST_SAID = 2
_ONE_IN = 8
_FEW = 2
_LEAST_OF_SAID = 5
_MOST_SAID = 3
# Of people, of topics and of words.
_MOST_ASKED = 8
_HOSTS = frozenset({Role.HOST, Role.CO_HOST})


@dataclass(kw_only=True)
class Related:
    """A public episode with what it has in common with another one: names of people and topics, words."""

    episode: Any = None
    people: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Of the titles."""
    said: list[str] = field(default_factory=list)
    """Of summaries and notes, and not of the titles."""

    @property
    def weight(self) -> int:
        return _PERSON * len(self.people) + _TOPIC * len(self.topics) + _WORD * len(self.words + self.said)


def related(episode: Episode) -> list[Related]:
    """The episodes that have most in common with `episode`, the newest among equals. At most three queries.

    Words are compared within the show alone, whose language they are in.
    """
    found: defaultdict[int, Related] = defaultdict(Related)
    for is_person, pk, name, _ in _with_people_or_topics(episode=episode.pk):
        names = found[pk].people if is_person else found[pk].topics
        if name not in names:
            names.append(name)
    for pk, (of_titles, said) in _sharing_words(episode).items():
        found[pk].words, found[pk].said = of_titles, said
    # More than are wanted: among equals the newest are found out only once they are read.
    best = sorted(found, key=lambda pk: (-found[pk].weight, -pk))[:_MOST_READ]
    for other in _read(best):
        found[other.pk].episode = other
    there = [found[pk] for pk in best if found[pk].episode]
    return sorted(there, key=lambda one: (one.weight, one.episode.publish_at), reverse=True)[:MOST]


@Prepared
def _with_people_or_topics() -> Any:
    """Other public episodes with one of its guests or on one of its topics, and which that is; the newest alone."""
    this, columns = key("episode"), ("is_person", "other", "called", "at")
    its_guests = Credit.objects.on_air().exclude(role__in=_HOSTS).filter(episode=this).order_by("position", "pk")
    heard = Credit.objects.public(now=NOW).on_air().exclude(episode=this)
    credited = heard.filter(person__in=its_guests.values("person")[:_MOST_ASKED]).annotate(
        is_person=Value(1), other=F("episode"), called=F("person__name"), at=F("episode__publish_at")
    )
    its_topics = Topic.objects.filter(episodes=this).order_by("name", "pk")
    public = Episode.objects.published(now=NOW).exclude(pk=this)
    tagged = public.filter(topics__in=its_topics.values("pk")[:_MOST_ASKED]).annotate(
        is_person=Value(0), other=F("pk"), called=F("topics__name"), at=F("publish_at")
    )
    parts = [rows.order_by().values_list(*columns) for rows in (credited, tagged)]
    return parts[0].union(parts[1], all=True).order_by("-at", "-other", "called")[:_LOOKED_AT]


@Prepared
def _cards() -> Any:
    keys = [key(f"episode_{n}") for n in range(_MOST_READ)]
    return Episode.objects.published(now=NOW).filter(pk__in=keys).for_cards()


def _read(keys: list[int]) -> list[Episode]:
    """The public ones among the episodes. One query, whether there are any or not."""
    padded = [*keys, *[0] * (_MOST_READ - len(keys))]
    return _cards(**{f"episode_{n}": pk for n, pk in enumerate(padded)})


def _sharing_words(episode: Episode) -> dict[int, tuple[list[str], list[str]]]:
    """Other public episodes of the show with the words that they share with `episode`: of titles, of what they say.

    What others say is as search has taken it down, so that no notes are read.
    """
    language = episode.show.language
    titled = _telling(episode.title, language, least=_LEAST_OF_WORD)
    said = _said_often(episode, language, without=titled)
    if not titled and not said:
        return {}
    # Without their last letters, which may be an ending.
    begun = [word[: max(_LEAST_OF_WORD, len(word) - 2)] for word in titled.values()][:_MOST_ASKED]
    asked = {f"word_{n}": word for n, word in enumerate(begun)}
    rows = _with_words(len(begun), bool(said), show=episode.show_id, episode=episode.pk, **asked)
    in_titles = {pk: titled.keys() & _stems(title, language) for pk, title, _ in rows}
    of_titles, of_texts = _rare(in_titles, titled, most=_MOST_TITLES), _both_say(rows[:_LOOKED_AT], said)
    return {
        pk: (of_titles.get(pk, []), of_texts.get(pk, [])[:_MOST_SAID]) for pk in dict.fromkeys((*of_titles, *of_texts))
    }


@Prepared
def _with_words(titled: int, newest: bool) -> Any:
    """Other public episodes of the show with one of so many words in the title, or among the newest."""
    others = Episode.objects.published(now=NOW).filter(show=key("show")).exclude(pk=key("episode")).newest_first()
    asked = Q()
    for n in range(titled):
        asked |= Q(title__icontains=Slot(f"word_{n}"))
    if newest:
        asked |= Q(pk__in=others.values("pk")[:_LOOKED_AT])
    return others.filter(asked).values_list("pk", "title", "search_document__texts")[: 2 * _LOOKED_AT]


def _telling(text: str, language: str, *, least: int) -> dict[str, str]:
    """The words of a text that may say what it is about, as it has them first, by their stems."""
    found: dict[str, str] = {}
    for word in words(text, language=language):
        written = text[word.start : word.end]
        if len(written) >= least or not written.isascii():
            found.setdefault(word.stem, written)
    return found


def _said_often(episode: Episode, language: str, *, without: Collection[str]) -> dict[str, str]:
    """The telling words that its summary and notes have more than once, by their stems; `without` these."""
    return {stem: word for stem, word in _repeated(episode.summary, episode.notes, language) if stem not in without}


@lru_cache(maxsize=1_000)
def _repeated(summary: str, notes: str, language: str) -> tuple[tuple[str, str], ...]:
    """The telling words that a text has more than once, each after its stem; kept, since notes take long to read."""
    text = f"{summary}\n{markdown.plain(notes)}"
    counted = Counter(word.stem for word in words(text, language=language))
    telling = _telling(text, language, least=_LEAST_OF_SAID)
    return tuple((stem, word) for stem, word in telling.items() if counted[stem] >= _LEAST_SAID)


def _both_say(rows: Sequence[tuple[int, str, str | None]], said: Mapping[str, str]) -> dict[int, list[str]]:
    """For each episode those of the words that it says more than once, and few of them at all.

    `rows` are keys, titles and texts, which are stems parted by spaces.
    """
    counted = {pk: Counter(filter(said.__contains__, (texts or "").split())) for pk, _, texts in rows} if said else {}
    rare = _rare(
        {pk: stems.keys() for pk, stems in counted.items()},
        {stem: stem for stem in said},
        most=max(_FEW, len(counted) // _ONE_IN),
    )
    repeated = {pk: [said[stem] for stem in some if counted[pk][stem] >= _LEAST_SAID] for pk, some in rare.items()}
    return {pk: some for pk, some in repeated.items() if some}


def _rare(found: Mapping[int, Collection[str]], written: Mapping[str, str], *, most: int) -> dict[int, list[str]]:
    """For each episode, as they are `written`, those of the stems found in it that at most so many have."""
    counted = Counter(stem for stems in found.values() for stem in stems)
    rare = {
        pk: [word for stem, word in written.items() if stem in stems and counted[stem] <= most]
        for pk, stems in found.items()
    }
    return {pk: some for pk, some in rare.items() if some}


@lru_cache(maxsize=10_000)
def _stems(title: str, language: str) -> frozenset[str]:
    """Kept, since every page of a show compares its title with the same hundreds."""
    return frozenset(word.stem for word in words(title, language=language))
