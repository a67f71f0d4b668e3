"""After a show has come from another host: what is to be done there and whether it is, its old pages, following."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from episodes import following, former_host, importer
from episodes.models import FollowedShow, ImportedShow, Show

_RIGHT_TO_LEAD = "guests.add_redirect"


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """`GET`: what is to be done. `POST`: look at the old address now, lead old pages here, follow or stop following."""
    response: HttpResponse = admin.site.admin_view(_page)(request, pk=pk)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def _page(request: HttpRequest, pk: int) -> HttpResponse:
    show: Show = get_object_or_404(Show.objects.open_to(request.user), pk=pk)
    if not request.user.has_perm("episodes.change_show", show):
        raise PermissionDenied
    imported = ImportedShow.objects.filter(show=show).first()
    if imported is None:
        raise Http404
    here = request.build_absolute_uri(show.get_feed_url())
    seen = None
    if "_look" in request.POST and imported.address:
        seen = former_host.look(imported=imported, here=here, asking=importer.Asking())
    elif request.method == "POST":
        _act(request, show)
        return HttpResponseRedirect(reverse("show_former_host", args=[show.pk]))
    return render(request, "admin/episodes/show/former_host.html", _context(request, show, imported, here, seen))


def _act(request: HttpRequest, show: Show) -> None:
    if host := request.POST.get("_lead", ""):
        _lead(request, show, host)
    elif choice := request.POST.get("_follow", ""):
        _follow(request, show, choice)


def _lead(request: HttpRequest, show: Show, host: str) -> None:
    if not request.user.has_perm(_RIGHT_TO_LEAD):
        raise PermissionDenied
    planned = former_host.lead(show=show, host=host, hosts=(request.get_host().lower(),))
    count = len(planned.to_write)
    said = ngettext("%(count)d old page leads here now.", "%(count)d old pages lead here now.", count)
    messages.success(request, said % {"count": count})
    for line in planned.refused[:5]:
        messages.warning(request, f"{line.old}: {line.sentence}")


def _follow(request: HttpRequest, show: Show, choice: str) -> None:
    # Who lets episodes out by themselves has to be somebody who may.
    if not request.user.has_perm("episodes.approve_episode", show):
        raise PermissionDenied
    if choice not in FollowedShow.NewEpisodes.values:
        following.stop(show=show)
        messages.success(request, _("The feed is not followed any more. Everything stays as it is here."))
        return
    try:
        following.start(show=show, new_episodes=choice)
    except importer.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The feed is followed: the tick looks at it every half an hour."))


def _context(
    request: HttpRequest, show: Show, imported: ImportedShow, here: str, seen: former_host.Look | None
) -> dict[str, Any]:
    user = cast(User, request.user)
    return {
        **admin.site.each_context(request),
        "title": _("After the move"),
        "subtitle": show.title,
        "opts": Show._meta,
        "original": show,
        "imported": imported,
        "here": here,
        "seen": seen,
        "old_pages": former_host.old_pages(show=show),
        "may_lead": user.has_perm(_RIGHT_TO_LEAD),
        "followed": FollowedShow.objects.filter(show=show).first(),
        "choices": FollowedShow.NewEpisodes.choices,
    }
