"""The boxes of an MP4 file, by ISO/IEC 14496-12, read in place: never more than a few bytes at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

_MOST_ATOMS = 10_000


@dataclass(frozen=True)
class Atom:
    """A box of the file: its name, and where its content starts and ends."""

    name: bytes
    start: int
    end: int


def read_at(file: BinaryIO, position: int, length: int) -> bytes:
    file.seek(position)
    return file.read(length)


def atoms(file: BinaryIO, position: int, end: int) -> Iterator[Atom]:
    """The boxes that stand side by side; the last one may claim to end after `end`."""
    for _ in range(_MOST_ATOMS):
        if position + 8 > end:
            break
        header = read_at(file, position, 16)
        length, name = int.from_bytes(header[:4]), header[4:8]
        start = position + 8
        if length == 1:
            length, start = int.from_bytes(header[8:16]), position + 16
        stop = end if length == 0 else position + length
        yield Atom(name, start, stop)
        position = max(stop, start)


def find(file: BinaryIO, boxes: Iterable[Atom], path: Sequence[bytes]) -> Iterator[Atom]:
    """Every box at `path`, from those that stand side by side at its beginning."""
    for atom in boxes:
        if atom.name == path[0]:
            if len(path) == 1:
                yield atom
            else:
                yield from find(file, atoms(file, atom.start, atom.end), path[1:])
