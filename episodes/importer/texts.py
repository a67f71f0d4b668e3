"""The texts of an item → title, summary, notes and links: each once, whatever a host says twice."""

from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from episodes.formats import markdown, rss
from episodes.formats.encodings import one_line
from episodes.formats.notes import appendix, faithful
from episodes.importer import audio

LONGEST_TITLE = 255
LONGEST_SUMMARY = 600
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


@dataclass(frozen=True, kw_only=True)
class Texts:
    """`links` are label, address and whether it is paid for; `kept` is XML of a text that has no place here."""

    summary: str
    notes: str
    links: tuple[tuple[str, str, bool], ...]
    kept: str
    remarks: tuple[str, ...]


def title(item: rss.Item) -> tuple[str, str]:
    """The title, and what was done to it in a sentence, or nothing."""
    if item.title:
        if len(item.title) <= LONGEST_TITLE:
            return item.title, ""
        return markdown.excerpt(item.title, LONGEST_TITLE), _("The title is longer than 255 characters, and was cut.")
    name = audio.name(item.enclosure.url).stem if item.enclosure else ""
    if item.published_at:
        name = name or f"{item.published_at:%Y-%m-%d}"
    return (name or str(item.number))[:LONGEST_TITLE], _("There is no title; the name of the audio was taken.")


def read(item: rss.Item) -> Texts:
    """Take the texts of an item apart. This is what takes longest about an item."""
    main = item.content or item.description or item.summary
    remarks: list[str] = []
    short = _short_texts(item, main)
    summary = next((text for text in short if len(text) <= LONGEST_SUMMARY), "")
    names = [person.name for person in item.persons]
    found = appendix.parted(main, summary=summary, names=names, chapters=item.chapters)
    notes, looks_the_same = faithful.from_feed(found.html)
    if not looks_the_same:
        remarks.append(_("The notes could not be turned so that they look quite the same."))
    plain = _plain(main)
    lost = next((text for text in short if text != summary and text not in plain), "")
    if lost:
        remarks.append(_("A second text, longer than a summary, is kept for the feed alone."))
    return Texts(
        summary=summary,
        notes=notes,
        links=tuple((link.label, link.url, link.sponsored) for link in found.links),
        kept=f'<itunes:summary xmlns:itunes="{_ITUNES}">{escape(lost)}</itunes:summary>' if lost else "",
        remarks=tuple(remarks),
    )


def _short_texts(item: rss.Item, main: str) -> list[str]:
    """The texts besides the notes, plain, each once, but for what is only the beginning of the notes."""
    notes = _plain(main)
    found = []
    for text in (item.summary, item.subtitle, item.description):
        plain = _plain(text)
        begins_alike = notes.startswith(plain.rstrip("….").rstrip()) and not _is_first_paragraph(plain, main)
        if plain and plain != notes and not begins_alike and plain not in found:
            found.append(plain)
    return found


def _is_first_paragraph(plain: str, html: str) -> bool:
    """Whether the notes begin with that as a paragraph of its own, as ours do with the summary."""
    return html.startswith((f"<p>{escape(plain)}</p>", f"<p>{escape(plain, quote=False)}</p>"))


def _plain(html: str) -> str:
    return one_line(markdown.text_of(html)) if "<" in html or "&" in html else one_line(html)
