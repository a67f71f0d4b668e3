"""A cache in the memory of the process that knows how much memory it takes."""

import pickle
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_MEGABYTE = 1024 * 1024
_DEFAULT_MEGABYTES = 64
# What an entry costs besides its key and its value, roughly: a place in the dictionary and two small objects.
_ENTRY_BYTES = 300


@dataclass(frozen=True, slots=True)
class _Entry:
    data: bytes
    is_pickled: bool
    expires_at: float | None

    def value(self) -> Any:
        return pickle.loads(self.data) if self.is_pickled else self.data  # noqa: S301 - pickled by ourselves


@dataclass
class _Store:
    """What all threads share under one name, the entry asked for last at the end."""

    entries: OrderedDict[str, _Entry] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def live(self, key: str) -> _Entry | None:
        entry = self.entries.get(key)
        if entry is not None and entry.expires_at is not None and entry.expires_at <= time.time():
            self.drop(key)
            return None
        return entry

    def put(self, key: str, entry: _Entry, *, longest: int) -> None:
        self.drop(key)
        if _cost(key, entry) > longest:
            return
        self.entries[key] = entry
        self.size += _cost(key, entry)
        while self.size > longest:
            oldest = next(iter(self.entries))
            self.drop(oldest)

    def drop(self, key: str) -> bool:
        entry = self.entries.pop(key, None)
        if entry is not None:
            self.size -= _cost(key, entry)
        return entry is not None


_stores: dict[str, _Store] = {}


class MemoryCache(BaseCache):
    """Like Django's local-memory cache, but bounded by bytes in place of entries, and without copying bytes.

    What was asked for least recently goes first. LOCATION names what the threads of a process share. The option
    MEGABYTES is the bound (64); a value that alone is larger is not kept. Django's own counts 300 entries, which may be
    3 kB or 3 GB, and copies a body each time it is asked for.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._store = _stores.setdefault(name, _Store())
        self._longest = int(float(params.get("OPTIONS", {}).get("MEGABYTES", _DEFAULT_MEGABYTES)) * _MEGABYTE)

    @property
    def size(self) -> int:
        """How many bytes it takes now, roughly."""
        return self._store.size

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        key, entry = self.make_and_validate_key(key, version=version), self._entry(value, timeout)
        with self._store.lock:
            if self._store.live(key) is not None:
                return False
            self._store.put(key, entry, longest=self._longest)
            return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        key = self.make_and_validate_key(key, version=version)
        with self._store.lock:
            entry = self._store.live(key)
            if entry is not None:
                self._store.entries.move_to_end(key)
        return default if entry is None else entry.value()

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        key, entry = self.make_and_validate_key(key, version=version), self._entry(value, timeout)
        with self._store.lock:
            self._store.put(key, entry, longest=self._longest)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        key = self.make_and_validate_key(key, version=version)
        with self._store.lock:
            entry = self._store.live(key)
            if entry is not None:
                self._store.entries[key] = _Entry(entry.data, entry.is_pickled, self.get_backend_timeout(timeout))
            return entry is not None

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        key = self.make_and_validate_key(key, version=version)
        with self._store.lock:
            entry = self._store.live(key)
            if entry is None:
                raise ValueError(f"Key {key!r} not found")
            value: int = entry.value() + delta
            self._store.put(key, _Entry(pickle.dumps(value), True, entry.expires_at), longest=self._longest)
            return value

    def has_key(self, key: Any, version: int | None = None) -> bool:
        key = self.make_and_validate_key(key, version=version)
        with self._store.lock:
            return self._store.live(key) is not None

    def delete(self, key: Any, version: int | None = None) -> bool:
        key = self.make_and_validate_key(key, version=version)
        with self._store.lock:
            return self._store.drop(key)

    def clear(self) -> None:
        with self._store.lock:
            self._store.entries.clear()
            self._store.size = 0

    def _entry(self, value: Any, timeout: Any) -> _Entry:
        expires_at = self.get_backend_timeout(timeout)
        if type(value) is bytes:
            return _Entry(value, False, expires_at)
        return _Entry(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), True, expires_at)


def _cost(key: str, entry: _Entry) -> int:
    return len(key) + len(entry.data) + _ENTRY_BYTES
