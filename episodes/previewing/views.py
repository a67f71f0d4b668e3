"""The page of the desk that shows an episode's looks side by side."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from episodes import uploads
from episodes.admin import showing
from episodes.admin.episode import EpisodeAdmin
from episodes.models import Episode, Show
from episodes.previewing import cards
from episodes.previewing.looks import Looks, looks
from episodes.previewing.typed import Audio, Typed, keep_audio, put_down
from episodes.views.pages import mark_as_preview
from episodes.views.ranges import serve

_CHAPTERS, _PEOPLE = 5, 6


def preview(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """`GET`: the episode as it is saved. `POST`, with what its form holds: as it is typed, and nothing is stored."""
    response: HttpResponse = admin.site.admin_view(_preview)(request, pk=pk)
    mark_as_preview(response)
    return response


def uploaded_audio(request: HttpRequest, token: str) -> HttpResponseBase:
    """Audio that no episode has yet, for who uploaded it: heard in the preview, by ranges too."""
    response: HttpResponseBase = admin.site.admin_view(_uploaded_audio)(request, token=token)
    mark_as_preview(response)
    return response


@require_safe
def _uploaded_audio(request: HttpRequest, token: str) -> HttpResponseBase:
    upload = uploads.finished(token=token, owner=cast(User, request.user))
    if upload is None:
        raise Http404
    return serve(request, default_storage, upload.stored_name, content_type=upload.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def _preview(request: HttpRequest, pk: int | None) -> HttpResponse:
    desk = _desk()
    episode = get_object_or_404(Episode.objects.open_to(request.user).select_related("show"), pk=pk) if pk else None
    if not _may(request, episode):
        raise PermissionDenied
    if episode is None and request.method != "POST":
        return HttpResponseRedirect(reverse("admin:episodes_episode_add"))
    audio = keep_audio(request=request)
    with transaction.atomic():
        typed = _typed(desk, request, episode, audio)
        seen = looks(typed=typed, episode=typed.episode, request=request) if typed.episode else None
        context = _context(request, episode, typed, seen)
        # What was written was only ever there to be looked at.
        transaction.set_rollback(True)
    page = render(request, "admin/episodes/episode/preview.html", {**admin.site.each_context(request), **context})
    page.content = typed.chosen.put_into(page.content.decode())
    return page


def _desk() -> EpisodeAdmin:
    desk = admin.site.get_model_admin(Episode)
    assert isinstance(desk, EpisodeAdmin)  # noqa: S101 - what it was registered as
    return desk


def _may(request: HttpRequest, episode: Episode | None) -> bool:
    """Whether who asks may look at what is saved, or write what is sent, in the show of the episode."""
    if episode:
        right = "change" if request.method == "POST" else "view"
        return bool(request.user.has_perm(f"episodes.{right}_episode", episode))
    if request.method != "POST":
        return bool(request.user.has_perm("episodes.add_episode"))
    key = request.POST.get("show", "")
    shows = Show.objects.open_to(request.user, "episodes.add_episode")
    return key.isascii() and key.isdecimal() and len(key) < 19 and shows.filter(pk=key).exists()


def _typed(desk: EpisodeAdmin, request: HttpRequest, episode: Episode | None, audio: Audio) -> Typed:
    if request.method == "POST":
        return put_down(desk=desk, request=request, episode=episode, audio=audio)
    return Typed(episode=episode)


def _context(request: HttpRequest, stored: Episode | None, typed: Typed, seen: Looks | None) -> dict[str, Any]:
    episode = typed.episode
    context = {
        "opts": Episode._meta,
        "title": _("Preview"),
        "crumb": _("Preview"),
        "original": stored,
        "typed": typed,
        "is_typed": request.method == "POST",
        "episode": episode,
        "looks": seen,
    }
    if episode is None or seen is None:
        return context
    item, head = seen.feed.item, seen.head
    chapters = [chapter for chapter in item.chapters if not chapter.hidden]
    moment = item.published_at.astimezone(episode.show.zone)
    return context | {
        "subtitle": episode.title,
        "badge": showing.badge(episode),
        "day": moment,
        "cover": episode.picture,
        "chapters": chapters[:_CHAPTERS],
        "more_chapters": max(0, len(chapters) - _CHAPTERS),
        "people": item.persons[:_PEOPLE],
        "more_people": max(0, len(item.persons) - _PEOPLE),
        "search_title": cards.cut(head.title, cards.SEARCH_TITLE),
        "search_description": cards.cut(head.description, cards.SEARCH_DESCRIPTION),
        "social_title": cards.cut(head.social_title, cards.SOCIAL_TITLE),
        "social_description": cards.cut(head.social_description, cards.SOCIAL_DESCRIPTION),
    }
