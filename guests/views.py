from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guests import directory
from guests.keeping import columns, kept
from guests.languages import interface_language, speaking
from guests.models import Person, PersonAddress
from guests.moves import Moved, follows_moves
from guests.paging import NotInList, counted, page_of
from guests.prepared import NOW, Prepared, Slot, key
from guests.social_images.cards import card_of_person, of_person
from guests.social_images.sending import answer

PAGE_SIZE = 48
EPISODES_PAGE_SIZE = 20
HEARD_WITH = 12
MOST_CHAPTERS = 30
_LONGEST_QUESTION = 200


@dataclass(frozen=True, kw_only=True)
class Crew:
    """A role behind the microphone, and the shows in which somebody has it, each with its number of episodes."""

    role: str
    name: str
    shows: list[Any]

    @property
    def episodes(self) -> int:
        return sum(show.episodes for show in self.shows)


@require_safe
@kept("letter", "q", "page")
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the public can hear; `?letter=` and `?q=` narrow the list."""
    words = " ".join(request.GET.get("q", "")[:_LONGEST_QUESTION].split())
    letter = request.GET.get("letter", "")
    found = directory.look_up(letter=letter, words=words)
    if letter and letter not in {one.letter for one in found.letters}:
        raise NotInList
    page = page_of(request, found.part, size=PAGE_SIZE)
    context = {"page": page, "people": page.object_list, "letters": found.letters, "letter": letter, "words": words}
    response = render(request, "guests/person_list.html", context)
    if words:  # there is no end to what can be asked
        response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex"
    return response


_person = Prepared(lambda: Person.objects.with_public_appearances(now=NOW).filter(slug=Slot("slug"))[:1])
_heard_with = Prepared(lambda: Person.objects.heard_with(key("person"), now=NOW)[:HEARD_WITH])


@Prepared
def _appearances(by: tuple[str, ...], first: int, end: int) -> Any:
    role = Slot("role") if "role" in by else ""
    episodes = Person.objects.episodes_with(key("person"), role=role, now=NOW)
    if "show" in by:
        episodes = episodes.filter(show__slug=Slot("show"))
    return counted(episodes.by_show()).for_cards()[first:end]


@require_safe
@follows_moves
@kept("show", "role", "page")
def person_detail(request: HttpRequest, person: str) -> HttpResponse:
    """A profile: what somebody was heard on, show by show, where they are named, and what else they did.

    `?show=` narrows the list to a show, `?role=` shows what they are credited with in that role instead. Somebody
    without a public appearance has no profile.
    """
    found = _find(person)
    told = Person.objects.told_of(found)
    with speaking(_language_of(told.shows)):
        return _profile(request, found, told)


def _language_of(shows: list[Any]) -> str:
    """That of the shows on which somebody is heard, where it is one; else the site's."""
    spoken = {interface_language(show.language) for show in shows}
    return spoken.pop() if len(spoken) == 1 else settings.LANGUAGE_CODE


def _profile(request: HttpRequest, found: Person, told: Any) -> HttpResponse:
    chosen = _chosen(request, shows=told.shows, parts=told.parts)
    page = page_of(request, partial(_appearances, tuple(chosen), person=found.pk, **chosen), size=EPISODES_PAGE_SIZE)
    chapters = _named_in(found) if not chosen and page.number == 1 else []
    context = {
        "person": found,
        "links": told.links,
        "page": page,
        "shows": told.shows,
        "crew": _crew(told.parts),
        "role": next((part.role_name for part in told.parts if part.role == chosen.get("role")), ""),
        "chosen": chosen,
        "appearances": Person.objects.with_credits(list(page), person=found),
        "chapters": chapters,
        "chapters_facts": tuple(
            columns(row) for chapter in chapters for row in (chapter, chapter.episode, chapter.episode.show)
        ),
        "heard_with": _heard_with(person=found.pk),
        "social": of_person(found),
    }
    return render(request, "guests/person_detail.html", context)


@require_safe
@follows_moves
def social_image(request: HttpRequest, person: str, digest: str) -> HttpResponse:
    """The picture for chats and networks, of somebody whom the public can hear; a former one leads to that of today."""
    found = _find(person)
    return answer(request, card_of_person(found), digest=digest, today=of_person(found))


def _named_in(person: Person) -> list[Any]:
    return Person.objects.chapters_naming(person, most=MOST_CHAPTERS)


def _chosen(request: HttpRequest, *, shows: list[Any], parts: list[Any]) -> dict[str, str]:
    """The show and the role that the address names; one that the person has not is no page of ours."""
    chosen = {name: request.GET[name] for name in ("role", "show") if request.GET.get(name)}
    among = [part for part in parts if part.role == chosen["role"]] if "role" in chosen else shows
    if chosen and (not among or chosen.get("show", among[0].slug) not in {show.slug for show in among}):
        raise NotInList
    return chosen


def _crew(parts: list[Any]) -> list[Crew]:
    """The roles in which somebody is not heard, each with its shows."""
    behind = (part for part in parts if not part.is_heard)
    return [
        Crew(role=role, name=name, shows=list(shows))
        for (role, name), shows in groupby(behind, key=attrgetter("role", "role_name"))
    ]


def _find(slug: str) -> Person:
    person = _person.first(slug=slug)
    if person is None:
        public = Person.objects.with_public_appearances()
        former = PersonAddress.objects.filter(slug=slug, person__in=public).select_related("person").first()
        if former:
            raise Moved(person=former.person.slug)
        raise Http404
    return person
