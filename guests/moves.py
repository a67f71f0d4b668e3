"""Addresses are for ever: what has moved to a new slug answers its old address with a redirect."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse


class Moved(Exception):
    """Raised by a look-up that found the thing under a former slug, or one that has another address for the world.

    `slugs` are the arguments of the view's address that are different today, e.g. `{"show": "new-slug"}`; `to` is the
    whole address without its query where it is not on this host.
    """

    def __init__(self, *, to: str = "", **slugs: str) -> None:
        super().__init__(to, slugs)
        self.to = to
        self.slugs = slugs


def follows_moves[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Answer `Moved` with a permanent redirect to the same view at today's address, query included.

    What was sent is sent there again.
    """

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except Moved as moved:
            request: Any = args[0]
            is_sent = request.method == "POST"
            response: HttpResponseBase = redirect(_today(request, moved), permanent=True, preserve_request=is_sent)
            # Permanent, and yet asked for again: a thing may come back to a slug it had before.
            response["Cache-Control"] = "no-cache"
            # Players on other sites follow it; whether they may read what is there, that says for itself.
            response["Access-Control-Allow-Origin"] = "*"
            return response

    return wrapped


def _today(request: HttpRequest, moved: Moved) -> str:
    if moved.to:
        return f"{moved.to}?{request.GET.urlencode()}" if request.GET else moved.to
    match = request.resolver_match
    assert match is not None  # noqa: S101 - a view is only ever reached through the resolver
    return reverse(match.view_name, kwargs={**match.kwargs, **moved.slugs}, query=request.GET)


def leave_address(former: Any, *, old: str, new: str, **scope: Any) -> None:
    """Record that a thing moved from slug `old` to `new`; `former` is its `former_addresses`.

    A thing that comes back to a slug it had before takes that record away again. `scope` are further fields.
    """
    former.filter(slug=new).delete()
    if old and old != new:
        former.get_or_create(slug=old, defaults=scope)
