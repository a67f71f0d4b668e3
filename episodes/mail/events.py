"""What happened to an episode of which nobody has been told: its steps, its comments, its becoming public."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from episodes.models import Comment, Episode, StateChange
from episodes.models.letter import MailKind

State = Episode.State


@dataclass(frozen=True, kw_only=True)
class Event:
    """`at` is when it happened; `moment` the publication that is spoken of.

    `again`: it had another moment before; `back`: it has become a draft.
    """

    kind: str
    at: dt.datetime
    by: User | None
    words: str = ""
    moment: dt.datetime | None = None
    again: bool = False
    back: bool = False


def episodes_with_news() -> set[int]:
    """The keys of episodes of which something is untold. Three queries that find nothing most of the time."""
    return {
        *StateChange.objects.filter(told_at=None).values_list("episode", flat=True),
        *Comment.objects.filter(told_at=None).values_list("episode", flat=True),
        *_come_out().values_list("episode", flat=True),
    }


def untold(episode: Episode) -> list[Event]:
    """What is untold of the episode, in order, marked as told from now on.

    Two who ask at once would mark the same rows: whoever finds fewer of them to mark raises Taken.
    """
    now = timezone.now()
    changes = list(StateChange.objects.filter(told_at=None, episode=episode).select_related("by").order_by("at", "pk"))
    comments = list(Comment.objects.filter(told_at=None, episode=episode).select_related("by"))
    out = list(_come_out().filter(episode=episode).order_by("at", "pk"))
    _mark(StateChange, changes, told_at=now)
    _mark(Comment, comments, told_at=now)
    _mark(StateChange, out, out_told_at=now)
    events = [event for change in changes if (event := _event_of(change))]
    events += [Event(kind=MailKind.COMMENT, at=each.at, by=each.by, words=each.text) for each in comments]
    if episode.is_public and any(_waited(change) and change.publish_at == episode.publish_at for change in out):
        events.append(Event(kind=MailKind.PUBLIC, at=episode.publish_at or now, by=None, moment=episode.publish_at))
    return sorted(events, key=lambda event: event.at)


class Taken(Exception):
    """Somebody else is telling of it at this moment."""


def latest(episode: Episode) -> tuple[dt.datetime, dt.datetime]:
    """When the first and the last of what is untold happened."""
    found = [
        *StateChange.objects.filter(told_at=None, episode=episode).values_list("at", flat=True),
        *Comment.objects.filter(told_at=None, episode=episode).values_list("at", flat=True),
        *(at for at in _come_out().filter(episode=episode).values_list("publish_at", flat=True) if at),
    ] or [timezone.now()]
    return min(found), max(found)


def _come_out() -> QuerySet[StateChange]:
    """Approvals whose moment has come."""
    return StateChange.objects.filter(to_state=State.APPROVED, out_told_at=None, publish_at__lte=timezone.now())


def _mark(model: Any, rows: Sequence[StateChange | Comment], **mark: dt.datetime) -> None:
    free = dict.fromkeys(mark, None)
    if rows and model.objects.filter(pk__in=[row.pk for row in rows], **free).update(**mark) != len(rows):
        raise Taken


def _waited(change: StateChange) -> bool:
    """Whether the episode was approved for later; what is public at once has been told of with its approval."""
    return change.publish_at is not None and change.publish_at > change.at


def _event_of(change: StateChange) -> Event | None:
    kind = _kind(change)
    again = change.from_state == change.to_state
    if kind is None:
        return None
    return Event(
        kind=kind,
        at=change.at,
        by=change.by,
        words=change.note,
        moment=change.publish_at,
        again=again,
        back=change.to_state == State.DRAFT,
    )


def _kind(change: StateChange) -> MailKind | None:
    """None for what is planned of an episode that is not approved: nobody waits for that."""
    if change.cause:
        return MailKind.CHANGES if change.cause == StateChange.Cause.ASKED else MailKind.LOST
    if change.to_state == State.APPROVED:
        return MailKind.APPROVED
    if change.from_state == change.to_state:
        return None
    back = change.from_state == State.WITHDRAWN
    return MailKind.WITHDRAWN if back or change.to_state == State.WITHDRAWN else MailKind.SUBMITTED
