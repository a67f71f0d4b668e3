from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from guests.addresses import is_shows_domain, origin_of


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page may say of the installation.

    `site_name`; `origin`, where whole addresses of the site begin; on the domain of a show that, as `show_of_domain`.
    """
    shows_own = {"show_of_domain": request.show_of_domain} if is_shows_domain(request) else {}  # type: ignore[attr-defined]
    return {"site_name": settings.SITE_NAME, "origin": partial(origin_of, request), **shows_own}
