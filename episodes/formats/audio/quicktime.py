"""Chapters as QuickTime keeps them: a track of text that the sound refers to, a sample for each chapter, and often
another one of still pictures.

QuickTime File Format, "Chapter lists"; the tables of samples by ISO/IEC 14496-12 section 8.6 and 8.7. Numbers that lie
lead to fewer chapters, never to more memory.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import BinaryIO

from episodes.formats.audio.atoms import Atom, atoms, find, read_at

_MOST_CHAPTERS = 1000
_LONGEST_TITLE = 1024
_TEXT = frozenset({b"text", b"sbtl"})
_PICTURES = frozenset({b"vide"})
# JPEG and PNG, as their files begin.
_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n")
_LARGEST_PICTURE = 8 << 20
_MOST_PICTURES = 32 << 20


def track_chapters(file: BinaryIO, top: Iterable[Atom]) -> list[tuple[int, str]]:
    """The chapters of the first track of text that another track refers to: start in milliseconds, and title."""
    for track in _referred_to(file, top):
        samples = _timed_samples(file, track, _TEXT)
        if found := [(start, _text(read_at(file, at, min(size, _LONGEST_TITLE)))) for start, at, size in samples]:
            return found
    return []


def track_pictures(file: BinaryIO, top: Iterable[Atom]) -> list[tuple[int, bytes]]:
    """The pictures, JPEG or PNG, of the tracks that another track refers to: start in milliseconds, and what is there.

    Of one that claims more than 8 MB, or that would make more than 32 MB of all, nothing is read.
    """
    found, left = list[tuple[int, bytes]](), _MOST_PICTURES
    for track in _referred_to(file, top):
        for start, position, size in _timed_samples(file, track, _PICTURES):
            if size > min(_LARGEST_PICTURE, left):
                continue
            data = read_at(file, position, size)
            left -= len(data)
            if _PICTURE.match(data):
                found.append((start, data))
    return found


def _referred_to(file: BinaryIO, top: Iterable[Atom]) -> Iterator[Atom]:
    """The tracks that another one names as those of its chapters, in the order in which they are named."""
    tracks = list(find(file, top, [b"moov", b"trak"]))
    by_number = {_number_of(file, track): track for track in tracks}
    references = [atom for track in tracks for atom in _inside(file, track, b"tref", b"chap")]
    numbers = [number for atom in references for number in _numbers(file, atom, skip=0, width=4)]
    yield from (by_number[number] for number in dict.fromkeys(numbers) if number in by_number)


def _inside(file: BinaryIO, track: Atom, *path: bytes) -> Iterator[Atom]:
    return find(file, atoms(file, track.start, track.end), path)


def _numbers(file: BinaryIO, atom: Atom, *, skip: int, width: int) -> list[int]:
    """The table of numbers of `width` bytes that begins `skip` bytes into `atom`, as far as chapters may need it."""
    length = min(atom.end - atom.start - skip, _MOST_CHAPTERS * width)
    data = read_at(file, atom.start + skip, max(length, 0))
    return [int.from_bytes(data[at : at + width]) for at in range(0, len(data) - width + 1, width)]


def _number_of(file: BinaryIO, track: Atom) -> int:
    return next((_after_dates(file, atom) for atom in _inside(file, track, b"tkhd")), 0)


def _after_dates(file: BinaryIO, atom: Atom) -> int:
    """The number behind the two dates that a header begins with, which are longer in its version 1."""
    data = read_at(file, atom.start, 24)
    return int.from_bytes(data[20:24] if data[:1] == b"\1" else data[12:16])


def _timed_samples(file: BinaryIO, track: Atom, wanted: frozenset[bytes]) -> Iterator[tuple[int, int, int]]:
    """Of each sample of a track of a kind that is wanted the start in milliseconds, the place and the size."""
    kinds = {read_at(file, atom.start + 8, 4) for atom in _inside(file, track, b"mdia", b"hdlr")}
    scale = next((_after_dates(file, atom) for atom in _inside(file, track, b"mdia", b"mdhd")), 0)
    if scale == 0 or not kinds & wanted:
        return
    tables = {
        atom.name: atom
        for box in _inside(file, track, b"mdia", b"minf", b"stbl")
        for atom in atoms(file, box.start, box.end)
    }
    starts = accumulate(_durations(file, tables), initial=0)
    for start, (position, size) in zip(starts, _samples(file, tables), strict=False):
        yield start * 1000 // scale, position, size


def _durations(file: BinaryIO, tables: dict[bytes, Atom]) -> Iterator[int]:
    runs = _numbers(file, tables[b"stts"], skip=8, width=4) if b"stts" in tables else []
    for count, duration in zip(runs[::2], runs[1::2], strict=False):
        yield from [duration] * min(count, _MOST_CHAPTERS)


def _samples(file: BinaryIO, tables: dict[bytes, Atom]) -> Iterator[tuple[int, int]]:
    """Where each sample lies, and its size: one after the other in chunks, whose places a table tells."""
    if not {b"stsz", b"stsc"} <= tables.keys():
        return
    head = _numbers(file, tables[b"stsz"], skip=4, width=4)
    same, count, *sizes = head if len(head) > 1 else (0, 0)
    remaining = iter([same] * min(count, _MOST_CHAPTERS) if same else sizes)
    runs = _numbers(file, tables[b"stsc"], skip=8, width=4)
    firsts = dict(zip(runs[::3], runs[1::3], strict=False))
    held = 0
    for number, position in enumerate(_chunks(file, tables), start=1):
        held = firsts.get(number, held)
        for _place, size in zip(range(held), remaining, strict=False):
            yield position, size
            position += size


def _chunks(file: BinaryIO, tables: dict[bytes, Atom]) -> list[int]:
    if b"co64" in tables:
        return _numbers(file, tables[b"co64"], skip=8, width=8)
    return _numbers(file, tables[b"stco"], skip=8, width=4) if b"stco" in tables else []


def _text(sample: bytes) -> str:
    """The title in a sample: its length in two bytes, then UTF-8, or UTF-16 with its mark."""
    data = sample[2 : 2 + int.from_bytes(sample[:2])]
    return data.decode("utf-16" if data[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8", "replace")
