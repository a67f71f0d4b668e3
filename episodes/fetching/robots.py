"""What a site asks of programs: its `robots.txt` (RFC 9309), read once a day for each site."""

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.robotparser import RobotFileParser

from django.core.cache import cache

from episodes.fetching.addresses import target
from episodes.fetching.exchange import fetch
from episodes.fetching.values import Fetched, FetchError, Limits

AGENT = "podcast-site"
LIMITS = Limits(seconds=5, max_bytes=128_000, cut=True)
_DAY = 24 * 60 * 60


def allows(address: str, *, fetch: Callable[..., Fetched] = fetch, **how: Any) -> bool:
    """Whether the site lets programs ask for `address`; never raises. `how` are further arguments of `fetch`.

    A site without rules lets everybody. Whether one answers at all is for the look-up itself to say.
    """
    try:
        asked = target(address)
    except FetchError:
        return True
    origin = f"{asked.scheme}://{asked.authority}"
    rules = RobotFileParser()
    rules.parse(_text(origin, fetch, how).splitlines())
    return rules.can_fetch(AGENT, str(asked))


def _text(origin: str, fetch: Callable[..., Fetched], how: dict[str, Any]) -> str:
    key = f"robots:{hashlib.sha256(origin.encode()).hexdigest()}"
    text: str | None = cache.get(key)
    if text is None:
        try:
            found = fetch(f"{origin}/robots.txt", limits=LIMITS, **how)
            text = found.body.decode("utf-8", errors="replace") if found.ok else ""
        except FetchError:
            text = ""
        cache.set(key, text, timeout=_DAY)
    return text
