"""The desk: the admin site of producers and editors."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

# Unfold's Alpine evaluates expressions and styles elements inline; public pages keep the strict policy.
DESK_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    # What is created in passing is typed on a page of the desk within the page.
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "media-src": [CSP.SELF, "blob:", "https:"],
}


class Desk(UnfoldAdminSite):
    index_title = _("What is to do")

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:
        return csp_override(DESK_CSP)(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return csp_override(DESK_CSP)(super().login)(request, extra_context)
