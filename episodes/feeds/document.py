"""A channel and its items → RSS 2.0 with the namespaces of iTunes, the podcast namespace, Atom and Podlove.

Elements and limits by PSP-1, "A Podcaster's Guide to RSS" and the podcast namespace. The same values always give the
same bytes. Nothing that a text contains can break the document: what XML does not allow is taken out.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from typing import Any

from lxml import etree

from episodes.feeds.values import Channel, Enclosure, Image, Item, Person, Place
from episodes.formats import timestamps
from episodes.formats.chapters import psc_attributes

MEDIA_TYPE = "application/rss+xml"
GENERATOR = "Podcast site"
NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}

_ITUNES, _PODCAST, _ATOM, _CONTENT, _PSC = (f"{{{uri}}}" for uri in NAMESPACES.values())
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST, _LONGEST_IN_PODCAST, _LONGEST_DISPLAY = 255, 128, 32


def document(channel: Channel, items: Iterable[Item]) -> Iterator[bytes]:
    """The feed in pieces, an item each, so that no more than one item is in memory as a tree."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    if channel.stylesheet:
        yield f'<?xml-stylesheet type="text/css" href="{_attribute(channel.stylesheet)}"?>\n'.encode()
    root = etree.Element("rss", nsmap=NAMESPACES, version="2.0")
    parent = etree.SubElement(root, "channel")
    parent.text = "\n"
    head, tail = etree.tostring(root, encoding="utf-8").split(b"\n")
    yield head
    _fill_channel(parent, channel)
    yield _inside(root, head, tail)
    for item in items:
        parent.clear()
        _fill_item(etree.SubElement(parent, "item"), item)
        yield _inside(root, head, tail)
    yield tail + b"\n"


