"""The secret address of the schedule for somebody's own calendar: made, renewed, revoked, asked."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.utils import timezone

from episodes.models import CalendarAddress


def make_address(*, user: User) -> str:
    """Return a new secret for `user`, which is said this once; the one before leads nowhere from now on."""
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(user=user, defaults={"digest": _digest(secret), "made_at": timezone.now()})
    return secret


def revoke_address(*, user: User) -> None:
    CalendarAddress.objects.filter(user=user).delete()


def user_of_address(*, secret: str) -> User | None:
    """Who may see the schedule at `secret`: an account that is active and may sign in to the desk."""
    found = CalendarAddress.objects.filter(digest=_digest(secret)).select_related("user").first()
    return found.user if found and found.user.is_active and found.user.is_staff else None


def _digest(secret: str) -> str:
    # Unguessable as it is, so one plain hash is enough: there is nothing to try out.
    return hashlib.sha256(secret.encode()).hexdigest()
