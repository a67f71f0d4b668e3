"""The shapes of the demo's content: plain frozen values, no Django, so that any loader can read them.

Moments are relative, so that the demo is always fresh: `days_from_now` counts whole days from today
in the show's own zone (negative: past), `at` is the wall-clock time there ("06:00").
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

type EpisodeKind = Literal["full", "trailer", "bonus"]
type EpisodeState = Literal["published", "scheduled", "in_review", "draft", "withdrawn"]
type ShowKind = Literal["episodic", "serial"]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A committed file of `images/` and what somebody who cannot see it should be told."""

    file: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class PersonLink:
    """An address on a person's own page; `label` is what it is called there."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody heard on or behind a show; `bio` is Markdown."""

    slug: str
    name: str
    headline: str
    bio: str
    portrait: Picture
    links: tuple[PersonLink, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Credit:
    """A person's slug and a role slug of the Podcasting 2.0 taxonomy ("host", "sound-designer")."""

    person: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Season:
    """A numbered, named part of a serial show."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Show:
    """One podcast; `description` is Markdown, `categories` are Apple's (category, subcategory or "").

    `start_here` are the slugs of the episodes that editors have picked for newcomers.
    """

    slug: str
    title: str
    tagline: str
    description: str
    language: str
    time_zone: str
    author: str
    kind: ShowKind
    cover: Picture
    credits: tuple[Credit, ...]
    categories: tuple[tuple[str, str], ...]
    seasons: tuple[Season, ...] = ()
    start_here: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A subject that episodes of several shows share."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ResourceLink:
    """An entry of an episode's links; `url` is "" for a book or a place without an address."""

    label: str
    url: str = ""
    sponsored: bool = False


@dataclass(frozen=True, kw_only=True)
class Episode:
    """One episode; `number` is None for trailers and bonuses.

    With `has_audio` the file is `audio/<slug>.mp3`; its length and chapters are
    `recordings.RECORDINGS[slug]`. `days_from_now` is None as long as nobody has set a moment.
    `transcript` is a file of `transcripts/`, or "". `chapter_pictures` are pairs of a chapter's title and a file of
    `images/`.
    """

    show: str
    slug: str
    title: str
    summary: str
    state: EpisodeState = "published"
    days_from_now: int | None = None
    at: str = "06:00"
    kind: EpisodeKind = "full"
    season: int | None = None
    number: int | None = None
    topics: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    links: tuple[ResourceLink, ...] = ()
    has_audio: bool = True
    announced: bool = False
    transcript: str = ""
    cover: Picture | None = None
    chapter_pictures: tuple[tuple[str, str], ...] = ()

    @property
    def notes(self) -> str:
        """Markdown, read from `notes/<slug>.md`."""
        return (Path(__file__).parent / "notes" / f"{self.slug}.md").read_text("utf-8")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a listener asked, about an episode (its slug) or about the show."""

    show: str
    text: str
    days_ago: int
    episode: str = ""
    name: str = ""
    state: Literal["new", "answered", "spam"] = "new"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """`start_ms` is where the voice that says the chapter's name begins."""

    start_ms: int
    title: str
    url: str = ""
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A rendered file of `audio/`."""

    file: str
    duration_ms: int
    chapters: tuple[Chapter, ...]
