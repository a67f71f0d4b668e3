"""A sequence that lies on disk, so that a feed of five thousand episodes takes no more memory than one of fifty."""

import os
import pickle
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, overload


class Spooled[T](Sequence[T]):
    """What an iterable gives, each value written down as it comes and made anew whenever it is asked for.

    The file has no name and is gone with the sequence: nobody else can have written what is read from it. Any number
    of threads may read.
    """

    def __init__(self, values: Iterable[T]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the sequence
        self._ends = array("Q", [0])
        for value in values:
            self._file.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
            self._ends.append(self._file.tell())
        self._file.flush()

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = range(len(self))[index]
        begin, end = self._ends[place], self._ends[place + 1]
        return pickle.loads(os.pread(self._file.fileno(), end - begin, begin))  # noqa: S301 - our own, see above

    def __del__(self) -> None:
        self._file.close()