def clean(text: str) -> str:
    """The text without characters that XML does not allow, and without other controls than line breaks and tabs."""
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """The text of a single line, without spaces at its ends."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # what nearly every text is, told quickly
    return " ".join(clean(text).split())


def _inside(root: Any, head: bytes, tail: bytes) -> bytes:
    """What is in the channel; serialised within it, so that no element declares a namespace again."""
    whole: bytes = etree.tostring(root, encoding="utf-8")
    return whole[len(head) : -len(tail)] + b"\n"


def _attribute(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


# --- The channel ---------------------------------------------------------------------------------


def _fill_channel(parent: Any, channel: Channel) -> None:
    _text(parent, "title", channel.title)
    _text(parent, "link", channel.link)
    _html(parent, "description", channel.description or channel.title)
    _text(parent, "language", channel.language)
    _pages(parent, channel)
    _apple(parent, channel)
    if channel.changed_at:
        _text(parent, "pubDate", _date(channel.changed_at))
        _text(parent, "lastBuildDate", _date(channel.changed_at))
    _text(parent, "copyright", channel.copyright)
    _text(parent, "generator", GENERATOR)
    if channel.image:
        image = etree.SubElement(parent, "image")
        _text(image, "url", channel.image)
        _text(image, "title", channel.title)
        _text(image, "link", channel.link)
    _podcasting(parent, channel)


def _pages(parent: Any, channel: Channel) -> None:
    pages = channel.pages
    relations = {"self": pages.this}
    if pages.first != pages.last:
        relations |= {"first": pages.first, "previous": pages.previous, "next": pages.next, "last": pages.last}
    for relation, address in relations.items():
        if address:
            _empty(parent, _ATOM + "link", rel=relation, type=MEDIA_TYPE, href=address)
    if channel.hub:
        _empty(parent, _ATOM + "link", rel="hub", href=channel.hub)


def _apple(parent: Any, channel: Channel) -> None:
    for category, part in channel.categories:
        element = _empty(parent, _ITUNES + "category", text=category)
        if part:
            _empty(element, _ITUNES + "category", text=part)
    _text(parent, _ITUNES + "explicit", _truth(channel.explicit))
    if channel.image:
        _empty(parent, _ITUNES + "image", href=channel.image)
    _text(parent, _ITUNES + "author", channel.author, longest=_LONGEST)
    if channel.owner_name or channel.owner_email:
        owner = etree.SubElement(parent, _ITUNES + "owner")
        _text(owner, _ITUNES + "name", channel.owner_name)
        _text(owner, _ITUNES + "email", channel.owner_email)
    _text(parent, _ITUNES + "type", channel.kind)
    _text(parent, _ITUNES + "complete", "Yes" if channel.complete else "")
    _text(parent, _ITUNES + "block", "Yes" if channel.block else "")
    _text(parent, _ITUNES + "new-feed-url", channel.new_feed_url)


def _podcasting(parent: Any, channel: Channel) -> None:
    _text(parent, _PODCAST + "guid", channel.guid)
    _text(parent, _PODCAST + "locked", "yes" if channel.locked else "no", owner=channel.owner_email)
    _text(parent, _PODCAST + "block", "yes" if channel.block else "")
    _text(parent, _PODCAST + "medium", channel.medium)
    for funding in channel.funding:
        _text(parent, _PODCAST + "funding", funding.text, longest=_LONGEST_IN_PODCAST, url=funding.about)
    for text in channel.texts:
        _text(parent, _PODCAST + "txt", text.text, purpose=text.about)
    _persons(parent, channel.persons)
    _text(parent, _PODCAST + "license", channel.license, longest=_LONGEST_IN_PODCAST, url=channel.license_url)
    _place(parent, channel.place)
    _picture(parent, channel.picture)
    _frequency(parent, channel)
    for trailer in channel.trailers:
        _text(
            parent,
            _PODCAST + "trailer",
            trailer.title,
            longest=_LONGEST_IN_PODCAST,
            pubdate=_date(trailer.published_at),
            **_enclosure(trailer.enclosure),
            season=_number(trailer.season),
        )
    if channel.recommended:
        roll = etree.SubElement(parent, _PODCAST + "podroll")
        for other in channel.recommended:
            _empty(roll, _PODCAST + "remoteItem", feedGuid=other.guid, feedUrl=other.url, title=other.title)


def _frequency(parent: Any, channel: Channel) -> None:
    """How often there is a new one, in words or by the rule alone."""
    words, rule = channel.update_frequency or channel.update_rule, channel.update_rule
    complete = "true" if channel.complete and words else ""
    _text(parent, _PODCAST + "updateFrequency", words, longest=_LONGEST_IN_PODCAST, rrule=rule, complete=complete)


# --- An item -------------------------------------------------------------------------------------


def _fill_item(parent: Any, item: Item) -> None:
    _text(parent, "title", item.title, longest=_LONGEST)
    _text(parent, "link", item.link)
    _text(parent, "guid", item.guid, isPermaLink="false")
    _text(parent, "pubDate", _date(item.published_at))
    _empty(parent, "enclosure", **_enclosure(item.enclosure))
    _html(parent, "description", item.description)
    _html(parent, _CONTENT + "encoded", item.content)
    for topic in item.topics:
        _text(parent, "category", topic)
    if item.duration_ms:
        _text(parent, _ITUNES + "duration", str(max(1, round(item.duration_ms / 1000))))
    if item.image:
        _empty(parent, _ITUNES + "image", href=item.image)
    _text(parent, _ITUNES + "explicit", _truth(item.explicit))
    _text(parent, _ITUNES + "episodeType", item.kind)
    _numbers(parent, item)
    _text(parent, _ITUNES + "block", "Yes" if item.block else "")
    _persons(parent, item.persons)
    _place(parent, item.place)
    _picture(parent, item.picture)
    _chapters(parent, item)
    for transcript in item.transcripts:
        rel = "captions" if transcript.captions else ""
        attributes = {"url": transcript.url, "type": transcript.type, "language": transcript.language, "rel": rel}
        _empty(parent, _PODCAST + "transcript", **attributes)
    for bite in item.soundbites:
        start, duration = timestamps.format_seconds(bite.start_ms), timestamps.format_seconds(bite.duration_ms)
        element = _empty(parent, _PODCAST + "soundbite", startTime=start, duration=duration)
        element.text = one_line(bite.title)[:_LONGEST_IN_PODCAST] or None
    if item.social:
        social = item.social
        about = {"protocol": social.protocol, "uri": social.uri, "accountId": social.account}
        _empty(parent, _PODCAST + "socialInteract", **about)


def _numbers(parent: Any, item: Item) -> None:
    _text(parent, _ITUNES + "season", _number(item.season))
    _text(parent, _ITUNES + "episode", _number(item.number))
    _text(parent, _PODCAST + "season", _number(item.season), name=item.season_name)
    _text(parent, _PODCAST + "episode", _number(item.number), display=item.number_label[:_LONGEST_DISPLAY])


def _chapters(parent: Any, item: Item) -> None:
    if item.chapters_url:
        _empty(parent, _PODCAST + "chapters", url=item.chapters_url, type="application/json+chapters")
    listed = psc_attributes(item.chapters)
    if listed:
        chapters = etree.SubElement(parent, _PSC + "chapters", version="1.2")
        for attributes in listed:
            _empty(chapters, _PSC + "chapter", **attributes)


# --- Parts ---------------------------------------------------------------------------------------


def _persons(parent: Any, persons: Iterable[Person]) -> None:
    for person in persons:
        about = {"role": person.role, "group": person.group, "img": person.img, "href": person.href}
        _text(parent, _PODCAST + "person", person.name, longest=_LONGEST_IN_PODCAST, **about)


def _place(parent: Any, place: Place | None) -> None:
    if place:
        _text(parent, _PODCAST + "location", place.name, longest=_LONGEST_IN_PODCAST, geo=place.geo)


def _picture(parent: Any, picture: Image | None) -> None:
    if picture:
        edge = str(picture.width)
        size = {"aspect-ratio": "1/1", "width": edge, "height": edge}
        about = {"href": picture.href, "alt": picture.alt, "type": picture.type, "purpose": "artwork"}
        _empty(parent, _PODCAST + "image", **about, **size)


def _enclosure(enclosure: Enclosure) -> dict[str, str]:
    return {"url": enclosure.url, "length": str(enclosure.length), "type": enclosure.type}


def _text(parent: Any, tag: str, text: str, *, longest: int | None = None, **attributes: str) -> None:
    """An element of one line; none at all where there is nothing to say."""
    line = one_line(text)[:longest].rstrip()
    if line:
        _empty(parent, tag, **attributes).text = line


def _empty(parent: Any, tag: str, **attributes: str) -> Any:
    """An element with the attributes that are not empty."""
    lines = ((name, one_line(value)) for name, value in attributes.items())
    return etree.SubElement(parent, tag, {name: line for name, line in lines if line})


def _html(parent: Any, tag: str, html: str) -> None:
    """An element of HTML, in a section as PSP-1 asks for; `]]>` would end that section, and means the same escaped."""
    source = clean(html).replace("\r\n", "\n").replace("\r", "\n").strip().replace("]]>", "]]&gt;")
    if source:
        etree.SubElement(parent, tag).text = etree.CDATA(source)


def _date(moment: dt.datetime) -> str:
    return format_datetime(moment.astimezone(dt.UTC), usegmt=True)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _truth(value: bool) -> str:
    return "true" if value else "false"
