"""Write what was accepted of a page of notes: into a new draft, or into an episode that is not public."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from episodes import slugs
from episodes.formats.chapters import Chapter as ReadChapter
from episodes.models import Chapter, Credit, Episode, ResourceLink, Season, Show
from guests.models import Person
from guests.slugs import free_slug, slugify


@dataclass(frozen=True, kw_only=True)
class WantedPerson:
    """Somebody to credit: who is known already, or a name and headline for somebody new."""

    role: str
    person: Person | None = None
    name: str = ""
    headline: str = ""


@dataclass(frozen=True, kw_only=True)
class WantedLink:
    label: str
    url: str = ""
    sponsored: bool = False


@dataclass(frozen=True, kw_only=True)
class Filling:
    """What to write; None, or nothing, leaves what is there."""

    title: str | None = None
    summary: str | None = None
    notes: str | None = None
    chapters: Sequence[ReadChapter] | None = None
    people: Sequence[WantedPerson] = ()
    links: Sequence[WantedLink] = ()


class Refused(ValueError):
    """What keeps it from being written, in sentences."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@transaction.atomic
def fill(
    *,
    filling: Filling,
    show: Show,
    by: User,
    episode: Episode | None = None,
    season: Season | None = None,
    number: int | None = None,
) -> Episode:
    """Return the episode, a new draft where none is given; all is written, or nothing. Raises `Refused`.

    Chapters take the place of those there are; people and links come after them, each once.
    Whoever may not add people credits those who are there.
    """
    if not (by.has_perm("episodes.change_episode", episode) if episode else by.has_perm("episodes.add_episode", show)):
        raise PermissionDenied
    somebody_new = any(wanted.person is None for wanted in filling.people)
    if somebody_new and not by.has_perm("guests.add_person"):
        raise Refused(_("You may not add people. Choose among those who are there, or leave somebody new out."))
    if episode is None:
        episode = Episode(show=show, season=season, number=number, explicit=show.explicit)
    else:
        episode = Episode.objects.select_for_update().get(pk=episode.pk)
        if episode.state == Episode.State.APPROVED:
            raise Refused(_("The episode is approved. Withdraw it first, or change it in its form."))
    for name in ("title", "summary", "notes"):
        value = getattr(filling, name)
        if value is not None:
            setattr(episode, name, value)
    if not episode.slug:
        episode.slug = slugs.free(episode.title, show=show)
    _check(episode)
    episode.save()
    if filling.chapters is not None:
        _write_chapters(episode, filling.chapters)
    _write_people(episode, filling.people)
    _write_links(episode, filling.links)
    return episode


def _check(row: Any) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(*error.messages) from error


def _write_chapters(episode: Episode, chapters: Sequence[ReadChapter]) -> None:
    episode.chapters.all().delete()
    Chapter.objects.bulk_create(
        Chapter(
            episode=episode,
            start_ms=chapter.start_ms,
            end_ms=chapter.end_ms,
            title=chapter.title,
            url=chapter.url,
            hidden=chapter.hidden,
        )
        for chapter in chapters
    )


def _write_people(episode: Episode, people: Sequence[WantedPerson]) -> None:
    taken = set(episode.credits.values_list("person", "role"))
    created: dict[str, Person] = {}
    position = len(taken)
    for wanted in people:
        person = wanted.person or created.get(wanted.name.casefold()) or _new_person(wanted)
        created[person.name.casefold()] = person
        if (person.pk, wanted.role) in taken:
            continue
        taken.add((person.pk, wanted.role))
        position += 1
        Credit.objects.create(episode=episode, person=person, role=wanted.role, position=position)


def _new_person(wanted: WantedPerson) -> Person:
    person = Person(name=wanted.name, headline=wanted.headline)
    person.slug = free_slug(slugify(person.name, fallback="person"), taken=_person_slug_is_taken)
    _check(person)
    person.save()
    return person


def _write_links(episode: Episode, links: Sequence[WantedLink]) -> None:
    there = set(episode.resource_links.values_list("label", "url"))
    position = len(there)
    for wanted in links:
        if (wanted.label, wanted.url) in there:
            continue
        there.add((wanted.label, wanted.url))
        position += 1
        link = ResourceLink(
            episode=episode, label=wanted.label, url=wanted.url, sponsored=wanted.sponsored, position=position
        )
        _check(link)
        link.save()


def _person_slug_is_taken(slug: str) -> bool:
    return Person.objects.filter(slug=slug).exists() or Person.objects.filter(former_addresses__slug=slug).exists()
