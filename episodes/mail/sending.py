"""Letters on their way: each is claimed before it is sent, and tried again later where the server of mail is away."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from episodes.mail import choices
from episodes.models import Letter

_CLAIM = dt.timedelta(minutes=2)


def send() -> Iterator[str]:
    """Send what is due; a sentence for each letter. One whose recipient has left the team of staff is thrown away."""
    letters = Letter.objects.select_related("recipient")
    while letter := letters.claim(lasting=_CLAIM):
        staff = letter.recipient
        if staff and not (staff.is_active and staff.email):
            Letter.objects.drop(letter)
            continue
        elsewhere = "somebody who asked a question" if letter.question_id else "the owner of an account"
        whom = staff.get_username() if staff else elsewhere
        try:
            (_to_staff if staff else _to_address)(letter).send()
        except OSError as error:  # smtplib's own are of this kind
            Letter.objects.put_off(letter, error=str(error))
            yield f"A mail to {whom} was not sent: {error}"
        else:
            Letter.objects.drop(letter)
            yield f"A mail was sent to {whom}."


def _to_address(letter: Letter) -> EmailMessage:
    """Where somebody of the show wrote it to a listener, it is not automatic, and a reply goes to them."""
    reply_to = [letter.reply_to] if letter.reply_to else None
    headers = {} if letter.question_id else {"Auto-Submitted": "auto-generated"}
    return EmailMessage(letter.subject_line, letter.body, to=[letter.address], reply_to=reply_to, headers=headers)


def _to_staff(letter: Letter) -> EmailMessage:
    assert letter.recipient is not None  # noqa: S101 - a letter without one is to a listener
    headers = {"Auto-Submitted": "auto-generated"}
    if settings.SITE_URL:
        off = reverse("my_mail_off", args=[choices.token(user=letter.recipient, kind=choices.ALL)])
        # RFC 8058: mail programs offer a button that needs no page.
        headers["List-Unsubscribe"] = f"<{settings.SITE_URL}{off}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(letter.subject_line, letter.body, to=[letter.recipient.email], headers=headers)
