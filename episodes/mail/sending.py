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
        if not (letter.recipient.is_active and letter.recipient.email):
            Letter.objects.drop(letter)
            continue
        try:
            _message(letter).send()
        except OSError as error:  # smtplib's own are of this kind
            Letter.objects.put_off(letter, error=str(error))
            yield f"A mail to {letter.recipient.get_username()} was not sent: {error}"
        else:
            Letter.objects.drop(letter)
            yield f"A mail was sent to {letter.recipient.get_username()}."


def _message(letter: Letter) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated"}
    if settings.SITE_URL:
        off = reverse("my_mail_off", args=[choices.token(user=letter.recipient, kind=choices.ALL)])
        # RFC 8058: mail programs offer a button that needs no page.
        headers["List-Unsubscribe"] = f"<{settings.SITE_URL}{off}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(letter.subject_line, letter.body, to=[letter.recipient.email], headers=headers)
