from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


class Comment(models.Model):
    """What somebody at the desk says to the others about an episode. No listener sees it, no version keeps it."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="comments", verbose_name=_("episode"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    text = models.TextField(_("comment"), max_length=5000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text[:80]
