"""From one moment to another, one episode or a row of them, and the way back. Each move is a step on record."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import publishing, slugs, starting
from episodes.models import Credit, Episode, ResourceLink, Show, StateChange
from episodes.publishing import Refused

UNDONE_WITHIN = dt.timedelta(hours=12)


def move(
    *, episode: Episode, to: dt.datetime | None, by: User, seen: dt.datetime | None, note: str = ""
) -> StateChange:
    """Give the episode the moment `to`; None takes a planned one off the calendar. `seen` is where it stood before.

    Only of what is still to come and to a moment still to come: nothing becomes public, and nothing public goes, by a
    slip of the hand. Raises Refused, PermissionDenied.
    """
    if episode.is_public:
        raise Refused(_("“%(title)s” is public. Its moment is changed in its own form.") % {"title": episode.title})
    if to is not None and to <= timezone.now():
        raise Refused(_("That moment is past: “%(title)s” stays where it was.") % {"title": episode.title})
    return publishing.move(episode=episode, by=by, publish_at=to, seen=seen, note=note)


def last_move(*, by: User) -> StateChange | None:
    """The last move of `by` that can be taken back: a recent one, after which nobody moved the episode again."""
    moves = StateChange.objects.filter(by=by, from_state=F("to_state"), at__gte=timezone.now() - UNDONE_WITHIN)
    own = moves.filter(undoes=None, undone_by=None, episode__deleted_at=None)
    last = own.select_related("episode__show").defer("episode__notes", "episode__summary").first()
    if last is None or last.episode.is_public:
        return None
    same = (last.episode.publish_at, last.episode.state) == (last.publish_at, last.to_state)
    return last if same else None


@transaction.atomic
def undo(*, change: StateChange, by: User) -> StateChange:
    """Put the episode back to where it stood before `change`; that is a move too, and on record."""
    if change.by_id != by.pk or change.from_state != change.to_state:
        raise Refused(_("This is not a move of yours."))
    back = move(episode=change.episode, to=change.publish_at_before, by=by, seen=change.publish_at)
    back.undoes = change
    back.save(update_fields=["undoes"])
    return back


@transaction.atomic
def lay_out(*, show: Show, rows: Iterable[tuple[Episode | None, dt.datetime]], by: User) -> list[StateChange]:
    """Give each episode its moment, and make a new draft where there is None: all of it or nothing."""
    return [
        move(episode=episode, to=to, by=by, seen=episode.publish_at)
        for episode, to in ((episode or _new_draft(show, by, to), to) for episode, to in rows)
    ]


def _new_draft(show: Show, by: User, to: dt.datetime) -> Episode:
    """An empty draft with what the show has ready for its new episodes."""
    if not by.has_perm("episodes.add_episode", show):
        raise PermissionDenied
    values = starting.values(show=show)
    day = to.astimezone(show.zone).date().isoformat()
    values["title"] = values["title"].strip() or _("New episode, %(day)s") % {"day": day}
    episode = Episode(show=show, slug=slugs.free(values["title"], show=show), **values)
    episode.save()
    Credit.objects.bulk_create(
        Credit(episode=episode, person_id=credit["person"], role=credit["role"], position=position)
        for position, credit in enumerate(starting.credits(show=show), start=1)
    )
    ResourceLink.objects.bulk_create(
        ResourceLink(episode=episode, position=position, **link)
        for position, link in enumerate(starting.links(show=show), start=1)
    )
    return episode


def waiting_in(*, show: Show) -> Sequence[Episode]:
    """What of the show is still to come, or only planned, and has a moment."""
    now = timezone.now()
    waiting = show.episodes.exclude(publish_at=None).exclude(state="withdrawn")
    episodes = waiting.exclude(state="approved", publish_at__lte=now)
    return list(episodes.defer("notes", "summary").select_related("show").order_by("publish_at", "pk"))


@transaction.atomic
def rezone(*, show: Show, moments: Iterable[tuple[Episode, dt.datetime]], by: User) -> list[str]:
    """Keep what the clock showed for what is still to come, now that the show's clock hangs elsewhere.

    Returns a sentence for each episode that could not be moved and so keeps its instant.
    """
    sentences = []
    note = _("The show's clock hangs in %(zone)s from now on.") % {"zone": show.time_zone}
    for episode, to in moments:
        if episode.publish_at != to and not episode.is_public:
            try:
                publishing.move(episode=episode, by=by, publish_at=to, seen=episode.publish_at, note=note)
            except Refused as refused:
                sentences.append(f"“{episode.title}”: {refused}")
    return sentences
