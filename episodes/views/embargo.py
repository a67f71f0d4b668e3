"""What guests and the press see of an episode before its hour, at a secret address, and nothing else of the site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from episodes import embargo
from episodes.models import PreviewLink, Show
from episodes.models.episode import AUDIO_EXTENSIONS
from episodes.views.files import audio_answer, theme_page
from episodes.views.pages import episode_page, mark_as_preview

type View = Callable[..., HttpResponseBase]


def _in_confidence(view: View) -> View:
    """Find the link of the address, and keep the answer from caches, indexes and the addresses that it links to."""

    @wraps(view)
    def wrapped(request: HttpRequest, secret: str, **arguments: Any) -> HttpResponseBase:
        try:
            response = view(request, embargo.find(token=secret), **arguments)
        except LookupError as error:
            raise Http404 from error
        except embargo.Ended:
            response = render(request, "episodes/embargo_ended.html", status=410)
        mark_as_preview(response)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@require_safe
@_in_confidence
def page(request: HttpRequest, link: PreviewLink) -> HttpResponseBase:
    """The whole page of the episode, player included; once it is public, the way to its public page."""
    episode = link.episode
    if episode.is_public:
        return HttpResponseRedirect(episode.get_absolute_url())
    if request.method == "GET":
        embargo.count(link=link)
    return episode_page(
        request,
        episode,
        is_preview=True,
        template="episodes/episode_embargo.html",
        link=link,
        show_is_public=Show.objects.public().filter(pk=episode.show_id).exists(),
        theme_address=reverse("episodes:embargo_theme", args=[link.token]),
        audio_address=_audio_address(link),
    )


def _audio_address(link: PreviewLink) -> str:
    if not link.episode.has_audio:
        return ""
    return reverse("episodes:embargo_audio", args=[link.token, AUDIO_EXTENSIONS[link.episode.audio_type]])


@require_safe
@_in_confidence
def audio(request: HttpRequest, link: PreviewLink, extension: str) -> HttpResponseBase:
    """The audio, by ranges too. Where it is kept elsewhere there is no other way than to send who asks there."""
    episode = link.episode
    if not episode.has_audio or AUDIO_EXTENSIONS[episode.audio_type] != extension:
        raise Http404
    return audio_answer(request, episode)


@require_safe
@_in_confidence
def theme(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    """The colours of the show, which may not be public itself."""
    return theme_page(request, link.episode.show)
