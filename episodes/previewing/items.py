"""An episode → its item in the feed, by the code of the feed, whether it is public or not."""

import re
import sys
from dataclasses import dataclass
from functools import cached_property

from episodes.feeds import notes
from episodes.feeds.document import written
from episodes.feeds.reading import FeedPage, moment
from episodes.feeds.tables import Stretch
from episodes.feeds.values import Item
from episodes.formats import markdown
from episodes.models import Episode

# Where a line may begin: after an element, but for the HTML in a section, which stays as it is.
_BREAKS = re.compile(r"(<!\[CDATA\[.*?\]\]>)|(?<=>)(?=<)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class _PageOfOne(FeedPage):
    """A page of the feed with one episode on it, whoever may see that."""

    number: int = 1
    only: Episode

    @cached_property
    def stretch(self) -> Stretch:
        return Stretch(show=self.show.pk, listed=[(self.only.pk, moment(self.only))], is_public=False)


@dataclass(frozen=True, kw_only=True)
class FeedItem:
    """The item as values, and as it stands in the document."""

    item: Item
    xml: str
    description_is_cut: bool

    @property
    def words(self) -> str:
        """The description as an app shows it in a list: without markup."""
        return markdown.plain(self.item.description)

    @property
    def lines(self) -> str:
        """The XML with an element on each line."""
        return _BREAKS.sub(lambda found: found[1] or "\n", self.xml)


def feed_item(*, episode: Episode, site: str) -> FeedItem:
    """The item of `episode`, which has a moment and a type of audio; `site` is where our addresses begin."""
    page = _PageOfOne(show=episode.show, site=site, only=episode)
    item = page.item(next(page.sources()))
    html = notes.whole(markdown.render(episode.notes), summary=episode.summary)
    uncut = notes.description(html, base=item.link, longest=sys.maxsize)
    return FeedItem(item=item, xml=written(item).decode().strip(), description_is_cut=uncut != item.description)
