"""Items written once for what they are made of, so that an edit of one episode costs one item and not the whole feed.

An item is found by a hash of every column of every row that it is read from, of the page's terms, and of the code and
settings that write it. So there is nothing to purge, and none can be older than the rows that were just read.
"""

import hashlib
from collections.abc import Iterator
from itertools import batched

from django.core.cache import cache

from episodes.feeds.document import written
from episodes.feeds.reading import FeedPage, Source
from guests.keeping import version_key

_BATCH = 50
# In a cache that others share, what nobody asks for any more is gone one day.
_KEPT_SECONDS = 30 * 24 * 60 * 60


def written_items(page: FeedPage) -> Iterator[bytes]:
    """The items of the page as the document has them, newest first, from the cache or written now."""
    common = hashlib.sha256(repr((version_key(), page.terms)).encode(errors="backslashreplace"))
    for batch in batched(page.sources(), _BATCH, strict=False):
        sources = {_key(common, source): source for source in batch}
        kept: dict[str, bytes] = cache.get_many(list(sources))
        made = {key: written(page.item(source)) for key, source in sources.items() if key not in kept}
        if made:
            cache.set_many(made, timeout=_KEPT_SECONDS)
        for key in sources:
            yield kept.get(key) or made[key]


def _key(common: "hashlib._Hash", source: Source) -> str:
    digest = common.copy()
    digest.update(repr(source.facts()).encode(errors="backslashreplace"))
    return f"feed-item:{digest.hexdigest()}"
