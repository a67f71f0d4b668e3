"""The built feed, kept in Django's cache: built once, sent many times, never purged by hand.

The key holds everything that an answer depends on: the revision of all content, the newest episode that is out, the
page, the site's address, the code. Nothing has to be purged when something changes: nobody asks for the old key again.
"""

import datetime as dt
import gzip
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache

from episodes.feeds.version import VERSION

_DAY = 24 * 60 * 60
_LONGEST_BUILD_SECONDS = 60
_GLANCE_SECONDS = 0.05


@dataclass(frozen=True, kw_only=True)
class Head:
    """What is known of a built feed without its bytes; `etag` is made from them, so it is the same in every process."""

    key: str
    etag: str
    is_current: bool = True

    @property
    def gzip_etag(self) -> str:
        """Compressed bytes are another representation, and need another strong tag (RFC 9110 section 8.8.3.3)."""
        return f"{self.etag}-gzip"


def key(*parts: object) -> str:
    """One key for all that the answer depends on."""
    return f"feed:{hashlib.sha256(repr((VERSION, *parts)).encode()).hexdigest()}"


def head(key: str, *, name: str, build: Callable[[], bytes]) -> Head:
    """Return the head of the feed kept under `key`, built now if nobody did.

    `name` is the feed whatever its state. While one builds, others get the last state kept under that name, with
    `is_current` false; the first time ever they wait. What `build` raises is raised.
    """
    found = _kept(key)
    if found:
        return found
    lock = f"{name}:building"
    while not cache.add(lock, 1, timeout=_LONGEST_BUILD_SECONDS):
        last = cache.get(f"{name}:last")
        if last and (old := _kept(last)):
            return Head(key=old.key, etag=old.etag, is_current=False)
        time.sleep(_GLANCE_SECONDS)
        if found := _kept(key):
            return found
    try:
        return _kept(key) or _keep(key, name, build())
    finally:
        cache.delete(lock)


def plain(head: Head) -> bytes | None:
    """The bytes; None if the cache has dropped them."""
    body: bytes | None = cache.get(f"{head.key}:plain")
    return body


def zipped(head: Head) -> bytes | None:
    """The same by gzip."""
    body: bytes | None = cache.get(f"{head.key}:gzip")
    return body


def _kept(key: str) -> Head | None:
    etag = cache.get(key)
    return Head(key=key, etag=etag) if etag else None


def _keep(key: str, name: str, body: bytes) -> Head:
    etag = hashlib.sha256(body).hexdigest()[:32]
    before = cache.get(f"{name}:last")
    cache.set(f"{key}:plain", body, timeout=_DAY)
    cache.set(f"{key}:gzip", gzip.compress(body, compresslevel=6, mtime=0), timeout=_DAY)
    cache.set(key, etag, timeout=_DAY)
    cache.set(f"{name}:last", key, timeout=_DAY)
    if before and before != key:
        cache.delete_many([before, f"{before}:plain", f"{before}:gzip"])
    return Head(key=key, etag=etag)


def seconds_until(moment: dt.datetime | None, *, now: dt.datetime, longest: int) -> int:
    """How long an answer may be kept: `longest`, or until the next scheduled moment if that is sooner."""
    if moment is None:
        return longest
    return max(0, min(longest, int((moment - now).total_seconds())))
