from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OwnershipCode(models.Model):
    """A code that was mailed to the owner whom a feed names, as nothing but a digest.

    `about` is for which feed and owner it counts. `attempts` are wrong ones.
    """

    about = models.CharField(max_length=32)
    owner = models.EmailField(max_length=254)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        verbose_name = _("code for an owner")
        indexes: ClassVar = [
            models.Index(fields=["about", "sent_at"], name="ownership_code_about"),
            models.Index(fields=["sent_at"], name="ownership_code_sent"),
        ]

    def __str__(self) -> str:
        return self.owner
