"""From nobody to somebody: password, second factor, passkey, and confirming later who one is."""

from typing import Any

from allauth.account.views import LoginView, ReauthenticateView
from allauth.core import context
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from podcast_site import audit
from podcast_site.account.forms import CodeForm, ConfirmByCodeForm, ConfirmByPasswordForm
from podcast_site.account.pages import DeskPage, EntrancePage
from podcast_site.models import AuditEntry


class SignIn(EntrancePage, LoginView):
    template_name = "account/sign_in.html"
    title = _("Sign in")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not admin.site.has_permission(request):
            logout(request)  # no longer of the staff; there is nothing else to be signed in for
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "resets_by_mail": settings.MAIL_IS_SENT}


class SecondFactor(EntrancePage, AuthenticateView):
    template_name = "account/second_factor.html"
    form_class = CodeForm
    title = _("Second factor")

    def form_invalid(self, form: Any) -> HttpResponse:
        _record_wrong_passkey(form, account=self.stage.login.user.get_username())
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return {**found, "passkeys": bool(found["js_data"]["request_options"]["publicKey"].get("allowCredentials"))}


class SignInByPasskey(LoginWebAuthnView):
    """Answers with a challenge for the browser, and takes what it made of it."""

    def form_invalid(self, form: Any) -> HttpResponse:
        _record_wrong_passkey(form, account="")
        response: HttpResponse = super().form_invalid(form)
        return response


class ConfirmByPassword(DeskPage, ReauthenticateView):
    template_name = "account/confirm.html"
    form_class = ConfirmByPasswordForm
    title = _("Confirm that it is you")


class ConfirmByCode(DeskPage, ReauthenticateByCodeView):
    template_name = "account/confirm.html"
    form_class = ConfirmByCodeForm
    title = _("Confirm that it is you")


class ConfirmByPasskey(DeskPage, ReauthenticateWebAuthnView):
    template_name = "account/confirm_passkey.html"
    title = _("Confirm that it is you")

    def form_invalid(self, form: Any) -> HttpResponse:
        _record_wrong_passkey(form, account=self.request.user.get_username())
        response: HttpResponse = super(ReauthenticateWebAuthnView, self).form_invalid(form)
        return response


def _record_wrong_passkey(form: Any, *, account: str) -> None:
    if "credential" in form.errors:
        audit.record(event=AuditEntry.Event.FACTOR_FAILED, account=account, detail="passkey", request=context.request)
