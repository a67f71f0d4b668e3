"""Items written once for what they are made of, so that an edit of one episode costs one item and not the whole feed.

An item is found by a hash of every column of every row that it is read from, of the page's terms, and of the code and
settings that write it. So there is nothing to purge, and none can be older than the rows that were just read.

The tick stores items in the database, where every process finds them; the cache has those that were written since.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import batched

from django.conf import settings
from django.core.cache import cache

from episodes.feeds.document import written
from episodes.feeds.reading import FeedPage, NoSuchPage, Source
from episodes.feeds.tables import StoredItems
from episodes.models import Episode, Show, Sweep, WrittenItem
from guests.keeping import version_key

_BATCH = 50
_SWEEP = "feed items"
# In a cache that others share, what nobody asks for any more is gone one day.
_KEPT_SECONDS = 30 * 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class _Found:
    """An item by what it is made of, and as the database has it, if it has."""

    source: Source
    key: str
    stored: bytes | None


def written_items(page: FeedPage) -> Iterator[bytes]:
    """The items of the page as the document has them, newest first: stored, from the cache, or written now."""
    for batch in batched(_found(page), _BATCH, strict=False):
        missing = {found.key: found.source for found in batch if found.stored is None}
        kept: dict[str, bytes] = cache.get_many(list(missing)) if missing else {}
        made = {key: written(page.item(source)) for key, source in missing.items() if key not in kept}
        if made:
            cache.set_many(made, timeout=_KEPT_SECONDS)
        for found in batch:
            yield found.stored or kept.get(found.key) or made[found.key]


def write_ahead() -> Iterator[str]:
    """Store the items of all feeds, as `SITE_URL` has them, where they are missing or old; a sentence for each portion.

    Nothing where the site does not know its address.
    """
    if not settings.SITE_URL:
        return
    public = Episode.objects.public_state()
    state = hashlib.sha256(repr((version_key(), public.token, public.latest_at)).encode()).hexdigest()
    if Sweep.objects.has_seen(_SWEEP, state=state):
        return
    for page in _all_pages():
        with suppress(NoSuchPage):  # withdrawn since the pages were counted
            wanted = (found for found in _found(page) if found.stored is None)
            for batch in batched(wanted, _BATCH, strict=False):
                _store(page, batch)
                yield f"Items of feeds that were written: {len(batch)}."
    Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _all_pages() -> Iterator[FeedPage]:
    for show in Show.objects.public():
        first = FeedPage(show=show, number=1, site=settings.SITE_URL)
        yield first
        for number in range(2, first.last + 1):
            yield FeedPage(show=show, number=number, site=settings.SITE_URL)


def _found(page: FeedPage) -> Iterator[_Found]:
    if not page.stretch.listed:
        return
    common = hashlib.sha256(repr((version_key(), page.terms)).encode(errors="backslashreplace"))
    stored = StoredItems(page.stretch)
    for source in page.sources():
        key = _key(common, source)
        yield _Found(source=source, key=key, stored=stored.of(source.episode.pk, key))


def _key(common: "hashlib._Hash", source: Source) -> str:
    digest = common.copy()
    digest.update(repr(source.facts()).encode(errors="backslashreplace"))
    return f"feed-item:{digest.hexdigest()}"


def _store(page: FeedPage, batch: Iterable[_Found]) -> None:
    rows = [
        WrittenItem(episode_id=found.source.episode.pk, key=found.key, xml=written(page.item(found.source)))
        for found in batch
    ]
    WrittenItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["episode"], update_fields=["key", "xml"]
    )
