"""The sessions of an account: which there are, and how they end."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from podcast_site import audit
from podcast_site.account.adapters import UNKNOWN_ADDRESS
from podcast_site.devices import device_name


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    pk: int
    device: str
    address: str
    began: dt.datetime
    seen: dt.datetime
    is_this: bool


def opened(*, user: User, this: str | None) -> list[OpenSession]:
    """The sessions in which `user` is signed in, that with the key `this` first. Two queries."""
    rows = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at", "-pk")
    keys = [row.session_key for row in rows]
    stored = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = {session.session_key for session in stored if _is_valid(session.get_decoded(), user)}
    found = [
        OpenSession(
            pk=row.pk,
            device=device_name(row.user_agent),
            address="" if row.ip == UNKNOWN_ADDRESS else row.ip,
            began=row.created_at,
            seen=row.last_seen_at,
            is_this=row.session_key == this,
        )
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda session: not session.is_this)


def _is_valid(data: dict[str, Any], user: User) -> bool:
    """Whether the session knows the password that `user` has now."""
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


def end(*, user: User, pk: int) -> bool:
    """End the session `pk` of `user`; False where it is not theirs or has ended."""
    return _end(user, UserSession.objects.filter(user_id=user.pk, pk=pk)) > 0


def end_others(*, user: User, this: str | None) -> int:
    """End all sessions of `user` but the one with the key `this`; return how many."""
    return _end(user, UserSession.objects.filter(user_id=user.pk).exclude(session_key=this or ""))


def end_all(*, user: User) -> int:
    return _end(user, UserSession.objects.filter(user_id=user.pk))


def _end(user: User, rows: QuerySet[UserSession]) -> int:
    ended = list(rows)
    gone, _by_model = Session.objects.filter(session_key__in=[row.session_key for row in ended]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in ended]).delete()
    for row in ended if gone else ():
        detail = ", ".join(filter(None, (device_name(row.user_agent), "" if row.ip == UNKNOWN_ADDRESS else row.ip)))
        audit.record(event=audit.Event.SESSION_ENDED, account=user.get_username(), detail=detail)
    return len(ended)


def clear() -> Iterator[str]:
    """Take out what expired. A job of the tick."""
    gone, _by_model = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    orphans = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    orphans.delete()
    if gone:
        yield f"Sessions that had expired: {gone}."
