"""The audit log: who signed in and who did not, and what changed in accounts, factors and rights."""

import datetime as dt
from collections.abc import Iterator

from allauth.core import context
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from guests.network import client_address, client_network
from podcast_site.account import notices
from podcast_site.devices import device_name
from podcast_site.models import AuditEntry

Event = AuditEntry.Event

# Where nobody is signed in and no request is being answered.
COMMAND_LINE = "manage.py"


def record(
    *, event: Event, account: str, detail: str = "", request: HttpRequest | None = None, by: str | None = None
) -> AuditEntry:
    """Write that `event` happened to the account of that name; `by` defaults to who is signed in.

    Whose account it is gets a mail, if it is about a password or a factor.
    """
    request = request or context.request
    entry = AuditEntry.objects.create(
        at=timezone.now(),
        event=event,
        account=account[:150].replace("\0", ""),
        by=(_who(request) if by is None else by)[:150],
        detail=detail[:300],
        address=client_address(request) if request else None,
        network=client_network(request) if request else None,
        device=device_name(request.headers.get("User-Agent", "")) if request else "",
    )
    notices.tell(entry)
    return entry


def recent(*, minutes: int = 15) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(at__gt=timezone.now() - dt.timedelta(minutes=minutes))


def prune() -> Iterator[str]:
    """Take out what was kept for long enough: first where somebody was, later the entry. A job of the tick."""
    now = timezone.now()
    # Past the query set of the model, which refuses.
    entries: QuerySet[AuditEntry] = QuerySet(AuditEntry)
    forgotten = (
        entries.filter(at__lt=now - dt.timedelta(days=settings.AUDIT_ADDRESS_DAYS))
        .exclude(address=None, network=None, device="")
        .update(address=None, network=None, device="")
    )
    if forgotten:
        yield f"Entries of the audit log that forgot the address: {forgotten}."
    gone, _rows = entries.filter(at__lt=now - dt.timedelta(days=settings.AUDIT_DAYS)).delete()
    if gone:
        yield f"Entries of the audit log that were removed: {gone}."


def _who(request: HttpRequest | None) -> str:
    if request is None:
        return COMMAND_LINE
    user = getattr(request, "user", None)
    return user.get_username() if user is not None and user.is_authenticated else ""
