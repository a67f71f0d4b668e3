from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.errand import Errand
from episodes.models.show import Show


class IndexPing(Errand):
    """What search engines have been told, or have yet to be told, about the pages of a show."""

    subject = "show_id"

    show = models.OneToOneField(Show, models.CASCADE, related_name="index_ping", verbose_name=_("show"))
    # Up to when they know everything: what has changed since is told next.
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ping of IndexNow")
        verbose_name_plural = _("pings of IndexNow")
        indexes = [models.Index(fields=["due_at"], name="index_ping_due")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.show}: {self.error}" if self.error else str(self.show)
