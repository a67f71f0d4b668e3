"""An address or a file → the feed with all its pages."""

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from episodes import fetching
from episodes.formats import rss
from episodes.importer.asking import FEED, Asking
from episodes.importer.spooled import Spooled
from episodes.importer.values import Page, Refused, Source

MOST_PAGES = 200

# What apps register for themselves: the feed is at the same address with https.
_APP_SCHEMES = ("feed", "itpc", "pcast", "podcast")

type Keep = Callable[[Page], object]
"""Is told of each page as it comes; its file is closed once it has been read."""


def _forget(_page: Page) -> None:
    pass


def is_address(text: str) -> bool:
    """Whether this is an address, not the path of a file."""
    scheme, colon, _rest = text.partition(":")
    return bool(colon) and scheme.lower() in {"http", "https", *_APP_SCHEMES}


def bring(source: str, *, asking: Asking) -> Source:
    """Fetch a feed from its address, or read it from a file, with all its pages. Raises `Refused`."""
    return from_address(source, asking=asking) if is_address(source) else from_file(Path(source), asking=asking)


def from_address(address: str, *, asking: Asking, keep: Keep = _forget) -> Source:
    """Fetch a feed and the pages that follow it. Raises `Refused`."""
    scheme, colon, rest = address.partition(":")
    if scheme in _APP_SCHEMES:
        address = rest.removeprefix("//") if rest.removeprefix("//").startswith("http") else f"https{colon}{rest}"
    first = _fetched(address, asking)
    keep(first)
    return _with_pages(_parsed(first.body), first.found_at, asking=asking, keep=keep)


def from_file(path: Path, *, asking: Asking) -> Source:
    """Read a feed from a file; pages that follow it are fetched from where they are said to be. Raises `Refused`."""
    try:
        if path.stat().st_size > rss.LARGEST_BYTES:
            raise Refused(_("“%(name)s” is larger than any feed.") % {"name": path.name})
        return _with_pages(_parsed(path.open("rb")), "", asking=asking)
    except OSError as error:
        raise Refused(
            _("“%(name)s” cannot be read: %(reason)s. Give the address of a feed, or a file that holds one.")
            % {"name": str(path), "reason": error.strerror or error}
        ) from error


def from_bytes(data: bytes, *, asking: Asking, keep: Keep = _forget) -> Source:
    """The same for a feed that is in memory."""
    page = Page(body=io.BytesIO(data))
    keep(page)
    return _with_pages(_parsed(page.body), "", asking=asking, keep=keep)


def from_pages(pages: Sequence[Page], *, asking: Asking, keep: Keep = _forget) -> Source:
    """The same for a feed of which `pages` were kept, the first first; only what is not among them is fetched."""
    known = {page.asked: page for page in pages[1:]}
    return _with_pages(_parsed(pages[0].body), pages[0].found_at, asking=asking, keep=keep, known=known)


def _with_pages(
    feed: rss.Feed, address: str, *, asking: Asking, keep: Keep = _forget, known: Mapping[str, Page] | None = None
) -> Source:
    pages, remarks, missing = [feed.items], list(feed.remarks), ""
    page, at, seen = feed, address, {address}
    while following := page.show.next:
        try:
            at = urljoin(at, following)
        except ValueError:  # as in "http://["
            at = following
        if at in seen:
            remarks.append(rss.Remark(message=_("The pages of the feed lead in a circle; each was read once.")))
            break
        if len(seen) > MOST_PAGES:
            raise Refused(_("The feed has more than %(most)d pages. No podcast has.") % {"most": MOST_PAGES})
        seen.add(at)
        try:
            came, page = _page(at, asking=asking, keep=keep, known=known or {})
        except Refused as refusal:
            missing = _missing(len(pages) + 1, refusal)
            break
        at = came.found_at
        first = sum(map(len, pages))
        pages.append(page.items)
        remarks += [replace(remark, item=remark.item and first + remark.item) for remark in page.remarks]
        if first + len(page.items) > rss.MOST_ITEMS:
            raise Refused(_("The feed has more than %(most)d items. No podcast has.") % {"most": rss.MOST_ITEMS})
    # What the feed says of its own place is worth as much as where a file was found.
    named = feed.show.this if is_address(feed.show.this) else ""
    whole = rss.Feed(show=feed.show, items=_as_one(pages), remarks=tuple(remarks))
    return Source(feed=whole, address=address or named, missing=missing)


def _page(at: str, *, asking: Asking, keep: Keep, known: Mapping[str, Page]) -> tuple[Page, rss.Feed]:
    """A page that follows, as it came and as it reads. Raises `Refused`."""
    if not is_address(at):
        raise Refused(_("“%(address)s” is not a whole address.") % {"address": at[:200]})
    came = known.get(at)
    if came is None:
        came = _fetched(at, asking)
        keep(came)
    return came, _parsed(came.body)


def _missing(number: int, refusal: Refused) -> str:
    words = _(
        "The feed is not whole: page %(number)d, and what may follow it, could not be read. %(why)s Bring it in again"
        " once it can be."
    )
    return words % {"number": number, "why": refusal}


def _as_one(pages: Sequence[Sequence[rss.Item]]) -> Sequence[rss.Item]:
    if len(pages) == 1:
        return pages[0]
    return Spooled(replace(item, number=number) for number, item in enumerate(chain.from_iterable(pages), start=1))


def _fetched(address: str, asking: Asking) -> Page:
    body = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the page
    try:
        answer = asking.ask(address, limits=FEED, write=body.write)
    except fetching.FetchError as error:
        body.close()
        raise Refused(f"{address[:200]}: {error}") from error
    return Page(body=body, asked=address, found_at=answer.address)


def _parsed(file: BinaryIO) -> rss.Feed:
    """The feed in a file, which is closed then."""
    try:
        with file:
            return rss.parse(file, gathered=Spooled)
    except rss.FeedError as error:
        raise Refused(str(error)) from error
