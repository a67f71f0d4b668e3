"""Audio files: what one really holds, and a copy that carries the episode's own tags and chapters."""

from episodes.formats.audio.inspecting import (
    AudioError,
    AudioInfo,
    chapter_pictures,
    inspect,
    refuse_other_kinds,
    refuse_other_names,
)
from episodes.formats.audio.tagging import AudioTags, TaggedChapter, tagged

__all__ = [
    "AudioError",
    "AudioInfo",
    "AudioTags",
    "TaggedChapter",
    "chapter_pictures",
    "inspect",
    "refuse_other_kinds",
    "refuse_other_names",
    "tagged",
]
