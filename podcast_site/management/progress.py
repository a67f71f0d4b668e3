"""How far a long command is, on a terminal."""

import time
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper

_PAUSE = 0.2  # seconds between two looks


class Progress:
    """Called with how many bytes of how many are done; says so in one line, where a person looks on."""

    def __init__(self, out: OutputWrapper, what: str) -> None:
        self._out = out
        self._what = what
        self._next = 0.0
        self._is_shown = False

    def __call__(self, done: int, whole: int) -> None:
        if self._out.isatty() and (now := time.monotonic()) >= self._next:
            self._next = now + _PAUSE
            self._is_shown = True
            percent = 100 * done // max(whole, 1)
            line = f"\r{self._what}: {percent} %, {done:,} of {whole:,} bytes"
            self._out.write(line, style_func=str, ending="")  # it is no error
            self._out.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_shown:
            self._out.write("")
