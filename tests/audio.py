"""Real audio for tests, made without an encoder."""

import secrets
import struct
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from episodes.models.episode import AUDIO_EXTENSIONS
from tests.factories import EpisodeFactory

# MPEG-2 layer III, 24 kHz, mono, 8 kbit/s, no CRC: 24 bytes hold 576 samples. Side information of
# zeros says that no coefficients follow, which is silence.
SILENT_FRAME = struct.pack(">I", 0xFFF314C0).ljust(24, b"\0")
FRAME_MS = 24


def silent_mp3(seconds: float) -> bytes:
    """A constant bit rate MP3 of silence, 1,000 bytes a second, rounded up to whole frames of 24 ms."""
    return SILENT_FRAME * -(-round(seconds * 1000) // FRAME_MS)


def long_mp3(minutes: float) -> bytes:
    """The same at 64 kbit/s, 8,000 bytes a second, each frame with a number of its own where no decoder looks."""
    head = struct.pack(">I", 0xFFF384C0)
    frames = round(minutes * 60_000) // FRAME_MS
    return b"".join(head.ljust(188, b"\0") + struct.pack(">I", number << 1) for number in range(frames))


def uploaded(data: bytes, media_type: str = "audio/mpeg", **values: Any) -> Any:
    """A public episode whose audio was uploaded: `data`, in the default storage."""
    extension = AUDIO_EXTENSIONS[media_type]
    name = default_storage.save(f"audio/{secrets.token_hex(16)}.{extension}", ContentFile(data))
    facts = {"audio_type": media_type, "audio_size": len(data), "duration_ms": len(data)}
    return EpisodeFactory(**{"audio_url": "", "audio_file": name, **facts, **values})
