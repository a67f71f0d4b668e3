"""An episode's audio: inspected before anything is saved, and kept while the rest of the form is mended."""

from typing import Any

from django.urls import reverse_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget


class AudioInput(UnfoldAdminFileFieldWidget):
    """A file input that offers MP3 and M4A; where scripts run, a place to drop one that is sent while one types on."""

    template_name = "admin/audio_input.html"
    addresses = reverse_lazy("admin:episodes_episode_uploads")

    class Media:
        css = {"all": ("css/upload.css",)}  # noqa: RUF012 - as Django reads it

    def __init__(self, attrs: dict[str, Any] | None = None, *, episode: int | None = None) -> None:
        super().__init__({"accept": ".mp3,.m4a,audio/mpeg,audio/mp4", **(attrs or {})})
        self.episode = episode

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return {**context, "addresses": self.addresses, "episode": self.episode or ""}


def type_of_address(url: str) -> str:
    """Return the media type that the ending of `url` speaks for; empty when it says nothing."""
    path = url.partition("?")[0].lower()
    endings = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
    return next((media_type for ending, media_type in endings.items() if path.endswith(ending)), "")
