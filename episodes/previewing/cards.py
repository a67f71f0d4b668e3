"""The head of a page → what search engines and social networks make of it."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

# What is usually seen of it, in columns of Latin letters; none of the services promises a number.
SEARCH_TITLE = 60
SEARCH_DESCRIPTION = 155
SOCIAL_TITLE = 70
SOCIAL_DESCRIPTION = 200


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a page says of itself. Addresses are absolute; empty where the page does not say it."""

    title: str
    description: str
    address: str
    published_at: dt.datetime | None
    site: str
    social_title: str
    social_description: str
    image: str
    image_alt: str

    @property
    def trail(self) -> list[str]:
        """The address as search engines show it: the host, then the parts of the path."""
        parts = urlsplit(self.address)
        return [parts.netloc, *filter(None, parts.path.split("/"))]


def read_head(html: str) -> Head:
    """Read the head of a page of ours."""
    page = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", no_network=True))
    named: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        named.setdefault(name, " ".join((meta.get("content") or "").split()))
    moment = named.get("article:published_time", "")
    return Head(
        title=" ".join((page.findtext("head/title") or "").split()),
        description=named.get("description", ""),
        address=next((link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"), ""),
        published_at=dt.datetime.fromisoformat(moment) if moment else None,
        site=named.get("og:site_name", ""),
        social_title=named.get("og:title", ""),
        social_description=named.get("og:description", ""),
        image=named.get("og:image", ""),
        image_alt=named.get("og:image:alt", ""),
    )


def columns(text: str) -> int:
    """How wide `text` is, where a Latin letter is 1 and a Chinese character 2; signs above letters take no room."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def cut(text: str, longest: int) -> str:
    """`text` if it is at most `longest` columns wide, else its first words that are, and `…`."""
    if columns(text) <= longest:
        return text
    fits = ""
    for letter in text:
        if columns(fits + letter) > longest - 1:
            break
        fits += letter
    words = fits.rpartition(" ")[0] or fits
    return words.rstrip(" ,;:–—-") + "…"
