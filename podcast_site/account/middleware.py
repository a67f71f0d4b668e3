import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from podcast_site.account import factors
from podcast_site.middleware import Answer, is_on_the_desk

SEEN = "seen"
SEEN_EVERY_SECONDS = 300


def second_factor_first(get_response: Answer) -> Answer:
    """Where everybody needs a second factor, lead who has none to setting one up, and let them do nothing else.

    On the desk that is a redirect; on all other pages, where staff see what is not public yet, they are nobody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.REQUIRE_SECOND_FACTOR:
            return get_response(request)
        if not is_on_the_desk(request):
            user = request.user
            request.user = SimpleLazyObject(lambda: AnonymousUser() if factors.missing(user) else user)  # type: ignore[assignment]
        elif not _may_be_open_without(request.path) and factors.missing(request.user):
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        return get_response(request)

    return middleware


def session_seen(get_response: Answer) -> Answer:
    """Keep when and from where each session was last seen on the desk, to within five minutes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_on_the_desk(request) and request.session.session_key and request.user.is_authenticated:
            _note(request)
        return get_response(request)

    return middleware


def stamp(request: HttpRequest) -> None:
    """Say in the session itself that it has been seen now, so that most requests ask for nothing."""
    request.session[SEEN] = [request.session.session_key, int(time.time())]


def _note(request: HttpRequest) -> None:
    key, at = request.session.get(SEEN, (None, 0))
    # At a sign-in in place of another account the session has no key yet.
    if key in (None, request.session.session_key) and abs(time.time() - at) < SEEN_EVERY_SECONDS:
        return
    if key not in (None, request.session.session_key):
        UserSession.objects.filter(session_key=key).delete()  # a changed password gave the session another key
    UserSession.objects.create_from_request(request)
    stamp(request)


def _may_be_open_without(path: str) -> bool:
    names = (
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_login",
        "admin:logout",
        "admin:jsi18n",
    )
    return path in {reverse(name) for name in names}
