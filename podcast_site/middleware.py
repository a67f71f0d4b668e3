from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

type Answer = Callable[[HttpRequest], HttpResponse]


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
        if not request.path_info.startswith("/admin/"):
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
