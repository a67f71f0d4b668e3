"""How far a run is, how fast it goes, and how long it will take."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from episodes.importer import media, reporting
from episodes.models import ImportRun, ImportRunItem

# What a file counts whose feed says no length: about that of a picture.
_UNKNOWN_BYTES = 200_000
# What has just begun cannot say how fast it goes.
_LEAST_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Episodes: `done` of `total`, of which `failed` were not brought in; `line` says it in words."""

    done: int
    total: int
    failed: int
    line: str


@dataclass(frozen=True, kw_only=True)
class Files:
    """Audio and pictures: how many came, are still to come, and of those are held or have failed so far."""

    came: int
    waiting: int
    held: int
    failed: int
    line: str

    @property
    def total(self) -> int:
        return self.came + self.waiting


def looking_of(run: ImportRun) -> Progress | None:
    """How far the plan is: of how many episodes it is known what becomes of them. None before that is begun."""
    if run.state != ImportRun.State.READING or "looked" not in run.facts:
        return None
    done, total, seconds = run.facts["looked"]
    rate = done / seconds if seconds >= _LEAST_SECONDS else 0
    return Progress(done=done, total=total, failed=0, line=reporting.pace(done=done, total=total, per_second=rate))


def progress_of(run: ImportRun) -> Progress:
    """One query."""
    failed = Count("pk", filter=Q(outcome=ImportRunItem.Outcome.FAILED))
    needed = run.items.filter(is_needed=True)
    found = needed.aggregate(total=Count("pk"), done=Count("pk", filter=~Q(outcome="")), failed=failed)
    seconds = _seconds_since(run.begun_at)
    rate = (found["done"] - run.begun_from) / seconds if seconds else 0
    return Progress(**found, line=reporting.pace(done=found["done"], total=found["total"], per_second=rate))


def files_of(run: ImportRun) -> Files | None:
    """Those of this run, whatever else comes into the show; None where no files come with it. One query."""
    if not (run.show and run.with_media and run.begun_at):
        return None
    size = Coalesce(F("length"), _UNKNOWN_BYTES)
    came, waits = Q(due_at=None), Q(due_at__isnull=False)
    found = run.files.aggregate(
        came=Count("pk", filter=came),
        waiting=Count("pk", filter=waits),
        held=Count("pk", filter=Q(due_at__gte=media.HELD)),
        failed=Count("pk", filter=waits & Q(claim="") & ~Q(error="")),
        bytes_since=Coalesce(Sum(size, filter=Q(due_at=None, done_at__gte=run.begun_at)), 0),
        bytes_waiting=Coalesce(Sum(size, filter=waits), 0),
    )
    since, left = found.pop("bytes_since"), found.pop("bytes_waiting")
    seconds = _seconds_since(run.begun_at)
    total = found["came"] + found["waiting"]
    return Files(
        **found,
        line=reporting.pace_of_bytes(
            done=found["came"], total=total, left=left, per_second=since / seconds if seconds else 0
        ),
    )


def _seconds_since(moment: dt.datetime | None) -> float:
    """0 where it is too early to tell."""
    seconds = (timezone.now() - moment).total_seconds() if moment else 0
    return seconds if seconds >= _LEAST_SECONDS else 0
