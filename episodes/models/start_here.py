from typing import ClassVar

from django.db import models

from episodes.models.episode import Episode


class StartHere(models.Model):
    """An episode that editors show to newcomers, at its place among those of its show."""

    episode = models.OneToOneField(Episode, models.CASCADE, primary_key=True, related_name="start_here")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.episode)
