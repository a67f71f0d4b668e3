"""Bodies and their heads in Django's cache; each made by one at a time.

A head is small and found by a key that holds everything its answer depends on, so nothing is ever purged: nobody asks
for an old key again. A body is found by its tag, so one that comes out the same again is kept, and compressed, once.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache

from guests.keeping.negotiation import COMPRESSORS

_DAY = 24 * 60 * 60
_LONGEST_WORK_SECONDS = 60
_GLANCE_SECONDS = 0.02
_GLANCES = 500


@dataclass(frozen=True, kw_only=True)
class Head:
    """What is known of an answer without its bytes; `tag` is made from them, so it is the same in every process."""

    tag: str
    headers: tuple[tuple[str, str], ...]

    def etag(self, encoding: str) -> str:
        """Compressed bytes are another representation, and need another strong tag (RFC 9110 section 8.8.3.3)."""
        return f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'


def find(key: str) -> Head | None:
    head: Head | None = cache.get(f"head:{key}")
    return head


def keep(*, key: str, name: str, body: bytes, headers: tuple[tuple[str, str], ...]) -> Head:
    """Keep what the address `name` answers in the state `key`, and let go what it answered before."""
    head = Head(tag=hashlib.sha256(body).hexdigest()[:32], headers=headers)
    before = cache.get(f"last:{name}")
    if before and before != head.tag:
        cache.delete_many([_body(before, encoding) for encoding in ("", *COMPRESSORS)])
    cache.set(_body(head.tag, ""), body, timeout=_DAY)
    cache.set(f"head:{key}", head, timeout=_DAY)
    cache.set(f"last:{name}", head.tag, timeout=_DAY)
    return head


def body(head: Head, encoding: str, plain: bytes | None = None) -> bytes | None:
    """The bytes, compressed by `encoding` or not; None if the cache has dropped them.

    With `plain`, which are the bytes as built, they are there whatever the cache does.
    """
    if not encoding:
        return _plain(head, plain)
    key = _body(head.tag, encoding)

    def find_compressed(again: bool) -> bytes | None:
        found: bytes | None = cache.get(key)
        return found

    def compress() -> bytes | None:
        source = _plain(head, plain)
        if source is None:
            return None
        compressed = COMPRESSORS[encoding](source)
        cache.set(key, compressed, timeout=_DAY)
        return compressed

    return one_at_a_time(key, look=find_compressed, work=compress)


def one_at_a_time[T](name: str, *, look: Callable[[bool], T | None], work: Callable[[], T]) -> T:
    """Return what `look` finds, or else what `work` makes; of all that ask under `name` one works, the others wait.

    `look` is told whether it looks again just after it has looked. Whoever has waited for too long works as well: the
    other one may have died.
    """
    lock = f"working:{name}"
    for _ in range(_GLANCES):
        if (found := look(False)) is not None:
            return found
        if cache.add(lock, 1, timeout=_LONGEST_WORK_SECONDS):
            try:
                found = look(True)  # somebody may have finished since the look before
                return work() if found is None else found
            finally:
                cache.delete(lock)
        time.sleep(_GLANCE_SECONDS)
    return work()


def refuse(key: str) -> None:
    """Note that what is answered in the state `key` is not for keeping, so that nobody waits for somebody else."""
    cache.set(f"refused:{key}", 1, timeout=_LONGEST_WORK_SECONDS)


def is_refused(key: str) -> bool:
    return cache.get(f"refused:{key}") is not None


def _plain(head: Head, built: bytes | None) -> bytes | None:
    found: bytes | None = cache.get(_body(head.tag, "")) if built is None else built
    return found


def _body(tag: str, encoding: str) -> str:
    return f"body:{tag}:{encoding}"
