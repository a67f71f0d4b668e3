"""Deleting, in two steps: into the bin, and after 30 days for good.

In the bin an episode is nowhere but there: `Episode.objects` leaves it out. Its rows, files, address, former addresses
and GUID are kept, so that it can be put back as it was. What is gone for good leaves its addresses and GUID behind,
which no other episode gets.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import versions
from episodes.models import Episode, RetiredAddress
from guests import pictures

KEPT = dt.timedelta(days=30)
State = Episode.State


class Refused(Exception):
    """What cannot be done now; the message is a sentence for the person who tried."""


def may_discard(*, episode: Episode, by: User) -> bool:
    """Whether `by` may put the episode into the bin in the state that it is in, and so take it out again."""
    return by.has_perm("episodes.delete_episode", episode) and episode.state in _states(episode, by)


def _states(episode: Episode, by: User) -> frozenset[str]:
    """In which states `by` may delete: drafts; as an editor of the show all but what is approved."""
    editor = by.has_perm("episodes.approve_episode", episode)
    return frozenset(State.values) - {State.APPROVED} if editor else frozenset({State.DRAFT})


def discard(*, episode: Episode, by: User) -> None:
    """Put an episode into the bin. What is approved has to be withdrawn first; a producer deletes drafts alone."""
    _require(by, episode)
    now = timezone.now()
    present = Episode.objects.filter(pk=episode.pk, state__in=_states(episode, by))
    if not present.update(deleted_at=now, deleted_by=by, updated_at=now):
        if Episode.objects.filter(pk=episode.pk).exclude(state=State.APPROVED).exists():
            raise Refused(_("“%(title)s” is no draft: an editor of its show deletes it.") % {"title": episode.title})
        raise Refused(_("“%(title)s” is approved: withdraw it first, then delete it.") % {"title": episode.title})
    episode.deleted_at, episode.deleted_by = now, by


@transaction.atomic
def put_back(*, episode: Episode, by: User) -> None:
    """Take an episode out of the bin, in the state it had. Where its number is another's by now, it has none.

    A producer takes out drafts alone, whoever put them there, as a producer deletes drafts alone.
    """
    _require(by, episode)
    if episode.state not in _states(episode, by):
        raise Refused(_("“%(title)s” is no draft: an editor of its show puts it back.") % {"title": episode.title})
    try:
        found = _put_back(episode, number=episode.number)
    except IntegrityError:
        found = _put_back(episode, number=None)
    if not found:
        raise Refused(_("“%(title)s” is not in the bin any more.") % {"title": episode.title})


@transaction.atomic
def _put_back(episode: Episode, *, number: int | None) -> bool:
    """Whether it was in the bin; raises IntegrityError where the number is taken, however lately."""
    values = {"deleted_at": None, "deleted_by": None, "number": number}
    found = Episode.everything.in_bin().filter(pk=episode.pk).update(**values, updated_at=timezone.now())
    if found:
        for name, value in values.items():
            setattr(episode, name, value)
    return bool(found)


def find(*, key: str) -> Episode | None:
    """The episode in the bin with the primary key that is written in `key`; None where there is none."""
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return Episode.everything.in_bin().select_related("show", "deleted_by").filter(pk=key).first()


def gone_at(episode: Episode) -> dt.datetime | None:
    """When an episode in the bin is removed for good."""
    return episode.deleted_at + KEPT if episode.deleted_at else None


def empty() -> Iterator[str]:
    """Remove for good what has been in the bin for 30 days, one after another; safe at any time and twice at once."""
    old = Episode.everything.in_bin().filter(deleted_at__lte=timezone.now() - KEPT).order_by("pk")
    for pk in list(old.values_list("pk", flat=True)):
        if title := _remove(pk):
            yield f"Removed for good, after 30 days in the bin: {title}."


@transaction.atomic
def _remove(pk: int) -> str:
    """Return the title of what was removed; empty where another was first, or somebody has put it back."""
    old = Episode.everything.in_bin().filter(pk=pk, deleted_at__lte=timezone.now() - KEPT)
    episode = old.select_for_update(of=("self",)).first()
    if episode is None:
        return ""
    slugs = [episode.slug, *episode.former_addresses.values_list("slug", flat=True)]
    for slug in slugs:
        left = {"guid": episode.guid if slug == episode.slug else "", "was_public": episode.was_public}
        RetiredAddress.objects.get_or_create(show_id=episode.show_id, slug=slug, defaults=left)
    names = versions.files_of(episode=episode)
    episode.delete()
    transaction.on_commit(lambda: _remove_files(names))
    return episode.title


def _remove_files(names: Iterable[str]) -> None:
    for name in sorted(names):
        its = Episode.everything.filter(Q(audio_file=name) | Q(cover=name) | Q(chapters__image=name))
        if not its.exists():
            pictures.remove(default_storage, name)


def _require(user: User, episode: Episode) -> None:
    if not user.has_perm("episodes.delete_episode", episode):
        raise PermissionDenied
