"""Where an address that nothing answers leads."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri

from guests.models import Redirect
from guests.redirects.addresses import LONGEST, canonical


def find(*, path: str, query: str = "") -> str | None:
    """The address that editors gave for `path`, with its query or without, or None. One query."""
    if "\0" in path or len(path) > LONGEST:
        return None
    wanted = [canonical(path, query), canonical(path)]
    found = dict(Redirect.objects.filter(old__in=wanted).values_list("old", "new"))
    return found.get(wanted[0]) or found.get(wanted[1])


def answer(request: HttpRequest) -> HttpResponse | None:
    """A permanent redirect for a request that nothing answers; None where nobody leads it anywhere."""
    query = request.META.get("QUERY_STRING", "")
    new = find(path=request.path_info, query=query)
    if new is None:
        return None
    prefix = request.path.removesuffix(request.path_info)  # where the site is not at the root of its host
    response = redirect(iri_to_uri(prefix + _with_query(new, query)), permanent=True)
    # Permanent, and yet asked for again: editors may change their minds.
    response["Cache-Control"] = "no-cache"
    return response


def _with_query(new: str, query: str) -> str:
    """What was asked with the old address is asked of the new one, where it has no question of its own."""
    parts = urlsplit(new)
    return parts._replace(query=query).geturl() if query and not parts.query else new
