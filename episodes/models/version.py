from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


class EpisodeVersion(models.Model):
    """An episode as it stood after somebody saved it: its fields and its rows. Never changed, only added.

    `content` has the shape that `episodes.versions` gives it.
    """

    class Cause(models.TextChoices):
        BEFORE = "before", _("As it was before")
        SAVED = "saved", _("Saved")
        RESTORED = "restored", _("Taken back to an earlier version")
        MERGED = "merged", _("Two profiles of one person were merged")

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="versions")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    cause = models.CharField(max_length=8, choices=Cause, default=Cause.SAVED)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.episode}, {self.at:%Y-%m-%d %H:%M}"
