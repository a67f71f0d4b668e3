"""Secret links to an episode that is not public yet: made, listed and revoked below its form."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from episodes import embargo
from episodes.admin.history import HistoryAdmin
from episodes.admin.showing import name_of
from episodes.clocks import offset_name, with_zone
from episodes.forms.embargo import PreviewLinkForm
from episodes.models import Episode, PreviewLink

_PANEL = "preview-links-panel"
_TEMPLATE = "admin/episodes/episode/preview_links.html"


class EmbargoAdmin(HistoryAdmin):
    """The part of the episodes' admin that lets others look before the hour."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/preview-links/",
                wrap(never_cache(require_POST(self.make_link_view))),
                name="episodes_episode_preview_link",
            ),
            path(
                "<int:pk>/preview-links/<int:link>/revoke/",
                wrap(never_cache(require_POST(self.revoke_link_view))),
                name="episodes_episode_preview_link_revoke",
            ),
            *super().get_urls(),
        ]

    def make_link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        episode = self._to_show(request, pk)
        form = PreviewLinkForm(request.POST, episode=episode)
        if form.is_valid():
            try:
                embargo.make(episode=episode, by=cast(User, request.user), **form.cleaned_data)
            except embargo.Refused as refused:
                form.add_error(refused.field, str(refused))
        if form.errors:
            return self._panel_page(request, episode, form)
        return self._panel_answer(request, episode, _("The link is made: copy it from the list."))

    def revoke_link_view(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        episode = self._to_show(request, pk)
        found = get_object_or_404(PreviewLink.objects.select_related("episode"), pk=link, episode=episode)
        embargo.revoke(link=found, by=cast(User, request.user))
        return self._panel_answer(request, episode, _("The link for “%s” leads nowhere any more.") % found.label)

    def _to_show(self, request: HttpRequest, pk: int) -> Episode:
        episode: Episode = get_object_or_404(Episode.objects.open_to(request.user).select_related("show"), pk=pk)
        if not embargo.may_make(episode=episode, user=cast(User, request.user)):
            raise PermissionDenied
        return episode

    def _panel_answer(self, request: HttpRequest, episode: Episode, sentence: str) -> HttpResponse:
        if _wants_panel(request):
            return JsonResponse({"html": self._panel_html(request, episode)})
        messages.success(request, sentence)
        return HttpResponseRedirect(f"{reverse('admin:episodes_episode_change', args=[episode.pk])}#{_PANEL}")

    def _panel_page(self, request: HttpRequest, episode: Episode, form: PreviewLinkForm) -> HttpResponse:
        """The panel with what was typed and what is wrong with it; a page of its own where no script asked."""
        if _wants_panel(request):
            return JsonResponse({"html": self._panel_html(request, episode, form)}, status=422)
        context = {
            **self.admin_site.each_context(request),
            **self.embargo_context(request, episode, form),
            "original": episode,
            "opts": self.opts,
            "title": _("Preview links"),
            "subtitle": episode.title,
        }
        return render(request, "admin/episodes/episode/preview_links_page.html", context)

    def _panel_html(self, request: HttpRequest, episode: Episode, form: PreviewLinkForm | None = None) -> str:
        return render_to_string(
            _TEMPLATE, {**self.embargo_context(request, episode, form), "original": episode}, request
        )

    # --- For the template ---------------------------------------------------------------------

    def embargo_context(
        self, request: HttpRequest, original: Episode | None, form: PreviewLinkForm | None = None
    ) -> dict[str, Any]:
        """One query. Nothing for those who may not, and where there is nothing to hold back."""
        if original is None or not embargo.may_make(episode=original, user=cast(User, request.user)):
            return {"may_embargo": False}
        zone, state = original.show.zone, original.state
        links = list(original.preview_links.select_related("by"))
        return {
            "links_panel_id": _PANEL,
            "may_embargo": bool(links) or not original.is_public,
            "may_link": not original.is_public and state != Episode.State.WITHDRAWN,
            "link_form": form or PreviewLinkForm(episode=original),
            "link_zone": offset_name(embargo.usual_end(original), zone),
            "links": [_row(request, original, link) for link in links],
        }


def _wants_panel(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _row(request: HttpRequest, episode: Episode, link: PreviewLink) -> dict[str, Any]:
    zone, link.episode = episode.show.zone, episode
    address = reverse("episodes:embargo", args=[link.token])
    return {
        "link": link,
        "address": request.build_absolute_uri(address) if link.is_open else "",
        "by": name_of(link.by),
        "at": with_zone(link.at, zone),
        "ends": with_zone(link.ends_at, zone),
        "opened": with_zone(link.opened_at, zone) if link.opened_at else "",
    }
