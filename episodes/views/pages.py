"""The pages that a listener reads."""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from episodes import related, start_here
from episodes.belongings import Belongings, belongings, credits_of
from episodes.finding import find_episode, find_show, find_topic, lead_home
from episodes.formats import timestamps
from episodes.listing import beside, listed, makers, shows_on, topics
from episodes.models import ON_AIR, Credit, Episode, ResourceLink, Show, Topic
from episodes.models.transcript import TRANSCRIPT_TYPES, Transcript
from episodes.navigator import ChapterMark, chapter_marks, transcript_turns
from episodes.social_images import of_episode
from episodes.views.language import in_its_language
from guests.addresses import origin_of
from guests.keeping import columns, kept, part
from guests.moves import follows_moves
from guests.paging import NotInList, page_of
from guests.redirects import leads_by_query
from guests.social_images.cards import SocialImage

PAGE_SIZE = 20
LATEST = 10  # one that leads, and the list below it


@require_safe
@leads_by_query
@kept("season", "topic", "year", "page")
def home(request: HttpRequest) -> HttpResponse:
    """The shows; where there is one only, its page, unless that is on a domain of its own."""
    shows = list(Show.objects.public())
    if len(shows) == 1 and shows[0].get_absolute_url() == shows[0].site_path:
        shows[0].is_public = True
        return _show_page(request, shows[0])
    latest = listed(0, LATEST)
    lead = latest[0] if latest else None
    leading = next((show for show in shows if lead and show.pk == lead.show_id), None)
    context = {"shows": shows, "lead": lead, "leading": leading, "latest": latest[1:]}
    return render(request, "episodes/show_list.html", context)


@require_safe
@leads_by_query
@follows_moves
@kept("season", "topic", "year", "page")
def show_detail(request: HttpRequest, show: str) -> HttpResponse:
    found = find_show(request, show)
    if found.is_public:
        lead_home(request, found)
    response = _show_page(request, found)
    if not found.is_public:
        mark_as_preview(response)
    return response


@in_its_language
def _show_page(request: HttpRequest, show: Show) -> HttpResponse:
    """The show with its episodes, paged; `?season=`, `?topic=` and `?year=` narrow them."""
    there, coming_up = beside(show)
    chosen = {
        name: choice
        for name, offered in (("season", there.seasons), ("topic", there.topics), ("year", there.years))
        if (choice := _chosen(request, name, {one.value: one for one in offered}))
    }
    wanted: dict[str, Any] = {name: choice.row for name, choice in chosen.items()}
    page = page_of(request, partial(listed, show=show, **wanted), size=PAGE_SIZE)
    is_front = page.number == 1 and not chosen
    context = {
        "show": show,
        "staged": next(iter(page), None) if is_front else None,
        "start_here": start_here.for_newcomers(show) if is_front else (),
        "coming_up": coming_up if is_front and page.paginator.count else (),
        "hosts": makers(show),
        "choices": there,
        "chosen": {name: choice.value for name, choice in chosen.items()},
        "page": page,
    }
    return render(request, "episodes/show_detail.html", context)


@require_safe
@follows_moves
@kept("show", "page")
def topic_detail(request: HttpRequest, topic: str) -> HttpResponse:
    """The episodes on a topic, of all shows or, with `?show=`, of one."""
    found = find_topic(topic)
    shows = shows_on(found)
    show = _chosen(request, "show", {one.value: one for one in shows})
    page = page_of(request, partial(listed, topic=found, show=show.row if show else None), size=PAGE_SIZE)
    context = {"topic": found, "page": page, "shows": shows, "show": show}
    return render(request, "episodes/topic_detail.html", context)


@require_safe
@kept()
def topic_list(request: HttpRequest) -> HttpResponse:
    """Every topic that an episode is on."""
    return render(request, "episodes/topic_list.html", {"topics": topics()})


