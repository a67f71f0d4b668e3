"""The tick's part for an archive that a site of this kind made: it becomes a show as a whole, or not at all."""

from collections.abc import Iterator
from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import importer, unpacking
from episodes.import_runs.holding import Stopped, Telling, end
from episodes.models import ImportRun
from episodes.uploads import parts

State = ImportRun.State


def read(run: ImportRun, _asking: importer.Asking) -> Iterator[str]:
    """Say what would be made. Raises ArchiveError."""
    planned = unpacking.plan(parts.path_of(run.archive), called=run.file_name)
    facts = {**asdict(planned), "episodes": planned.episodes}
    if end(run, State.PLANNED, title=planned.title[:255], facts={"archive": facts, "is_needed": True}):
        yield _("A plan was made for “%(title)s”.") % {"title": planned.title}


def write(run: ImportRun, _asking: importer.Asking) -> Iterator[str]:
    """Make the show; who is stopped or killed leaves nothing of it. Raises ArchiveError, Stopped."""
    if run.by is None or not importer.may_bring(run.by, into=None):
        raise PermissionDenied

    def note(made: unpacking.Made) -> None:
        facts = {**run.facts, "remarks": list(made.remarks)}
        if not end(run, State.DONE, done_at=timezone.now(), show=made.show, facts=facts):
            raise Stopped

    told = Telling(run, "bytes")
    made = unpacking.make(parts.path_of(run.archive), called=run.file_name, progress=told, note=note)
    parts.remove(run.archive)
    yield _("The show “%(title)s” is there.") % {"title": made.show.title}
