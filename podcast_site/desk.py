"""The desk: the admin site of producers and editors."""

from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.contrib.auth.views import PasswordChangeView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.module_loading import import_string
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

    def get_urls(self) -> Any:
        """Without the way to any row's page by its number: it would tell the address of what is not public."""
        return [each for each in super().get_urls() if getattr(each, "name", None) != "view_on_site"]

    def without_page(self, addresses: Collection[str]) -> set[str]:
        """Those at which listeners find nothing; asked by those who lead old addresses to new ones."""
        found: set[str] = import_string("episodes.finding.without_page")(addresses)
        return found

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one sign-in there is: Django's own would know nothing of second factors."""
        return redirect_to_login(request.GET.get("next", request.get_full_path()), reverse("account_login"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        form = import_string("podcast_site.account.forms.OwnPasswordForm")
        view = PasswordChangeView.as_view(
            form_class=form,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)
