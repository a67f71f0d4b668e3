"""An episode's transcripts, each from a file or from pasted text, in any format that can be read."""

import re
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminTextareaWidget

from episodes.formats import transcripts as transcript_format
from episodes.formats.encodings import INVISIBLE, decode
from episodes.models import Transcript

ACCEPTED = ".vtt,.srt,.json,.html,.htm,.txt,text/vtt,application/x-subrip,application/json,text/html,text/plain"

# A file of up to so many bytes is put into the text field when the form has to be shown again.
_MOST_KEPT = 2_000_000
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# What a remark counts; of JSON and HTML it is no lines, so that their words cannot be quoted by number.
_PLACES = {transcript_format.JSON: "segment", transcript_format.HTML: "paragraph"}
_QUOTED = 160


class TranscriptForm(forms.ModelForm):
    """A language, and a file or a text that becomes the stored WebVTT; without either that stays as it is.

    `spoken` is the language of the show.
    """

    file = forms.FileField(
        label=gettext_lazy("transcript file"),
        required=False,
        widget=forms.FileInput({"accept": ACCEPTED, "class": "desk-transcript-file"}),
    )
    text = forms.CharField(
        label=gettext_lazy("or its text"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(
            {
                "rows": 8,
                "spellcheck": "false",
                "placeholder": "[0:04] Ana: Good evening.\n[0:06] Bo: …",
            }
        ),
    )
    # Of which file the text is, when the form came back with it.
    file_name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)

    class Meta:
        model = Transcript
        fields = ("language",)

    def __init__(self, *args: Any, spoken: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken = spoken
        self.fields["language"].required = False
        if not self.instance.pk:
            self.initial["language"] = ""
        self.taken: transcript_format.Transcript | None = None
        self.lost_name = ""
        if self.files.get(self.add_prefix("file")):
            self._keep_file()

    def _keep_file(self) -> None:
        """Put the file into the text field, where it is still to be seen if something else has to be mended."""
        upload = cast("UploadedFile[bytes]", self.files[self.add_prefix("file")])
        if (upload.size or 0) > _MOST_KEPT or self._was_typed():
            self.lost_name = upload.name or ""
            return
        kept = cast(QueryDict, self.data).copy()
        kept[self.add_prefix("text")] = INVISIBLE.sub("", decode(upload.read())[0])
        kept[self.add_prefix("file_name")] = (upload.name or "")[-255:]
        upload.seek(0)
        self.data = kept

    def _was_typed(self) -> bool:
        """Whether there is a text besides the file that somebody typed."""
        return bool(
            self.data.get(self.add_prefix("text"), "").strip()
            and not self.data.get(self.add_prefix("file_name"), "").strip()
        )

    @property
    def kept_name(self) -> str:
        """The name of the file whose text came back with the form."""
        return str(self.data.get(self.add_prefix("file_name"), "")) if self.is_bound else ""

    @property
    def facts(self) -> str:
        """`812 cues · Ana, Bo`: what the stored transcript has; `""` without one."""
        if not self.instance.pk:
            return ""
        cues = self.instance.webvtt.count(" --> ")
        counted = ngettext("%(count)d cue", "%(count)d cues", cues) % {"count": cues}
        return " · ".join(filter(None, [counted, ", ".join(self.instance.speakers)]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload, text = cleaned.get("file"), cleaned.get("text") or ""
        if upload and self._was_typed():
            self.add_error("file", _("There is a file, and a text below it. Give one of the two."))
        elif upload:
            self._take(upload.read(), upload.name or "")
        elif text.strip():
            self._take(text.encode(errors="replace"), cleaned.get("file_name", ""))
        elif not self.instance.pk and "file" not in self.errors:
            self.add_error("file", _("Choose the file of the transcript, or paste its text."))
        if not cleaned.get("language") and "language" not in self.errors:
            cleaned["language"] = self._language()
        return cleaned

    def _take(self, data: bytes, name: str) -> None:
        media_type = transcript_format.media_type_of(data, name)
        try:
            self.taken = transcript_format.parse(data, media_type=media_type)
        except transcript_format.TranscriptError as error:
            self.add_error("file", str(error))
            return
        self.instance.webvtt = transcript_format.print_vtt(self.taken)
        self.instance.remarks = list(_remarks(self.taken, data, media_type))

    def _language(self) -> str:
        """The language that the file names, else that of the show."""
        main, dash, rest = (self.taken.language if self.taken else "").partition("-")
        named = f"{main.lower()}{dash}{rest}"
        try:
            self.instance._meta.get_field("language").clean(named, None)
        except forms.ValidationError:
            return self.spoken
        return named

    def validate_constraints(self) -> None:
        """Leave "two in one language" to the formset, which sees all of them as they will be."""


def _remarks(taken: transcript_format.Transcript, data: bytes, media_type: str) -> Iterator[dict[str, Any]]:
    place = _PLACES.get(media_type, "line")
    lines = _LINE_BREAK.split(decode(data)[0]) if taken.remarks and place == "line" else []
    for remark in taken.remarks:
        words = " ".join(INVISIBLE.sub("", lines[remark.line - 1]).split()) if remark.line <= len(lines) else ""
        words = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
        yield {"place": place, "number": remark.line, "message": remark.message, "words": words}


class TranscriptFormSet(BaseInlineFormSet):
    """All transcripts of an episode, one for each language."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "spoken": self.instance.show.language}

    def clean(self) -> None:
        taken: set[str] = set()
        for form in self.forms:
            if self._should_delete_form(form) or not form.is_valid():  # type: ignore[attr-defined]
                continue
            if not (form.has_changed() or form.instance.pk):
                continue
            language = form.cleaned_data["language"]
            if language.lower() in taken:
                words = _("There is a transcript in “%(language)s” already. Replace it, or name another language.")
                form.add_error("language", words % {"language": language})
            taken.add(language.lower())

    def save_existing_objects(self, commit: bool = True) -> Any:
        """Save those that are there; those that swap their languages step aside first."""
        moving = [form.instance for form in self.initial_forms if "language" in form.changed_data]
        for instance in moving:
            Transcript.objects.filter(pk=instance.pk).update(language=f"~{instance.pk}")
        return super().save_existing_objects(commit)

    @property
    def received(self) -> list[Transcript]:
        """The transcripts that came with this form, for the messages after saving."""
        return [form.instance for form in self.forms if getattr(form, "taken", None) and form.instance.pk]
