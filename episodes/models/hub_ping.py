from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.errand import Errand
from episodes.models.show import Show


class HubPing(Errand):
    """What the hub has been told, or has yet to be told, about the feed of a show."""

    subject = "show_id"

    show = models.OneToOneField(Show, models.CASCADE, related_name="hub_ping", verbose_name=_("show"))

    class Meta:
        verbose_name = _("ping of the hub")
        verbose_name_plural = _("pings of the hub")
        indexes = [models.Index(fields=["due_at"], name="hub_ping_due")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.show}: {self.error}" if self.error else str(self.show)
