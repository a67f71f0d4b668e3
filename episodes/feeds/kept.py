"""Items written once for the state that their episode is in, so that an edit costs one item and not the whole feed.

An item is found by the token that the database gives its episode with every change (`EpisodeRevision`), and a hash of
the page's terms, and of the code and settings that write it. So there is nothing to purge, and nothing of an episode
has to be read to know that its item is as it was. The token is read first: an item may be newer, never older.

The tick stores items in the database, where every process finds them; the cache has those that were written since.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import batched

from django.conf import settings
from django.core.cache import cache

from episodes.feeds.document import written
from episodes.feeds.reading import FeedPage, NoSuchPage, Source
from episodes.feeds.tables import StoredItems, Stretch
from episodes.models import Episode, Show, Sweep, WrittenItem
from guests.keeping import version_key

_BATCH = 50
_SWEEP = "feed items"
# In a cache that others share, what nobody asks for any more is gone one day.
_KEPT_SECONDS = 30 * 24 * 60 * 60
_DIGEST_BYTES = 16  # as much as a token has


def written_items(page: FeedPage) -> Iterator[bytes]:
    """The items of the page as the document has them, newest first: stored, from the cache, or written now."""
    if not page.stretch.listed:
        return
    keys = _keys(page)
    stored = StoredItems(page.stretch, keys)
    sources = _Sources(page, stored.lacking())
    for batch in batched(keys.items(), _BATCH, strict=False):
        found = {key: stored.of(pk) for pk, key in batch}
        missing = {key: pk for pk, key in batch if found[key] is None}
        if missing:
            found |= _kept_or_made(page, missing, sources)
        yield from filter(None, found.values())


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
            keys = _keys(page)
            lacking = StoredItems(page.stretch, keys).lacking() if keys else page.stretch
            for batch in batched(page.sources(lacking), _BATCH, strict=False):
                _store(page, batch, keys)
                yield f"Items of feeds that were written: {len(batch)}."
    Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _all_pages() -> Iterator[FeedPage]:
    for show in Show.objects.public():
        first = FeedPage(show=show, number=1, site=settings.SITE_URL)
        yield first
        for number in range(2, first.last + 1):
            yield FeedPage(show=show, number=number, site=settings.SITE_URL)


def _keys(page: FeedPage) -> dict[int, str]:
    """Under which key each episode's item is kept, newest first."""
    known = repr((version_key(), page.terms)).encode(errors="backslashreplace")
    common = hashlib.blake2b(known, digest_size=_DIGEST_BYTES).hexdigest()
    return {pk: f"item:{common}:{token}" for pk, token in page.tokens.items()}


def _kept_or_made(page: FeedPage, missing: dict[str, int], sources: "_Sources") -> dict[str, bytes]:
    """The items under those keys of those episodes; of one that is gone meanwhile there is none."""
    kept: dict[str, bytes] = cache.get_many(list(missing))
    read = {key: sources.of(pk) for key, pk in missing.items() if key not in kept}
    made = {key: written(page.item(source)) for key, source in read.items() if source}
    if made:
        cache.set_many(made, timeout=_KEPT_SECONDS)
    return kept | made


class _Sources:
    """What the items of a stretch are made of, read once the first is asked for, episode by episode in its order."""

    def __init__(self, page: FeedPage, stretch: Stretch) -> None:
        self._page = page
        self._places = stretch.places
        self._read = page.sources(stretch)
        self._next: Source | None = None

    def of(self, pk: int) -> Source | None:
        """That of the next episode, `pk`; None where it is gone meanwhile."""
        if pk not in self._places:  # its stored item is gone since it was seen
            return next(self._page.sources(self._page.stretch.between({pk})), None)
        while self._next is None or self._places[self._next.episode.pk] < self._places[pk]:
            if (read := next(self._read, None)) is None:
                return None
            self._next = read
        return self._next if self._next.episode.pk == pk else None


def _store(page: FeedPage, batch: tuple[Source, ...], keys: dict[int, str]) -> None:
    rows = [
        WrittenItem(episode_id=source.episode.pk, key=keys[source.episode.pk], xml=written(page.item(source)))
        for source in batch
    ]
    WrittenItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["episode"], update_fields=["key", "xml"]
    )
