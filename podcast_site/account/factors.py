"""The second factors of an account, for whoever has to ask whether there is one or take them away."""

import time

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet

from podcast_site import audit
from podcast_site.account import sessions


def of(user: User) -> QuerySet[Authenticator]:
    """Apps and passkeys. Recovery codes are no factor: they stand in for one."""
    factors: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=user.pk)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES)


def missing(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether somebody is signed in and has no second factor."""
    return isinstance(user, User) and not of(user).exists()


# A code is taken for half a minute before its time and half a minute after it.
_CODE_LIVES = 120.0


@transaction.atomic
def spend(*, factor: Authenticator, code: str) -> bool:
    """Use up the code of an app; False where it has been used already, on whichever machine."""
    row = Authenticator.objects.select_for_update().get(pk=factor.pk)
    digits, now = "".join(filter(str.isdigit, code)), time.time()
    spent = {each: at for each, at in row.data.get("spent", {}).items() if abs(now - at) < _CODE_LIVES}
    if digits in spent:
        return False
    row.data["spent"] = {**spent, digits: now}
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def reset(*, user: User) -> int:
    """Take all factors and codes of `user` away and end their sessions; return how many factors there were.

    For somebody whose telephone is lost: the password alone lets them in again, and they set up another factor.
    """
    count = of(user).count()
    Authenticator.objects.filter(user_id=user.pk).delete()
    sessions.end_all(user=user)
    audit.record(event=audit.Event.FACTOR_REMOVED, account=user.get_username(), detail="all, by an administrator")
    return count
