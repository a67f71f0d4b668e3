"""What a page shows of an episode besides its notes, in HTML for the notes in a feed: chapters, links and people."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from django.utils import translation
from django.utils.translation import gettext as _

from episodes.feeds import values
from episodes.formats import timestamps
from episodes.formats.chapters import Chapter
from episodes.models import Role
from guests.addresses import in_ascii


def words_in(language: str) -> Mapping[str, str]:
    """Our own words in that language, escaped, by what they stand for: headings, and roles by their value."""
    with translation.override(language):
        ours = {
            "chapters": _("Chapters"),
            "links": _("Links & Notes"),
            "people": _("People"),
            "sponsored": _("Sponsored"),
        }
        roles = {role.value: str(role.label) for role in Role}
        return {name: escape(word) for name, word in (roles | ours).items()}


def html(
    chapters: Sequence[Chapter],
    links: Sequence[tuple[str, str, int]],
    credits: Sequence[tuple[values.Person, str]],
    *,
    words: Mapping[str, str],
) -> str:
    """What follows the notes: chapters as time stamps, links (label, address, whether paid for), people by role.

    Chapters that are hidden are left out; where there is nothing, it is empty.
    """
    parts = [""]
    if listed := [chapter for chapter in chapters if not chapter.hidden]:
        lines = (f"{timestamps.format_clock(chapter.start_ms)} {escape(chapter.title)}" for chapter in listed)
        parts.append(f"<h3>{words['chapters']}</h3>\n<p>{'<br>\n'.join(lines)}</p>")
    if links:
        parts.append(_list(words["links"], (_link(*link, words["sponsored"]) for link in links)))
    if credits:
        parts.append(_list(words["people"], (_person(person, words[role]) for person, role in credits)))
    return "\n".join(parts)


def _list(heading: str, entries: Iterable[str]) -> str:
    return f"<h3>{heading}</h3>\n<ul>\n{''.join(f'<li>{entry}</li>\n' for entry in entries)}</ul>"


def _link(label: str, url: str, is_sponsored: int, sponsored: str) -> str:
    name = f'<a href="{escape(in_ascii(url))}">{escape(label)}</a>' if url else escape(label)
    return f"{name} ({sponsored})" if is_sponsored else name


def _person(person: values.Person, role: str) -> str:
    return f'<a href="{escape(person.href)}">{escape(person.name)}</a> ({role})'
