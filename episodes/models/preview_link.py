import datetime as dt
import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode

_SALT = "episodes.models.preview_link"
_NONCE_CHARACTERS = 16


def new_nonce() -> str:
    """The part of a token by which its link is found: 96 bits at random."""
    return secrets.token_urlsafe(12)


class PreviewLink(models.Model):
    """A secret address at which somebody without an account sees an episode before everybody does, for a while.

    The token is not stored: it is the nonce and a signature of it with the site's key. So the desk can show it
    again, which who sends a link to the press needs, and a copy of the database opens nothing.
    """

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="preview_links", verbose_name=_("episode"))
    label = models.CharField(_("for whom"), max_length=120)
    nonce = models.CharField(max_length=_NONCE_CHARACTERS, unique=True, default=new_nonce, editable=False)
    ends_at = models.DateTimeField(_("ends"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()

    def __str__(self) -> str:
        return self.label

    @property
    def token(self) -> str:
        """What stands in the address: 48 characters, the last 32 a signature of 128 bits."""
        return self.nonce + _signature(self.nonce)

    @property
    def is_open(self) -> bool:
        """Whether it still shows the episode; withdrawing and deleting end it as well."""
        episode = self.episode
        withheld = episode.deleted_at is not None or episode.state == Episode.State.WITHDRAWN
        return self.revoked_at is None and timezone.now() < self.ends_at and not withheld

    @property
    def local_ends_at(self) -> dt.datetime:
        """The end on the clock of the show."""
        return self.ends_at.astimezone(self.episode.show.zone)

    @classmethod
    def nonce_in(cls, token: str) -> str:
        """The nonce of a token that this site has signed; empty for any other text."""
        nonce, signature = token[:_NONCE_CHARACTERS], token[_NONCE_CHARACTERS:]
        return nonce if constant_time_compare(signature, _signature(nonce)) else ""


def _signature(nonce: str) -> str:
    return salted_hmac(_SALT, nonce, algorithm="sha256").hexdigest()[:32]
