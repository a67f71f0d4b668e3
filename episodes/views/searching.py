"""Search: episodes by their words, and the second at which something is said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from episodes import search
from episodes.formats.questions import Question
from episodes.models import Credit, Episode, Season, Show, Topic
from guests.models import Person
from guests.paging import page_of

PAGE_SIZE = 20


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search; each None where it does not, or where the address names nothing that is public."""

    show: Show | None = None
    season: Season | None = None
    topic: Topic | None = None
    person: Person | None = None
    year: int | None = None
    shows: list[Show] = field(default_factory=list)
    seasons: list[Season] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    years: list[int] = field(default_factory=list)

    @property
    def is_set(self) -> bool:
        return any((self.show, self.season, self.topic, self.person, self.year))

    def narrow(self, episodes: Any) -> Any:
        wanted: dict[str, Any] = {name: getattr(self, name) for name in ("show", "season") if getattr(self, name)}
        if self.topic:
            wanted["topics"] = self.topic
        if self.year:
            wanted["publish_at__year"] = self.year
        narrowed = episodes.filter(**wanted)
        return narrowed.crediting(self.person) if self.person else narrowed


@require_safe
def episode_search(request: HttpRequest) -> HttpResponse:
    """`?q=` with `show`, `season`, `topic`, `person` and `year`. Asked anew each time: what is public changes."""
    search.catch_up()
    question = search.ask(request.GET.get("q", ""))
    filters = _filters(request)
    context: dict[str, Any] = {"question": question, "filters": filters}
    if question or filters.is_set:
        among = filters.narrow(Episode.objects.published())
        found = search.ranked(question, among=among) if question else among.newest_first()
        people: Any = Prefetch("credits", Credit.objects.select_related("person"), to_attr="shown_credits")
        page = page_of(request, found.for_cards().prefetch_related("chapters", people), size=PAGE_SIZE)
        episodes = list(page)
        places = search.places(question, episodes=episodes)
        context |= {
            "is_asked": True,
            "page": page,
            "hits": [(episode, places.get(episode.pk, ())) for episode in episodes],
            "people": list(_people(question, episodes)),
            "shows": [show for show in filters.shows if question.says(show.title, language=show.language)],
            "has_all": not episodes or _has_all(question, episodes[0]),
        }
    response = render(request, "episodes/episode_search.html", context)
    patch_cache_control(response, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _has_all(question: Question, first: Episode) -> bool:
    """Whether the best has all that was asked for; where it has not, none has."""
    return search.matching(question, among=Episode.objects.filter(pk=first.pk)).exists()


def _people(question: Question, episodes: list[Episode]) -> Iterator[Person]:
    """Those on the episodes found whose name was asked for, each once."""
    seen = set()
    for episode in episodes:
        for credit in episode.shown_credits:
            person = credit.person
            if person.pk not in seen and question.says(person.name, language=""):
                yield person
            seen.add(person.pk)


def _filters(request: HttpRequest) -> Filters:
    """What the address names; what it misspells narrows nothing. Three queries, and one each for seasons and person."""
    asked = request.GET
    shows = list(Show.objects.public())
    topics = list(Topic.objects.public())
    years = [moment.year for moment in Episode.objects.published().dates("publish_at", "year", order="DESC")]
    show = next((show for show in shows if show.slug == asked.get("show")), None)
    seasons = list(Season.objects.public().filter(show=show).order_by("number")) if show else []
    return Filters(
        shows=shows,
        seasons=seasons,
        topics=topics,
        years=years,
        show=show,
        topic=next((topic for topic in topics if topic.slug == asked.get("topic")), None),
        year=next((choice for choice in years if str(choice) == asked.get("year")), None),
        season=next((season for season in seasons if str(season.number) == asked.get("season")), None),
        person=_person(asked.get("person", "")),
    )


def _person(slug: str) -> Person | None:
    if not slug or "\0" in slug:
        return None
    return Person.objects.with_public_appearances().filter(slug=slug).first()
