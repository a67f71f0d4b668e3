"""Where what the site has is for others: whole addresses, on the site's own host or on the domain of a show.

A page asks for its own files by path, on whatever host it is; what is passed on, kept or told is whole.
"""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri


def whole(address: str, *, at: str) -> str:
    """`address` as others need it: a path of the site begins with `at`, as in `https://host`; others are whole."""
    return at + address if address.startswith("/") else address


def parted(address: str) -> SplitResult:
    """An address taken apart; one that cannot be, such as `http://[`, has no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def in_ascii(address: str) -> str:
    """An address that somebody typed as apps need it: many open none with letters that RFC 3986 has not."""
    return address if address.isascii() else iri_to_uri(address)


def origin_of(request: HttpRequest) -> str:
    """Where the site's own addresses begin: the host that was asked, or `SITE_URL` where that is a show's domain."""
    return settings.SITE_URL if is_shows_domain(request) else f"{request.scheme}://{request.get_host()}"


def is_shows_domain(request: HttpRequest) -> bool:
    """Whether the host that was asked is that of one show (`podcast_site.middleware.shows_on_their_domains`)."""
    return hasattr(request, "show_of_domain")


def origin_on(domain: str) -> str:
    """Where addresses on a show's domain begin, with scheme and port as in `SITE_URL`.

    Empty without a domain, and while the site is not set to answer at it (`SHOW_DOMAINS`, `SITE_URL`).
    """
    if not (domain and settings.SITE_URL and domain in settings.SHOW_DOMAINS):
        return ""
    site = urlsplit(settings.SITE_URL)
    return f"{site.scheme}://{domain}" + (f":{site.port}" if site.port else "")
