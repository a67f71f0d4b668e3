"""A show on a domain of its own: which one a host belongs to, and what is where on it.

There, addresses lack their first part, the show's slug; `/` is the show's page. What belongs to the site and to no
show, such as people, topics, search and pictures, is there too, at its path on the site, so that what plays goes on.
"""

from django.conf import settings
from django.urls import Resolver404, resolve

from episodes.models import Show


def show_at(host: str) -> Show | None:
    """The show whose domain `host`, without a port, is; None where it is no show's. No query for the site's own."""
    if host not in settings.SHOW_DOMAINS or not settings.SITE_URL:
        return None
    return Show.objects.filter(domain=host).first()


def path_on_site(path: str, *, show: Show) -> str:
    """Where the site has what is at `path` of the domain of `show`; the show's files are also at their path there."""
    home = show.site_path
    if path.startswith(home) and path != home:
        return path
    return path if _is_the_sites(path) else home + path.removeprefix("/")


def _is_the_sites(path: str) -> bool:
    """Whether the path belongs to the site, and to no show."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.view_name != "episodes:home" and "show" not in match.kwargs
