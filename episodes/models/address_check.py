import hashlib
from typing import ClassVar

from django.db import models
from django.utils import timezone


class AddressCheck(models.Model):
    """What was found when the address of a link was last looked up, whichever episodes have that link.

    `key` is the SHA-256 of the address in hex. `alive` is None where nobody can tell, and as long as nobody has looked;
    `failures` counts the looks in a row, an hour or more apart, at which no page answered.
    """

    key = models.CharField(max_length=64, unique=True)
    url = models.URLField(max_length=2000)
    alive = models.BooleanField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    looked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering: ClassVar = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.url


def key_of(url: str) -> str:
    """Under which key the address is."""
    return hashlib.sha256(url.strip().encode(errors="surrogatepass")).hexdigest()
