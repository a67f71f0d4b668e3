"""Asking other hosts: with patience where they want it, and within what an import may cost."""

import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from episodes import fetching
from episodes.formats import rss

FEED = fetching.Limits(seconds=120, max_bytes=rss.LARGEST_BYTES)
DOCUMENT = fetching.Limits(seconds=30, max_bytes=10_000_000)

_BUSY = frozenset({429, 503})
_MOST_TRIES = 3
_LONGEST_PAUSE, _PAUSE = 120.0, 5.0


class NotThere(fetching.FetchError):
    """A server answered, and not with what is looked for; `status` is what it said."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How to ask: `trusted` networks need not be public; `pause` waits some seconds."""

    trusted: Collection[fetching.Network] = ()
    pause: Callable[[float], Any] = field(default=time.sleep)

    def ask(
        self,
        address: str,
        *,
        limits: fetching.Limits,
        headers: Mapping[str, str] | None = None,
        began: Callable[[fetching.Fetched], Any] | None = None,
        write: Callable[[bytes], Any] | None = None,
    ) -> fetching.Fetched:
        """Return what is at an address; ask again where the server says that it is busy.

        An answer of 304 or 416 is returned as it is, any other that is none raises `NotThere`. Raises `FetchError`.
        """
        for tried in range(1, _MOST_TRIES + 1):
            answer = fetching.fetch(
                address, limits=limits, headers=headers, began=began, write=write, trusted=self.trusted
            )
            if answer.status not in _BUSY or tried == _MOST_TRIES:
                break
            self.pause(_wanted_pause(answer))
        if answer.ok or answer.status in (304, 416):
            return answer
        raise NotThere(_sentence(answer.status), status=answer.status)


def conditions(*, etag: str, modified: str) -> dict[str, str]:
    """The headers by which a server says 304 as long as it has nothing else than what it had with these validators."""
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in asked.items() if value}


def validators(answer: fetching.Fetched) -> dict[str, str]:
    """What `conditions` takes, as an answer has it; empty where it has none."""
    headers = answer.headers
    return {"etag": headers.get("etag", "")[:500], "modified": headers.get("last-modified", "")[:100]}


def _wanted_pause(answer: fetching.Fetched) -> float:
    said = answer.headers.get("retry-after", "").strip()
    return min(float(said), _LONGEST_PAUSE) if re.fullmatch(r"[0-9]{1,6}", said) else _PAUSE


def _sentence(status: int) -> str:
    if status in (404, 410):
        return _("There is nothing at this address (%d).") % status
    if status in (401, 403):
        return _("The server does not let us have it (%d).") % status
    if status in _BUSY:
        return _("The server is too busy (%d). Try again later; what has come so far is kept.") % status
    return _("The server answers with a mistake of its own (%d).") % status
