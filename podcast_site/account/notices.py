"""Mail to whoever an account belongs to, about what happened to its password and its factors.

Somebody who gets in by a stolen password adds a factor of their own; the owner is told, and nobody can switch that off.
"""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes.models import Letter
from podcast_site.models import AuditEntry

Event = AuditEntry.Event

_SAID: Final[dict[str, Any]] = {
    Event.PASSWORD_CHANGED: gettext_lazy("The password of your account “%(account)s” at %(site)s was changed."),
    Event.FACTOR_ADDED: gettext_lazy("A second factor was added to your account “%(account)s” at %(site)s."),
    Event.FACTOR_REMOVED: gettext_lazy("A second factor was taken from your account “%(account)s” at %(site)s."),
    Event.CODES_RENEWED: gettext_lazy("Your account “%(account)s” at %(site)s has new recovery codes."),
}


def tell(entry: AuditEntry) -> bool:
    """Write a letter about `entry`, if it is of a kind that the owner is told of and there is an address."""
    if entry.event not in _SAID:
        return False
    # An account to which nobody has ever signed in has got its first password.
    owners = User.objects.filter(username=entry.account, is_active=True, last_login__isnull=False)
    owner = owners.exclude(email="").first()
    if owner is None:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        subject = f"{settings.SITE_NAME}: {entry.get_event_display()}"
        Letter.objects.create(wanted="sent", subject_line=subject[:300], body=_body(entry), address=owner.email)
    return True


def _body(entry: AuditEntry) -> str:
    said = str(_SAID[entry.event]) % {"account": entry.account, "site": settings.SITE_NAME}
    return "\n\n".join([said, _circumstances(entry), _what_to_do(), _footer()]) + "\n"


def _circumstances(entry: AuditEntry) -> str:
    at = formats.date_format(entry.at.astimezone(dt.UTC), "D j M Y, H:i", use_l10n=False)
    lines = [_("When: %s UTC") % at]
    if entry.by and entry.by != entry.account:
        lines.append(_("By: %s") % entry.by)
    place = ", ".join(filter(None, [entry.device, entry.address]))
    if place:
        lines.append(_("From: %s") % place)
    return "\n".join(lines)


def _what_to_do() -> str:
    words = _(
        "If that was you, there is nothing to do. If it was not, set a new password now, which ends every other"
        " session, and tell an administrator."
    )
    return f"{words}\n{settings.SITE_URL}{reverse('mfa_index')}" if settings.SITE_URL else words


def _footer() -> str:
    return "-- \n" + _("This mail is about the safety of your account, and so it cannot be switched off.")
