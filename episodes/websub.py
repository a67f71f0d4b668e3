"""Tell the hub that a feed has changed (WebSub): apps that listen to the hub need not ask us.

What counts is which episodes are in the feed and since when: a new one, one that was withdrawn or moved. The hub is
not told of a mended word; apps see that when they next ask. A feed is told of once, however much happened since.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings

from episodes.models import Episode, HubPing, Show, Sweep
from episodes.posting import NotAccepted, post
from guests.addresses import whole

_CLAIM = dt.timedelta(minutes=2)
_SWEEP = "websub"


def feed_address(show: Show) -> str:
    """The address of the show's feed as the world knows it."""
    return whole(show.get_feed_url(), at=settings.SITE_URL)


def announce() -> Iterator[str]:
    """Tell the hub what is due; a sentence for each feed. Nothing where there is no hub, or no address of ours."""
    if not (settings.WEBSUB_HUB and settings.SITE_URL):
        return
    _look()
    while ping := HubPing.objects.select_related("show").claim(lasting=_CLAIM):
        address = feed_address(ping.show)
        try:
            form = urlencode({"hub.mode": "publish", "hub.url": address})
            post(settings.WEBSUB_HUB, body=form.encode(), content_type="application/x-www-form-urlencoded")
        except NotAccepted as refusal:
            HubPing.objects.put_off(ping, error=str(refusal))
            yield f"The hub was not told of {address}: {refusal}"
        else:
            HubPing.objects.finish(ping)
            yield f"The hub was told of {address}."


def _look() -> None:
    """Note which feeds are not as the hub last heard of them; two small queries where nothing has happened."""
    public = Episode.objects.public_state()
    state = _digest(settings.WEBSUB_HUB, settings.SITE_URL, public.token, str(public.latest_at))
    if not Sweep.objects.has_seen(_SWEEP, state=state):
        HubPing.objects.want(dict(_states()))
        Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _states() -> Iterator[tuple[int, str]]:
    """Each show that has a feed of ours, with what the hub should have heard of."""
    shows = {show.pk: show for show in Show.objects.public() if not (show.redirect_feed and show.new_feed_url)}
    episodes = Episode.objects.published().filter(show__in=shows).order_by("show", "pk")
    rows = episodes.values_list("show", "pk", "publish_at").iterator()
    for pk, its in groupby(rows, key=lambda row: row[0]):
        yield pk, _digest(settings.WEBSUB_HUB, feed_address(shows[pk]), *(f"{row[1]} {row[2]}" for row in its))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
