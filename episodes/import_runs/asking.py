"""What somebody at the desk may want of a run. Each is one conditional update: of two who press at once one is told."""

import zlib
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import importer
from episodes.importer import applying, media
from episodes.importer import ownership as codes
from episodes.models import ImportRun, ImportRunItem, ImportRunPage, Show
from episodes.uploads import parts

State = ImportRun.State

READ, WRITE = "read", "write"

acted = Signal()
"""Sent with `run`, `by` and `what`: "begun", "stopped" or "ownership"."""


class Refused(Exception):
    """What is not done; the message is a sentence that says why."""


# --- Who --------------------------------------------------------------------------------------


def shows_for(user: User) -> "QuerySet[Show]":
    """The shows into which somebody may bring episodes."""
    shows: QuerySet[Show] = Show.objects.all()
    for permission in applying.RIGHTS:
        shows = shows.filter(pk__in=Show.objects.open_to(user, permission).order_by().values("pk"))
    return shows.order_by("title", "pk")


def open_to(user: User) -> "QuerySet[ImportRun]":
    """The runs that somebody may see and steer: those into their shows; administrators every one."""
    runs = ImportRun.objects.select_related("show", "by")
    if importer.may_bring(user, into=None):
        return runs
    return runs.filter(show__in=shows_for(user).order_by().values("pk"))


def may_act(user: User, run: ImportRun) -> bool:
    """Whether somebody may steer a run now: who lost the role since may not."""
    return importer.may_bring(user, into=run.show)


# --- What -------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    *,
    by: User,
    show: Show | None,
    address: str = "",
    file_name: str = "",
    feed: bytes = b"",
    archive: str = "",
    with_media: bool = True,
    ownership: str = "",
) -> ImportRun:
    """Want a feed read: of an address, or of a file with this content; into `show`, or into a new one.

    Or an archive, by the token of its part file, which becomes a new show.
    """
    if not importer.may_bring(by, into=show):
        raise PermissionDenied
    run: ImportRun = ImportRun.objects.create(
        wanted=READ,
        by=by,
        show=show,
        address=address,
        file_name=file_name[-255:],
        archive=archive,
        with_media=with_media,
        ownership=ownership,
    )
    if feed:
        ImportRunPage.objects.create(run=run, body=zlib.compress(feed))
    if ownership:
        acted.send(sender=ImportRun, run=run, by=by, what="ownership")
    return run


def apply(*, run: ImportRun, by: User) -> None:
    """Bring in what is planned."""
    _go(run, by, frm=[State.PLANNED])
    acted.send(sender=ImportRun, run=run, by=by, what="begun")


def stop(*, run: ImportRun, by: User) -> None:
    """Begin no other piece: what is there stays, and it may go on later."""
    _require(run, by)
    stopped = _move(run, [State.WRITING], state=State.STOPPED, due_at=None, claim="", claimed_until=None)
    held = media.hold(run=run)
    if not (stopped or held):
        raise Refused(_("Nothing was on its way any more."))
    acted.send(sender=ImportRun, run=run, by=by, what="stopped")


def go_on(*, run: ImportRun, by: User) -> None:
    """Go on where it was stopped, with the files too."""
    if run.state == State.STOPPED:
        _go(run, by, frm=[State.STOPPED])
    elif run.state == State.DONE and run.show:
        _require(run, by)
        ImportRun.objects.filter(pk=run.pk).update(begun_at=timezone.now())
    else:
        raise Refused(_("It was not stopped."))
    media.try_again(run=run)
    acted.send(sender=ImportRun, run=run, by=by, what="begun")


@transaction.atomic
def again(*, run: ImportRun, by: User) -> None:
    """Try once more what has failed."""
    failed = run.items.filter(outcome=ImportRunItem.Outcome.FAILED)
    if not run.pages.exists() or not failed.update(outcome="", said=""):
        raise Refused(_("Nothing is left that failed."))
    _go(run, by, frm=[State.DONE, State.STOPPED])
    acted.send(sender=ImportRun, run=run, by=by, what="begun")


def state_ownership(*, run: ImportRun, by: User, ownership: str) -> None:
    """Say who may bring a show that is locked, and why: it is kept on record. The feed is looked at again."""
    _require(run, by)
    values = {"ownership": ownership, "wanted": READ, "due_at": timezone.now(), "attempts": 0, "sentence": ""}
    if not _move(run, [State.LOCKED], state=State.READING, **values):
        raise Refused(_("It is not locked any more."))
    run.ownership = ownership
    acted.send(sender=ImportRun, run=run, by=by, what="ownership")


def send_code(*, run: ImportRun, by: User) -> None:
    """Mail a code to the owner whom the feed names. Raises Refused."""
    _require(run, by)
    if run.state != State.LOCKED:
        raise Refused(_("It is not locked any more."))
    called = by.get_full_name() or by.get_username()
    try:
        codes.send(address=run.address, owner=run.owner, title=run.title, by=called)
    except importer.Refused as refused:
        raise Refused(str(refused)) from refused


def confirm(*, run: ImportRun, by: User, code: str) -> None:
    """Take the code that came back as the owner's word. Raises Refused."""
    _require(run, by)
    try:
        said = codes.confirm(address=run.address, owner=run.owner, code=code)
    except importer.Refused as refused:
        raise Refused(str(refused)) from refused
    state_ownership(run=run, by=by, ownership=said)


def throw_away(*, run: ImportRun, by: User) -> None:
    """Forget what nobody brings in. What was begun is kept on record."""
    _require(run, by)
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=UNDECIDED)
    if not waiting.delete()[0]:
        raise Refused(_("It has been begun, and stays on record."))
    if run.archive:
        parts.remove(run.archive)


UNDECIDED = (State.READING, State.LOCKED, State.REFUSED, State.PLANNED)


def _go(run: ImportRun, by: User, *, frm: list[State]) -> None:
    _require(run, by)
    values = {"wanted": WRITE, "due_at": timezone.now(), "attempts": 0, "sentence": "", "done_at": None}
    if not _move(run, frm, state=State.WRITING, by=by, **run.from_now(), **values):
        raise Refused(_("Somebody was quicker: look how it stands now."))


def _move(run: ImportRun, frm: list[State], **values: Any) -> bool:
    return bool(ImportRun.objects.filter(pk=run.pk, state__in=frm).update(**values))


def _require(run: ImportRun, by: User) -> None:
    if not may_act(by, run):
        raise PermissionDenied
