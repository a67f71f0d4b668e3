"""Search: episodes by their words, and the second at which something is said."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from episodes import listing, search
from episodes.models import Episode, Season, Show, Topic
from episodes.templatetags.episodes import card
from guests.keeping import kept_by_state
from guests.models import Person
from guests.paging import page_of
from guests.state import PublicState

PAGE_SIZE = 20


@dataclass(frozen=True, kw_only=True)
class Line:
    """An episode as a line of the results, with its address and the language of its show."""

    html: SafeString
    address: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What a search can be narrowed to: what has a public episode."""

    shows: list[Show]
    topics: list[Topic]
    years: list[int]
    seasons: dict[int, list[Season]]
    """By show."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search; each None where it does not, or where the address names nothing that is public."""

    offered: Offered
    show: Show | None = None
    season: Season | None = None
    topic: Topic | None = None
    person: Person | None = None
    year: int | None = None

    @property
    def is_set(self) -> bool:
        return any((self.show, self.season, self.topic, self.person, self.year))

    @property
    def seasons(self) -> list[Season]:
        """Those of the show that is chosen, by number."""
        return self.offered.seasons.get(self.show.pk, []) if self.show else []

    @property
    def by(self) -> dict[str, Any]:
        """As `search.found` takes it."""
        rows = {"show": self.show, "season": self.season, "topic": self.topic, "person": self.person}
        keys: dict[str, Any] = {name: row.pk for name, row in rows.items() if row}
        return keys | (_moments(self.year) if self.year else {})


def _moments(year: int) -> dict[str, dt.datetime]:
    """From when to before when it lasts."""
    begins, ends = (dt.datetime(one, 1, 1, tzinfo=dt.UTC) for one in (year, year + 1))
    return {"begins": begins, "ends": ends}


@require_safe
def episode_search(request: HttpRequest) -> HttpResponse:
    """`?q=` with `show`, `season`, `topic`, `person` and `year`. Asked anew each time: what is public changes."""
    search.catch_up()
    question = search.ask(request.GET.get("q", ""))
    state = Episode.objects.public_state()
    filters = _filters(request, state)
    context: dict[str, Any] = {"question": question, "filters": filters}
    if question or filters.is_set:
        page = page_of(request, partial(search.found, question, by=filters.by), size=PAGE_SIZE)
        lines = _lines([hit.episode for hit in page], state)
        places = search.places(question, languages={pk: line.language for pk, line in lines.items()})
        shows = filters.offered.shows
        context |= {
            "is_asked": True,
            "page": page,
            "lines": [(line, places[pk]) for pk, line in lines.items()],
            "people": search.named(question, episodes=lines),
            "shows": [show for show in shows if question.says(show.title, language=show.language)],
            "has_all": all(hit.has_all for hit in page),
        }
    response = render(request, "episodes/episode_search.html", context)
    patch_cache_control(response, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _lines(episodes: Sequence[int], state: PublicState) -> Mapping[int, Line]:
    """The line of each of the episodes by its key; in a `state` that is kept. Two queries where one is asked anew."""
    return kept_by_state("search line", episodes, state=state, make=_new_lines)


def _new_lines(episodes: Sequence[int]) -> dict[int, Line]:
    return {
        episode.pk: Line(
            html=card(episode, show_name=True), address=episode.get_absolute_url(), language=episode.show.language
        )
        for episode in listing.cards(episodes)
    }


def _filters(request: HttpRequest, state: PublicState) -> Filters:
    """What the address names; what it misspells narrows nothing. A query for a person, some for a new `state`."""
    asked = request.GET
    offered = _offered(state.token, state.latest_at)
    show = next((show for show in offered.shows if show.slug == asked.get("show")), None)
    seasons = offered.seasons.get(show.pk, []) if show else []
    return Filters(
        offered=offered,
        show=show,
        topic=next((topic for topic in offered.topics if topic.slug == asked.get("topic")), None),
        year=next((choice for choice in offered.years if str(choice) == asked.get("year")), None),
        season=next((season for season in seasons if str(season.number) == asked.get("season")), None),
        person=_person(asked.get("person", "")),
    )


@lru_cache(maxsize=4)
def _offered(token: str, latest_at: dt.datetime | None) -> Offered:
    """Read once in a process for each state of everything public, which the arguments name. Four queries."""
    seasons: dict[int, list[Season]] = {}
    for season in Season.objects.public().order_by("show", "number"):
        seasons.setdefault(season.show_id, []).append(season)
    years = Episode.objects.published().dates("publish_at", "year", order="DESC")
    return Offered(
        shows=list(Show.objects.public()),
        topics=list(Topic.objects.public()),
        years=[moment.year for moment in years],
        seasons=seasons,
    )


def _person(slug: str) -> Person | None:
    if not slug or "\0" in slug:
        return None
    return Person.objects.with_public_appearances().filter(slug=slug).first()
