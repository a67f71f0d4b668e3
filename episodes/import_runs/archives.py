"""The tick's part for an archive that a site of this kind made: it becomes a show as a whole, or not at all."""

import time
from collections.abc import Iterator
from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import importer, unpacking
from episodes.import_runs.holding import end, is_taken_away
from episodes.models import ImportRun
from episodes.uploads import parts

State = ImportRun.State

# Seconds between two looks whether somebody has stopped it.
_PAUSE = 1.0


class Stopped(Exception):
    """Somebody wants it to end."""


def read(run: ImportRun, _asking: importer.Asking) -> Iterator[str]:
    """Say what would be made. Raises ArchiveError."""
    planned = unpacking.plan(parts.path_of(run.archive), called=run.file_name)
    facts = {**asdict(planned), "episodes": planned.episodes}
    if end(run, State.PLANNED, title=planned.title[:255], facts={"archive": facts, "is_needed": True}):
        yield _("A plan was made for “%(title)s”.") % {"title": planned.title}


def write(run: ImportRun, _asking: importer.Asking) -> Iterator[str]:
    """Make the show; who is stopped or killed leaves nothing of it. Raises ArchiveError."""
    if run.by is None or not importer.may_bring(run.by, into=None):
        raise PermissionDenied

    def note(made: unpacking.Made) -> None:
        facts = {**run.facts, "remarks": list(made.remarks)}
        if not end(run, State.DONE, done_at=timezone.now(), show=made.show, facts=facts):
            raise Stopped

    try:
        made = unpacking.make(parts.path_of(run.archive), called=run.file_name, progress=_Progress(run), note=note)
    except Stopped:
        return
    parts.remove(run.archive)
    yield _("The show “%(title)s” is there.") % {"title": made.show.title}


class _Progress:
    """Called with how many bytes of how many are done; writes that down, and raises Stopped where nobody wants more."""

    def __init__(self, run: ImportRun) -> None:
        self._run, self._next = run, 0.0

    def __call__(self, done: int, whole: int) -> None:
        if (now := time.monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        if is_taken_away(self._run):
            raise Stopped
        self._run.facts["bytes"] = [done, whole]
        ImportRun.objects.filter(pk=self._run.pk).update(facts=self._run.facts)
