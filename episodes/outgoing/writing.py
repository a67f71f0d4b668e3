"""A truth → a new file in the storage."""

import datetime as dt
import secrets
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from episodes.formats.audio import AudioTags, TaggedChapter, tagged
from episodes.models import OutgoingFile
from episodes.outgoing.truths import Truth
from guests.pictures import jpeg

FOLDER = "outgoing"
# Listeners may be in the middle of a copy that has been replaced.
KEPT = dt.timedelta(days=1)
_COVER_EDGE, _CHAPTER_EDGE = 1200, 600
_PIECE = 1 << 20


def write(truth: Truth) -> tuple[str, int]:
    """Make the copy, piece by piece; its name in the storage and its size in bytes. It is nobody's yet.

    Raises AudioError if the source cannot be given tags, OSError and what the storage raises if that fails.
    """
    with TemporaryDirectory(prefix="outgoing-", dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        suffix = PurePosixPath(truth.source).suffix
        source, target = Path(folder) / f"{truth.called}{suffix}", Path(folder) / f"new{suffix}~"
        _fetch(truth.source, source)
        size = tagged(source, target, tags=_tags(truth))
        name = f"{FOLDER}/{secrets.token_hex(16)}{suffix}"
        OutgoingFile.objects.create(name=name, delete_after=timezone.now() + KEPT)
        with target.open("rb") as file:
            return default_storage.save(name, File(file)), size


def _fetch(name: str, path: Path) -> None:
    """Have the stored file `name` at `path`; one that is on this machine is not copied."""
    if isinstance(default_storage, FileSystemStorage):
        here = Path(default_storage.path(name))
        if not here.is_file():
            raise FileNotFoundError(f"{name} is not in the storage.")
        path.symlink_to(here.absolute())
        return
    with default_storage.open(name) as stored, path.open("xb") as file:
        for piece in stored.chunks(_PIECE):
            file.write(piece)


def _tags(truth: Truth) -> AudioTags:
    pictures: dict[str, bytes] = {}

    def picture(name: str, edge: int) -> bytes:
        if name and name not in pictures:
            pictures[name] = jpeg(default_storage, name, edge=edge) or b""
        return pictures.get(name, b"")

    return AudioTags(
        title=truth.title,
        show=truth.show,
        number=truth.number,
        cover=picture(truth.cover, _COVER_EDGE),
        chapters=tuple(
            TaggedChapter(
                start_ms=chapter.start_ms,
                end_ms=chapter.end_ms or chapter.start_ms,
                title=chapter.title,
                url=chapter.url,
                image=picture(chapter.image, _CHAPTER_EDGE),
                hidden=chapter.hidden,
            )
            for chapter in truth.chapters
        ),
    )
