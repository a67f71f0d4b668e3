"""Where a request comes from, for what counts requests."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address that a request comes from; None where none is known, as within the tests.

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
