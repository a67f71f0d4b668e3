from django.db import models

from episodes.models.episode import Episode


class WrittenItem(models.Model):
    """An episode as its feed says it, where `key` is that of the state it was made in (`feeds.kept`)."""

    episode = models.OneToOneField(Episode, models.CASCADE, primary_key=True, related_name="+")
    key = models.CharField(max_length=80)
    xml = models.BinaryField()

    def __str__(self) -> str:
        return self.key
