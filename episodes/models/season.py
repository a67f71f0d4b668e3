from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.show import Show
from episodes.querysets import SeasonQuerySet


class Season(models.Model):
    """A number, and perhaps a name, within a show."""

    show = models.ForeignKey(Show, models.PROTECT, related_name="seasons", verbose_name=_("show"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=128, blank=True)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["show", "number"]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["show", "number"],
                name="season_number_unique",
                violation_error_message=_("The show has a season of this number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gt=0),
                name="season_number_positive",
                violation_error_message=_("Seasons are numbered from 1."),
            ),
        ]

    def __str__(self) -> str:
        return (
            _("Season %(number)d: %(name)s") % {"number": self.number, "name": self.name}
            if self.name
            else _("Season %(number)d") % {"number": self.number}
        )
