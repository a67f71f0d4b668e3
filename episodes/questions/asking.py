"""A question on its way in: no cookie, no puzzle, and yet not every machine's.

What stands in the way of machines is a ticket that each form has (signed, good for a day, for one question, and not
used within the first seconds), a field that people do not see, and how many may come from one place in an hour.
"""

import datetime as dt
import re
import secrets
from dataclasses import dataclass
from typing import Self

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from episodes.models import Asking, Episode, Question, Show

SOONEST = dt.timedelta(seconds=3)
LATEST = dt.timedelta(days=1)

WITHIN = dt.timedelta(hours=1)
MOST_FROM_ONE_PLACE = 6
MOST_FOR_ONE_SHOW = 100

MOST_ADDRESSES = 3
_ADDRESS = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)
_SALT = "episodes.questions.asking"


class NotNow(Exception):
    """A question that is not taken now, though nothing is wrong with its words; the message says what helps."""

    is_too_many = False


class TooMany(NotNow):
    is_too_many = True


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """What makes a form ours: `nonce` is its own, `about` the show and episode it was made for."""

    nonce: str
    about: str
    made_at: dt.datetime

    @classmethod
    def new(cls, *, show: Show, episode: Episode | None) -> Self:
        return cls(nonce=secrets.token_hex(16), about=_about(show, episode), made_at=timezone.now())

    @classmethod
    def read(cls, signed: str, *, show: Show, episode: Episode | None) -> Self:
        """The ticket that was signed as `signed`. Raises NotNow for any other text, another form's, and an old one."""
        try:
            nonce, about, seconds = signing.loads(signed, salt=_SALT)
        except (signing.BadSignature, ValueError):
            nonce, about, seconds = "", "", 0
        made_at = dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
        if about != _about(show, episode) or timezone.now() - made_at > LATEST:
            raise NotNow(_("This form was open for more than a day. What you wrote is still here: send it once more."))
        return cls(nonce=nonce, about=about, made_at=made_at)

    @property
    def signed(self) -> str:
        return signing.dumps([self.nonce, self.about, int(self.made_at.timestamp())], salt=_SALT)


def _about(show: Show, episode: Episode | None) -> str:
    return f"{show.pk}/{episode.pk if episode else ''}"


def source_of(network: str | None) -> str:
    """What is kept of where somebody asks from, for an hour: without the site's key it leads to no `network`."""
    return salted_hmac(f"{_SALT}/{timezone.now():%Y-%m-%d}", network or "", algorithm="sha256").hexdigest()


def ask(
    *,
    show: Show,
    episode: Episode | None,
    text: str,
    name: str,
    email: str,
    ticket: Ticket,
    source: str,
    is_trapped: bool,
) -> Question:
    """Keep the question, or find it kept: a form that is sent twice asks once. Raises NotNow.

    `is_trapped`: the field was filled in that people do not see. Spam is kept as such, and nobody is told: a person
    who was taken for a machine is found by those who look.
    """
    if known := Question.objects.filter(ticket=ticket.nonce).first():
        return known
    if timezone.now() - ticket.made_at < SOONEST:
        raise NotNow(_("That was quicker than most people write. What you wrote is still here: send it once more."))
    _count(show, source)
    looks_bad = is_trapped or len(_ADDRESS.findall(f"{name} {text}")) > MOST_ADDRESSES
    question, _is_new = Question.objects.get_or_create(
        ticket=ticket.nonce,
        defaults={
            "show": show,
            "episode": episode,
            "text": text,
            "name": name,
            "email": email,
            "state": Question.State.SPAM if looks_bad else Question.State.NEW,
        },
    )
    return question


def _count(show: Show, source: str) -> None:
    """Count one more from there, or raise TooMany."""
    since = timezone.now() - WITHIN
    Asking.objects.filter(at__lt=since).delete()
    if Asking.objects.filter(source=source).count() >= MOST_FROM_ONE_PLACE:
        raise TooMany(
            _("Many questions have come from where you are. What you wrote is still here: send it in an hour.")
        )
    if show.questions.filter(at__gte=since).count() >= MOST_FOR_ONE_SHOW:
        raise TooMany(
            _("The show gets more questions than it can take now. What you wrote is still here: send it in an hour.")
        )
    Asking.objects.create(source=source)
