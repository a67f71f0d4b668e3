"""The files of the site: which of them are kept, and putting one back so that nobody sees half of it."""

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import models

from podcast_site.backup.archive import Summed
from podcast_site.backup.rows import kept_models

# Smaller squares of pictures, social images and copies of audio: made anew when they are asked for, or by the tick.
DERIVED = frozenset({"renditions", "outgoing", "social"})
# What the site itself puts files into; of others that lie beside them nothing is ever removed.
FOLDERS = frozenset({"audio", "images", "kept"})


def names() -> Iterator[str]:
    """The name of every file in the storage that is kept."""
    return (name for name in all_names() if is_kept(name))


def all_names(folder: str = "") -> Iterator[str]:
    """The name of every file in the storage, derived ones too."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # there is no file yet
        return
    yield from (f"{folder}{file}" for file in sorted(files))
    for inner in sorted(folders):
        yield from all_names(f"{folder}{inner}/")


def is_kept(name: str) -> bool:
    return name.partition("/")[0] not in DERIVED


def named_in_rows(*, using: str) -> Iterator[str]:
    """The names of the files that rows speak of, each as often as it is named."""
    for model in kept_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                found = model._base_manager.using(using).exclude(**{field.name: ""})
                yield from found.values_list(field.name, flat=True).iterator()


def free_bytes() -> int | None:
    """How much the storage has room for; None where it is not on a disk of this machine."""
    return free_at(Path(default_storage.location)) if isinstance(default_storage, FileSystemStorage) else None


def free_at(folder: Path) -> int:
    """How many bytes the disk has room for on which `folder` is, or will be."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def is_there(name: str, *, size: int, sha256: str) -> bool:
    """Whether the storage has this very file."""
    if not default_storage.exists(name) or default_storage.size(name) != size:
        return False
    with default_storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def put(name: str, file: Summed, size: int) -> None:
    """Store `file` under exactly this name, in place of whatever has it: on a disk in one step."""
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.delete(name)
        default_storage.save(name, _Sized(file, size))
        return
    part = default_storage.save(f"{name}.{secrets.token_hex(8)}.part", _Sized(file, size))
    Path(default_storage.path(part)).replace(default_storage.path(name))


class _Sized(File):  # type: ignore[type-arg]
    """A member of a backup as storages take it."""

    def __init__(self, file: Summed, size: int) -> None:
        super().__init__(None)
        self.summed, self.size = file, size

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self.summed.blocks()
