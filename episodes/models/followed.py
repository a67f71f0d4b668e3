from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from episodes.models.show import Show


class FollowedShow(models.Model):
    """A show that lives elsewhere, and whose feed there is looked at again and again (`episodes.following`).

    `etag` and `last_modified` are those of the last answer, to be asked with. `due_at` is when it is looked at next;
    whoever looks moves it on first, so that nobody else does.
    """

    class NewEpisodes(models.TextChoices):
        DRAFTS = "drafts", _("as drafts")
        PUBLIC = "public", _("public, as they are there")

    show = models.OneToOneField(Show, models.CASCADE, related_name="followed")
    address = models.CharField(_("address of the feed"), max_length=2000)
    new_episodes = models.CharField(_("new episodes"), max_length=6, choices=NewEpisodes, default=NewEpisodes.DRAFTS)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    looked_at = models.DateTimeField(_("last looked at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("followed show")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(address=""), name="followed_show_has_address"),
        ]

    def __str__(self) -> str:
        return self.address
