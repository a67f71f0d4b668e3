"""A tar file in which everything is summed: members are written and read one after the other, never held whole."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
ROWS = "rows/"
MEDIA = "media/"

_BLOCK = 2**20


class BackupError(Exception):
    """A backup that cannot be made, read or restored; the message is a sentence for the operator."""


class Summed:
    """`file` for reading, at most `size` bytes of it, with the SHA-256 of what has been read so far."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size
        self._sum = hashlib.sha256()

    def read(self, most: int = -1) -> bytes:
        try:
            data = self._file.read(self._left if most < 0 else min(most, self._left))
        except tarfile.ReadError as error:
            raise BackupError(f"The backup was cut off: {error}.") from error
        self._left -= len(data)
        self._sum.update(data)
        return data

    def blocks(self) -> Iterator[bytes]:
        """What is left, a megabyte at a time."""
        while data := self.read(_BLOCK):
            yield data

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class Writer:
    """Writes members to `out`. Closing it adds the checksums, without which a backup counts as broken off."""

    def __init__(self, out: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT, bufsize=_BLOCK)  # noqa: SIM115
        self._sums: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        self.add_file(name, io.BytesIO(data), len(data))

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        """Write the first `size` bytes of `file`. Raises OSError where it has fewer."""
        summed = Summed(file, size)
        self._tar.addfile(_member(name, size), summed)
        self._sums.append(f"{summed.sha256}  {name}\n")

    def close(self) -> None:
        sums = "".join(self._sums).encode()
        self._tar.addfile(_member(SUMS, len(sums)), io.BytesIO(sums))
        self._tar.close()


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file in a backup, to be read before the next one is asked for. Its sum is known when it has been read."""

    name: str
    size: int
    file: Summed


def members(path: Path) -> Iterator[Member]:
    """Everything in the backup at `path` but its checksums, with which all of it is compared at the end.

    Raises BackupError where it is none, is cut off or damaged; until the last member has come, nothing is proved.
    """
    try:
        with tarfile.open(path, mode="r|", bufsize=_BLOCK) as tar:
            yield from _summed(tar, path)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {path}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{path} is not a backup, or it was cut off: {error}.") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error}.") from error


def _summed(tar: tarfile.TarFile, path: Path) -> Iterator[Member]:
    found: dict[str, str] = {}
    for info in tar:
        file = tar.extractfile(info) if info.isreg() else None
        if file is None or not _is_safe(info.name) or info.name in found:
            raise BackupError(f"{path} has “{info.name}” in it as no backup has.")
        if info.name == SUMS:
            _compare(file.read().decode(errors="replace"), found, path)
            return
        member = Member(name=info.name, size=info.size, file=Summed(file, info.size))
        yield member
        for _ in member.file.blocks():
            pass  # what nobody wanted is summed all the same
        found[member.name] = member.file.sha256
    raise BackupError(f"{path} was cut off or damaged: its checksums are missing.")


def _is_safe(name: str) -> bool:
    """Whether `name` stays in the folder in which it is unpacked."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and str(path) == name


def _compare(sums: str, found: dict[str, str], path: Path) -> None:
    wanted = {name: digest for digest, _, name in (line.partition("  ") for line in sums.splitlines())}
    different = [name for name in {**found, **wanted} if wanted.get(name) != found.get(name)]
    if different:
        raise BackupError(f"{path} is damaged: “{different[0]}” is not what its checksum says.")
