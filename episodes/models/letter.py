from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode
from episodes.models.errand import Errand
from episodes.models.question import Question


class MailKind(models.TextChoices):
    """What staff is told of by mail; each kind can be switched off by whoever gets it."""

    SUBMITTED = "submitted", _("An episode is handed in for review, or taken back")
    CHANGES = "changes", _("Changes are asked for")
    APPROVED = "approved", _("An episode is approved, or gets another moment")
    PUBLIC = "public", _("An episode has become public")
    WITHDRAWN = "withdrawn", _("An episode is withdrawn, or made a draft again")
    LOST = "lost", _("An episode is out of the schedule, because something is missing")
    COMMENT = "comment", _("Somebody comments")
    QUESTION = "question", _("A listener asks a question")


class Letter(Errand):
    """A mail from when it is written until it is sent: to one of staff about an episode or questions, or to a listener.

    Staff are `recipient`, listeners an `address`, with `reply_to` for whom their reply is. What is about an account
    goes to the `address` that it had at that moment, and nobody switches it off.
    """

    subject_line = models.CharField(max_length=300)
    body = models.TextField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(blank=True)
    reply_to = models.EmailField(blank=True)
    episode = models.ForeignKey(Episode, models.CASCADE, null=True, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["due_at"], name="letter_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(recipient=None) & ~Q(address="")) | (Q(recipient__isnull=False) & Q(address="")),
                name="letter_to_staff_or_to_a_listener",
            ),
        ]

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
