"""One's own factors: which there are, a new one, another name, none."""

from ipaddress import ip_address
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from podcast_site.account import sessions
from podcast_site.account.forms import AppForm, PasskeyForm, PasskeyNameForm
from podcast_site.account.pages import DeskPage


class Security(DeskPage, IndexView):
    template_name = "account/security.html"
    title = _("Sign-in and security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        user: Any = self.request.user
        by_type = found["authenticators"]
        codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
        return {
            **found,
            "app": by_type.get(Authenticator.Type.TOTP),
            "passkeys": by_type.get(Authenticator.Type.WEBAUTHN, ()),
            "codes": codes,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "has_factor": Authenticator.Type.TOTP in by_type or Authenticator.Type.WEBAUTHN in by_type,
            "required": settings.REQUIRE_SECOND_FACTOR,
            "sessions": len(sessions.opened(user=user, this=self.request.session.session_key)),
        }


class AddApp(DeskPage, ActivateTOTPView):
    template_name = "account/app_add.html"
    form_class = AppForm
    title = _("Set up an app")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        secret = found["form"].secret
        return {**found, "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}


class RemoveApp(DeskPage, DeactivateTOTPView):
    template_name = "account/app_remove.html"
    title = _("Remove the app")


class AddPasskey(DeskPage, AddWebAuthnView):
    template_name = "account/passkey_add.html"
    form_class = PasskeyForm
    title = _("Add a passkey")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        # allauth's own script would ask for this in the browser.
        selection = found["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"]
        wanted = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
        found["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"] = {**selection, **wanted}
        host, _port = split_domain_port(self.request.get_host())
        return {**found, "host_is_a_number": _is_number(host), "same_by_name": self._by_name(host)}

    def _by_name(self, host: str) -> str:
        """This page at `localhost`, where it is asked for by the number of the machine itself."""
        if host not in ("127.0.0.1", "[::1]"):
            return ""
        _host, port = split_domain_port(self.request.get_host())
        return f"{self.request.scheme}://localhost{':' + port if port else ''}{self.request.path}"


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class RenamePasskey(DeskPage, EditWebAuthnView):
    template_name = "account/passkey_rename.html"
    form_class = PasskeyNameForm
    success_url = reverse_lazy("mfa_index")
    title = _("Rename a passkey")


class RemovePasskey(DeskPage, RemoveWebAuthnView):
    template_name = "account/passkey_remove.html"
    success_url = reverse_lazy("mfa_index")
    title = _("Remove a passkey")

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


class RecoveryCodes(DeskPage, ViewRecoveryCodesView):
    template_name = "account/recovery_codes.html"
    title = _("Recovery codes")


class DownloadRecoveryCodes(DeskPage, DownloadRecoveryCodesView):
    template_name = "account/recovery_codes.txt"


class RenewRecoveryCodes(DeskPage, GenerateRecoveryCodesView):
    template_name = "account/recovery_codes_renew.html"
    title = _("New recovery codes")
