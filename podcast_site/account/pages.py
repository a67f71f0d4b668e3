"""The frame of the pages about one's own account: the desk's look, its policy, and nobody but the staff."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

from podcast_site.desk import DESK_CSP


def page(view: Any) -> Any:
    """The view as it goes into the addresses."""
    return csp_override(DESK_CSP)(never_cache(view.as_view()))


class EntrancePage:
    """Before somebody is signed in."""

    title: Any = ""
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**admin.site.each_context(self.request), **context, "title": self.title}


class DeskPage(EntrancePage):
    """For who is signed in and of the staff."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not admin.site.has_permission(request):
            return redirect_to_login(request.get_full_path())
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response
