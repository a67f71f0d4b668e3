from typing import ClassVar

from django.conf import settings
from django.db import models


class OpenForm(models.Model):
    """A form of the desk that somebody has open, or had, with what was typed there and is not saved.

    `form` is `episode:<pk>` or `episode:add:<show>`; `tab` one opening of it. `fields` are `[name, value, label]`
    in the order of the form, without files. `closed_at` says that what was typed has been saved.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    tab = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    fields = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["-seen_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "form", "tab"], name="open_form_unique"),
        ]
        indexes: ClassVar = [models.Index(fields=["form", "seen_at"], name="open_form_seen")]

    def __str__(self) -> str:
        return f"{self.form} ({self.tab})"
