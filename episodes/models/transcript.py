from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode

# What a transcript goes out as, by extension; WebVTT first, since apps take the first that they know.
TRANSCRIPT_TYPES = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
    "txt": "text/plain",
}


class Transcript(models.Model):
    """What is said, in WebVTT, once for each language."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="transcripts", verbose_name=_("episode"))
    language = models.CharField(_("language"), max_length=20, default="en")
    webvtt = models.TextField(_("WebVTT"))

    class Meta:
        ordering: ClassVar = ["language"]
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["episode", "language"], name="transcript_language_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.episode} ({self.language})"
