from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guests.keeping import kept
from guests.models import Person, PersonAddress, PersonLink
from guests.moves import Moved, follows_moves
from guests.paging import counted, page_of
from guests.prepared import NOW, Prepared, Slot, key
from guests.social_images.cards import card_of_person, of_person
from guests.social_images.sending import answer

PAGE_SIZE = 48
EPISODES_PAGE_SIZE = 20
HEARD_WITH = 12


@require_safe
@kept("page")
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the public can hear."""
    page = page_of(request, Person.objects.with_public_appearances(), size=PAGE_SIZE)
    # Counted for those on the page alone: a database may count for everybody before it cuts the page out.
    people = Person.objects.filter(pk__in=[person.pk for person in page]).with_appearance_counts()
    return render(request, "guests/person_list.html", {"page": page, "people": people})


_person = Prepared(lambda: Person.objects.with_public_appearances(now=NOW).filter(slug=Slot("slug"))[:1])
_heard_with = Prepared(lambda: Person.objects.heard_with(key("person"), now=NOW)[:HEARD_WITH])
_links = Prepared(lambda: PersonLink.objects.filter(person=key("person")))


@Prepared
def _appearances(first: int, end: int) -> Any:
    episodes = Person.objects.public_episodes_of(key("person"), now=NOW).newest_first()
    return counted(episodes).for_cards()[first:end]


@require_safe
@follows_moves
@kept("page")
def person_detail(request: HttpRequest, person: str) -> HttpResponse:
    """A profile with every public appearance; somebody without one has none."""
    found = _find(person)
    page = page_of(request, partial(_appearances, person=found.pk), size=EPISODES_PAGE_SIZE)
    appearances = [
        (episode, [credit for credit in episode.shown_credits if credit.person_id == found.pk])
        for episode in Person.objects.with_credits(list(page), person=found)
    ]
    context = {
        "person": found,
        "links": _links(person=found.pk),
        "page": page,
        "appearances": appearances,
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


def _find(slug: str) -> Person:
    person = _person.first(slug=slug)
    if person is None:
        public = Person.objects.with_public_appearances()
        former = PersonAddress.objects.filter(slug=slug, person__in=public).select_related("person").first()
        if former:
            raise Moved(person=former.person.slug)
        raise Http404
    return person
