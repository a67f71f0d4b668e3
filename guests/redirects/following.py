"""Where an address that nothing answers leads."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import get_script_prefix
from django.utils.encoding import iri_to_uri

from guests.models import Redirect
from guests.redirects.addresses import LONGEST, canonical, is_of_a_post


def find(*, paths: Collection[str], query: str = "") -> str | None:
    """The address that editors gave for one of these `paths`, the first before the others, or None. One query.

    One that was given for the path with its query comes first; to one for the path alone the query goes along.
    """
    fit = [path for path in paths if "\0" not in path and len(path) <= LONGEST]
    whole, plain = [canonical(path, query) for path in fit], [canonical(path) for path in fit]
    found = dict(Redirect.objects.filter(old__in={*whole, *plain}).values_list("old", "new"))
    exact = next((found[old] for old in whole if old in found), None)
    return exact or next((_with_query(found[old], query) for old in plain if old in found), None)


def answer(request: HttpRequest) -> HttpResponse | None:
    """A permanent redirect for a request that nothing answers; None where nobody leads it anywhere."""
    prefix = get_script_prefix().removesuffix("/")  # where the site is not at the root of its host
    # On a show's own domain what was asked and what the site has at its place are two: both may be given.
    paths = (request.path.removeprefix(prefix), request.path_info)
    new = find(paths=paths, query=request.META.get("QUERY_STRING", ""))
    if new is None:
        return None
    response = redirect(iri_to_uri(prefix + new), permanent=True)
    # Permanent, and yet asked for again: editors may change their minds.
    response["Cache-Control"] = "no-cache"
    return response


def leads_by_query[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Let a first page, which is there whatever it is asked, lead where editors say for its query.

    Some programs have their posts at `/?p=12`. One query more for a first page that is asked so, and for no other.
    """

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request: Any = args[0]
        is_asked = is_of_a_post(request.META.get("QUERY_STRING", "")) and request.path == get_script_prefix()
        return (answer(request) if is_asked else None) or view(*args, **kwargs)

    return wrapped


def _with_query(new: str, query: str) -> str:
    """What was asked with the old address is asked of the new one, where it has no question of its own."""
    parts = urlsplit(new)
    return parts._replace(query=query).geturl() if query and not parts.query else new
