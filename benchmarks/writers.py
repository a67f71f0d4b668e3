"""Three floors for a feed's items: strings, lxml and Django's feedgenerator, each from the same plain dictionaries."""

import io
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from lxml import etree

from episodes.feeds.document import NAMESPACES
from episodes.feeds.values import Item
from episodes.formats.chapters import psc_attributes

type Element = tuple[str, dict[str, str], str]


def plain(item: Item, date: str) -> dict[str, Any]:
    """What the item says as ready strings, with nothing left to do but write them."""
    repeated: list[Element] = [("itunes:summary", {}, item.summary)]
    repeated += [("category", {}, topic) for topic in item.topics]
    repeated += [
        ("itunes:duration", {}, str(round((item.duration_ms or 0) / 1000))),
        ("itunes:explicit", {}, "true" if item.explicit else "false"),
        ("itunes:episodeType", {}, item.kind),
        ("itunes:episode", {}, str(item.number)),
        ("podcast:episode", {}, str(item.number)),
    ]
    for person in item.persons:
        about = {"role": person.role, "group": person.group, "img": person.img, "href": person.href}
        repeated.append(("podcast:person", {name: value for name, value in about.items() if value}, person.name))
    return {
        "title": item.title,
        "link": item.link,
        "guid": item.guid,
        "date": date,
        "enclosure": {"url": item.enclosure.url, "length": str(item.enclosure.length), "type": item.enclosure.type},
        "description": item.description,
        "content": item.content,
        "elements": repeated,
        "chapters_url": item.chapters_url,
        "chapters": psc_attributes(item.chapters),
        "transcripts": [
            {
                "url": transcript.url,
                "type": transcript.type,
                "language": transcript.language,
                **({"rel": "captions"} if transcript.captions else {}),
            }
            for transcript in item.transcripts
        ],
    }


def _tag(name: str, attributes: dict[str, str], text: str = "") -> str:
    written = "".join([f" {key}={quoteattr(value)}" for key, value in attributes.items()])
    return f"<{name}{written}>{escape(text)}</{name}>" if text else f"<{name}{written}/>"


def strings(items: Iterable[dict[str, Any]]) -> bytes:
    """The items byte for byte as our own document has them."""
    pieces = []
    for item in items:
        pieces.append(
            f"<item><title>{escape(item['title'])}</title><link>{escape(item['link'])}</link>"
            f'<guid isPermaLink="false">{escape(item["guid"])}</guid><pubDate>{item["date"]}</pubDate>'
            f"{_tag('enclosure', item['enclosure'])}<description><![CDATA[{item['description']}]]></description>"
            f"<content:encoded><![CDATA[{item['content']}]]></content:encoded>"
            f"{''.join([_tag(*element) for element in item['elements']])}"
            f"{_tag('podcast:chapters', {'url': item['chapters_url'], 'type': 'application/json+chapters'})}"
            f'<psc:chapters version="1.2">{"".join([_tag("psc:chapter", at) for at in item["chapters"]])}'
            f"</psc:chapters>"
            f"{''.join([_tag('podcast:transcript', of) for of in item['transcripts']])}</item>\n"
        )
    return "".join(pieces).encode()


def lxml(items: Iterable[dict[str, Any]]) -> bytes:
    """The same by a tree for each item."""
    names = {prefix: f"{{{uri}}}" for prefix, uri in NAMESPACES.items()}

    def name(tag: str) -> str:
        prefix, colon, local = tag.partition(":")
        return names[prefix] + local if colon else tag

    pieces = []
    for item in items:
        root = etree.Element("item", nsmap=NAMESPACES)
        for tag in ("title", "link"):
            etree.SubElement(root, tag).text = item[tag]
        etree.SubElement(root, "guid", isPermaLink="false").text = item["guid"]
        etree.SubElement(root, "pubDate").text = item["date"]
        etree.SubElement(root, "enclosure", item["enclosure"])
        etree.SubElement(root, "description").text = etree.CDATA(item["description"])
        etree.SubElement(root, name("content:encoded")).text = etree.CDATA(item["content"])
        for tag, attributes, text in item["elements"]:
            etree.SubElement(root, name(tag), attributes).text = text
        about = {"url": item["chapters_url"], "type": "application/json+chapters"}
        etree.SubElement(root, name("podcast:chapters"), about)
        chapters = etree.SubElement(root, name("psc:chapters"), version="1.2")
        for of in item["chapters"]:
            etree.SubElement(chapters, name("psc:chapter"), of)
        for of in item["transcripts"]:
            etree.SubElement(root, name("podcast:transcript"), of)
        pieces.append(etree.tostring(root, encoding="utf-8"))
    return b"\n".join(pieces)


class _Feed(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {"version": "2.0", **{f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()}}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        said = item["said"]
        handler.addQuickElement("content:encoded", said["content"])
        for tag, attributes, text in said["elements"]:
            handler.addQuickElement(tag, text, attributes)
        about = {"url": said["chapters_url"], "type": "application/json+chapters"}
        handler.addQuickElement("podcast:chapters", "", about)
        handler.startElement("psc:chapters", {"version": "1.2"})
        for of in said["chapters"]:
            handler.addQuickElement("psc:chapter", "", of)
        handler.endElement("psc:chapters")
        for of in said["transcripts"]:
            handler.addQuickElement("podcast:transcript", "", of)


def feedgenerator(items: Iterable[dict[str, Any]]) -> bytes:
    """The same by what Django's syndication framework stands on."""
    feed = _Feed("Benchmark", "http://localhost/", "Benchmark")
    for item in items:
        of = item["enclosure"]
        feed.add_item(
            item["title"],
            item["link"],
            item["description"],
            unique_id=item["guid"],
            enclosures=[Enclosure(of["url"], of["length"], of["type"])],
            said=item,
        )
    out = io.StringIO()
    feed.write(out, "utf-8")
    return out.getvalue().encode()
