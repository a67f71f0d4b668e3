from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode
from episodes.models.errand import Errand


class MailKind(models.TextChoices):
    """What staff is told of by mail; each kind can be switched off by whoever gets it."""

    SUBMITTED = "submitted", _("An episode is handed in for review, or taken back")
    CHANGES = "changes", _("Changes are asked for")
    APPROVED = "approved", _("An episode is approved, or gets another moment")
    PUBLIC = "public", _("An episode has become public")
    WITHDRAWN = "withdrawn", _("An episode is withdrawn, or made a draft again")
    LOST = "lost", _("An episode is out of the schedule, because something is missing")
    COMMENT = "comment", _("Somebody comments")


class Letter(Errand):
    """A mail to somebody about what happened to an episode, from when it is written until it is sent."""

    subject_line = models.CharField(max_length=300)
    body = models.TextField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["due_at"], name="letter_due")]

    def __str__(self) -> str:
        return self.subject_line


class MailChoice(models.Model):
    """Of which kinds somebody gets no mail."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    muted: Any = models.JSONField(default=list, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(self.muted)
