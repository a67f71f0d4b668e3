"""Podlove Simple Chapters 1.2 ⇄ `Chapter` values: a file of its own, or inside a feed's item.

Carries start, title, link and image. Hidden chapters and those without a title are left out, since
every app would list them; ends are not carried.
"""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from lxml import etree

from episodes.formats import timestamps
from episodes.formats.chapters.values import (
    Chapter,
    ChapterErrors,
    ChapterMistake,
    PlaceError,
    ReadAddress,
    checked_title,
    checked_url,
    gather,
    required,
)
from episodes.formats.encodings import decode, one_line

NAMESPACE = "http://podlove.org/simple-chapters"
VERSION = "1.2"


def psc_attributes(chapters: Iterable[Chapter]) -> tuple[dict[str, str], ...]:
    """The attributes of each `psc:chapter`, by time, for whoever builds the element around them."""
    return tuple(
        _attributes(chapter)
        for chapter in sorted(chapters, key=lambda chapter: chapter.start_ms)
        if one_line(chapter.title) and not chapter.hidden
    )


def _attributes(chapter: Chapter) -> dict[str, str]:
    attributes = {
        "start": timestamps.format_full(chapter.start_ms),
        "title": one_line(chapter.title),
        "href": one_line(chapter.url),
        "image": one_line(chapter.image),
    }
    return {name: value for name, value in attributes.items() if value}


def to_psc(chapters: Iterable[Chapter]) -> bytes:
    """A document of its own, in UTF-8."""
    root = etree.Element(f"{{{NAMESPACE}}}chapters", version=VERSION, nsmap={"psc": NAMESPACE})
    for attributes in psc_attributes(chapters):
        etree.SubElement(root, f"{{{NAMESPACE}}}chapter", attributes)
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return document


def from_psc(data: bytes, *, address: ReadAddress = checked_url) -> tuple[Chapter, ...]:
    """Chapters sorted by time, from the first `psc:chapters` of any XML; times in every form of NPT.

    A missing or misspelt namespace does no harm. Raises `ChapterErrors`.
    """
    found = _element(decode(data)[0])
    entries = [entry for entry in found.iter(etree.Element) if _name(entry) == "chapter"]
    return gather(((entry.sourceline, entry) for entry in entries), partial(_chapter, address=address))


def _element(text: str) -> Any:
    if "<!ENTITY" in text:
        raise ChapterErrors([ChapterMistake(1, "This XML declares entities. Export the file again without them.")])
    # Recovering: chapters that were cut from a feed have lost the declaration of their prefix.
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.lstrip("\ufeff").encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    elements = root.iter(etree.Element) if root is not None else ()
    found = next((element for element in elements if _name(element) == "chapters"), None)
    if found is None:
        raise ChapterErrors([ChapterMistake(1, f'There are no chapters: <psc:chapters xmlns:psc="{NAMESPACE}">.')])
    return found


def _name(element: Any) -> str:
    return re.split(r"[}:]", element.tag)[-1]


def _chapter(entry: Any, *, address: ReadAddress) -> Chapter:
    if entry.get("start") is None:
        raise PlaceError('There is no start. Write <psc:chapter start="00:12:34" title="…"/>.')
    start_ms = timestamps.parse(entry.get("start"))
    return Chapter(
        start_ms=start_ms,
        title=required(checked_title(entry.get("title", "")), start_ms),
        url=address(entry.get("href", "").strip()),
        image=address(entry.get("image", "").strip()),
    )
