"""The desk's page on which editors pick where newcomers to a show begin, and in what order."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from episodes import start_here
from episodes.models import Show

_MOST_FOUND = 20
_STEPS = {"pick": start_here.pick, "drop": start_here.drop, "up": start_here.raise_up}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The picks of the show `pk` in their order; `?q=` looks for further episodes by title."""
    show = get_object_or_404(Show.objects.open_to(request.user), pk=pk)
    if not request.user.has_perm("episodes.change_show", show):
        raise PermissionDenied
    if request.method == "POST":
        return _step(request, show)
    picked = start_here.picked(show=show)
    asked = request.GET.get("q", "").replace("\0", " ").strip()[:200]
    context = {"title": _("Start here"), "show": show, "picked": picked, "asked": asked, "most": start_here.MOST}
    context["found"] = list(_found(show, asked).exclude(pk__in=[episode.pk for episode in picked])[:_MOST_FOUND])
    return render(request, "admin/start_here.html", {**admin.site.each_context(request), **context})


def _found(show: Show, asked: str) -> Any:
    episodes = show.episodes.defer("notes").select_related("show").order_by("-publish_at", "-pk")
    for word in asked.split()[:8]:
        episodes = episodes.filter(title__icontains=word)
    return episodes if asked else episodes.published()  # type: ignore[attr-defined]


def _step(request: HttpRequest, show: Show) -> HttpResponse:
    name, _colon, key = request.POST.get("step", "").partition(":")
    if name not in _STEPS or not (key.isascii() and key.isdecimal() and len(key) < 19):
        messages.error(request, _("Press one of the buttons beside an episode."))
    elif episode := show.episodes.filter(pk=key).select_related("show").first():
        try:
            _STEPS[name](episode=episode, by=cast(User, request.user))
        except start_here.Refused as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, _("That episode is not there any more."))
    return HttpResponseRedirect(reverse("start_here", args=[show.pk]))
