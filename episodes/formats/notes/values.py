"""What can be recognised in a page of show notes; each thing knows the lines it was read from."""

from dataclasses import dataclass
from enum import StrEnum

from episodes.formats.chapters import Chapter


class Kind(StrEnum):
    """What a line of the source was recognised as; `BODY` is all that stays in the notes."""

    BLANK = "blank"
    BODY = "body"
    CHAPTER = "chapter"
    CONTACT = "contact"
    LINK = "link"
    PERSON = "person"
    SECTION = "section"
    SPONSOR = "sponsor"
    SUMMARY = "summary"
    TITLE = "title"


@dataclass(frozen=True)
class NotedPerson:
    """Somebody named; `role` is a slug of the Podcasting 2.0 taxonomy, `lines` count from 1."""

    name: str
    headline: str
    role: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with what is under it; `items` are those of its list, `markdown` is the whole."""

    heading: str
    items: tuple[str, ...]
    markdown: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class NotedLink:
    """A link of the episode; an empty `url` is an address still to be looked up."""

    label: str
    url: str
    sponsored: bool = False
    contact: bool = False
    lines: tuple[int, ...] = ()

    @property
    def needs_address(self) -> bool:
        return not self.url


@dataclass(frozen=True)
class Notes:
    """A page of notes, taken apart. `body` is the Markdown that remains, with its sections in their places.

    `source` are the lines that were read, `kinds` what each of them was recognised as, and `chapter_lines` the
    line of each chapter. Lines of `SECTION` and `BODY` stand in `body`.
    """

    title: str
    summary: str
    people: tuple[NotedPerson, ...]
    sections: tuple[Section, ...]
    links: tuple[NotedLink, ...]
    chapters: tuple[Chapter, ...]
    body: str
    source: tuple[str, ...]
    kinds: tuple[Kind, ...]
    chapter_lines: tuple[int, ...]
