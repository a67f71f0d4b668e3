"""The part files of uploads: one each, in a folder of their own, named by token; its size is how much has come.

A folder that every process of the site sees. Nothing a person typed or named is ever part of a path.
"""

import datetime as dt
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files import File

_TOKEN = re.compile(r"[0-9a-f]{32}\Z")


class Busy(Exception):
    """Another request is at work on the same file at this moment."""


class Moved(Exception):
    """The part is longer or shorter than who wants to write thinks; `size` is what it is."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Part(File):  # type: ignore[type-arg]
    """A whole part on its way into the storage, which may move it there where it keeps files on the same disk."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def path_of(token: str) -> Path:
    if not _TOKEN.match(token):
        raise ValueError(f"{token!r} is no token")
    return Path(settings.UPLOAD_ROOT) / f"{token}.part"


def size_of(token: str) -> int:
    """Bytes that have come; 0 where nothing has."""
    try:
        return path_of(token).stat().st_size
    except FileNotFoundError:
        return 0


def free_bytes() -> int:
    folder = Path(settings.UPLOAD_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free


def remove(token: str) -> None:
    path_of(token).unlink(missing_ok=True)


def remove_strays(*, before: dt.datetime, but: Collection[str]) -> int:
    """Remove every part, with what is noted beside it, to which nothing has come since `before`; how many files.

    Those with the tokens `but` stay.
    """
    removed = 0
    for path in Path(settings.UPLOAD_ROOT).glob("*.*"):
        if not _TOKEN.match(path.stem) or path.stem in but:
            continue
        with suppress(FileNotFoundError):  # another tick may be at it
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
                removed += 1
    return removed


@contextmanager
def opened(token: str) -> Iterator[BinaryIO]:
    """The part, made if it is not there, to be written at its end; on the disk itself when the block is left."""
    path = path_of(token)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as file:  # noqa: PTH123
        try:
            yield file
        finally:
            os.fsync(file.fileno())


def keep(file: File) -> str:  # type: ignore[type-arg]
    """Keep a file that came whole, with a form, as a part; its token."""
    token = secrets.token_hex(16)
    try:
        with opened(token) as part:
            for position, piece in _placed(file.chunks()):
                write(part, position, piece)
    except OSError:  # the disk is full by now
        remove(token)
        raise
    return token


def _placed(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    position = 0
    for piece in pieces:
        yield position, piece
        position += len(piece)


def write(file: BinaryIO, position: int, data: bytes) -> None:
    """Append `data` if the part ends at `position`.

    Locked for this write alone: a request whose line is dead may wait for bytes for hours, and must
    not keep the one that goes on in its place from writing. Raises `Moved`, with nothing written.
    """
    with _locked(file, fcntl.LOCK_EX):
        size = os.fstat(file.fileno()).st_size
        if size != position:
            raise Moved(size)
        view = memoryview(data)
        while view:
            written = os.pwrite(file.fileno(), view, position)
            position, view = position + written, view[written:]


@contextmanager
def whole(token: str) -> Iterator[Part]:
    """The part for reading, by one at a time. Raises `Busy` while another has it, `FileNotFoundError` without one."""
    path = path_of(token)
    with path.open("rb") as file, _locked(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
        if not path.exists():  # whoever had it before has moved it into the storage
            raise FileNotFoundError(path)
        yield Part(file, name=str(path))


@contextmanager
def _locked(file: BinaryIO, how: int) -> Iterator[None]:
    try:
        fcntl.flock(file, how)
    except BlockingIOError as error:
        raise Busy from error
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
