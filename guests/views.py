from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guests.keeping import kept
from guests.models import Person, PersonAddress
from guests.moves import Moved, follows_moves
from guests.paging import page_of

PAGE_SIZE = 48
EPISODES_PAGE_SIZE = 20


@require_safe
@kept("page")
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the public can hear."""
    page = page_of(request, Person.objects.with_public_appearances(), size=PAGE_SIZE)
    # Counted for those on the page alone: a database may count for everybody before it cuts the page out.
    people = Person.objects.filter(pk__in=[person.pk for person in page]).with_appearance_counts()
    return render(request, "guests/person_list.html", {"page": page, "people": people})


@require_safe
@follows_moves
@kept("page")
def person_detail(request: HttpRequest, person: str) -> HttpResponse:
    """A profile with every public appearance; somebody without one has none."""
    found = _find(person)
    episodes = found.public_episodes().newest_first().for_cards()
    page = page_of(request, episodes, size=EPISODES_PAGE_SIZE)
    appearances = [
        (episode, [credit for credit in episode.credits.all() if credit.person_id == found.pk]) for episode in page
    ]
    context = {
        "person": found,
        "links": found.links.all(),
        "page": page,
        "appearances": appearances,
        "heard_with": Person.objects.heard_with(found)[:12],
    }
    return render(request, "guests/person_detail.html", context)


def _find(slug: str) -> Person:
    public = Person.objects.with_public_appearances()
    person = public.filter(slug=slug).first()
    if person is None:
        former = PersonAddress.objects.filter(slug=slug, person__in=public).select_related("person").first()
        if former:
            raise Moved(person=former.person.slug)
        raise Http404
    return person
