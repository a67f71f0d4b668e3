"""Where a show can be found besides its own site."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.show import Show


class Listing(models.Model):
    """The page of a show in somebody's directory or app."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="listings", verbose_name=_("show"))
    label = models.CharField(_("directory or app"), max_length=60, help_text=_("As its makers call it: “Fyyd”."))
    url = models.URLField(
        _("address"),
        max_length=2000,
        validators=[RegexValidator(r"^https?://", _("Give the address of a page, beginning with https://."))],
        help_text=_("The page of this show there."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("further place")
        verbose_name_plural = _("further places")

    def __str__(self) -> str:
        return self.label
