"""What stands between the sign-in page and somebody who tries passwords."""

from ipaddress import IPv6Address, ip_address, ip_network
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


def client_network(request: HttpRequest) -> str | None:
    """What counts as one place: an IPv4 address, or the first 64 bits, one customer's, of an IPv6 address."""
    address = client_address(request)
    if address is None or not isinstance(ip_address(address), IPv6Address):
        return address
    return str(ip_network(f"{address}/64", strict=False).network_address)


@csp_override(DESK_CSP)
def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Say how long this account can be asked for from here no more; the same whether there is such an account."""
    pause = settings.AXES_COOLOFF_TIME
    context = {"minutes": int(pause.total_seconds() // 60), "site_title": settings.SITE_NAME}
    response = render(request, "admin/too_many_attempts.html", context, status=429)
    response["Retry-After"] = str(int(pause.total_seconds()))
    add_never_cache_headers(response)
    return response
