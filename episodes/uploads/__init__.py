"""Audio on its way from a producer's disk to the storage: in pieces, to be gone on with after anything that breaks."""

from episodes.uploads.expiring import expire
from episodes.uploads.receiving import (
    Busy,
    Refused,
    WrongOffset,
    append,
    discard,
    finish,
    keep,
    offset_of,
    open_upload,
)
from episodes.uploads.taking import finished, of_file, take, taken_chapters, twins

__all__ = [
    "Busy",
    "Refused",
    "WrongOffset",
    "append",
    "discard",
    "expire",
    "finish",
    "finished",
    "keep",
    "of_file",
    "offset_of",
    "open_upload",
    "take",
    "taken_chapters",
    "twins",
]
