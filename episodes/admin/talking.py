"""What is said about an episode beside its form: what an editor asked for, and the comments of all who work on it.

Each comment has a form of its own below the episode's, so it is kept without saving that. Scripts get the panel alone.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from episodes import comments, publishing
from episodes.admin.history import HistoryAdmin
from episodes.admin.showing import name_of
from episodes.clocks import clock_and_day
from episodes.models import Comment, Episode

_PANEL = "comments-panel"


class TalkingAdmin(HistoryAdmin):
    """The part of the episodes' admin in which people speak to each other."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/comments/",
                wrap(never_cache(require_POST(self.comment_view))),
                name="episodes_episode_comment",
            ),
            path(
                "<int:pk>/comments/<int:comment>/remove/",
                wrap(never_cache(require_POST(self.remove_comment_view))),
                name="episodes_episode_comment_remove",
            ),
            *super().get_urls(),
        ]

    def comment_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        episode, text = self._spoken_of(request, pk), request.POST.get("text", "")
        try:
            comments.add(episode=episode, by=cast(User, request.user), text=text)
        except comments.Refused as refused:
            return self._answered(request, episode, refused=str(refused), text=text)
        return self._answered(request, episode)

    def remove_comment_view(self, request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        episode = self._spoken_of(request, pk)
        found = Comment.objects.filter(pk=comment, episode=episode).select_related("episode").first()
        if found:  # in another tab it may be gone already
            comments.remove(comment=found, by=cast(User, request.user))
        return self._answered(request, episode)

    def _spoken_of(self, request: HttpRequest, pk: int) -> Episode:
        episode: Episode = get_object_or_404(Episode.objects.open_to(request.user).select_related("show"), pk=pk)
        if not self.has_view_permission(request, episode):
            raise PermissionDenied
        return episode

    def _answered(self, request: HttpRequest, episode: Episode, *, refused: str = "", text: str = "") -> HttpResponse:
        if "application/json" in request.headers.get("Accept", ""):
            panel = render_to_string(
                "admin/episodes/episode/comments.html", {**self._panel(request, episode), "original": episode}, request
            )
            return JsonResponse({"html": panel, "sentence": refused}, status=422 if refused else 200)
        if refused:
            messages.error(request, refused)
            request.session["comment"] = {"episode": episode.pk, "text": text[: 4 * comments.LONGEST]}
        else:
            messages.success(request, _("The comments are as you left them."))
        address = reverse("admin:episodes_episode_change", args=[episode.pk])
        return HttpResponseRedirect(f"{address}#{_PANEL}")

    # --- For the template ---------------------------------------------------------------------

    def talking_context(self, request: HttpRequest, original: Episode | None) -> dict[str, Any]:
        if original is None:
            return {}
        asked = publishing.open_question(original)
        return {
            **self._panel(request, original),
            "comment_typed": self._typed_before(request, original),
            "asked": asked,
            "asked_by": name_of(asked.by) if asked else "",
            "asked_at": clock_and_day(asked.at.astimezone(original.show.zone)) if asked else "",
        }

    def _typed_before(self, request: HttpRequest, episode: Episode) -> str:
        """What was refused a moment ago, to be mended."""
        kept = request.session.get("comment") or {}
        if kept.get("episode") != episode.pk:
            return ""
        del request.session["comment"]
        return str(kept["text"])

    def _panel(self, request: HttpRequest, episode: Episode) -> dict[str, Any]:
        """One query, for one comment as for many."""
        user, zone = cast(User, request.user), episode.show.zone
        return {
            "panel_id": _PANEL,
            "longest_comment": comments.LONGEST,
            "may_comment": comments.may_write(episode=episode, user=user),
            "comments": [
                {
                    "comment": comment,
                    "who": name_of(comment.by),
                    "at": clock_and_day(comment.at.astimezone(zone)),
                    "is_own": comment.by_id == user.pk,
                }
                for comment in episode.comments.select_related("by")
            ],
            "comment_zone": episode.show.time_zone,
        }
