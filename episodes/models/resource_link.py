from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


class ResourceLink(models.Model):
    """One of an episode's "Links & Notes"; an empty `url` is one still to be looked up."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="resource_links", verbose_name=_("episode"))
    label = models.CharField(_("label"), max_length=255)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    sponsored = models.BooleanField(
        _("sponsored"),
        default=False,
        help_text=_("Paid for. The page says so, to people and to search engines."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("resource link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label
