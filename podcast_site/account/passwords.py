from allauth.core import context
from django.contrib.auth.models import User
from django.utils.translation import gettext

from podcast_site import audit
from podcast_site.account import sessions


class EndsOtherSessions:
    """Not a rule for passwords: what follows from a new one, wherever it was set, and the sentence that says so.

    Django tells every validator when a new password has been stored.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        return

    def get_help_text(self) -> str:
        return gettext("A new password signs you out everywhere else.")

    def password_changed(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        request = context.request
        mine = request is not None and getattr(request, "user", None) == user
        audit.record(event=audit.Event.PASSWORD_CHANGED, account=user.get_username())
        sessions.end_others(user=user, this=request.session.session_key if mine else None)
