"""The desk's list of links whose page is gone, with where a copy of it is kept."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from episodes.models import AddressCheck, Episode, ResourceLink
from episodes.models.address_check import key_of
from guests.paging import page_of

PAGE_SIZE = 50


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The dead links of the episodes that somebody may change, the newest episode first. Constant queries."""
    user = cast(User, request.user)
    if not user.has_perm("episodes.change_episode"):
        raise PermissionDenied
    mine = Episode.objects.open_to(user, "episodes.change_episode")
    dead = ResourceLink.objects.filter(is_dead=True, episode__in=mine).select_related("episode", "episode__show")
    newest = dead.order_by("-episode__publish_at", "-episode", "position", "pk")
    found = page_of(request, newest.defer("episode__notes", "episode__summary"), size=PAGE_SIZE)
    context = {"title": _("Dead links"), "page": found, "rows": _rows(list(found))}
    return render(request, "admin/dead_links.html", {**admin.site.each_context(request), **context})


def _rows(links: list[ResourceLink]) -> list[dict[str, Any]]:
    checks = {check.key: check for check in AddressCheck.objects.filter(key__in=[key_of(link.url) for link in links])}
    return [
        {
            "link": link,
            "check": checks.get(key_of(link.url)),
            "form": f"{reverse('admin:episodes_episode_change', args=[link.episode_id])}#panel-links",
        }
        for link in links
    ]
