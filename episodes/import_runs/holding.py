"""A run in the hands of one process, until that has ended it or somebody has taken it away."""

import datetime as dt
import time

from django.db.models import QuerySet
from django.utils import timezone

from episodes.models import ImportRun

# Longer than any single episode with its documents takes; a process of this machine that is gone is not waited for.
CLAIM = dt.timedelta(minutes=15)


# Seconds between two looks whether somebody has stopped it.
_PAUSE = 1.0


class Stopped(Exception):
    """Somebody wants it to end."""


def mine(run: ImportRun) -> "QuerySet[ImportRun]":
    """The row, as long as it is in this process's hands: who stops a run takes it away."""
    return ImportRun.objects.filter(pk=run.pk, claim=run.claim).exclude(claim="")


def is_taken_away(run: ImportRun) -> bool:
    """Whether it is in other hands; where it is not, it stays in these for a while."""
    return not mine(run).update(claimed_until=timezone.now() + CLAIM)


def end(run: ImportRun, state: ImportRun.State, **values: object) -> bool:
    """Leave it in a state in which nobody has to do anything; False where it had been taken away."""
    return bool(mine(run).update(state=state, due_at=None, claim="", claimed_until=None, **values))


class Heeding:
    """Called with how much of how much is done, again and again; raises Stopped once the run has been taken away."""

    def __init__(self, run: ImportRun) -> None:
        self._run, self._next = run, 0.0

    def __call__(self, done: int, whole: int) -> None:
        if (now := time.monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        if is_taken_away(self._run):
            raise Stopped
        self._note(done, whole)

    def _note(self, done: int, whole: int) -> None:
        """Nobody wants to know it."""


class Telling(Heeding):
    """The same, and it is written down for the page of the run: `{name: [done, whole, seconds since the beginning]}`
    among its facts."""

    def __init__(self, run: ImportRun, name: str) -> None:
        super().__init__(run)
        self._name, self._began = name, time.monotonic()

    def _note(self, done: int, whole: int) -> None:
        self._run.facts[self._name] = [done, whole, time.monotonic() - self._began]
        ImportRun.objects.filter(pk=self._run.pk).update(facts=self._run.facts)
