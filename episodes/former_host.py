"""Where a show was before it came here: whether that host sends everybody on, and what its old pages lead to."""

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from django.utils.translation import gettext as _

from episodes import fetching
from episodes.formats import rss
from episodes.importer import Asking
from episodes.importer.asking import FEED
from episodes.models import ImportedEpisode, ImportedShow, Show
from guests import redirects
from guests.addresses import parted
from guests.models import Redirect
from guests.redirects.addresses import canonical

# Of these apps change the address that they have; all others are true for one visit.
_PERMANENT = frozenset({301, 308})
# Whatever else is broken in the feed, this is all that apps look for.
_NEW_ADDRESS = re.compile(rb"<itunes:new-feed-url[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{1,2000})", re.IGNORECASE)


class Verdict(StrEnum):
    """What the old address of a feed does."""

    LEADS_HERE = "leads_here"
    LEADS_HERE_FOR_NOW = "leads_here_for_now"
    SAYS_SO = "says_so"
    LEADS_AWAY = "leads_away"
    STILL_THERE = "still_there"
    GONE = "gone"
    SILENT = "silent"

    @property
    def is_done(self) -> bool:
        return self in (Verdict.LEADS_HERE, Verdict.SAYS_SO)


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was found at the old address, in a sentence that says what is still to be done."""

    verdict: Verdict
    sentence: str


def look(*, imported: ImportedShow, here: str, asking: Asking) -> Look:
    """Ask the old address of a show for its feed; `here` is the address of its feed on this site."""
    try:
        answer = fetching.fetch(imported.address, limits=FEED, trusted=asking.trusted)
    except fetching.FetchError as error:
        sentence = _("The old address could not be asked: %(why)s Try again later.") % {"why": error}
        return Look(verdict=Verdict.SILENT, sentence=sentence)
    if _same(answer.address, here):
        return _of_redirects(answer.redirects)
    if not answer.ok:
        words = _("Nothing is at the old address any more (%(status)d): apps that have it hear of no new episode.")
        return Look(verdict=Verdict.GONE, sentence=words % {"status": answer.status})
    if not _same(answer.address, imported.address):
        words = _("The old address leads to %(address)s, which is not the feed of this site.")
        return Look(verdict=Verdict.LEADS_AWAY, sentence=words % {"address": answer.address[:200]})
    return _of_feed(answer.body, here)


def _of_redirects(statuses: Sequence[int]) -> Look:
    """What becomes of apps that are led here by these: one that is not for ever makes the whole way so."""
    passing = next((status for status in statuses if status not in _PERMANENT), None)
    if passing is None:
        words = _("The old address leads here for good (%(status)s). Apps follow within days.")
        status = ", ".join(map(str, dict.fromkeys(statuses))) or "200"
        return Look(verdict=Verdict.LEADS_HERE, sentence=words % {"status": status})
    words = _(
        "The old address leads here, but only for now (%(status)d): apps find new episodes, and keep the old address."
        " Ask the old host for a permanent redirect (301); when the old address is gone, so are those apps."
    )
    return Look(verdict=Verdict.LEADS_HERE_FOR_NOW, sentence=words % {"status": passing})


def _of_feed(data: bytes, here: str) -> Look:
    try:
        rss.parse(data)
    except rss.FeedError:
        return Look(
            verdict=Verdict.GONE, sentence=_("There is no feed at the old address any more, and no way to here.")
        )
    found = _NEW_ADDRESS.search(data)
    named = html.unescape(found[1].decode(errors="replace")).strip() if found else ""
    if named and _same(named, here):
        sentence = _(
            "The old feed names the new one (new-feed-url). A redirect (301) reaches the apps that ignore that."
        )
        return Look(verdict=Verdict.SAYS_SO, sentence=sentence)
    if named:
        words = _("The old feed names another new address: %(address)s.") % {"address": named[:200]}
        return Look(verdict=Verdict.LEADS_AWAY, sentence=words)
    return Look(verdict=Verdict.STILL_THERE, sentence=_("The old feed is still there and leads nobody here."))


def _same(one: str, other: str) -> bool:
    """Whether two addresses are the same for apps, which take http for https."""
    parts = [parted(address) for address in (one, other)]
    return len({(each.netloc.lower(), each.path.rstrip("/") or "/", each.query) for each in parts}) == 1


# --- Old pages ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OldPages:
    """The pages that the episodes of a show had on one host; `led` of them lead here already."""

    host: str
    count: int
    led: int


def old_pages(*, show: Show) -> list[OldPages]:
    """By host, the most pages first. Two queries."""
    links = _links(show)
    known = set(Redirect.objects.filter(old__in=[_path(link) for link, _new in links]).values_list("old", flat=True))
    counted = Counter(parted(link).netloc.lower() for link, _new in links)
    led = Counter(parted(link).netloc.lower() for link, _new in links if _path(link) in known)
    return [OldPages(host=host, count=count, led=led[host]) for host, count in counted.most_common()]


def lead(*, show: Show, host: str, hosts: Collection[str] = ()) -> redirects.Plan:
    """Lead the old pages of the episodes on `host` to their pages here, and return what was written and refused.

    It takes effect for requests that come here: when the name `host` points to this site. What an editor leads
    elsewhere stays, and so does every page that this site has itself. `hosts` are the names of this site.
    """
    pairs = [(link, new) for link, new in _links(show) if parted(link).netloc.lower() == host]
    known = set(Redirect.objects.filter(old__in=[_path(link) for link, _new in pairs]).values_list("old", flat=True))
    text = io.StringIO()
    wanted = [(link, new) for link, new in pairs if _path(link) not in known | {new.rstrip("/")}]
    csv.writer(text).writerows(wanted)
    planned = redirects.plan(text.getvalue(), hosts=hosts) if wanted else redirects.Plan(lines=())
    redirects.write(planned)
    return planned


def _links(show: Show) -> list[tuple[str, str]]:
    """The old address of the page of each episode, and the new one."""
    came = ImportedEpisode.objects.filter(episode__show=show, episode__deleted_at=None).exclude(link="")
    base = show.site_path
    rows = came.order_by("episode").values_list("link", "episode__slug")
    return [(link, f"{base}{slug}/") for link, slug in rows if parted(link).netloc]


def _path(link: str) -> str:
    """The link as old addresses are kept."""
    parts = parted(link)
    return canonical(unquote(parts.path), parts.query)
