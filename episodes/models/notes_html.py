from django.db import models

from episodes.models.episode import Episode


class NotesHtml(models.Model):
    """The notes of an episode as HTML, where `key` is that of the notes and the renderer of now (`rendering`)."""

    episode = models.OneToOneField(Episode, models.CASCADE, primary_key=True, related_name="+")
    key = models.CharField(max_length=64)
    html = models.TextField()

    def __str__(self) -> str:
        return self.key
