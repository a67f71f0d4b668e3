import re
from collections.abc import Callable
from html import unescape
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.formats import transcripts
from episodes.models.episode import Episode
from episodes.models.show import language_tag

# What a transcript goes out as, by extension; WebVTT first, since apps take the first that they know.
TRANSCRIPT_TYPES = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
    "txt": "text/plain",
}

_PRINTERS: dict[str, Callable[[transcripts.Transcript], str]] = {
    "vtt": transcripts.print_vtt,
    "srt": transcripts.print_srt,
    "json": transcripts.print_json,
    "html": transcripts.print_html,
    "txt": transcripts.print_text,
}
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")


class Transcript(models.Model):
    """What is said, in WebVTT, once for each language."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="transcripts", verbose_name=_("episode"))
    language = models.CharField(_("language"), max_length=20, default="en", validators=[language_tag])
    webvtt = models.TextField(_("WebVTT"))
    remarks = models.JSONField(_("remarks"), default=list, blank=True, editable=False)
    """What was mended or left out of the file that came: `{"place", "number", "message", "words"}` each."""

    class Meta:
        ordering: ClassVar = ["language"]
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["episode", "language"], name="transcript_language_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.episode} ({self.language})"

    @property
    def speakers(self) -> list[str]:
        """Those who speak, in the order in which they begin to."""
        return list(dict.fromkeys(unescape(name) for name in _VOICE.findall(self.webvtt)))

    def printed(self, extension: str) -> str:
        """The transcript in the format of one of `TRANSCRIPT_TYPES`."""
        parsed = transcripts.parse(self.webvtt.encode(), media_type="text/vtt")
        return _PRINTERS[extension](transcripts.Transcript(cues=parsed.cues, language=self.language))
