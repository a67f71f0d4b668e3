"""A channel and its items → RSS 2.0 with the namespaces of iTunes, the podcast namespace, Atom and Podlove.

Elements and limits by PSP-1, "A Podcaster's Guide to RSS" and the podcast namespace. The same values always give the
same bytes, and `elements` sees to it that none can break the document.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from email.utils import format_datetime

from episodes.feeds.elements import around, empty, html, quoted, text, verbatim
from episodes.feeds.values import Channel, Enclosure, Image, Item, Labelled, Person, Place
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

_LONGEST, _LONGEST_IN_PODCAST, _LONGEST_DISPLAY = 255, 128, 32


def document(channel: Channel, items: Iterable[bytes]) -> Iterator[bytes]:
    """The feed in pieces; `items` as `written` gives them, which need not be in memory all at once."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    if channel.stylesheet:
        yield f'<?xml-stylesheet type="text/css"{quoted({"href": channel.stylesheet})}?>\n'.encode()
    namespaces = quoted({f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()})
    # In which language texts are is said to browsers as well, which know nothing of `<language>`.
    language = quoted({"xml:lang": channel.language})
    yield f'<rss{namespaces} version="2.0"{language}><channel>\n'.encode()
    yield "".join([*_channel(channel), "\n"]).encode()
    yield from items
    yield b"</channel></rss>\n"


# --- The channel ---------------------------------------------------------------------------------


def _channel(channel: Channel) -> Iterator[str]:
    yield text("title", channel.title)
    yield text("link", channel.link)
    yield html("description", channel.description or channel.title)
    yield text("language", channel.language)
    yield from _pages(channel)
    yield from _apple(channel)
    if channel.changed_at:
        yield text("pubDate", _date(channel.changed_at))
        yield text("lastBuildDate", _date(channel.changed_at))
    yield text("copyright", channel.copyright)
    yield text("generator", GENERATOR)
    if channel.image:
        parts = [text("url", channel.image), text("title", channel.title), text("link", channel.link)]
        yield around("image", parts)
    yield from _podcasting(channel)


def _pages(channel: Channel) -> Iterator[str]:
    pages = channel.pages
    relations = {"self": pages.this}
    if pages.first != pages.last:
        relations |= {"first": pages.first, "previous": pages.previous, "next": pages.next, "last": pages.last}
    for relation, address in relations.items():
        if address:
            yield empty("atom:link", rel=relation, type=MEDIA_TYPE, href=address)
    if channel.hub:
        yield empty("atom:link", rel="hub", href=channel.hub)


def _apple(channel: Channel) -> Iterator[str]:
    for category, part in channel.categories:
        yield around("itunes:category", [empty("itunes:category", text=part)] if part else [], text=category)
    yield text("itunes:explicit", _truth(channel.explicit))
    if channel.image:
        yield empty("itunes:image", href=channel.image)
    yield text("itunes:subtitle", channel.tagline, longest=_LONGEST)
    yield text("itunes:author", channel.author, longest=_LONGEST)
    if channel.owner_name or channel.owner_email:
        parts = [text("itunes:name", channel.owner_name), text("itunes:email", channel.owner_email)]
        yield around("itunes:owner", parts)
    yield text("itunes:type", channel.kind)
    yield text("itunes:complete", "Yes" if channel.complete else "")
    yield text("itunes:block", "Yes" if channel.block else "")
    yield text("itunes:new-feed-url", channel.new_feed_url)


def _podcasting(channel: Channel) -> Iterator[str]:
    yield text("podcast:guid", channel.guid)
    yield text("podcast:locked", "yes" if channel.locked else "no", owner=channel.owner_email)
    yield text("podcast:block", "yes" if channel.block else "")
    for service in channel.blocked_services:
        yield text("podcast:block", "yes", id=service)
    yield text("podcast:medium", channel.medium)
    yield from map(_funding, channel.funding)
    for said in channel.texts:
        yield text("podcast:txt", said.text, purpose=said.about)
    yield from map(_person, channel.persons)
    yield _license(channel)
    yield from _place_and_picture(channel.place, channel.picture)
    yield _frequency(channel)
    for trailer in channel.trailers:
        yield text(
            "podcast:trailer",
            trailer.title,
            longest=_LONGEST_IN_PODCAST,
            pubdate=_date(trailer.published_at),
            **_enclosure(trailer.enclosure),
            season=_number(trailer.season),
        )
    if channel.recommended:
        others = (
            empty("podcast:remoteItem", feedGuid=other.guid, feedUrl=other.url, title=other.title)
            for other in channel.recommended
        )
        yield around("podcast:podroll", others)
    yield _kept(channel.kept, channel.image)


