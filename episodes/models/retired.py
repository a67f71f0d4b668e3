from typing import ClassVar

from django.db import models

from episodes.models.show import Show


class RetiredAddress(models.Model):
    """An address and, where it was the last one, a GUID of an episode that is gone: neither is given to another.

    `was_public` says whether listeners may know the address, and are told kindly that nothing is there any more.
    """

    show = models.ForeignKey(Show, models.CASCADE, related_name="retired_addresses")
    slug = models.SlugField(max_length=100)
    guid = models.CharField(max_length=500, blank=True)
    was_public = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "slug"], name="retired_address_unique"),
        ]

    def __str__(self) -> str:
        return self.slug
