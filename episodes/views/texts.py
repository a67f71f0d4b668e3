"""Chapters and transcripts as files of their own, for apps, players and other sites."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from episodes.finding import find_episode
from episodes.formats import chapters, timestamps
from episodes.models import Episode
from episodes.models.transcript import TRANSCRIPT_TYPES
from episodes.views.pages import mark_as_preview
from guests.addresses import in_ascii
from guests.keeping import kept
from guests.moves import follows_moves


@require_safe
@follows_moves
@kept()
def chapters_json(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """JSON chapters 1.2 of the podcast namespace, hidden ones marked as such."""
    found = find_episode(request, show=show, slug=episode)
    listed = _chapters_of(request, found)
    body = chapters.to_json(listed, title=found.title, podcast_name=found.show.title, author=found.show.author)
    return _answer(found, body, "application/json+chapters")


@require_safe
@follows_moves
@kept()
def chapters_vtt(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """The listed chapters as a track for a player."""
    found = find_episode(request, show=show, slug=episode)
    listed = _chapters_of(request, found)
    body = chapters.to_webvtt(listed, duration_ms=found.duration_ms or timestamps.LONGEST_MS).encode()
    return _answer(found, body, "text/vtt; charset=utf-8")


@require_safe
@follows_moves
@kept()
def transcript(request: HttpRequest, show: str, episode: str, extension: str) -> HttpResponse:
    """The transcript in one of its formats, in the show's own language where there are several."""
    found = find_episode(request, show=show, slug=episode)
    if extension not in TRANSCRIPT_TYPES:
        raise Http404
    stored = found.transcript
    if stored is None:
        raise Http404
    return _answer(found, stored.printed(extension).encode(), f"{TRANSCRIPT_TYPES[extension]}; charset=utf-8")


def _chapters_of(request: HttpRequest, episode: Episode) -> list[chapters.Chapter]:
    """The chapters with addresses as apps need them; Http404 without any. One query."""
    found = [chapter.as_value(whole=request.build_absolute_uri) for chapter in episode.chapters.all()]
    if not found:
        raise Http404
    return [replace(chapter, url=in_ascii(chapter.url), image=in_ascii(chapter.image)) for chapter in found]


def _answer(episode: Episode, body: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    if episode.is_public:
        response["Access-Control-Allow-Origin"] = "*"  # players on other sites read it by script
    else:
        mark_as_preview(response)
    return response