def _frequency(channel: Channel) -> str:
    """How often there is a new one, in words or by the rule alone."""
    words, rule = channel.update_frequency or channel.update_rule, channel.update_rule
    complete = "true" if channel.complete and words else ""
    values = {"rrule": rule, "dtstart": channel.update_from}
    return text("podcast:updateFrequency", words, longest=_LONGEST_IN_PODCAST, **values, complete=complete)


# --- An item -------------------------------------------------------------------------------------


def written(item: Item) -> bytes:
    """The item as it stands in the document."""
    return f"{around('item', _item(item))}\n".encode()


def _item(item: Item) -> Iterator[str]:
    yield text("title", item.title, longest=_LONGEST)
    yield text("link", item.link)
    yield verbatim("guid", item.guid, isPermaLink=_truth(item.guid_is_permalink))
    yield text("pubDate", _date(item.published_at))
    yield empty("enclosure", **_enclosure(item.enclosure))
    yield html("description", item.description)
    yield html("content:encoded", item.content)
    yield text("itunes:summary", item.summary)
    for topic in item.topics:
        yield text("category", topic)
    if item.duration_ms:
        yield text("itunes:duration", str(max(1, round(item.duration_ms / 1000))))
    if item.image:
        yield empty("itunes:image", href=item.image)
    yield text("itunes:explicit", _truth(item.explicit))
    yield text("itunes:episodeType", item.kind)
    yield from _numbers(item)
    yield text("itunes:block", "Yes" if item.block else "")
    yield from map(_person, item.persons)
    yield _license(item)
    if item.funding:
        yield _funding(item.funding)
    yield from _place_and_picture(item.place, item.picture)
    yield from _chapters(item)
    for transcript in item.transcripts:
        rel = "captions" if transcript.captions else ""
        yield empty(
            "podcast:transcript", url=transcript.url, type=transcript.type, language=transcript.language, rel=rel
        )
    for bite in item.soundbites:
        start, duration = timestamps.format_seconds(bite.start_ms), timestamps.format_seconds(bite.duration_ms)
        about = {"startTime": start, "duration": duration}
        yield text("podcast:soundbite", bite.title, longest=_LONGEST_IN_PODCAST, **about) or empty(
            "podcast:soundbite", **about
        )
    if social := item.social:
        yield empty("podcast:socialInteract", protocol=social.protocol, uri=social.uri, accountId=social.account)
    yield _kept(item.kept, item.image)


def _numbers(item: Item) -> Iterator[str]:
    yield text("itunes:season", _number(item.season))
    yield text("itunes:episode", _number(item.number))
    yield text("podcast:season", _number(item.season), name=item.season_name)
    yield text("podcast:episode", _number(item.number), display=item.number_label[:_LONGEST_DISPLAY])


def _chapters(item: Item) -> Iterator[str]:
    if item.chapters_url:
        yield empty("podcast:chapters", url=item.chapters_url, type="application/json+chapters")
    if listed := psc_attributes(item.chapters):
        yield around("psc:chapters", [empty("psc:chapter", **attributes) for attributes in listed], version="1.2")


# --- Parts ---------------------------------------------------------------------------------------


def _kept(xml: str, image: str) -> str:
    """What came from another host's feed; of its picture the address, as long as there is none here."""
    return "\n".join(line for line in xml.split("\n") if not (image and line.startswith("<itunes:image ")))


def _person(person: Person) -> str:
    about = {"role": person.role, "group": person.group, "img": person.img, "href": person.href}
    return text("podcast:person", person.name, longest=_LONGEST_IN_PODCAST, **about)


def _license(work: Channel | Item) -> str:
    return text("podcast:license", work.license, longest=_LONGEST_IN_PODCAST, url=work.license_url)


def _funding(funding: Labelled) -> str:
    return text("podcast:funding", funding.text, longest=_LONGEST_IN_PODCAST, url=funding.about)


def _place_and_picture(place: Place | None, picture: Image | None) -> Iterator[str]:
    if place:
        yield text("podcast:location", place.name, longest=_LONGEST_IN_PODCAST, geo=place.geo)
    if picture:
        edge = str(picture.width)
        size = {"aspect-ratio": "1/1", "width": edge, "height": edge}
        about = {"href": picture.href, "alt": picture.alt, "type": picture.type, "purpose": "artwork"}
        yield empty("podcast:image", **about, **size)


def _enclosure(enclosure: Enclosure) -> dict[str, str]:
    return {"url": enclosure.url, "length": str(enclosure.length), "type": enclosure.type}


def _date(moment: dt.datetime) -> str:
    return format_datetime(moment.astimezone(dt.UTC), usegmt=True)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _truth(value: bool) -> str:
    return "true" if value else "false"
