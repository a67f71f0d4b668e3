"""What an episode still needs before it goes out: a checklist over its facts, and from where the facts come.

`checklist` is pure. Audio is always a must-have; for the rest the show decides what blocks and what only warns.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes.formats import timestamps
from episodes.models import AddressCheck, Chapter, Check, Credit, Episode, ResourceLink, Show, Transcript
from episodes.models.address_check import key_of

SHORTEST_SUMMARY, LONGEST_SUMMARY = 50, 400
# Some apps show no chapters at all where one is shorter.
SHORTEST_CHAPTER_MS = 10_000
AUDIO = "audio"


class State(StrEnum):
    MET = "met"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody on the episode, as far as listeners see them."""

    name: str
    headline: bool
    portrait: bool


@dataclass(frozen=True, kw_only=True)
class Link:
    """`dead` says why nobody found a page there when the address was last looked up; empty otherwise."""

    label: str
    url: str
    dead: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the checks look at. `chapters` are the starts, in milliseconds, in the order of the form."""

    audio: bool = False
    audio_facts: bool = False
    duration_ms: int | None = None
    title: str = ""
    title_taken: bool = False
    summary: str = ""
    notes: str = ""
    cover: bool = False
    undescribed: int = 0
    chapters: tuple[int, ...] = ()
    people: tuple[Guest, ...] = ()
    links: tuple[Link, ...] = ()
    transcript: bool = False
    serial: bool = False
    full: bool = True
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One check: `sentence` says what to do, empty when met; `panel` and `field` are where in the form."""

    name: str
    label: str
    state: State
    must: bool
    sentence: str
    panel: str
    field: str


def checklist(facts: Facts, *, must_have: Collection[str]) -> list[Entry]:
    """Return all checks in the order of the form: audio first."""
    return [_entry(name, facts, must=name == AUDIO or name in must_have) for name in _CHECKS]


def _entry(name: str, facts: Facts, *, must: bool) -> Entry:
    check, panel, field = _CHECKS[name]
    sentence = check(facts)
    label = _("Audio") if name == AUDIO else str(Check(name).label)
    state = State.MISSING if sentence else State.MET
    return Entry(name=name, label=label, state=state, must=must, sentence=sentence, panel=panel, field=field)


def blocking(*, episode: Episode, facts: Facts | None = None) -> list[str]:
    """Return what the stored episode lacks of its show's must-haves, in sentences; `facts` are its, where known."""
    entries = checklist(facts or facts_of(episode=episode), must_have=episode.show.must_have)
    return [entry.sentence for entry in entries if entry.must and entry.state is State.MISSING]


def audio_missing(*, episode: Episode) -> list[str]:
    """What is missing of the audio alone; asks no database."""
    sentence = _audio(Facts(**_audio_facts(episode)))
    return [sentence] if sentence else []


# --- The checks -------------------------------------------------------------------------------


def _audio(facts: Facts) -> str:
    if not facts.audio:
        return _("The episode has no audio yet: upload a file or give its address.")
    return "" if facts.audio_facts else _("Give the audio's type, size and duration.")


def _title(facts: Facts) -> str:
    if not facts.title.strip():
        return _("Give the episode a title.")
    return _("Another episode of the show has this title: tell the two apart.") if facts.title_taken else ""


def _summary(facts: Facts) -> str:
    length = len(facts.summary.strip())
    if not length:
        return _("Write a summary: two or three sentences.")
    if length < SHORTEST_SUMMARY:
        words = _("The summary is short: apps and search engines show at least %(n)d characters, it has %(length)d.")
        return words % {"n": SHORTEST_SUMMARY, "length": length}
    if length > LONGEST_SUMMARY:
        words = _("The summary is long: most apps cut it after %(n)d characters, it has %(length)d.")
        return words % {"n": LONGEST_SUMMARY, "length": length}
    return ""


def _notes(facts: Facts) -> str:
    return "" if facts.notes.strip() else _("Write the notes, or paste them.")


def _cover(facts: Facts) -> str:
    return "" if facts.cover else _("Neither the episode nor its show has a cover: add one.")


