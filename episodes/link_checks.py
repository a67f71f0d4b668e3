"""Whether the addresses that episodes link to answer: kept when somebody looks, looked up again by the tick.

It is kind to those sites: few addresses at a time, a host once a minute, none that `robots.txt` keeps programs from.
Links of episodes that are not public yet, or are new, are looked up every day, all others once in a month, and what
does not answer ever less often. Never in a request and never in `save()`.

What is found is kept for each address (`AddressCheck`); whether a link is dead is written on the links themselves, and
only where it changes, since pages show it.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import fetching
from episodes.fetching import robots
from episodes.models import AddressCheck, Episode, ResourceLink, Sweep
from episodes.models.address_check import key_of
from guests.addresses import parted

RECENT = dt.timedelta(days=30)
AGAIN = dt.timedelta(days=1)
RARELY = dt.timedelta(days=30)
# A dead one may have been down for a moment, and one that stays dead is left in peace.
AGAIN_DEAD = (dt.timedelta(hours=3), AGAIN, dt.timedelta(days=3), dt.timedelta(days=10), RARELY)
# So many looks in a row, and no page: then listeners are told.
DEAD_AFTER = 2
MOST_AT_ONCE = 5
HOST_PAUSE = dt.timedelta(minutes=1)
# So long nobody else begins what is being looked up.
_CLAIM = dt.timedelta(minutes=10)
# Looks of the same hour are one: somebody may press a button twice.
_ONE_LOOK = dt.timedelta(hours=1)
# What no link has any more is forgotten then.
_KEPT = dt.timedelta(days=7)
_MOST_KEYS = 500
_LONGEST = 2_000
_SWEEP = "links"

type LookUp = Callable[..., fetching.Found]


def look_up_kindly(*, address: str) -> fetching.Found:
    """As `fetching.look_up`, unless the site asks programs to stay away."""
    if not robots.allows(address):
        return fetching.Found(alive=None, note=_("The site asks programs to stay away. Open the page yourself."))
    return fetching.look_up(address=address)


def remember(*, address: str, found: fetching.Found) -> None:
    """Keep what was found at `address`, where a link may have it."""
    if len(address) > _LONGEST:
        return
    now = timezone.now()
    before = AddressCheck.objects.filter(key=key_of(address)).first()
    failures = _failures(before, now) if found.alive is False else 0
    values = {"alive": found.alive, "note": found.note, "looked_at": now, "due_at": _due(address, failures, now)}
    AddressCheck.objects.update_or_create(
        key=key_of(address), defaults={"url": address, "failures": failures, **values}
    )
    if failures == 0 or failures >= DEAD_AFTER:
        _mark(ResourceLink.objects.filter(url=address), is_dead=failures > 0)


def refresh(*, look_up: LookUp = look_up_kindly) -> Iterator[str]:
    """Look up a few of the addresses that are due; a sentence for each that does not answer.

    What cannot be asked since this machine has no way out says nothing of an address: it stays as it was, and is due
    again when its claim has run out.
    """
    if not settings.LOOK_UP_LINKS:
        return
    _sweep()
    for check in _next():
        found = look_up(address=check.url)
        if found.offline:
            yield f"{check.url}: {found.note}"
            continue
        remember(address=check.url, found=found)
        if found.alive is False:
            yield f"{check.url}: {found.note}"


def _failures(before: AddressCheck | None, now: dt.datetime) -> int:
    if before is None or before.looked_at is None:
        return 1
    is_another_look = before.looked_at <= now - _ONE_LOOK
    return max(before.failures + is_another_look, 1)


def _due(address: str, failures: int, now: dt.datetime) -> dt.datetime:
    if failures:
        return now + AGAIN_DEAD[min(failures, len(AGAIN_DEAD)) - 1]
    is_fresh = ResourceLink.objects.filter(_is_fresh(now), url=address).exists()
    return now + (AGAIN if is_fresh else RARELY)


def _mark(links: QuerySet[ResourceLink], *, is_dead: bool) -> None:
    """Say of the links whether they are dead; nothing is written where nothing changes, as pages are kept till then."""
    changed = links.filter(is_dead=not is_dead)
    if changed.exists():
        changed.update(is_dead=is_dead)


# --- What is to be looked up ------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Wanted:
    """The addresses of all links by key, those of them that are looked up daily, and what is marked wrongly."""

    urls: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    to_mark: dict[bool, list[int]] = field(default_factory=lambda: {True: [], False: []})


def _sweep() -> None:
    """Note the addresses of links that are to be looked up, and forget those of none; skipped while nothing changes."""
    public = Episode.objects.public_state()
    now = public.now
    state = f"{public.token} {now:%Y-%m-%d}"
    if Sweep.objects.has_seen(_SWEEP, state=state):
        return
    checks = {check.key: check for check in AddressCheck.objects.only(*_OF_CHECK)}
    wanted = _wanted(now, {check.url for check in checks.values() if check.failures >= DEAD_AFTER})
    for is_dead, keys in wanted.to_mark.items():
        for some in batched(keys, _MOST_KEYS, strict=False):
            _mark(ResourceLink.objects.filter(pk__in=some), is_dead=is_dead)
    AddressCheck.objects.bulk_create(
        (
            AddressCheck(key=key, url=url, due_at=now if key in wanted.fresh else now + _share(key))
            for key, url in wanted.urls.items()
            if key not in checks
        ),
        ignore_conflicts=True,
        batch_size=_MOST_KEYS,
    )
    _bring_forward([check for key, check in checks.items() if key in wanted.fresh], now)
    _forget([check for key, check in checks.items() if key not in wanted.urls], now)
    Sweep.objects.note(_SWEEP, state=state, at=now)


_OF_CHECK = ("key", "url", "failures", "looked_at", "due_at")


def _wanted(now: dt.datetime, dead: set[str]) -> _Wanted:
    links = ResourceLink.objects.filter(episode__deleted_at=None).exclude(url="").order_by()
    fresh = set(links.filter(_is_fresh(now)).values_list("pk", flat=True))
    found = _Wanted()
    for pk, url, is_dead in links.values_list("pk", "url", "is_dead").iterator(chunk_size=_MOST_KEYS):
        if (url in dead) != is_dead:
            found.to_mark[not is_dead].append(pk)
        if _is_invented(url):
            continue
        key = key_of(url)
        found.urls[key] = url
        if pk in fresh:
            found.fresh.add(key)
    return found


def _is_fresh(now: dt.datetime) -> Q:
    """Links of episodes that nobody has heard yet, or that are new."""
    return ~Q(episode__state="approved") | Q(episode__publish_at__gt=now - RECENT)


def _share(key: str) -> dt.timedelta:
    """The wait of an address that nobody is in a hurry for: all of a library are spread over the month."""
    return RARELY * (int(key[:8], 16) / 0xFFFF_FFFF)


def _bring_forward(checks: list[AddressCheck], now: dt.datetime) -> None:
    """See to it that what a new episode links to does not wait for its turn of the month."""
    late = [check.pk for check in checks if check.failures == 0 and check.due_at > now + AGAIN]
    for some in batched(late, _MOST_KEYS, strict=False):
        AddressCheck.objects.filter(pk__in=some).update(due_at=now)


def _forget(checks: list[AddressCheck], now: dt.datetime) -> None:
    """Ask no more for what no link has, and forget it a week after somebody looked."""
    old = [check.pk for check in checks if check.looked_at is None or check.looked_at <= now - _KEPT]
    for some in batched(old, _MOST_KEYS, strict=False):
        AddressCheck.objects.filter(pk__in=some).delete()
    idle = [check.pk for check in checks if check.due_at <= now]
    for some in batched(idle, _MOST_KEYS, strict=False):
        AddressCheck.objects.filter(pk__in=some).update(due_at=now + 2 * _KEPT)


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
    return parted(url).hostname or ""
