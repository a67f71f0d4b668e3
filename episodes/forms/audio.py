"""An episode's audio: inspected before anything is saved, and kept while the rest of the form is mended."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from unfold.widgets import UnfoldAdminFileFieldWidget

from episodes.formats import audio
from guests.pictures import Unguessable

_SALT = "episodes.forms.audio"
_KEPT_SECONDS = 24 * 3600
_place = Unguessable("audio")


class AudioInput(UnfoldAdminFileFieldWidget):
    """A file input that offers MP3 and M4A."""

    template_name = "admin/audio_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ".mp3,.m4a,audio/mpeg,audio/mp4", **(attrs or {})})


@dataclass(frozen=True, kw_only=True)
class StoredAudio:
    """An inspected upload where it will stay; `name` is in the storage, `title` is what the file was called."""

    name: str
    title: str
    media_type: str
    size: int
    duration_ms: int

    @classmethod
    def of(cls, upload: UploadedFile) -> Self:
        """Inspect `upload` and store it. Raises `AudioError` before anything is stored."""
        info = audio.inspect(upload, name=upload.name or "")  # type: ignore[arg-type]
        upload.seek(0)
        return cls(
            name=default_storage.save(_place(None, f"audio.{info.extension}"), upload),
            title=upload.name or "",
            media_type=info.media_type,
            size=info.size_bytes,
            duration_ms=info.duration_ms,
        )

    def sign(self) -> str:
        """Return a token by which the next attempt at the form finds this file again, for a day."""
        return signing.dumps(asdict(self), salt=_SALT)

    @classmethod
    def from_token(cls, token: str) -> Self | None:
        """Return what `sign` made `token` of; None for anything else, or when its day is over."""
        try:
            stored = cls(**signing.loads(token, salt=_SALT, max_age=_KEPT_SECONDS))
        except signing.BadSignature:
            return None
        return stored if default_storage.exists(stored.name) else None


def type_of_address(url: str) -> str:
    """Return the media type that the ending of `url` speaks for; empty when it says nothing."""
    path = url.partition("?")[0].lower()
    endings = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
    return next((media_type for ending, media_type in endings.items() if path.endswith(ending)), "")
