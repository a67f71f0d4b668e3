"""Whether the addresses that episodes link to answer: kept when somebody looks, looked up again by the tick.

Only links of episodes that are not public yet, or have been for a short time, are looked up by themselves: few at a
time, one host after another, never in a request and never in `save()`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from episodes import fetching
from episodes.models import AddressCheck, ResourceLink
from episodes.models.address_check import key_of

RECENT = dt.timedelta(days=30)
AGAIN = dt.timedelta(days=1)
# A dead one may have been down for a moment.
AGAIN_DEAD = dt.timedelta(hours=3)
MOST_AT_ONCE = 5
HOST_PAUSE = dt.timedelta(minutes=1)
# So long nobody else begins what is being looked up.
_CLAIM = dt.timedelta(minutes=10)
# What no link has any more is forgotten then.
_KEPT = dt.timedelta(days=7)
_MOST_KEYS = 500
_LONGEST = 2_000

type LookUp = Callable[..., fetching.Found]


def remember(*, address: str, found: fetching.Found) -> None:
    """Keep what was found at `address`, where a link may have it."""
    if len(address) > _LONGEST:
        return
    now = timezone.now()
    due = now + (AGAIN_DEAD if found.alive is False else AGAIN)
    values = {"alive": found.alive, "note": found.note, "looked_at": now, "due_at": due}
    AddressCheck.objects.update_or_create(key=key_of(address), defaults={"url": address, **values})


def refresh(*, look_up: LookUp = fetching.look_up) -> Iterator[str]:
    """Look up a few of the addresses that are due; a sentence for each that does not answer."""
    if not settings.LOOK_UP_LINKS:
        return
    _want()
    for check in _next():
        found = look_up(address=check.url)
        remember(address=check.url, found=found)
        if found.alive is False:
            yield f"{check.url}: {found.note}"


def _want() -> None:
    """Note the addresses of links that are to be looked up, and forget those of none."""
    now = timezone.now()
    wanted = ResourceLink.objects.filter(_worth_it(now), episode__deleted_at=None).exclude(url="")
    found = wanted.values_list("url", flat=True).distinct()
    urls = {key_of(url): url for url in found if not _is_invented(url)}
    known = set(AddressCheck.objects.values_list("key", flat=True))
    AddressCheck.objects.bulk_create(
        (AddressCheck(key=key, url=url) for key, url in urls.items() if key not in known),
        ignore_conflicts=True,
        batch_size=_MOST_KEYS,
    )
    idle = AddressCheck.objects.filter(due_at__lte=now)
    for check in idle.only("key", "looked_at"):
        if check.key in urls:
            continue
        if check.looked_at and check.looked_at > now - _KEPT:
            AddressCheck.objects.filter(pk=check.pk).update(due_at=check.looked_at + _KEPT)
        else:
            check.delete()


def _worth_it(now: dt.datetime) -> Q:
    """Links of episodes that nobody has heard yet, or that are new."""
    return ~Q(episode__state="approved") | Q(episode__publish_at__gt=now - RECENT)


def _next() -> Iterator[AddressCheck]:
    """Claim the addresses that have been due longest, none on a host that has just been asked."""
    now = timezone.now()
    asked = AddressCheck.objects.filter(looked_at__gt=now - HOST_PAUSE)
    hosts = {_host(url) for url in asked.values_list("url", flat=True)}
    taken = 0
    for check in AddressCheck.objects.filter(due_at__lte=now).iterator(chunk_size=_MOST_KEYS):
        if taken == MOST_AT_ONCE:
            return
        if _host(check.url) in hosts:
            continue
        hosts.add(_host(check.url))
        if AddressCheck.objects.filter(pk=check.pk, due_at=check.due_at).update(due_at=now + _CLAIM):
            taken += 1
            yield check


def _is_invented(url: str) -> bool:
    """Whether the host has a name that is nobody's, now and ever (RFC 2606)."""
    return _host(url).rpartition(".")[2] in {"example", "invalid", "test"}


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
