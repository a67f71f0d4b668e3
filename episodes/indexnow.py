"""Tell search engines which pages have changed (https://www.indexnow.org/documentation), where a key is configured.

They hear of public pages alone, and of those that were public and are no more; of a change once, however much happened.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from episodes.models import Episode, IndexPing, Show, Sweep
from episodes.posting import NotAccepted, post
from guests.addresses import whole

MOST_PAGES = 10_000
"""In one request, by the protocol."""
_CLAIM = dt.timedelta(minutes=2)
_SWEEP = "indexnow"


def announce() -> Iterator[str]:
    """Send what is due; a sentence for each show. Nothing where there is no key, or no address of ours."""
    if not (settings.INDEXNOW_KEY and settings.SITE_URL):
        return
    _look()
    while ping := IndexPing.objects.select_related("show").claim(lasting=_CLAIM):
        pages = changed_pages(ping.show, since=ping.told_at)
        now = timezone.now()
        try:
            _send(pages)
        except NotAccepted as refusal:
            IndexPing.objects.put_off(ping, error=str(refusal))
            yield f"IndexNow was not told of {len(pages)} pages of {ping.show}: {refusal}"
        else:
            IndexPing.objects.filter(pk=ping.pk).update(told_at=now)
            IndexPing.objects.finish(ping)
            yield f"IndexNow was told of {len(pages)} pages of {ping.show}."


def changed_pages(show: Show, *, since: dt.datetime | None) -> list[str]:
    """The addresses of the show's pages that have changed `since`, of all where that is None. One query."""
    now = timezone.now()
    its = Episode.everything.filter(show=show).filter(Q(was_public=True) | Q(pk__in=Episode.objects.published()))
    if since is not None:
        its = its.filter(Q(updated_at__gte=since) | Q(publish_at__gt=since, publish_at__lte=now))
    slugs = its.order_by("-publish_at", "-pk").values_list("slug", flat=True)[: MOST_PAGES - 1]
    home = whole(show.get_absolute_url(), at=settings.SITE_URL)
    return [home, *(f"{home}{slug}/" for slug in slugs)]


def _look() -> None:
    """Note which shows are not as was told last; two small queries where nothing has happened."""
    public = Episode.objects.public_state()
    state = _digest(settings.INDEXNOW_KEY, settings.SITE_URL, public.token, str(public.latest_at))
    if not Sweep.objects.has_seen(_SWEEP, state=state):
        IndexPing.objects.want(dict(_states()))
        Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _states() -> Iterator[tuple[int, str]]:
    """Each public show, with what should have been told of it."""
    episodes = Episode.objects.published().order_by("show", "pk")
    rows = episodes.values_list(
        "show", "show__slug", "show__domain", "pk", "slug", "publish_at", "updated_at"
    ).iterator()
    for pk, its in groupby(rows, key=lambda row: row[0]):
        yield pk, _digest(settings.SITE_URL, *(repr(row) for row in its))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _send(pages: list[str]) -> None:
    key, at = settings.INDEXNOW_KEY, urlsplit(pages[0])  # all pages of a show are on one host
    told = {
        "host": at.netloc,
        "key": key,
        "keyLocation": f"{at.scheme}://{at.netloc}/{key}.txt",
        "urlList": pages,
    }
    post(settings.INDEXNOW_ENDPOINT, body=json.dumps(told).encode(), content_type="application/json; charset=utf-8")
