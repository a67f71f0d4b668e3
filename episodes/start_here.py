"""Where somebody begins who does not know a show: its trailer, then what its editors have picked, in their order."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from episodes.models import Episode, Show, StartHere
from guests.prepared import NOW, Prepared, key

# More is no beginning.
MOST = 6


class Refused(Exception):
    """Why an episode cannot be picked, in a sentence."""


@Prepared
def _for_newcomers() -> Any:
    public = Episode.objects.published(now=NOW).filter(show=key("show"))
    trailer = public.filter(kind="trailer").newest_first().values("pk")[:1]
    wanted = public.filter(Q(pk__in=trailer) | Q(start_here__isnull=False))
    trailers_first = Case(When(kind="trailer", then=Value(0)), default=Value(1))
    return wanted.order_by(trailers_first, "start_here__position", "-publish_at").for_cards()[: MOST + 1]


def for_newcomers(show: Show) -> list[Episode]:
    """The newest trailer of the show and its public picks, as lists show them but for credits. One query."""
    return _for_newcomers(show=show.pk)


def picked(*, show: Show) -> list[Episode]:
    """All picks of the show in their order, those that are not public among them."""
    picks = Episode.objects.filter(show=show, start_here__isnull=False).select_related("show")
    return list(picks.defer("notes").order_by("start_here__position", "pk"))


@transaction.atomic
def pick(*, episode: Episode, by: User) -> None:
    """Put the episode behind those that are picked. Raises PermissionDenied, or Refused in a sentence."""
    show = _opened(episode.show, by)
    there = picked(show=show)
    if episode in there:
        raise Refused(_("“%(title)s” is picked already.") % {"title": episode.title})
    if len(there) >= MOST:
        raise Refused(_("%(most)d episodes are enough for a beginning. Take one out first.") % {"most": MOST})
    _put([*there, episode])


@transaction.atomic
def drop(*, episode: Episode, by: User) -> None:
    """Pick the episode no more. Raises PermissionDenied."""
    show = _opened(episode.show, by)
    StartHere.objects.filter(episode=episode).delete()
    _put(picked(show=show))


@transaction.atomic
def raise_up(*, episode: Episode, by: User) -> None:
    """Put the episode before the one that it follows; nothing where it is the first. Raises PermissionDenied."""
    there = picked(show=_opened(episode.show, by))
    if episode in there and (place := there.index(episode)):
        there[place - 1], there[place] = there[place], there[place - 1]
        _put(there)


def _opened(show: Show, by: User) -> Show:
    """The show, held until the end: two editors who pick at once do so one after the other."""
    if not by.has_perm("episodes.change_show", show):
        raise PermissionDenied
    return Show.objects.select_for_update().get(pk=show.pk)


def _put(episodes: Sequence[Episode]) -> None:
    for position, episode in enumerate(episodes, start=1):
        StartHere.objects.update_or_create(episode=episode, defaults={"position": position})