@require_safe
@follows_moves
@kept("t")
def episode_detail(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """The episode page. `?t=` (`877`, `14:37`, `14m37s`) is where native players start without scripts."""
    found = find_episode(request, show=show, slug=episode)
    if found.is_public:
        lead_home(request, found.show)
    response = episode_page(request, found, is_preview=not found.is_public)
    if not found.is_public:
        mark_as_preview(response)
    return response


@in_its_language
def episode_page(
    request: HttpRequest,
    found: Episode,
    *,
    is_preview: bool,
    template: str = "episodes/episode_detail.html",
    **more: Any,
) -> HttpResponse:
    """The page of `found`; a preview is marked and leads nowhere that is not public yet. `template` may want `more`."""
    own = _Own(found, is_preview=is_preview)
    start_ms = start_in(request.GET)
    previous, following = Episode.objects.neighbours_of(found) if found.publish_at else (None, None)
    context = {
        "show": found.show,
        "episode": found,
        "is_preview": is_preview,
        "start_ms": start_ms,
        "own": own,
        **{name: partial(getattr, own, name) for name in _OWN},
        # With each moment that may be asked for its parts would be others; and the whole page is kept in any case.
        "own_facts": None if is_preview or more or start_ms is not None else own.facts(origin_of(request)),
        "related": () if is_preview else related.related(found),
        "previous": previous,
        "next": following,
        **more,
    }
    return render(request, template, context)


class _Own:
    """What the page of an episode shows of it; asked for only where a part of the page has to be rendered."""

    def __init__(self, episode: Episode, *, is_preview: bool) -> None:
        self.episode = episode
        self.is_preview = is_preview

    def facts(self, *more: Any) -> tuple[Any, ...] | None:
        """What such a part is kept by: with whatever belongs to the episode its token changes, and its show is asked.

        None where it was read without its token.
        """
        episode = self.episode
        return (episode.token, columns(episode.show), *more) if episode.token else None

    @cached_property
    def credits(self) -> list[Credit]:
        return credits_of(self.episode)

    @property
    def on_air(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.role in ON_AIR]

    @property
    def crew(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.role not in ON_AIR]

    @cached_property
    def _belongings(self) -> Belongings:
        return belongings(self.episode)

    @property
    def links(self) -> list[ResourceLink]:
        return self._belongings.links

    @property
    def topics(self) -> list[Topic]:
        return self._belongings.topics

    @cached_property
    def chapters(self) -> tuple[ChapterMark, ...]:
        return chapter_marks(self.episode, self._belongings.chapters)

    @cached_property
    def _said(self) -> Transcript | None:
        return self.episode.transcript

    @property
    def transcript_language(self) -> str:
        return self._said.language if self._said else ""

    @cached_property
    def transcript(self) -> SafeString:
        """The transcript as the page shows it, read and rendered once: it may be as long as a book."""
        return part("transcript", facts=None if self.is_preview else self.facts(), make=self._rendered_transcript)

    def _rendered_transcript(self) -> str:
        """A preview leads to nobody's page and to no file: they may not be public."""
        if not self._said:
            return ""
        episode, is_preview = self.episode, self.is_preview
        people = [] if is_preview else [credit.person for credit in self.on_air]
        shown = {
            "turns": transcript_turns(
                self._said.webvtt,
                chapters=self.chapters,
                profiles={person.name: person.get_absolute_url() for person in people},
            ),
            "language": self._said.language,
            "address": "" if is_preview else episode.get_absolute_url(),
            "formats": TRANSCRIPT_TYPES,
            "has_audio": episode.has_audio,
        }
        return get_template("episodes/_transcript.html").render(shown)

    @property
    def social(self) -> SocialImage | None:
        return None if self.is_preview else of_episode(self.episode, self.credits)


_OWN = ("on_air", "crew", "links", "topics", "chapters", "transcript", "transcript_language", "social")


def mark_as_preview(response: HttpResponseBase) -> None:
    """Keep an answer that shows something unpublished out of every cache and index."""
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"


def start_in(query: Mapping[str, str]) -> int | None:
    """The moment of `t=` in the query of an address, in milliseconds; None where it names none."""
    try:
        return timestamps.parse(query["t"].partition(",")[0])  # of "start,end" the start
    except (KeyError, timestamps.TimestampError):
        return None


def _chosen[T](request: HttpRequest, name: str, choices: dict[str, T]) -> T | None:
    """Return the choice that the query names; a name that is none of them is no page of ours."""
    value = request.GET.get(name)
    if not value:
        return None
    if value not in choices:
        raise NotInList
    return choices[value]
