"""The files that a page refers to: the audio, and the stylesheets of a show."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from episodes import social_images
from episodes.accents import accent_of
from episodes.belongings import credits_of
from episodes.finding import find_episode, find_show
from episodes.models import Episode, Show
from episodes.models.episode import AUDIO_EXTENSIONS
from episodes.views.pages import mark_as_preview
from episodes.views.ranges import serve
from guests.keeping import kept
from guests.moves import follows_moves
from guests.social_images.sending import answer

_DAY = 24 * 60 * 60


@require_safe
@follows_moves
def episode_audio(request: HttpRequest, show: str, episode: str, extension: str) -> HttpResponseBase:
    """The one address of an episode's audio, for the player, downloads and feeds; the stored file has no other."""
    found = find_episode(request, show=show, slug=episode)
    if not found.has_audio or AUDIO_EXTENSIONS.get(found.audio_type) != extension:
        raise Http404
    response = audio_answer(request, found)
    if found.is_public:
        response["Cache-Control"] = "public, no-cache"  # kept, but asked for again: it may be withdrawn
        response["Access-Control-Allow-Origin"] = "*"
    else:
        mark_as_preview(response)
    return response


def audio_answer(request: HttpRequest, episode: Episode) -> HttpResponseBase:
    """The bytes that were asked for, or the way to another host; there must be audio."""
    if episode.audio_url:
        return HttpResponseRedirect(episode.audio_url)
    storage, uploaded = episode.audio_file.storage, str(episode.audio_file.name)
    filename = f"{episode.show.slug}-{episode.slug}.{AUDIO_EXTENSIONS[episode.audio_type]}"
    serve_it = partial(serve, request, storage, content_type=episode.audio_type, filename=filename)
    try:
        return serve_it(episode.sent_file)
    except Http404:
        return serve_it(uploaded)  # a copy that somebody has deleted is no reason for silence


@require_safe
@follows_moves
def social_image(request: HttpRequest, show: str, episode: str, digest: str) -> HttpResponseBase:
    """The picture for chats and networks, of a public episode alone; a former one leads to that of today."""
    found = find_episode(request, show=show, slug=episode)
    if not found.is_public:
        raise Http404
    credits = credits_of(found)
    return answer(
        request,
        social_images.card_of(found, credits),
        digest=digest,
        today=social_images.of_episode(found, credits),
        ground=lambda: accent_of(show=found.show).band,
    )


# Pages name a show's stylesheets by their version (`?v=`), so another state of them is another address.
@require_safe
@follows_moves
@kept(browsers=_DAY, shared=_DAY)
def show_theme(request: HttpRequest, show: str) -> HttpResponse:
    """The show's accent as a stylesheet: a style in the page itself would need a looser policy."""
    found = find_show(request, show)
    response = theme_page(request, found)
    if not found.is_public:
        mark_as_preview(response)
    return response


def theme_page(request: HttpRequest, show: Show) -> HttpResponse:
    context = {"accent": accent_of(show=show)}
    return render(request, "episodes/show_theme.css", context, content_type="text/css; charset=utf-8")


@require_safe
@follows_moves
@kept(browsers=_DAY, shared=_DAY)
def show_stylesheet(request: HttpRequest, show: str) -> HttpResponse:
    """The stylesheet that those who make the show have written for its pages."""
    found = find_show(request, show)
    if not found.own_css:
        raise Http404
    response = HttpResponse(found.own_css, content_type="text/css; charset=utf-8")
    if not found.is_public:
        mark_as_preview(response)
    return response
