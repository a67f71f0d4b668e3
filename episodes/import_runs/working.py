"""The tick's part: it reads what was asked for and makes the plan, and brings in what somebody has decided on."""

import datetime as dt
import io
import logging
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import batched

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import importer, unpacking
from episodes.import_runs import archives, describing
from episodes.import_runs.asking import READ, UNDECIDED, State
from episodes.import_runs.holding import CLAIM, Heeding, Stopped, Telling, end, is_taken_away, mine
from episodes.importer import ownership, processes
from episodes.models import ImportRun, ImportRunItem, ImportRunPage
from episodes.uploads import parts

KEPT = dt.timedelta(days=30)
_PART = 100
# Rows of the plan that are written by one statement.
_AT_ONCE = 500

logger = logging.getLogger(__name__)


def work(*, asking: importer.Asking | None = None) -> Iterator[str]:
    """Do what is wanted of the runs, a sentence for each piece. It may be left at any moment."""
    _free_what_was_left()
    while run := ImportRun.objects.select_related("show", "by").claim(lasting=CLAIM):
        mine(run).update(worker=processes.this_process())
        step = _step(run)
        try:
            yield from step(run, asking or importer.Asking())
        except Stopped:
            pass  # whoever stopped it has said how it stands
        except (importer.Refused, unpacking.ArchiveError) as refusal:
            _break_off(run, str(refusal))
        except PermissionDenied:
            _break_off(run, _("Who asked for it may not do that any more."))
        except Exception:  # one run that breaks must not stand in the way of the others
            logger.exception("The import %s broke off", run.pk)
            _break_off(run, _("Something broke; the log says what."))
        finally:
            # Where it was left off in the middle nobody is to wait for it.
            mine(run).update(claim="", claimed_until=None, attempts=0)


def _step(run: ImportRun) -> Callable[[ImportRun, importer.Asking], Iterator[str]]:
    if run.archive:
        return archives.read if run.wanted == READ else archives.write
    return _read if run.wanted == READ else _write


def forget() -> Iterator[str]:
    """Remove what nobody has decided on for a month, and codes that do not count any more."""
    ownership.forget()
    old = ImportRun.objects.filter(state__in=UNDECIDED, asked_at__lt=timezone.now() - KEPT)
    if count := old.count():
        for token in old.exclude(archive="").values_list("archive", flat=True):
            parts.remove(token)
        old.delete()
        yield f"Imports that nobody decided on were removed: {count}."


def _free_what_was_left() -> None:
    for run in ImportRun.objects.exclude(claim=""):
        if processes.is_gone(run.worker):
            mine(run).update(claim="", claimed_until=None)


def _break_off(run: ImportRun, sentence: str) -> None:
    """What was begun may go on some day; before that there is nothing to keep."""
    end(run, State.STOPPED if run.begun_at else State.REFUSED, sentence=sentence)


# --- Reading ----------------------------------------------------------------------------------


def _read(run: ImportRun, asking: importer.Asking) -> Iterator[str]:
    source = _source(run, asking)
    try:
        plan = _plan(run, source, asking, progress=Telling(run, "looked"))
    except importer.Locked as locked:
        # A file may name anybody as the owner; what its address gives out, its owner has put there.
        owner = importer.owner_of(source.feed) if run.address else ""
        end(run, State.LOCKED, sentence=str(locked), title=source.feed.show.title[:255], owner=owner[:254])
        return
    described = describing.Plan(plan)
    with transaction.atomic():
        if not end(run, State.PLANNED, title=plan.show.title[:255], facts=described.whole(), show=plan.show.pk):
            return
        for part in batched(described.items(), _AT_ONCE, strict=False):
            ImportRunItem.objects.bulk_create(ImportRunItem(run=run, **values) for values in part)
    yield _("A plan was made for “%(title)s”.") % {"title": plan.show.title}


def _source(run: ImportRun, asking: importer.Asking) -> importer.Source:
    """The feed as it was kept with the run, or as it is now; what is fetched is kept."""
    kept = [_unpacked(page) for page in run.pages.all()]
    fetched: list[ImportRunPage] = []

    def keep(page: importer.Page) -> None:
        fetched.append(_packed(run, page))

    if kept:
        source = importer.from_pages(kept, asking=asking, keep=keep)
    else:
        source = importer.from_address(run.address, asking=asking, keep=keep)
    if is_taken_away(run):
        raise Stopped
    ImportRunPage.objects.bulk_create(fetched)
    return source


def _plan(
    run: ImportRun,
    source: importer.Source,
    asking: importer.Asking,
    *,
    progress: Heeding,
    only: Sequence[int] | None = None,
) -> importer.Plan:
    return importer.plan(
        source=source,
        show=run.show,
        with_media=run.with_media,
        ownership=run.ownership,
        only=only,
        asking=asking,
        progress=progress,
    )


def _packed(run: ImportRun, page: importer.Page) -> ImportRunPage:
    page.body.seek(0)
    body = zlib.compress(page.body.read())
    return ImportRunPage(run=run, asked=page.asked, found_at=page.found_at, body=body)


def _unpacked(page: ImportRunPage) -> importer.Page:
    return importer.Page(body=io.BytesIO(zlib.decompress(page.body)), asked=page.asked, found_at=page.found_at)


# --- Writing ----------------------------------------------------------------------------------


def _write(run: ImportRun, asking: importer.Asking) -> Iterator[str]:
    """Bring in what has not been tried yet in this run."""
    if run.by is None:
        raise PermissionDenied
    source = _source(run, asking)
    if (now := run.from_now())["begun_from"] == run.begun_from:
        ImportRun.objects.filter(pk=run.pk).update(**now)  # that it waited for the tick is none of its pace
    left = run.items.filter(is_needed=True, outcome="").order_by("-number")
    is_begun, heeding = False, Heeding(run)
    # A part at a time, the oldest first: who comes after a stop need not turn the whole feed again to write the rest.
    while (part := list(left.values_list("number", flat=True)[:_PART])) or not is_begun:
        plan = _plan(run, source, asking, progress=heeding, only=part)
        for step in importer.apply(plan=plan, by=run.by, asking=asking, stopping=partial(is_taken_away, run), run=run):
            _note(run, step)
            if step.item or not is_begun:
                yield step.sentence
            is_begun = True
        if is_taken_away(run):
            return
        # What was written just before a process was killed needs nothing any more, and so made no step.
        left.filter(number__in=part).update(outcome=ImportRunItem.Outcome.WRITTEN)
    failed = run.items.filter(outcome=ImportRunItem.Outcome.FAILED).exists()
    if end(run, State.DONE, done_at=timezone.now()) and not failed:
        run.pages.all().delete()


def _note(run: ImportRun, step: importer.Step) -> None:
    if step.show:
        ImportRun.objects.filter(pk=run.pk).update(show=step.show)
        run.show_id = step.show
    if step.item:
        outcome = ImportRunItem.Outcome.FAILED if step.failed else ImportRunItem.Outcome.WRITTEN
        said = step.sentence if step.failed else ""
        run.items.filter(number=step.item).update(outcome=outcome, said=said)
