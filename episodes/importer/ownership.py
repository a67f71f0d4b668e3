"""Whether the owner of a locked show wants it brought here: a code goes to the address that its feed names, and back.

Only a feed that was fetched from its address counts: a file may name anybody as the owner.
"""

import datetime as dt
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from episodes.importer.digests import digest
from episodes.importer.values import Refused
from episodes.models import OwnershipCode

LASTS = dt.timedelta(minutes=30)
MOST_ATTEMPTS = 5
MOST_AN_HOUR, MOST_AN_HOUR_IN_ALL = 3, 20

_DIGITS = 8
_HOUR = dt.timedelta(hours=1)
_LONGEST_TITLE = 80


def masked(owner: str) -> str:
    """`i…@tide.example`: enough to know it by."""
    name, _at, host = owner.rpartition("@")
    return f"{name[:1]}…@{host}"


def is_sendable(owner: str) -> bool:
    """Whether a code can go there: it is an address of mail, and the site sends mail."""
    try:
        validate_email(owner)
    except ValidationError:
        return False
    return settings.MAIL_IS_SENT and len(owner) <= 254


def sent(*, address: str, owner: str) -> OwnershipCode | None:
    """The code that counts now for the feed at `address`, if one was sent."""
    codes = OwnershipCode.objects.filter(about=_about(address, owner), ends_at__gt=timezone.now())
    return codes.filter(attempts__lt=MOST_ATTEMPTS).order_by("-sent_at", "-pk").first()


def send(*, address: str, owner: str, title: str, by: str) -> None:
    """Mail a new code to the owner of the feed at `address`; the one before counts no more.

    `by` says to the owner who asks. Raises Refused where no mail goes out.
    """
    if not is_sendable(owner):
        raise Refused(_("No code can be mailed: the feed names no address of its owner, or this site sends no mail."))
    _refuse_too_many(owner)
    about, now = _about(address, owner), timezone.now()
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    OwnershipCode.objects.filter(about=about, ends_at__gt=now).update(ends_at=now)
    row = OwnershipCode.objects.create(
        about=about, owner=owner, digest=_digest(about, code), sent_at=now, ends_at=now + LASTS
    )
    try:
        _letter(owner=owner, address=address, title=title, by=by, code=code).send()
    except OSError as error:  # smtplib's own are of this kind
        row.delete()
        raise Refused(_("The code could not be mailed: %(why)s. Try it again later.") % {"why": error}) from error


def confirm(*, address: str, owner: str, code: str) -> str:
    """Return what goes on record if `code` is the one that was mailed. Raises Refused, with the attempts left."""
    row = sent(address=address, owner=owner)
    # Counted before it is looked at, so that many who try at once have no more attempts than one.
    if row is None or not _attempt(row):
        raise Refused(_("No code counts any more. Have a new one mailed."))
    typed = "".join(each for each in code if each.isalnum())
    if not constant_time_compare(row.digest, _digest(row.about, typed)):
        left = MOST_ATTEMPTS - row.attempts - 1
        raise Refused(
            _("That is not the code that was mailed to %(owner)s; attempts left: %(left)d.")
            % {
                "owner": masked(owner),
                "left": left,
            }
        )
    OwnershipCode.objects.filter(pk=row.pk).update(attempts=F("attempts") - 1)
    return _("%(owner)s confirmed it by a code that was mailed there.") % {"owner": owner}


def _attempt(row: OwnershipCode) -> bool:
    """Count an attempt, if any is left."""
    open_still = OwnershipCode.objects.filter(pk=row.pk, attempts__lt=MOST_ATTEMPTS)
    return bool(open_still.update(attempts=F("attempts") + 1))


def forget() -> int:
    """Remove codes that neither count nor are counted; how many."""
    return OwnershipCode.objects.filter(sent_at__lt=timezone.now() - 2 * _HOUR).delete()[0]


def _refuse_too_many(owner: str) -> None:
    lately = OwnershipCode.objects.filter(sent_at__gt=timezone.now() - _HOUR)
    is_too_much = lately.filter(owner__iexact=owner).count() >= MOST_AN_HOUR or lately.count() >= MOST_AN_HOUR_IN_ALL
    if is_too_much:
        raise Refused(_("Enough codes were mailed within the hour. Wait a while, or look into the mail again."))


def _about(address: str, owner: str) -> str:
    return digest([address, owner.lower()])


def _digest(about: str, code: str) -> str:
    """Keyed with the site's secret: eight digits are soon tried by who has only the database."""
    return salted_hmac("episodes.importer.ownership", f"{about} {code}", algorithm="sha256").hexdigest()


def _letter(*, owner: str, address: str, title: str, by: str, code: str) -> EmailMessage:
    called = " ".join(title.split())[:_LONGEST_TITLE]
    words = {
        "by": by,
        "title": called,
        "address": address[:200],
        "site": settings.SITE_NAME,
        "code": f"{code[:4]} {code[4:]}",
        "minutes": LASTS // dt.timedelta(minutes=1),
    }
    body = _(
        "%(by)s wants to bring the podcast “%(title)s” to %(site)s. Its feed names you as the owner and says that"
        " it is locked:\n\n%(address)s\n\nIf you want that, hand this code on to them:\n\n    %(code)s\n\nIt counts for"
        " %(minutes)d minutes. If you do not want it, do nothing: the podcast stays where it is.\n"
    )
    subject = _("A code for “%(title)s” at %(site)s") % words
    return EmailMessage(subject, body % words, to=[owner], headers={"Auto-Submitted": "auto-generated"})
