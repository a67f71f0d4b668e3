"""A kept answer over HTTP: conditions (RFC 9110 section 13), encodings, and how long others may keep it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from guests.keeping import store
from guests.keeping.negotiation import encoding_for
from guests.keeping.version import installed_at
from guests.state import PublicState


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How the answers of a view are kept and sent; see `kept`."""

    parameters: tuple[str, ...]
    browsers: int
    shared: int
    read_as: str = ""
    is_framed: bool = False


def answer(
    request: HttpRequest, head: store.Head, *, terms: Terms, state: PublicState, built: bytes | None = None
) -> HttpResponse | None:
    """The answer with that head, or that nothing is new; `built` is its body where that is at hand.

    None where the cache has dropped the body.
    """
    encoding = encoding_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    etag, changed = head.etag(encoding), _changed_at(state)
    response: Any = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        body = store.body(head, encoding, built)
        if body is None:
            return None
        response = HttpResponse(body)
        response["Content-Length"] = str(len(body))
        if encoding:
            response["Content-Encoding"] = encoding
    for name, value in head.headers:
        if response.status_code == 200 or name != "Content-Type":
            response[name] = value
    if terms.read_as and response.status_code == 200 and "text/html" in request.META.get("HTTP_ACCEPT", ""):
        response["Content-Type"] = terms.read_as
    response["ETag"] = etag
    if changed < int(state.now.timestamp()):  # in the second of a change another one may follow
        response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = _cache_control(state.seconds_left(terms.browsers), state.seconds_left(terms.shared))
    response.xframe_options_exempt = terms.is_framed
    return response  # type: ignore[no-any-return]


def _changed_at(state: PublicState) -> int:
    """In whole seconds since 1970."""
    moments = (state.changed_at, state.latest_at)
    return max(installed_at(), *(int(moment.timestamp()) for moment in moments if moment is not None), 0)


def _cache_control(browsers: int, shared: int) -> str:
    return f"public, max-age={browsers}" + (f", s-maxage={shared}" if shared != browsers else "")
