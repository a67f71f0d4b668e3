"""An episode as producers and editors fill it in."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from episodes import readiness, slugs, uploads
from episodes.forms.audio import AudioInput, type_of_address
from episodes.forms.fields import ClockField, MomentField
from episodes.models import Episode, Show, Upload
from guests.desk import SlugForm

_DERIVED = ("audio_type", "audio_size", "duration_ms")


class EpisodeForm(SlugForm):
    """`show` is the one of a new episode, `owner` who fills the form in.

    `approving` says that the episode is to be approved once it is saved, `asking` that changes are asked for;
    `overtaken` that somebody has saved since the form was opened, and nobody has chosen yet. `upload` is the audio
    that was given with it.
    """

    slug_source = "title"
    slug_fallback = "episode"
    show: Show
    owner: User
    approving = False
    asking = False
    upload: Upload | None = None
    overtaken = False

    duration_ms = ClockField(
        label=gettext_lazy("Duration"), required=False, help_text=gettext_lazy("As “45:10” or “1:02:03”.")
    )
    publish_at = MomentField(
        label=gettext_lazy("Publication"),
        required=False,
        help_text=gettext_lazy("On the clock of the show. An approved episode is public from this moment on."),
    )
    step_note = forms.CharField(
        label=gettext_lazy("Words for the record"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy(
            "Kept with the step that is taken with a button below: why it comes back, what to mind."
        ),
    )
    audio_kept = forms.CharField(required=False, widget=forms.HiddenInput)
    audio_offers = forms.MultipleChoiceField(
        required=False, choices=[(name, name) for name in ("title", "number", "chapters", "pictures", "cover")]
    )
    # As of when the episode is that the form was opened with, and its last version then.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.show = self.show
        else:
            self.initial["seen"] = self.instance.updated_at.isoformat()
            self.initial["base"] = self.instance.versions.values_list("pk", flat=True).first()
        self._prepare_moment()
        self._prepare_audio()
        if "season" in self.fields:
            self.fields["season"].queryset = self.instance.show.seasons.all()  # type: ignore[attr-defined]

    def _prepare_moment(self) -> None:
        if "publish_at" in self.fields:
            field: Any = self.fields["publish_at"]
            field.zone, field.stored = self.instance.show.zone, self.instance.publish_at

    def _prepare_audio(self) -> None:
        if "audio_file" not in self.fields:
            return
        self.fields["audio_file"].widget = AudioInput(episode=self.instance.pk)
        if self.instance.audio_file:  # what was read from the file is not for typing
            self.initial.update(audio_type="", audio_size=None, duration_ms=None)

    def _get_validation_exclusions(self) -> set[str]:
        # Show and deletion are no fields, but what is unique by them has to be checked all the same.
        return super()._get_validation_exclusions() - {"show", "deleted_at"}

    def slug_is_taken(self, slug: str) -> bool:
        return slugs.is_taken(slug, show=self.instance.show, but=self.instance)

    def clean(self) -> dict[str, Any]:
        self._take_offers(self.cleaned_data)
        cleaned = super().clean()
        if self.asking and not (cleaned.get("step_note") or "").strip():
            self.add_error("step_note", _("Say what is to be changed: whoever made the episode reads it."))
        self._refuse_what_was_overtaken(cleaned.get("seen") or "")
        if "audio_file" in cleaned and "audio_url" in cleaned:
            self._clean_audio(cleaned)
        return cleaned

    def _refuse_what_was_overtaken(self, seen: str) -> None:
        """Say once that somebody has saved since the form was opened; saving again is then a decision."""
        now = self.initial.get("seen")
        if not seen or seen == now:
            return
        self.overtaken = True
        self._send_back("seen", now)
        self._send_back("base", self.initial["base"] or "")
        self.add_error(
            None,
            _(
                "This episode was saved since you opened it. Nothing of yours is saved yet, and nothing is lost:"
                " choose which version counts, then save again."
            ),
        )

    def _send_back(self, name: str, value: Any) -> None:
        """Let the hidden field `name` hold `value` when the form is shown again."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(name)] = value
        self.data = data

    # --- Audio --------------------------------------------------------------------------------

    def _clean_audio(self, cleaned: dict[str, Any]) -> None:
        """Settle which audio the episode has: what was given now takes the place of what was there."""
        stored = self.upload = self._stored_audio(cleaned)
        address = cleaned["audio_url"]
        if "audio_file" in self.errors:
            return
        if stored and address and "audio_url" in self.changed_data:
            self.add_error("audio_url", _("An episode has one audio: leave out this address, or the upload."))
        elif stored:
            cleaned.update(
                audio_file=stored.stored_name,
                audio_url="",
                audio_type=stored.media_type,
                audio_size=stored.size,
                duration_ms=stored.duration_ms,
            )
        elif address:
            cleaned["audio_file"] = False
            self._clean_address(cleaned)
        elif cleaned["audio_file"]:
            cleaned.update({name: getattr(self.instance, name) for name in _DERIVED})
        else:
            cleaned.update(audio_type="", audio_size=None, duration_ms=None)

    def _stored_audio(self, cleaned: dict[str, Any]) -> Upload | None:
        given = cleaned["audio_file"]
        if isinstance(given, UploadedFile):
            try:
                stored = uploads.keep(file=given, title=given.name or "", owner=self.owner)
            except uploads.Refused as refused:
                self.add_error("audio_file", str(refused))
                return None
            self._send_back("audio_kept", stored.token)
            return stored
        token = cleaned.get("audio_kept") or ""
        if given is False or not token:  # taken away, or never given
            return None
        kept = uploads.finished(token=token, owner=self.owner)
        if kept is None:
            self._send_back("audio_kept", "")
            self.add_error(
                "audio_file", _("The audio is no longer on the server: it waited too long. Choose it again.")
            )
        return kept

    @property
    def waiting_upload(self) -> Upload | None:
        """The audio that waits for the rest of the form; None without one."""
        token = self.data.get(self.add_prefix("audio_kept"), "") if self.is_bound else ""
        return uploads.finished(token=token, owner=self.owner) if token else None

    def _take_offers(self, cleaned: dict[str, Any]) -> None:
        """Put what the file says of itself into the fields for which somebody asked for that."""
        wanted = cleaned.get("audio_offers")
        if not wanted:
            return
        kept = uploads.finished(token=cleaned.get("audio_kept") or "", owner=self.owner)
        source = kept or uploads.of_file(name=self.instance.audio_file.name or "")
        if source is None:
            return
        for name in ("title", "number", "cover"):
            if name in wanted and name in source.offers and name in self.fields:
                cleaned[name] = source.offers[name]
                self.errors.pop(name, None)

    def _clean_address(self, cleaned: dict[str, Any]) -> None:
        cleaned["audio_type"] = cleaned.get("audio_type") or type_of_address(cleaned["audio_url"])
        if not cleaned["audio_type"] and "audio_type" not in self.errors:
            self.add_error("audio_type", _("The address does not say what it leads to: choose MP3 or M4A."))

    # --- Approval -----------------------------------------------------------------------------

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.approving or self.instance.state == Episode.State.APPROVED:
            self._refuse_unready()

    def _refuse_unready(self) -> None:
        """Say what is missing before anything is saved: to approve, and to take something from an approved one."""
        publish_at = self.cleaned_data.get("publish_at", self.instance.publish_at)
        if publish_at is None and "publish_at" in self.fields and "publish_at" not in self.errors:
            self.add_error("publish_at", self._moment_missing())
        if {"audio_file", "audio_url", *_DERIVED} & set(self.errors):
            return
        for reason in readiness.audio_missing(episode=self.instance):
            self.add_error("audio_file" if "audio_file" in self.fields else None, reason)

    def _moment_missing(self) -> str:
        if self.approving:
            return _("Set the moment of publication first.")
        return _("An approved episode keeps a moment of publication. To take it off the schedule, withdraw it.")
