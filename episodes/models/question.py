from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode
from episodes.models.show import Show

LONGEST_QUESTION = 3000
LONGEST_NAME = 100
LONGEST_ANSWER = 10_000


class Question(models.Model):
    """What a listener asks a show, perhaps about one of its episodes. Read at the desk, and erased after a while."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        SPAM = "spam", _("Spam")

    show = models.ForeignKey(Show, models.CASCADE, related_name="questions", verbose_name=_("show"))
    episode = models.ForeignKey(
        Episode, models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name=_("episode")
    )
    text = models.TextField(_("question"), max_length=LONGEST_QUESTION)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    at = models.DateTimeField(_("asked"), default=timezone.now, editable=False, db_index=True)
    # Of the form it came in: sent twice, it is one question.
    ticket = models.CharField(max_length=32, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(_("answer"), max_length=LONGEST_ANSWER, blank=True)
    taken_into = models.ForeignKey(
        Episode, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taken into")
    )

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        default_permissions = ("view", "change", "delete")

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return words if len(words) <= 80 else f"{words[:79].rstrip()}…"


class Asking(models.Model):
    """That somebody asked, for as long as it counts against asking too often. `source` is no address: see `asking`."""

    source = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.source
