"""A zip file in pieces, while it is written: nothing but the member at hand is ever in memory, and of that a block."""

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

_BLOCK = 1 << 18


class Zipped:
    """Each of its methods yields what has to be sent next; `end` must be the last."""

    def __init__(self, *, at: dt.datetime) -> None:
        self._sent = _Sink()
        self._zip = zipfile.ZipFile(self._sent, "w", allowZip64=True)
        self._at = at.timetuple()[:6]

    def text(self, name: str, text: str | bytes) -> Iterator[bytes]:
        """A member that is compressed."""
        data = text.encode() if isinstance(text, str) else text
        return self._member(name, [data], zipfile.ZIP_DEFLATED)

    def texts(self, name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
        """A member that is compressed, of parts that are made one after the other."""
        return self._member(name, parts, zipfile.ZIP_DEFLATED)

    def file(self, name: str, file: IO[bytes]) -> Iterator[bytes]:
        """A member that is compressed already, as audio and pictures are."""
        return self._member(name, iter(lambda: file.read(_BLOCK), b""), zipfile.ZIP_STORED)

    def end(self) -> Iterator[bytes]:
        self._zip.close()
        yield self._sent.taken()

    def _member(self, name: str, parts: Iterable[bytes], compression: int) -> Iterator[bytes]:
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as member:
            for part in parts:
                member.write(part)
                yield self._sent.taken()
        yield self._sent.taken()


class _Sink:
    """What a zip file is written into: a stream that cannot go back, and gives away what it has."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """What has been written can still be taken."""

    def taken(self) -> bytes:
        data = bytes(self._waiting)
        self._waiting.clear()
        return data
