"""The pages that a listener reads."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.csp import CSP, build_policy
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from episodes import related, start_here
from episodes.belongings import belongings, credits_of
from episodes.finding import find_episode, find_show, find_topic
from episodes.formats import timestamps
from episodes.listing import choices, coming_up, listed, makers, shows_on, topics
from episodes.models import ON_AIR, Episode, Show
from episodes.navigator import chapter_marks, transcript_lines
from episodes.social_images import of_episode
from episodes.views.language import in_its_language
from guests.keeping import fragment, kept
from guests.moves import follows_moves
from guests.paging import page_of

PAGE_SIZE = 20
LATEST = 10  # one that leads, and the list below it


@require_safe
@kept("season", "topic", "year", "page")
def home(request: HttpRequest) -> HttpResponse:
    """The shows; where there is one only, its page."""
    shows = list(Show.objects.public())
    if len(shows) == 1:
        return _show_page(request, shows[0])
    latest = listed(0, LATEST)
    lead = latest[0] if latest else None
    leading = next((show for show in shows if lead and show.pk == lead.show_id), None)
    context = {"shows": shows, "lead": lead, "leading": leading, "latest": latest[1:]}
    return render(request, "episodes/show_list.html", context)


@require_safe
@follows_moves
@kept("season", "topic", "year", "page")
def show_detail(request: HttpRequest, show: str) -> HttpResponse:
    found = find_show(request, show)
    response = _show_page(request, found)
    if not found.is_public:
        mark_as_preview(response)
    return response


@in_its_language
def _show_page(request: HttpRequest, show: Show) -> HttpResponse:
    """The show with its episodes, paged; `?season=`, `?topic=` and `?year=` narrow them."""
    there = choices(show)
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
        "coming_up": coming_up(show) if is_front and page.paginator.count else (),
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
    start_ms = start_of(request)
    credits = credits_of(found)
    its = belongings(found)
    previous, following = Episode.objects.neighbours_of(found) if found.publish_at else (None, None)
    context = {
        "show": found.show,
        "episode": found,
        "is_preview": is_preview,
        "start_ms": start_ms,
        "on_air": [credit for credit in credits if credit.role in ON_AIR],
        "crew": [credit for credit in credits if credit.role not in ON_AIR],
        "chapters": chapter_marks(found, its.chapters),
        "links": its.links,
        "topics": its.topics,
        "transcript": _transcript(found),
        "related": () if is_preview else related.related(episode=found, credits=credits, topics=its.topics),
        "previous": previous,
        "next": following,
        "social": None if is_preview else of_episode(found, credits),
        **more,
    }
    response = render(request, template, context)
    if found.audio_url:
        response["Content-Security-Policy"] = build_policy(policy_for(found))
    return response


def _transcript(episode: Episode) -> SafeString:
    """The transcript as the page shows it, read and rendered once: it may be as long as a book."""
    stored = episode.transcript
    if stored is None:
        return mark_safe("")
    return fragment(
        "episodes/_transcript.html",
        facts=(stored.webvtt,),
        context=lambda: {"lines": transcript_lines(stored.webvtt)},
    )


def mark_as_preview(response: HttpResponseBase) -> None:
    """Keep an answer that shows something unpublished out of every cache and index."""
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"


def policy_for(episode: Episode) -> dict[str, Any]:
    """The policy of a page that plays it: to audio that is kept elsewhere the player follows us, over https."""
    return {**settings.SECURE_CSP, "media-src": [CSP.SELF, "https:"]} if episode.audio_url else settings.SECURE_CSP


def start_of(request: HttpRequest) -> int | None:
    """The moment of `?t=` in milliseconds; None where it names none."""
    try:
        return timestamps.parse(request.GET["t"].partition(",")[0])  # of "start,end" the start
    except (KeyError, timestamps.TimestampError):
        return None


def _chosen[T](request: HttpRequest, name: str, choices: dict[str, T]) -> T | None:
    """Return the choice that the query names; a name that is none of them is no page of ours."""
    value = request.GET.get(name)
    if not value:
        return None
    if value not in choices:
        raise Http404
    return choices[value]
