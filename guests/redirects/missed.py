"""What was asked for in vain: paths and how often, and nothing about who asked.

A request that finds nothing adds to a short list in memory. It is written down after an answer has been sent, at most
every ten seconds, so nobody waits for it and a flood costs no more than a trickle. The table holds `MOST_ROWS`
addresses; what was asked for least goes first.
"""

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from guests.models import MissedAddress
from guests.redirects.addresses import canonical

MOST_ROWS = 1_000
MOST_WAITING = 200
PAUSE_SECONDS = 10.0
LONGEST = 200
# Secrets and files, and names of mail boxes: what could tell of somebody is not taken down.
_NOT_NOTED = re.compile(r"/(admin|preview|media|static)(/|$)|.*[@\x00-\x1f\x7f]|/\.", re.DOTALL)

logger = logging.getLogger(__name__)


class _Waiting:
    """Counts by path that are not written down yet, of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._taken_at = float("-inf")

    def add(self, path: str, *, unless: Callable[[str], bool]) -> None:
        if path not in self._counts and (len(self._counts) >= MOST_WAITING or unless(path)):
            return
        with self._lock:
            self._counts[path] = self._counts.get(path, 0) + 1

    def take(self) -> Mapping[str, int]:
        """All of them, where there are some and the pause is over; afterwards nothing waits."""
        if not self._counts or time.monotonic() - self._taken_at < PAUSE_SECONDS:
            return {}
        with self._lock:
            counts, self._counts, self._taken_at = self._counts, {}, time.monotonic()
        return counts

    def forget(self) -> None:
        with self._lock:
            self._counts, self._taken_at = {}, float("-inf")


waiting = _Waiting()


def note(path: str, *, unless: Callable[[str], bool]) -> None:
    """Count that `path` was asked for in vain, unless it belongs to something that nobody may know of.

    `unless` is asked once for a path that is not waiting already.
    """
    path = canonical(path)
    if settings.COUNT_MISSED_ADDRESSES and 0 < len(path) <= LONGEST and not _NOT_NOTED.match(path):
        waiting.add(path, unless=unless)


def write_down(**_: Any) -> None:
    """Write what waits into the table, when it is time; a receiver of `request_finished`."""
    counts = waiting.take()
    if not counts:
        return
    try:
        with transaction.atomic():
            _add(counts)
            _bound()
    except DatabaseError as error:  # somebody else writes for long: what is counted here is not worth waiting for
        logger.warning("What was asked for in vain was not written down: %s", error)


def _add(counts: Mapping[str, int]) -> None:
    now = timezone.now()
    known = set(MissedAddress.objects.filter(path__in=counts).values_list("path", flat=True))
    for times in {counts[path] for path in known}:
        its = [path for path in known if counts[path] == times]
        MissedAddress.objects.filter(path__in=its).update(times=F("times") + times, last_at=now)
    new = (
        MissedAddress(path=path, times=times, first_at=now, last_at=now)
        for path, times in counts.items()
        if path not in known
    )
    MissedAddress.objects.bulk_create(new, ignore_conflicts=True)


def _bound() -> None:
    """Let go what was asked for least, and among equals the longest ago."""
    if MissedAddress.objects.count() > MOST_ROWS:
        least = MissedAddress.objects.order_by("-times", "-last_at").values_list("pk", flat=True)[MOST_ROWS:]
        MissedAddress.objects.filter(pk__in=list(least)).delete()
