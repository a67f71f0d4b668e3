"""Files that have their name when they are whole, and not before."""

import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class NotWritten(Exception):
    """A file that could not be written; the message is a sentence for the operator."""


@contextmanager
def appearing(target: Path) -> Iterator[BinaryIO]:
    """A new file for its owner alone: at its name and on the disk when the block is left, gone if anything goes wrong.

    SIGTERM ends the process with nothing left behind; one that was killed leaves `<name>.part`, which the next to
    write this file takes over. Raises NotWritten, also where the name is taken. For commands: it needs the main thread.
    """
    if target.exists():
        raise NotWritten(f"There is a file {target} already. Give another name.")
    part = target.with_name(f"{target.name}.part")
    try:
        file = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError as error:
        raise NotWritten(f"{part} cannot be written: {error.strerror}.") from error
    with file, _ended_by_sigterm():
        _make_ours(file, part)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.rename(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise NotWritten(f"{target} could not be written: {error.strerror or error}.") from error
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _make_ours(file: BinaryIO, part: Path) -> None:
    """Empty the file, unless it is or was another process's, which may have given it its name meanwhile."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise NotWritten(f"Another process is writing {part} just now.") from error
    if not part.exists() or not os.path.samestat(os.fstat(file.fileno()), part.stat()):
        raise NotWritten(f"Another process has just written {part}.")
    file.truncate()
