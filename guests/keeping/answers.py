"""`@kept`: a view whose answer is the same for everybody, answered without being asked again while nothing changed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_vary_headers

from guests.keeping import at_hand, sending, store
from guests.keeping.sending import Terms
from guests.keeping.version import version_key
from guests.moves import Moved

# A change reaches those behind a shared cache within that time; a scheduled moment is met to the second.
SHARED_SECONDS = 60

_NO_QUERY = QueryDict()

type View = Callable[..., HttpResponse]


def kept(
    *parameters: str, browsers: int = 0, shared: int = SHARED_SECONDS, read_as: str = "", is_framed: bool = False
) -> Callable[[View], View]:
    """Keep the answers of a view, and answer conditional requests after one small query.

    Of the query string only `parameters` count, each with its last value, and the view sees no others. Browsers and
    apps may keep an answer for `browsers` seconds without asking again, caches in between for `shared` seconds; neither
    longer than until the next scheduled moment. `read_as` is the type by which it is sent to who asks for pages, where
    that is another one; what `is_framed` other sites may put into a frame.

    What the view says must come from the database, the request's address, host and `parameters`, and what
    `version_key` knows. An answer that looked at who asks, sets a cookie or is not 200 is passed on and not kept.
    """
    terms = Terms(parameters=parameters, browsers=browsers, shared=shared, read_as=read_as, is_framed=is_framed)

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **arguments: Any) -> HttpResponse:
            return _Asked(request=request, view=view, arguments=arguments, terms=terms).answer()

        return wrapped

    return decorate


@dataclass(kw_only=True)
class _Asked:
    """One request on its way to an answer."""

    request: HttpRequest
    view: View
    arguments: dict[str, Any]
    terms: Terms

    def answer(self) -> HttpResponse:
        if settings.DEBUG:  # templates change under the running process
            self._read_state()
            found: _Found = self._build()
        else:
            found = store.one_at_a_time(self._name, look=self._look, work=self._build)
            if found.is_refused:
                found = self._build()
        if found.response is not None:
            return found.response
        response = self._answer_with(found)
        if response is None:  # the cache has dropped the body
            found = self._build()
            response = found.response or self._answer_with(found)
        assert response is not None  # noqa: S101 - what has just been built is at hand
        return response

    # --- What it depends on --------------------------------------------------------------------

    def _read_state(self) -> None:
        self.state = at_hand.state_for(self.request)

    @cached_property
    def _query(self) -> QueryDict:
        if not self.request.META.get("QUERY_STRING"):
            return _NO_QUERY
        query = QueryDict(mutable=True)
        for name in self.terms.parameters:
            if name in self.request.GET:
                query[name] = self.request.GET[name]
        query._mutable = False
        return query

    @cached_property
    def _name(self) -> str:
        """The address, whatever the state of things."""
        request = self.request
        return _digest(request.scheme, request.get_host(), request.path, self._query.urlencode(), version_key())

    @property
    def _key(self) -> str:
        return _digest(self._name, self.state.token, self.state.latest_at)

    # --- Found or built ------------------------------------------------------------------------

    def _look(self, again: bool) -> "_Found | None":
        if not again:
            self._read_state()  # after each wait too: what was waited for may be old by now
        if head := store.find(self._key):
            return _Found(head=head)
        return _Found(is_refused=True) if store.is_refused(self._key) else None

    def _build(self) -> "_Found":
        try:
            response = self.view(self._canonical_request(), **self.arguments)
        except (Http404, Moved):
            store.refuse(self._key)
            raise
        if not _is_for_everybody(self.request, response):
            store.refuse(self._key)
            return _Found(response=response)
        patch_vary_headers(response, ["Accept", "Accept-Encoding"] if self.terms.read_as else ["Accept-Encoding"])
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        body = response.content
        return _Found(head=store.keep(key=self._key, name=self._name, body=body, headers=headers), body=body)

    def _canonical_request(self) -> HttpRequest:
        """The same request as far as the answer may depend on it."""
        # Not `copy`: requests leave things out of what is copied, as if it were to be sent somewhere.
        request = HttpRequest.__new__(type(self.request))
        request.__dict__.update(self.request.__dict__, GET=self._query)
        return request

    def _answer_with(self, found: "_Found") -> HttpResponse | None:
        assert found.head is not None  # noqa: S101 - otherwise there is a response, or it was refused
        # What else an address says is nothing to the view, and anybody may make it up without an end.
        if not settings.DEBUG and self._query.urlencode() == self.request.META.get("QUERY_STRING", ""):
            at_hand.remember(self.request, found.head, terms=self.terms, state=self.state)
        return sending.answer(self.request, found.head, terms=self.terms, state=self.state, built=found.body)


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The kept answer, with its bytes where they are at hand; or one that is not for keeping."""

    head: store.Head | None = None
    body: bytes | None = None
    response: HttpResponse | None = None
    is_refused: bool = False


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    session: Any = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not (session is not None and session.accessed)
        and "no-store" not in response.get("Cache-Control", "")
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()
