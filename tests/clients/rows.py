"""Rows for programs to read: a show with real audio."""

from django.core.files.base import ContentFile

from tests.audio import silent_mp3
from tests.factories import EpisodeFactory


def episode_with_audio(*, seconds: float = 20, **fields):
    """A public episode whose audio is on this site and says the truth about itself."""
    audio = silent_mp3(seconds)
    episode = EpisodeFactory(audio_url="", audio_size=len(audio), duration_ms=round(seconds * 1000), **fields)
    episode.audio_file.save("episode.mp3", ContentFile(audio))
    return episode
