"""What django-allauth asks us: who may sign in, where somebody goes next, how a second factor is shown."""

from io import BytesIO
from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guests.network import client_address

# Where the server is asked by a socket of the machine, nobody's address is known.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - not listened on

_SAID_BY_THE_PAGE = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of the staff, made by administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or UNKNOWN_ADDRESS

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Let nobody in who is not of the staff, by whatever way they came this far."""
        if user.is_active and user.is_staff:
            return None
        clear_login(request)
        messages.error(request, gettext("This account may not sign in. An administrator can say why."))
        return redirect("account_login")

    def is_safe_url(self, url: str) -> bool:
        """Only this site itself: another name in ALLOWED_HOSTS may be another site's."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in _SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Who has a second factor confirms by it: the password alone changes no factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = [{**method, "description": words[method["id"]]} for method in methods]
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        # A passkey is the least work.
        return sorted(factors, key=lambda method: method["id"] != "mfa_reauthenticate:webauthn") or methods


class FactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it has been used. Wait for the next one and type that."),
        "cannot_delete_authenticator": _(
            "This site asks everybody for a second factor, and this is your only one. Set up another one first."
        ),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """The QR code of `url`, drawn here: the secret in it is nobody else's to see."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the name by which the browser asked, without its port."""
        return {"id": split_domain_port(context.request.get_host())[0], "name": str(settings.SITE_NAME)}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.get_username(), "display_name": user.get_full_name() or user.get_username()}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not settings.REQUIRE_SECOND_FACTOR:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
