"""RSS as podcasts have it → values: a show and its items, whatever is wrong with the document."""

from episodes.formats.rss.dates import DateError
from episodes.formats.rss.kept import is_whole
from episodes.formats.rss.reading import MOST_ITEMS, parse
from episodes.formats.rss.values import (
    LARGEST_BYTES,
    Document,
    Enclosure,
    Feed,
    FeedError,
    Frequency,
    Item,
    Labelled,
    Person,
    Place,
    Recommended,
    Remark,
    Show,
    Social,
    Soundbite,
)

__all__ = [
    "LARGEST_BYTES",
    "MOST_ITEMS",
    "DateError",
    "Document",
    "Enclosure",
    "Feed",
    "FeedError",
    "Frequency",
    "Item",
    "Labelled",
    "Person",
    "Place",
    "Recommended",
    "Remark",
    "Show",
    "Social",
    "Soundbite",
    "is_whole",
    "parse",
]
