"""What slows who tries passwords from many names or from many places.

django-axes counts by account and network together. That alone would let one place try a few passwords on every
account, and many places try a few each on one.
"""

from collections import Counter

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from guests.network import client_network
from podcast_site import audit
from podcast_site.models import AuditEntry

# Wrong answers within a quarter of an hour.
FROM_ONE_NETWORK = 50
FOR_ONE_ACCOUNT = 100
CODES_FOR_ONE_ACCOUNT = 20  # who gets to try them knows the password

_WRONG = (AuditEntry.Event.SIGN_IN_FAILED, AuditEntry.Event.FACTOR_FAILED)


def stops(request: HttpRequest, *, account: str) -> bool:
    """Whether this account cannot be asked for from here for now; then the answer to the request says so.

    An account that many places try passwords on stays open to those it has been signed in from before, so nobody
    locks its owner out from elsewhere; and who signs in by passkey is not asked for anything that can be guessed.
    """
    if not _is_on(request, account=account):
        return False
    # What django-axes' middleware looks for.
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = {"username": account}  # type: ignore[attr-defined]
    locked_out_now(request, account=account)
    return True


def _is_on(request: HttpRequest, *, account: str) -> bool:
    if not AxesProxyHandler.is_allowed(request, {"username": account}):
        return True
    network = client_network(request)
    wrong = audit.recent().filter(event__in=_WRONG)
    if network and wrong.filter(network=network).count() >= FROM_ONE_NETWORK:
        return True
    here = Counter(wrong.filter(account=account).values_list("event", flat=True))
    if here.total() < FOR_ONE_ACCOUNT and here[AuditEntry.Event.FACTOR_FAILED] < CODES_FOR_ONE_ACCOUNT:
        return False
    known = AuditEntry.objects.filter(account=account, event=AuditEntry.Event.SIGNED_IN, network=network)
    return not (network and known.exists())


def locked_out_now(request: HttpRequest, *, account: str) -> None:
    """Record that the door is closed, once and not for each knock."""
    event = AuditEntry.Event.LOCKED_OUT
    if not audit.recent().filter(event=event, account=account, network=client_network(request)).exists():
        audit.record(event=event, account=account, request=request)


def count_wrong_factor(request: HttpRequest, *, account: str) -> None:
    """Let a wrong code count like a wrong password."""
    user_login_failed.send(sender=WrongFactor, credentials={"username": account}, request=request)


class WrongFactor:
    """The sender of a failed sign-in where the password was right."""
