"""What a feed says, in plain values. Every address is absolute, and in ASCII; an empty text is left out of the feed."""

import datetime as dt
from dataclasses import dataclass

from episodes.formats.chapters import Chapter


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in a role; `group` and `role` as the taxonomy of the podcast namespace calls them."""

    name: str
    role: str
    group: str
    img: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """The audio: `url` ends in the extension of `type`, `length` is its true size in bytes."""

    url: str
    length: int
    type: str


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """One format of a transcript; `captions` if its cues are timed."""

    url: str
    type: str
    language: str
    captions: bool


@dataclass(frozen=True, kw_only=True)
class Image:
    """A square picture of `width` pixels."""

    href: str
    alt: str
    width: int
    type: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is; `geo` by RFC 5870, may be empty."""

    name: str
    geo: str = ""


@dataclass(frozen=True, kw_only=True)
class Soundbite:
    """A stretch of the audio, in milliseconds."""

    start_ms: int
    duration_ms: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Social:
    """A post under which the episode is discussed; `protocol` `disabled` has no `uri`."""

    protocol: str
    uri: str
    account: str = ""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A text with what it is for: the address that it leads to, or a purpose."""

    text: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One episode. `description` and `content` are sanitised HTML, `description` of at most 4,000 bytes.

    `kept` is XML that came from another host's feed, well-formed and with its namespaces.
    """

    title: str
    link: str
    guid: str
    published_at: dt.datetime
    enclosure: Enclosure
    kind: str
    explicit: bool
    guid_is_permalink: bool = False
    summary: str = ""
    description: str = ""
    content: str = ""
    duration_ms: int | None = None
    image: str = ""
    picture: Image | None = None
    place: Place | None = None
    season: int | None = None
    season_name: str = ""
    number: int | None = None
    number_label: str = ""
    block: bool = False
    license: str = ""
    license_url: str = ""
    funding: Labelled | None = None
    topics: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    chapters_url: str = ""
    chapters: tuple[Chapter, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    social: Social | None = None
    kept: str = ""


@dataclass(frozen=True, kw_only=True)
class Trailer:
    title: str
    enclosure: Enclosure
    published_at: dt.datetime
    season: int | None = None


@dataclass(frozen=True, kw_only=True)
class Recommended:
    guid: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The addresses of this part of the feed and of the others (RFC 5005 section 3)."""

    this: str
    first: str
    last: str
    next: str = ""
    previous: str = ""


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A show. `description` is sanitised HTML of at most 4,000 bytes; `categories` are pairs, the second may be empty.

    `hub` tells of changes to this part of the feed (WebSub).
    `changed_at` is when the newest of its episodes came out, so that the same content gives the same bytes.
    """

    title: str
    link: str
    description: str
    language: str
    kind: str
    explicit: bool
    pages: Pages
    hub: str = ""
    stylesheet: str = ""
    changed_at: dt.datetime | None = None
    tagline: str = ""
    image: str = ""
    picture: Image | None = None
    author: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    owner_name: str = ""
    owner_email: str = ""
    copyright: str = ""
    guid: str = ""
    locked: bool = False
    complete: bool = False
    block: bool = False
    blocked_services: tuple[str, ...] = ()
    new_feed_url: str = ""
    license: str = ""
    license_url: str = ""
    medium: str = ""
    place: Place | None = None
    update_frequency: str = ""
    update_rule: str = ""
    update_from: str = ""
    funding: tuple[Labelled, ...] = ()
    texts: tuple[Labelled, ...] = ()
    persons: tuple[Person, ...] = ()
    trailers: tuple[Trailer, ...] = ()
    recommended: tuple[Recommended, ...] = ()
    kept: str = ""
