"""What an administrator does to the account of somebody else: take a lost second factor away, end all sessions."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action

from podcast_site.account import factors, sessions


class LostFactor:
    """For the admin of accounts: a button on each account's page, and a page that asks before it is done."""

    actions_detail: ClassVar[list[str]] = ["lost_factor"]
    admin_site: Any

    @action(description=_("Telephone lost…"), url_path="lost-factor", permissions=["lost_factor"])  # type: ignore[untyped-decorator]
    def lost_factor(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if user is None or not self.has_lost_factor_permission(request, object_id):
            raise PermissionDenied
        if request.method == "POST":
            return self._let_go(request, user)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Telephone lost"),
            "account": user,
            "factors": list(factors.of(user)),
            "sessions": len(sessions.opened(user=user, this=None)),
            "back": reverse("admin:auth_user_change", args=[user.pk]),
        }
        return TemplateResponse(request, "account/lost_factor.html", context)

    def has_lost_factor_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Who may change an account may; that of an administrator only another administrator."""
        if not request.user.has_perm("auth.change_user"):
            return False
        user = self.get_object(request, object_id) if object_id else None  # type: ignore[attr-defined]
        is_superuser: bool = getattr(request.user, "is_superuser", False)
        return user is None or not user.is_superuser or is_superuser

    def _let_go(self, request: HttpRequest, user: Any) -> HttpResponse:
        count = factors.reset(user=user)
        said = ngettext(
            "{count} second factor was removed and all sessions of “{name}” have ended.",
            "{count} second factors were removed and all sessions of “{name}” have ended.",
            count,
        ).format(count=count, name=user.get_username())
        messages.success(request, said)
        return redirect("admin:auth_user_change", user.pk)
