"""Who changed what when, the way back, and the bin."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from episodes import bin as episode_bin
from episodes import versions
from episodes.admin.safety import SafetyAdmin
from episodes.clocks import clock_and_day, with_zone
from episodes.models import Episode, EpisodeVersion
from guests.paging import page_of

PAGE_SIZE = 25


class HistoryAdmin(SafetyAdmin):
    """The part of the episodes' admin that remembers."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("bin/", wrap(never_cache(self.bin_view)), name="episodes_episode_bin"),
            path("bin/<int:pk>/", wrap(never_cache(self.put_back_view)), name="episodes_episode_put_back"),
            path(
                "<int:pk>/history/<int:version>/", wrap(never_cache(self.restore_view)), name="episodes_episode_restore"
            ),
            *super().get_urls(),
        ]

    # --- History ------------------------------------------------------------------------------

    def remember(self, request: HttpRequest, episode: Episode) -> None:
        versions.keep(episode=episode, by=cast(User, request.user))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Each version with what it changed, the latest first. As many queries for one version as for a page full."""
        episode = self.get_object(request, object_id)
        if episode is None:
            raise Http404
        if not self.has_view_permission(request, episode):
            raise PermissionDenied
        page = page_of(request, episode.versions.select_related("by"), size=PAGE_SIZE)
        listed = list(page.object_list)
        before = episode.versions.filter(at__lte=listed[-1].at).exclude(pk=listed[-1].pk).first() if listed else None
        texts = versions.texts_of(
            episode=episode, contents=[version.content for version in (*listed, before) if version]
        )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("History"),
            "crumb": _("History"),
            "subtitle": episode.title,
            "original": episode,
            "episode": episode,
            "page": page,
            "rows": [
                {
                    "version": version,
                    "at": clock_and_day(version.at.astimezone(episode.show.zone)),
                    "who": (version.by.get_full_name() or version.by.get_username()) if version.by else "",
                    "changes": versions.changes(
                        before=older.content if older else None, after=version.content, texts=texts
                    ),
                    "is_first": older is None,
                    "is_now": page.number == 1 and version == listed[0],
                }
                for version, older in zip(listed, [*listed[1:], before][: len(listed)], strict=True)
            ],
            "may_restore": self.has_change_permission(request, episode),
        }
        return render(request, "admin/episodes/episode/history.html", context)

    def restore_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        theirs = EpisodeVersion.objects.filter(episode__in=Episode.objects.open_to(request.user))
        found = get_object_or_404(theirs.select_related("episode"), pk=version, episode=pk)
        back = HttpResponseRedirect(reverse("admin:episodes_episode_history", args=[pk]))
        if request.method != "POST":
            return back
        if not self.has_change_permission(request, found.episode):
            raise PermissionDenied
        try:
            gone = versions.restore(version=found, by=cast(User, request.user))
        except Episode.DoesNotExist as error:
            raise Http404 from error
        except versions.Refused as refused:
            messages.error(request, _("Nothing was taken back. %(why)s") % {"why": refused})
            return back
        messages.success(request, _("The episode stands as it did then. What it was before is in this list too."))
        for sentence in gone:
            messages.warning(request, sentence)
        return back

    # --- The bin ------------------------------------------------------------------------------

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Say of an episode in the bin that it is there, and keep what was typed meanwhile."""
        episode = episode_bin.find(key=unquote(object_id))
        if episode is None or not self.has_view_permission(request, episode):
            response: HttpResponse = super()._get_obj_does_not_exist_redirect(request, opts, object_id)
            return response
        words = _("%(who)s put “%(title)s” into the bin: %(when)s.")
        row = _binned(episode)
        said = words % {"who": row["who"] or _("Somebody"), "title": episode.title, "when": row["at"]}
        if request.method == "POST" and self.keep_sent(request, episode):
            said += " " + _(
                "What you typed is not saved, but kept: it is offered in the form once the episode is back."
            )
        messages.warning(request, said)
        where = "bin" if self.has_delete_permission(request) else "changelist"
        return HttpResponseRedirect(reverse(f"admin:episodes_episode_{where}"))

    def delete_model(self, request: HttpRequest, obj: Episode) -> None:
        """Put it into the bin; what has been approved meanwhile stays."""
        try:
            episode_bin.discard(episode=obj, by=cast(User, request.user))
        except episode_bin.Refused as refused:
            messages.error(request, str(refused))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Episode]) -> None:
        for episode in queryset:
            if self.has_delete_permission(request, episode):
                self.delete_model(request, episode)
            else:
                words = _(
                    "“%(title)s” stays: what is approved is withdrawn first, and only editors delete more than drafts."
                )
                messages.error(request, words % {"title": episode.title})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Nothing goes with an episode into the bin: it is kept whole."""
        shown = [str(episode) for episode in objs]
        names = self.opts.verbose_name_plural
        return shown, {names: len(shown)}, set(), []

    def bin_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_delete_permission(request):
            raise PermissionDenied
        theirs = Episode.everything.open_to(request.user, "episodes.delete_episode")
        binned = theirs.in_bin().select_related("show", "deleted_by").order_by("-deleted_at", "-pk")
        page = page_of(request, binned.defer("notes", "summary"), size=PAGE_SIZE)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Bin"),
            "crumb": _("Bin"),
            "page": page,
            "days": episode_bin.KEPT.days,
            "rows": [
                _binned(episode)
                | {"may_put_back": episode_bin.may_discard(episode=episode, by=cast(User, request.user))}
                for episode in page.object_list
            ],
        }
        return render(request, "admin/episodes/episode/bin.html", context)

    def put_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_delete_permission(request):
            raise PermissionDenied
        back = HttpResponseRedirect(reverse("admin:episodes_episode_bin"))
        if request.method != "POST":
            return back
        theirs = Episode.everything.open_to(request.user, "episodes.delete_episode")
        episode = get_object_or_404(theirs.select_related("show"), pk=pk)
        number = episode.number
        try:
            episode_bin.put_back(episode=episode, by=cast(User, request.user))
        except episode_bin.Refused as refused:
            messages.error(request, str(refused))
            return back
        messages.success(request, _("“%(title)s” is back.") % {"title": episode.title})
        if episode.number != number:
            messages.warning(
                request, _("Number %(number)d is another episode's by now: give it a new one.") % {"number": number}
            )
        return HttpResponseRedirect(reverse("admin:episodes_episode_change", args=[pk]))


def _binned(episode: Episode) -> dict[str, Any]:
    zone, by, gone = episode.show.zone, episode.deleted_by, episode_bin.gone_at(episode)
    assert episode.deleted_at is not None and gone is not None  # noqa: S101, PT018 - it is in the bin
    return {
        "episode": episode,
        "who": (by.get_full_name() or by.get_username()) if by else "",
        "at": with_zone(episode.deleted_at, zone),
        "gone": with_zone(gone, zone),
    }
