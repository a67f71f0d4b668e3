"""What each address answered last, in the memory of the process: given again before anything else is done.

Kept answers are the same for everybody. So who asks need not be looked up for them, nor which view it is, nor the key:
that the state of things is the same is all there is to know. Whatever is not at hand goes the whole way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guests.keeping import sending
from guests.keeping.store import Head
from guests.keeping.version import version_key
from guests.models import Person
from guests.state import PublicState

# Addresses; what is kept of each is some hundred bytes, the bodies are in the cache.
_MOST = 2_000


type _Address = tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True)
class _Last:
    head: Head
    terms: sending.Terms
    state: PublicState


_last: dict[_Address, _Last] = {}


def kept_answers_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: give what is at hand. After what all answers go through, before what looks at who asks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_asked_for = request.method in ("GET", "HEAD") and not settings.DEBUG
        last = _last.get(_address(request)) if is_asked_for else None
        if last is None:
            return get_response(request)
        state = Person.public_state()
        if state.is_as_in(last.state):
            response = sending.answer(request, last.head, terms=last.terms, state=state)
            if response is not None:
                return response
        request.public_state = state  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def state_for(request: HttpRequest) -> PublicState:
    """The state of things as it was asked for on the way of the `request`, the first time, or as it is now."""
    found: Any = request.__dict__.pop("public_state", None)
    return found or Person.public_state()


def remember(request: HttpRequest, head: Head, *, terms: sending.Terms, state: PublicState) -> None:
    """Have at hand what the address of the `request` answers in that state."""
    if len(_last) >= _MOST:
        _last.clear()
    _last[_address(request)] = _Last(head=head, terms=terms, state=state)


def _address(request: HttpRequest) -> _Address:
    return request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", ""), version_key()
