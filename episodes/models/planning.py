from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from episodes.models.show import Show


class Holiday(models.Model):
    """A day on which a show, or no show at all, has a new episode by its cadence."""

    show = models.ForeignKey(
        Show,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holidays",
        verbose_name=_("show"),
        help_text=_("Empty: for every show."),
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["show", "day"],
                name="holiday_unique_in_show",
                violation_error_message=_("The show has a holiday on this day already."),
            ),
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(show__isnull=True),
                name="holiday_unique",
                violation_error_message=_("There is a holiday on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"


class CalendarAddress(models.Model):
    """The secret address at which somebody's own calendar finds the schedule. Only the hash of its secret is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.user)


class DeskVisit(models.Model):
    """When somebody last looked at the desk's first page, and from when on it shows what has changed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user)
