"""Transcripts on the episode's form: taken in any format, told of line by line, given out in every format."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from episodes.forms.transcripts import TranscriptForm, TranscriptFormSet
from episodes.models import Episode, Transcript
from episodes.models.transcript import TRANSCRIPT_TYPES
from guests.desk import DeskAdmin, RowsInline

# Remarks in the message after saving; all of them are on the panel.
_TOLD = 8


class TranscriptInline(RowsInline):
    model = Transcript
    form = TranscriptForm
    formset = TranscriptFormSet
    template = "admin/transcripts.html"
    panel = "transcript"
    fields = ("language", "file", "text", "file_name")
    extensions = tuple(TRANSCRIPT_TYPES)
    lead = _(
        "What is said, to be read, searched and followed while it plays; apps show it too. Give it as WebVTT, SubRip,"
        " JSON (of podcast apps, of Podlove, of a speech recogniser), HTML or text with times."
    )

    class Media:
        css: ClassVar = {"all": ["css/desk-transcripts.css"]}

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One row to fill in, also when the form comes back."""
        return 1 if request.method != "POST" else super().get_extra(request, obj, **kwargs)


class TranscriptsAdmin(DeskAdmin):
    """The part of the episodes' admin that tells what became of a transcript, and hands it out."""

    def get_urls(self) -> list[URLPattern]:
        address = "<int:episode>/transcripts/<int:pk>.<slug:extension>"
        view = self.admin_site.admin_view(self._transcript_file)
        return [path(address, view, name="episodes_episode_transcript"), *super().get_urls()]

    def _transcript_file(self, request: HttpRequest, episode: int, pk: int, extension: str) -> HttpResponse:
        return _download(request, self._stored(request, episode, pk), extension)

    def _stored(self, request: HttpRequest, episode: int, pk: int) -> Transcript:
        theirs = Transcript.objects.filter(
            episode__in=Episode.objects.open_to(request.user, "episodes.view_transcript")
        )
        stored = theirs.select_related("episode").filter(pk=pk, episode_id=episode).first()
        if stored is None:
            raise Http404
        return stored

    def tell_of_transcripts(self, request: HttpRequest, formset: Any) -> None:
        """Say what was taken from each file, and what of it was mended or left out, where."""
        for stored in getattr(formset, "received", ()):
            context = {"stored": stored, "told": stored.remarks[:_TOLD], "untold": len(stored.remarks[_TOLD:])}
            level = messages.WARNING if stored.remarks else messages.SUCCESS
            messages.add_message(request, level, render_to_string("admin/transcript_taken.html", context))


@never_cache
@require_safe
def _download(request: HttpRequest, stored: Transcript, extension: str) -> HttpResponse:
    if extension not in TRANSCRIPT_TYPES:
        raise Http404
    name = f"{stored.episode.slug}.{stored.language}.{extension}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        stored.printed(extension),
        content_type=f"{TRANSCRIPT_TYPES[extension]}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )
