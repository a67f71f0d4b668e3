"""An address or a file → the feed with all its pages."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from episodes import fetching
from episodes.formats import rss
from episodes.importer.asking import FEED, Asking
from episodes.importer.values import Refused, Source

MOST_PAGES = 200

# What apps register for themselves: the feed is at the same address with https.
_APP_SCHEMES = ("feed", "itpc", "pcast", "podcast")


def is_address(text: str) -> bool:
    """Whether this is an address, not the path of a file."""
    return urlsplit(text).scheme in {"http", "https", *_APP_SCHEMES}


def bring(source: str, *, asking: Asking) -> Source:
    """Fetch a feed from its address, or read it from a file, with all its pages. Raises `Refused`."""
    return from_address(source, asking=asking) if is_address(source) else from_file(Path(source), asking=asking)


def from_address(address: str, *, asking: Asking) -> Source:
    """Fetch a feed and the pages that follow it. Raises `Refused`."""
    scheme, colon, rest = address.partition(":")
    if scheme in _APP_SCHEMES:
        address = rest.removeprefix("//") if rest.removeprefix("//").startswith("http") else f"https{colon}{rest}"
    data, found_at = _fetched(address, asking)
    return _with_pages(_parsed(data), found_at, asking=asking)


def from_file(path: Path, *, asking: Asking) -> Source:
    """Read a feed from a file; pages that follow it are fetched from where they are said to be. Raises `Refused`."""
    try:
        if path.stat().st_size > rss.LARGEST_BYTES:
            raise Refused(_("“%(name)s” is larger than any feed.") % {"name": path.name})
        data = path.read_bytes()
    except OSError as error:
        raise Refused(
            _("“%(name)s” cannot be read: %(reason)s. Give the address of a feed, or a file that holds one.")
            % {"name": str(path), "reason": error.strerror or error}
        ) from error
    return from_bytes(data, asking=asking)


def from_bytes(data: bytes, *, asking: Asking) -> Source:
    """The same for a feed that is in memory."""
    return _with_pages(_parsed(data), "", asking=asking)


def _with_pages(feed: rss.Feed, address: str, *, asking: Asking) -> Source:
    items, remarks = list(feed.items), list(feed.remarks)
    page, at, seen = feed, address, {address}
    while following := page.show.next:
        at = urljoin(at, following)
        if not is_address(at):
            message = _("The feed goes on at “%(address)s”, which is not a whole address: that part is missing.")
            remarks.append(rss.Remark(message=message % {"address": at[:200]}))
            break
        if at in seen:
            remarks.append(rss.Remark(message=_("The pages of the feed lead in a circle; each was read once.")))
            break
        if len(seen) > MOST_PAGES:
            raise Refused(_("The feed has more than %(most)d pages. No podcast has.") % {"most": MOST_PAGES})
        seen.add(at)
        data, at = _fetched(at, asking)
        page = _parsed(data)
        first = len(items)
        items += [replace(item, number=first + item.number) for item in page.items]
        remarks += [replace(remark, item=remark.item and first + remark.item) for remark in page.remarks]
        if len(items) > rss.MOST_ITEMS:
            raise Refused(_("The feed has more than %(most)d items. No podcast has.") % {"most": rss.MOST_ITEMS})
    # What the feed says of its own place is worth as much as where a file was found.
    named = feed.show.this if is_address(feed.show.this) else ""
    whole = rss.Feed(show=feed.show, items=tuple(items), remarks=tuple(remarks))
    return Source(feed=whole, address=address or named)


def _fetched(address: str, asking: Asking) -> tuple[bytes, str]:
    try:
        answer = asking.ask(address, limits=FEED)
    except fetching.FetchError as error:
        raise Refused(f"{address[:200]}: {error}") from error
    return answer.body, answer.address


def _parsed(data: bytes) -> rss.Feed:
    try:
        return rss.parse(data)
    except rss.FeedError as error:
        raise Refused(str(error)) from error
