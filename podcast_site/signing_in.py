"""What stands between the sign-in page and somebody who tries passwords."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csp import csp_override

from podcast_site.desk import DESK_CSP


def client_address(request: HttpRequest) -> str | None:
    """The address that a sign-in comes from; None where none is known, as within the tests.

    Behind a proxy that is the last one in `X-Forwarded-For`: the proxy wrote it, all before it may be invented.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2] if settings.BEHIND_PROXY else ""
    for address in (forwarded.strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(address))
        except ValueError:
            continue
    return None


@csp_override(DESK_CSP)
def locked_out(request: HttpRequest, original_response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Say how long this account can be asked for from here no more; the same whether there is such an account."""
    pause = settings.AXES_COOLOFF_TIME
    context = {"minutes": int(pause.total_seconds() // 60), "site_title": settings.SITE_NAME}
    response = render(request, "admin/too_many_attempts.html", context, status=429)
    response["Retry-After"] = str(int(pause.total_seconds()))
    add_never_cache_headers(response)
    return response
