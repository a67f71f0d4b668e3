from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.utils import translation

from episodes import domains

type Answer = Callable[[HttpRequest], HttpResponse]

_DESK = "/admin/"

# The desk and what is seen in confidence are on the site's own host, where people are signed in.
_NOT_ON_DOMAINS = (_DESK, "/calendar/", "/preview/")


def is_on_the_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(_DESK)  # `reverse` would take longer than much of an answer


def shows_on_their_domains(get_response: Answer) -> Answer:
    """Let a host that is the domain of a show stand for the show's part of the site (`episodes.domains`).

    Such a request has `show_of_domain`. Only the path by which the view is found changes: `request.path` and the host
    stay what the listener sees.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        host = split_domain_port(request.get_host())[0]
        if host not in settings.SHOW_DOMAINS or not settings.SITE_URL:
            return get_response(request)
        show = domains.show_at(host)
        if show is None or request.path_info.startswith(_NOT_ON_DOMAINS):
            return HttpResponseRedirect(settings.SITE_URL + request.get_full_path())
        request.show_of_domain = show  # type: ignore[attr-defined]
        request.path_info = domains.path_on_site(request.path_info, show=show)
        return get_response(request)

    return middleware


def private_to_who_is_looked_at(get_response: Answer) -> Answer:
    """Keep what depends on who asks, even if only on who does not, out of every cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


def desk_in_its_language(get_response: Answer) -> Answer:
    """Let the desk speak one language whatever the site's is: there are no words for it in any other."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_on_the_desk(request):
            return get_response(request)
        with translation.override(settings.DESK_LANGUAGE):
            return get_response(request)

    return middleware


def head_without_body(get_response: Answer) -> Answer:
    """Answer HEAD with the headers of GET and nothing after them (RFC 9110 section 9.3.2).

    Django leaves the body to the server, and not every server takes it away. Nor has a 304 a length: it would have
    to be that of the body that is not sent.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 304:
            del response["Content-Length"]
        if request.method == "HEAD" and not response.streaming and response.content:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return middleware
