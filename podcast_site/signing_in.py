"""What stands between the sign-in page and somebody who tries passwords."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csp import csp_override

from podcast_site.desk import DESK_CSP


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
