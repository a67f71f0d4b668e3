"""Shows → OPML 2.0, the list of feeds that every podcast app can bring in at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from episodes.feeds.elements import one_line

MEDIA_TYPE = "text/x-opml"


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One feed of the list; both addresses are absolute."""

    title: str
    feed: str
    page: str
    description: str
    language: str


def opml(title: str, outlines: Iterable[Outline]) -> bytes:
    """The document; the same values give the same bytes."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(title)
    body = etree.SubElement(root, "body")
    for outline in outlines:
        name = one_line(outline.title)
        attributes = {
            "type": "rss",
            "text": name,
            "title": name,
            "xmlUrl": outline.feed,
            "htmlUrl": outline.page,
            "description": one_line(outline.description),
            "language": outline.language,
        }
        etree.SubElement(body, "outline", {key: value for key, value in attributes.items() if value})
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return document
