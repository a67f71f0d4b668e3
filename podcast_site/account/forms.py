from typing import Any, ClassVar

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminOwnPasswordChangeForm, AuthenticationForm
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminTextInputWidget

from podcast_site.account import brake, factors

_SLOWED = _("Too many wrong attempts. Wait a quarter of an hour, then try again.")


class SignInForm(AuthenticationForm):
    """Name and password of somebody of the staff. All that is wrong is answered by the same sentence."""

    error_messages: ClassVar[dict[str, Any]] = {
        **AuthenticationForm.error_messages,
        "invalid_login": _(
            "This username and this password do not open the desk. Look whether Caps Lock is on: small and capital"
            " letters are not the same here."
        ),
    }

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if name and brake.stops(self.request, account=name):
            raise ValidationError(_SLOWED)
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Go on to the second factor, or sign in where there is none."""
        user = self.get_user()
        login = Login(user=user, redirect_url=redirect_url)
        response: HttpResponse = perform_password_login(request, {"username": user.get_username()}, login)
        return response


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        widget=UnfoldAdminTextInputWidget(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": "", "spellcheck": "false"}
        ),
    )


class _Slowed:
    """Before a code is looked at, whether one more may be tried from here."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        if brake.stops(context.request, account=self.user.get_username()):
            raise ValidationError(_SLOWED)
        code: str = super().clean_code()  # type: ignore[misc]
        is_from_an_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_from_an_app and not factors.spend(factor=self.authenticator, code=code):
            self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Slowed, AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field()
        self.fields["code"].help_text = _("The six digits that your app shows now, or one of your recovery codes.")


class ConfirmByCodeForm(_Slowed, ReauthenticateByCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field()
        self.fields["code"].help_text = _("The six digits that your app shows now, or one of your recovery codes.")


class ConfirmByPasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=UnfoldAdminPasswordWidget({"autocomplete": "current-password", "autofocus": ""}),
        )

    def clean_password(self) -> str:
        if brake.stops(context.request, account=self.user.get_username()):
            raise ValidationError(_SLOWED)
        password: str = super().clean_password()
        return password


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field()
        self.fields["code"].help_text = _("The six digits that the app shows for this site.")


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("So that you know it again: “Telephone”, “Blue key”."),
    )


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; it signs in by itself, so it has to ask for a fingerprint, a face or a PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name_field()
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        # Asked for by the page, and not taken on trust.
        if hasattr(self, "cleaned_data"):
            self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name_field()
        self.fields["name"].required = True


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    """A new password in place of the old one, which is tried as often as at the sign-in and no oftener."""

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        request, name = context.request, self.user.get_username()
        if brake.stops(request, account=name) or not authenticate(request, username=name, password=old):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old
