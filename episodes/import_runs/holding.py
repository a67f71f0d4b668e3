"""A run in the hands of one process, until that has ended it or somebody has taken it away."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from episodes.models import ImportRun

# Longer than any single episode with its documents takes; a process of this machine that is gone is not waited for.
CLAIM = dt.timedelta(minutes=15)


def mine(run: ImportRun) -> "QuerySet[ImportRun]":
    """The row, as long as it is in this process's hands: who stops a run takes it away."""
    return ImportRun.objects.filter(pk=run.pk, claim=run.claim).exclude(claim="")


def is_taken_away(run: ImportRun) -> bool:
    """Whether it is in other hands; where it is not, it stays in these for a while."""
    return not mine(run).update(claimed_until=timezone.now() + CLAIM)


def end(run: ImportRun, state: ImportRun.State, **values: object) -> bool:
    """Leave it in a state in which nobody has to do anything; False where it had been taken away."""
    return bool(mine(run).update(state=state, due_at=None, claim="", claimed_until=None, **values))
