"""A new password by mail, where the site sends mail. It signs nobody in: the second factor is asked for afterwards."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminPasswordWidget

from guests.network import client_network
from podcast_site import audit
from podcast_site.account.pages import EntrancePage
from podcast_site.models import AuditEntry

# Within a quarter of an hour.
LETTERS_FROM_ONE_NETWORK = 5
LETTERS_TO_ONE_ACCOUNT = 2


class AskForm(PasswordResetForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget = UnfoldAdminEmailInputWidget({"autocomplete": "email", "autofocus": ""})
        self.fields["email"].help_text = _("The one that an administrator has noted for your account.")

    def get_users(self, email: str) -> Any:
        """Accounts of the staff with that address to which not enough letters have gone already."""
        asked = audit.recent().filter(event=AuditEntry.Event.PASSWORD_RESET)
        for user in super().get_users(email):
            if user.is_staff and asked.filter(account=user.get_username()).count() < LETTERS_TO_ONE_ACCOUNT:
                audit.record(event=AuditEntry.Event.PASSWORD_RESET, account=user.get_username())
                yield user


class NewPasswordForm(SetPasswordForm[User]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = UnfoldAdminPasswordWidget({"autocomplete": "new-password"})


class _ByMail(EntrancePage):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.MAIL_IS_SENT:
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class Ask(_ByMail, PasswordResetView):
    """The answer is the same whoever has that address, or nobody."""

    template_name = "account/reset_ask.html"
    email_template_name = "account/reset_letter.txt"
    subject_template_name = "account/reset_subject.txt"
    form_class = AskForm
    extra_email_context = {"site_title": settings.SITE_NAME}  # noqa: RUF012 - Django's own says what it is
    title = _("New password")

    def form_valid(self, form: Any) -> HttpResponse:
        asked = audit.recent().filter(event=AuditEntry.Event.PASSWORD_RESET, network=client_network(self.request))
        if asked.count() >= LETTERS_FROM_ONE_NETWORK:
            return super(PasswordResetView, self).form_valid(form)
        return super().form_valid(form)


class Asked(_ByMail, PasswordResetDoneView):
    template_name = "account/reset_asked.html"
    title = _("Look into your mail")


class New(_ByMail, PasswordResetConfirmView):
    template_name = "account/reset_new.html"
    form_class = NewPasswordForm
    title = _("New password")


class Changed(_ByMail, PasswordResetCompleteView):
    template_name = "account/reset_changed.html"
    title = _("The password is changed")
