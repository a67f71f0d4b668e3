from typing import ClassVar

from django.db import models

from episodes.models.episode import Episode


class TranscriptText(models.Model):
    """The text of a transcript that the episode has or had, once for all versions in which it is the same.

    `digest` is the SHA-256 of its WebVTT in hex.
    """

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    webvtt = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["episode", "digest"], name="transcript_text_unique"),
        ]

    def __str__(self) -> str:
        return self.digest
