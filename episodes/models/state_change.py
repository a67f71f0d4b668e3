from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


class StateChange(models.Model):
    """The record of one step of an episode: who took it, when, with which words."""

    class Cause(models.TextChoices):
        ASKED = "asked", _("changes asked for")
        LOST = "lost", _("lost a must-have")

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="state_changes")
    from_state = models.CharField(max_length=10, choices=Episode.State)
    to_state = models.CharField(max_length=10, choices=Episode.State)
    publish_at = models.DateTimeField(null=True, blank=True)
    # Of a step that changed nothing but the moment: the one before, so that there is a way back.
    publish_at_before = models.DateTimeField(null=True, blank=True)
    undoes = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="undone_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    # Of an approval: when those who work on the episode were told that it had become public.
    out_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    cause = models.CharField(max_length=8, choices=Cause, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"
