from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """One row that says which state all shows, episodes and people are in.

    The database itself writes a new `token` whenever a row of theirs is added, changed or taken away, however
    that came about (`episodes.triggers`). Two equal tokens mean equal content; different ones say nothing.
    """

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")

    def __str__(self) -> str:
        return self.token
