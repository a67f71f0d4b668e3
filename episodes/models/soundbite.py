from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


class Soundbite(models.Model):
    """A short stretch that apps may play to make people curious. Best 15 to 120 seconds."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="soundbites", verbose_name=_("episode"))
    start_ms = models.PositiveBigIntegerField(_("start"))
    duration_ms = models.PositiveBigIntegerField(_("duration"))
    title = models.CharField(
        _("title"), max_length=128, blank=True, help_text=_("Left empty, apps show the episode's own.")
    )

    class Meta:
        ordering: ClassVar = ["start_ms", "pk"]
        verbose_name = _("soundbite")
        verbose_name_plural = _("soundbites")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(duration_ms__gt=0),
                name="soundbite_duration_positive",
                violation_error_message=_("A soundbite lasts longer than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.start_ms)