def _alternatives(facts: Facts) -> str:
    if not facts.undescribed:
        return ""
    words = ngettext(
        "Say in words what %(n)d picture shows, for those who cannot see it.",
        "Say in words what %(n)d pictures show, for those who cannot see them.",
        facts.undescribed,
    )
    return words % {"n": facts.undescribed}


def _chapters(facts: Facts) -> str:
    starts = facts.chapters
    if not starts:
        return _("Add chapters, the first at 0:00.")
    if list(starts) != sorted(starts):
        return _("The chapters are not in the order of time.")
    if starts[0]:
        return _("The first chapter starts at %(start)s: let it start at 0:00.") % {"start": _clock(starts[0])}
    if facts.duration_ms and starts[-1] >= facts.duration_ms:
        words = _("The chapter at %(start)s starts after the audio ends (%(end)s).")
        return words % {"start": _clock(starts[-1]), "end": _clock(facts.duration_ms)}
    ends = [*starts[1:], *([facts.duration_ms] if facts.duration_ms else [])]
    short = next((start for start, end in zip(starts, ends, strict=False) if end - start < SHORTEST_CHAPTER_MS), None)
    if short is None:
        return ""
    words = _("The chapter at %(start)s is shorter than %(n)d seconds: some apps then show none at all.")
    return words % {"start": _clock(short), "n": SHORTEST_CHAPTER_MS // 1000}


def _people(facts: Facts) -> str:
    if not facts.people:
        return _("Say who is heard.")
    for lacking, words in (
        ([guest.name for guest in facts.people if not guest.headline], _("A headline is missing: %(names)s.")),
        ([guest.name for guest in facts.people if not guest.portrait], _("A portrait is missing: %(names)s.")),
    ):
        if lacking:
            return words % {"names": ", ".join(lacking)}
    return ""


def _links(facts: Facts) -> str:
    bare = [link.label for link in facts.links if not link.url]
    return _("An address is missing: %(names)s.") % {"names": ", ".join(f"“{label}”" for label in bare)} if bare else ""


_MOST_REASONS = 2  # that are told in one sentence


def _answers(facts: Facts) -> str:
    dead = [(f"“{link.label or link.url}”", link.dead) for link in facts.links if link.url and link.dead]
    if not dead:
        return ""
    if len(dead) > _MOST_REASONS:  # each link says beside its address why
        names = ", ".join(name for name, _reason in dead)
        return _("No page answers: %(names)s. Look the addresses up again, or take the links out.") % {"names": names}
    names = " ".join(f"{name} – {reason}" for name, reason in dead)
    return _("No page answers: %(names)s Look the address up again, or take the link out.") % {"names": names}


def _transcript(facts: Facts) -> str:
    return "" if facts.transcript else _("Add a transcript.")


def _number(facts: Facts) -> str:
    if facts.serial and facts.full and facts.number is None:
        return _("The show is heard in order: give the episode its number.")
    return ""


def _clock(ms: int) -> str:
    return timestamps.format_clock(ms)


_CHECKS: Mapping[str, tuple[Callable[[Facts], str], str, str]] = {
    AUDIO: (_audio, "audio", "audio_file"),
    Check.TITLE: (_title, "basics", "title"),
    Check.NUMBER: (_number, "basics", "number"),
    Check.SUMMARY: (_summary, "basics", "summary"),
    Check.COVER: (_cover, "basics", "cover"),
    Check.ALTERNATIVES: (_alternatives, "basics", "cover_alt"),
    Check.NOTES: (_notes, "notes", "notes"),
    Check.CHAPTERS: (_chapters, "chapters", "chapters-group"),
    Check.PEOPLE: (_people, "people", "credits-group"),
    Check.LINKS: (_links, "links", "resource_links-group"),
    Check.ANSWERS: (_answers, "links", "resource_links-group"),
    Check.TRANSCRIPT: (_transcript, "transcript", "transcripts-group"),
}


# --- From the database ------------------------------------------------------------------------


def facts_of(*, episode: Episode) -> Facts:
    """The facts of a stored episode. Six queries; none of one that is still being typed."""
    return Facts(**_own_facts(episode), **(_stored_facts(episode) if episode.pk else {}))


def facts_of_many(*, episodes: Collection[Episode]) -> dict[int, Facts]:
    """The facts of stored episodes with their show, by key. Six queries for any number of them."""
    keys = [episode.pk for episode in episodes]
    if not keys:
        return {}
    chapters, people, links = (defaultdict[int, list[Any]](list) for _ in range(3))
    for key, start in Chapter.objects.filter(episode__in=keys).values_list("episode", "start_ms"):
        chapters[key].append(start)
    for credit in Credit.objects.filter(episode__in=keys).select_related("person"):
        people[credit.episode_id].append(_guest(credit))
    rows = list(ResourceLink.objects.filter(episode__in=keys))
    for row, link in zip(rows, links_of((row.label, row.url) for row in rows), strict=True):
        links[row.episode_id].append(link)
    told = set(Transcript.objects.filter(episode__in=keys).values_list("episode", flat=True))
    shows = {episode.show_id for episode in episodes}
    titles = Counter(
        (show, title.strip().lower())
        for show, title in Episode.objects.filter(show__in=shows).order_by().values_list("show", "title")
    )
    return {
        episode.pk: Facts(
            **_own_facts(episode),
            title_taken=titles[episode.show_id, episode.title.strip().lower()] > 1,
            chapters=tuple(chapters[episode.pk]),
            people=tuple(people[episode.pk]),
            links=tuple(links[episode.pk]),
            transcript=episode.pk in told,
        )
        for episode in episodes
    }


def _audio_facts(episode: Episode) -> dict[str, Any]:
    return {
        "audio": episode.has_audio,
        "audio_facts": bool(episode.audio_type and episode.audio_size and episode.duration_ms),
        "duration_ms": episode.duration_ms,
    }


def _own_facts(episode: Episode) -> dict[str, Any]:
    show: Show = episode.show
    return {
        **_audio_facts(episode),
        "title": episode.title,
        "summary": episode.summary,
        "notes": episode.notes,
        "cover": bool(episode.picture),
        "undescribed": undescribed(notes=episode.notes, cover=bool(episode.cover), cover_alt=episode.cover_alt),
        "serial": show.kind == Show.Kind.SERIAL,
        "full": episode.kind == Episode.Kind.FULL,
        "number": episode.number,
    }


def undescribed(*, notes: str, cover: bool, cover_alt: str) -> int:
    """How many pictures say nothing in words: `![](…)` in the notes, and the cover."""
    return notes.count("![](") + (1 if cover and not cover_alt.strip() else 0)


def _stored_facts(episode: Episode) -> dict[str, Any]:
    return {
        "title_taken": title_is_taken(show=episode.show, title=episode.title, episode=episode),
        "chapters": tuple(episode.chapters.values_list("start_ms", flat=True)),
        "people": tuple(_guest(credit) for credit in episode.credits.select_related("person")),
        "links": links_of((link.label, link.url) for link in episode.resource_links.all()),
        "transcript": episode.transcripts.exists(),
    }


def links_of(rows: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Links from pairs of label and address, with what was last found there. One query where there are addresses."""
    pairs = list(rows)
    keys = {key_of(url) for _label, url in pairs if url}
    checks = AddressCheck.objects.filter(key__in=keys, alive=False)
    dead = dict(checks.values_list("key", "note")) if keys else {}
    return tuple(Link(label=label, url=url, dead=dead.get(key_of(url), "")) for label, url in pairs)


def _guest(credit: Credit) -> Guest:
    person = credit.person
    return Guest(name=person.name, headline=bool(person.headline), portrait=bool(person.portrait))


def title_is_taken(*, show: Show, title: str, episode: Episode) -> bool:
    """Whether another episode of the show has the title."""
    wanted = title.strip()
    return bool(wanted) and Episode.objects.filter(show=show, title__iexact=wanted).exclude(pk=episode.pk).exists()
