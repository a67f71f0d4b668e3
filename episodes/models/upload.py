import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


def new_token() -> str:
    """Return the last part of an upload's address: 128 bits that nobody guesses."""
    return secrets.token_hex(16)


class Upload(models.Model):
    """An audio file on its way to an episode: first in pieces, then whole in the storage with what it says of itself.

    Bookkeeping of the desk: no public answer depends on it. How much has come is the size of the part file
    (`episodes.uploads`), not a column.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    episode = models.ForeignKey(Episode, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("name of the file"), max_length=255)
    fingerprint = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"))
    stored_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    duration_ms = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # title, number, chapters, pictures (the starts of the chapters that have one), cover: what the file offers
    offers: Any = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["owner", "fingerprint"], name="upload_fingerprint"),
            models.Index(fields=["stored_name"], name="upload_stored_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | (~Q(stored_name="") & ~Q(sha256="")),
                name="upload_finished_is_stored",
            ),
        ]

    def __str__(self) -> str:
        return self.title
