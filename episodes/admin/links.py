"""What the rows of links ask the server for while they are typed: what an address leads to, what a list holds."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from episodes import fetching, link_checks
from episodes.forms.links import LinkListForm

_RIGHTS = ("episodes.change_episode", "episodes.add_episode", "episodes.change_show")

# Enough for the longest list of links; not enough to look through the Internet by way of us.
LOOK_UPS_A_MINUTE = 60


def _for_writers[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Answer 403, as JSON since a script asks, to everybody who may not change what links belong to."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user: Any = args[0].user  # type: ignore[attr-defined]
        if not (user.is_active and user.is_staff and any(user.has_perm(right) for right in _RIGHTS)):
            return JsonResponse({"error": _("Sign in as somebody who may change episodes.")}, status=403)
        return view(*args, **kwargs)

    return wrapped


@require_POST
@_for_writers
def look_up(request: HttpRequest, *, trusted: Collection[fetching.Network] = ()) -> HttpResponse:
    """Say whether a page answers at `address`, and what it is called; `trusted` networks need not be public."""
    if not _within_limit(request.user.pk):
        note = _("Many addresses were looked up in the last minute. Wait a little, then check again.")
        return JsonResponse({"error": note}, status=429, headers={"Retry-After": "60"})
    address = request.POST.get("address", "").strip()
    found = fetching.look_up(address=address, trusted=trusted)
    link_checks.remember(address=address, found=found)
    return JsonResponse({"alive": found.alive, "title": found.title, "note": found.note})


def _within_limit(user: Any) -> bool:
    key = f"look-ups:{user}:{int(timezone.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) <= LOOK_UPS_A_MINUTE
    except ValueError:  # forgotten between the two
        return True


@require_POST
@_for_writers
def read_list(request: HttpRequest) -> HttpResponse:
    """The links of a pasted list, or its mistakes by line."""
    form = LinkListForm({"text": request.POST.get("text", "")})
    if form.mistakes:
        return JsonResponse({"mistakes": form.mistakes})
    return JsonResponse({"links": [{"label": link.label, "url": link.url} for link in form.links]})
