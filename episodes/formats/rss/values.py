"""What a feed of a podcast says, in plain values: as it stands there, before anybody decides what becomes of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from episodes.formats.chapters import Chapter

LARGEST_BYTES = 50_000_000


class FeedError(ValueError):
    """A document of which nothing can be taken; the message is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What was mended, guessed or left out, in a sentence.

    `item` counts the items of the document from 1, and is 0 for what is said of the show; `line` counts from 1.
    """

    message: str
    item: int = 0
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """The audio: `length` in bytes, None where the feed says none or 0; `type` as it is written there."""

    url: str
    type: str = ""
    length: int | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in a role, in the words of the podcast namespace; `role` and `group` in lower case."""

    name: str
    role: str = "host"
    group: str = "cast"
    img: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """Something that the feed keeps at another address: chapters or a transcript."""

    url: str
    type: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Soundbite:
    """A stretch of the audio, in milliseconds."""

    start_ms: int
    duration_ms: int
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Social:
    """A post under which the episode is discussed; `protocol` in lower case, `disabled` has no `uri`."""

    protocol: str
    uri: str = ""
    account: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is; `geo` by RFC 5870, may be empty."""

    name: str
    geo: str = ""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A text with what it is for: the address that it leads to, or a purpose."""

    text: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """Another podcast: its `podcast:guid`, and where its feed is."""

    guid: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Frequency:
    """How often there is a new episode: in words, as a rule of RFC 5545, and from which day on that counts."""

    words: str = ""
    rule: str = ""
    start: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item. `number` counts the document's items from 1, `line` is where it begins.

    `guid` is as it stands there, byte for byte, and empty where there is none. `published_at` keeps the offset that
    the feed gives. `description` and `content` are HTML, or text; `summary` and `subtitle` are those of iTunes.
    `kept` is the XML of all elements that this says nothing of, each with the namespaces that it needs.
    """

    number: int
    line: int = 0
    title: str = ""
    guid: str = ""
    guid_is_permalink: bool = True
    link: str = ""
    published_at: dt.datetime | None = None
    enclosure: Enclosure | None = None
    description: str = ""
    content: str = ""
    summary: str = ""
    subtitle: str = ""
    duration_ms: int | None = None
    season: int | None = None
    season_name: str = ""
    episode: int | None = None
    episode_label: str = ""
    kind: str = ""
    explicit: bool | None = None
    block: bool = False
    license: str = ""
    license_url: str = ""
    funding: Labelled | None = None
    image: str = ""
    image_alt: str = ""
    topics: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    chapters_at: Document | None = None
    chapters: tuple[Chapter, ...] = ()
    transcripts: tuple[Document, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    social: Social | None = None
    place: Place | None = None
    kept: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Show:
    """The channel. `categories` are pairs of Apple's taxonomy, the second may be empty; `locked` is None unsaid.

    `this` is where the feed says that it is, `next` is its next page (RFC 5005); `trailers` are the addresses of the
    audio that the channel names as trailers.
    """

    title: str = ""
    link: str = ""
    description: str = ""
    summary: str = ""
    subtitle: str = ""
    language: str = ""
    author: str = ""
    owner_name: str = ""
    owner_email: str = ""
    copyright: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    explicit: bool | None = None
    kind: str = ""
    complete: bool = False
    block: bool = False
    blocked_services: tuple[str, ...] = ()
    image: str = ""
    image_alt: str = ""
    guid: str = ""
    locked: bool | None = None
    locked_owner: str = ""
    medium: str = ""
    license: str = ""
    license_url: str = ""
    place: Place | None = None
    frequency: Frequency = Frequency()
    funding: tuple[Labelled, ...] = ()
    texts: tuple[Labelled, ...] = ()
    persons: tuple[Person, ...] = ()
    recommended: tuple[Recommended, ...] = ()
    new_address: str = ""
    this: str = ""
    next: str = ""
    kept: str = ""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One document: a show, some or all of its items, and what was mended or guessed while reading it."""

    show: Show
    items: Sequence[Item] = ()
    remarks: tuple[Remark, ...] = ()
