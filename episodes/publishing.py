"""Who may see what when: the only ways an episode gets from one state to another.

    draft → in review → approved (scheduled, then public) → withdrawn → draft
      ↖ changes asked for ↲   ↖ lost a must-have ↲

Each step has a rule, a right and a record. A step to another state is a conditional update, so of two people who
press at once one is told that the other was first. Of two new moments for an approved episode the later one holds,
and both are on record.
"""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import readiness
from episodes.formats.identifiers import podcast_guid
from episodes.models import Episode, Season, Show, StateChange

State = Episode.State

Cause = StateChange.Cause


class Refused(Exception):
    """A step that cannot be taken now; `reasons` are sentences for the person who tried."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def submit(*, episode: Episode, by: User, note: str = "") -> None:
    """Hand a draft to the editors."""
    _require(by, "episodes.submit_episode", episode)
    _step(episode, State.IN_REVIEW, origins={State.DRAFT}, by=by, note=note)


def approve(*, episode: Episode, by: User, publish_at: dt.datetime | None, note: str = "") -> None:
    """Let the episode out at `publish_at`, at once if that is past. An approved episode gets a new moment so."""
    _require(by, "episodes.approve_episode", episode)
    reasons = missing_for_approval(episode, publish_at=publish_at)
    if reasons:
        raise Refused(*reasons)
    origins = {State.IN_REVIEW, State.APPROVED}
    _step(episode, State.APPROVED, origins=origins, by=by, note=note, publish_at=publish_at)


def withdraw(*, episode: Episode, by: User, note: str = "") -> None:
    """Take an approved episode from the public, or from the schedule. Its moment stays as typed."""
    _require(by, "episodes.approve_episode", episode)
    _step(episode, State.WITHDRAWN, origins={State.APPROVED}, by=by, note=note)


def return_to_draft(*, episode: Episode, by: User, note: str = "") -> None:
    """Give an episode back to its producer: from review by anybody who may submit, withdrawn by an editor."""
    if episode.state == State.WITHDRAWN:
        _require(by, "episodes.approve_episode", episode)
    else:
        _require(by, "episodes.submit_episode", episode)
    _step(episode, State.DRAFT, origins={State.IN_REVIEW, State.WITHDRAWN}, by=by, note=note)


def ask_for_changes(*, episode: Episode, by: User, note: str) -> None:
    """Give an episode in review back to its producer, who is to see to what `note` says."""
    _require(by, "episodes.approve_episode", episode)
    if not note.strip():
        raise Refused(_("Say what is to be changed: whoever made the episode reads it."))
    _step(episode, State.DRAFT, origins={State.IN_REVIEW}, by=by, note=note.strip(), cause=Cause.ASKED)


def hold(*, episode: Episode, by: User | None, reasons: Collection[str]) -> None:
    """Take an approved episode that is not public back into review: it has lost what `reasons` say.

    By whoever saved it so, or by nobody where the tick found out. What is public stays so until somebody withdraws it.
    """
    note = " ".join(reasons)
    _step(episode, State.IN_REVIEW, origins={State.APPROVED}, by=by, note=note, cause=Cause.LOST)


def hold_if_lost(*, episode: Episode, by: User | None) -> list[str]:
    """Hold an approved episode that is not public and lacks must-haves; return what it lacks if it was held."""
    if episode.state != State.APPROVED or episode.is_public:
        return []
    reasons = readiness.blocking(episode=episode)
    if reasons:
        hold(episode=episode, by=by, reasons=reasons)
    return reasons


def admit(*, episode: Episode, publish_at: dt.datetime, by: User | None, note: str) -> bool:
    """Let out an episode that has come out elsewhere, with the moment that it had there; `note` says where.

    A draft is approved so, an approved episode gets the moment; what somebody has in hand, or has withdrawn, stays.
    By nobody where the operator brought it. Nobody is told: it is news to no one. Returns whether there was a step.
    """
    if by is not None:
        _require(by, "episodes.approve_episode", episode)
    if not episode.has_audio:
        raise Refused(_("“%(title)s” has no audio yet.") % {"title": episode.title})
    if episode.state not in {State.DRAFT, State.APPROVED}:
        return False
    if episode.state == State.APPROVED and episode.publish_at == publish_at:
        return False
    now = timezone.now()
    _step(
        episode,
        State.APPROVED,
        origins={State.DRAFT, State.APPROVED},
        by=by,
        note=note,
        publish_at=publish_at,
        told_at=now,
        out_told_at=now,
    )
    return True


def open_question(episode: Episode) -> StateChange | None:
    """What an editor asked to have changed, or why the episode was held, for as long as nobody took another step."""
    # Another moment answers no question.
    steps = episode.state_changes.exclude(from_state=F("to_state"))
    last = steps.select_related("by").first()
    return last if last and last.cause and last.to_state == episode.state else None


def move(
    *, episode: Episode, by: User, publish_at: dt.datetime | None, seen: dt.datetime | None, note: str = ""
) -> StateChange:
    """Give an episode another moment in the same state: one that is planned, or of an approved one the one it has.

    `seen` is the moment that was to be changed: if it is another by now, somebody else was first.
    """
    if not by.has_perm("episodes.approve_episode", episode):
        raise PermissionDenied
    if episode.state == State.WITHDRAWN:
        raise Refused(_("“%(title)s” is withdrawn: make it a draft again first.") % {"title": episode.title})
    if episode.state == State.APPROVED:
        reasons = missing_for_approval(episode, publish_at=publish_at)
        if reasons:
            raise Refused(*reasons)
    return _move(episode, by=by, publish_at=publish_at, seen=seen, note=note)


@transaction.atomic
def _move(
    episode: Episode, *, by: User, publish_at: dt.datetime | None, seen: dt.datetime | None, note: str
) -> StateChange:
    now, same = timezone.now(), Episode.objects.filter(pk=episode.pk, state=episode.state, publish_at=seen)
    if not same.update_and_remember(publish_at=publish_at, updated_at=now):
        raise Refused(_("Somebody else has just moved “%(title)s”, or changed its state.") % {"title": episode.title})
    episode.publish_at, episode.updated_at = publish_at, now
    return StateChange.objects.create(
        episode=episode,
        from_state=episode.state,
        to_state=episode.state,
        by=by,
        note=note,
        publish_at=publish_at,
        publish_at_before=seen,
    )


def missing_for_approval(
    episode: Episode, *, publish_at: dt.datetime | None, facts: readiness.Facts | None = None
) -> list[str]:
    """Return, in sentences, what an editor has to see to before the episode can go out; empty when ready.

    Who knows the episode's `facts` already spares the database that asks for them.
    """
    reasons = []
    if publish_at is None:
        reasons.append(_("Set the moment of publication first."))
    return [*reasons, *readiness.blocking(episode=episode, facts=facts)]


def _require(user: User, permission: str, episode: Episode) -> None:
    if not user.has_perm(permission, episode):
        raise PermissionDenied


@transaction.atomic
def _step(
    episode: Episode,
    to_state: str,
    *,
    origins: Collection[str],
    by: User | None,
    note: str,
    publish_at: dt.datetime | None = None,
    cause: str = "",
    **told: dt.datetime,
) -> None:
    from_state = episode.state
    if from_state not in origins:
        raise Refused(
            _("“%(title)s” is %(state)s; this step cannot be taken from there.")
            % {"title": episode.title, "state": episode.get_state_display().lower()}
        )
    values: dict[str, object] = {"state": to_state, "updated_at": timezone.now()}
    if to_state == State.APPROVED:
        values["publish_at"] = publish_at
    among = Episode.objects.filter(pk=episode.pk, state=from_state)
    if cause == Cause.LOST:
        among = among.unpublished()
    if not among.update_and_remember(**values):
        raise Refused(_("Somebody else has just changed the state of “%(title)s”.") % {"title": episode.title})
    StateChange.objects.create(
        episode=episode,
        from_state=from_state,
        to_state=to_state,
        by=by,
        note=note,
        publish_at=publish_at,
        cause=cause,
        **told,
    )
    for name, value in values.items():
        setattr(episode, name, value)
    episode.refresh_from_db(fields=["was_public"])


def identify(*, show: Show, feed_address: str) -> None:
    """Give a show that has none its podcast GUID, made from the whole address of its feed today.

    It stays when the address changes: whoever makes a show calls this once, and a later call does nothing.
    """
    if show.podcast_guid is None:
        show.podcast_guid = podcast_guid(feed_address)
        if not Show.objects.filter(pk=show.pk, podcast_guid=None).update(podcast_guid=show.podcast_guid):
            show.refresh_from_db(fields=["podcast_guid"])


def next_number(*, show: Show, season: Season | None) -> int:
    """Return the number after the highest that a full episode of the show, or of its season, has."""
    numbered = show.episodes.filter(season=season, kind=Episode.Kind.FULL, number__isnull=False)
    last = numbered.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


class ImpossibleHour(ValueError):
    """An hour that a clock never shows, or shows twice; the message says which, and what would be right.

    `readings` are the two moments that may be meant, the earlier one first: of an hour that there is twice the first
    and the second; of one that there is not, what the clock shows as long before and as long after the change.
    """

    def __init__(self, message: str, *, readings: tuple[dt.datetime, dt.datetime]) -> None:
        super().__init__(message)
        self.readings = readings


def moment(naive: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the instant, in UTC, at which a clock in `zone` shows `naive`.

    Raises ImpossibleHour in the two nights of the year when the clocks change.
    """
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(dt.UTC)
    readings = sorted((first.astimezone(dt.UTC), second.astimezone(dt.UTC)))
    shown = {"hour": f"{naive:%H:%M}", "day": f"{naive:%Y-%m-%d}", "zone": zone.key}
    back = first.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
    if back == naive:
        raise ImpossibleHour(
            _(
                "%(hour)s on %(day)s happens twice in %(zone)s, because the clocks go back that night:"
                " choose an hour before or after."
            )
            % shown,
            readings=(readings[0], readings[1]),
        )
    raise ImpossibleHour(
        _(
            "%(hour)s on %(day)s does not exist in %(zone)s, because the clocks go forward that night:"
            " choose an hour before or after."
        )
        % shown,
        readings=(readings[0], readings[1]),
    )
