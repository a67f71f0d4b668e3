"""What stands in the notes of a feed and is said there as data too: lists of links, people and chapters, the summary.

Taken apart only where there is no doubt: a list below a heading, of which every entry is what it seems to be.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from episodes.formats import timestamps
from episodes.formats.chapters import Chapter, is_web_address
from episodes.formats.encodings import one_line
from episodes.formats.links import LONGEST_LABEL, LONGEST_URL
from episodes.formats.notes import words
from episodes.formats.notes.values import NotedLink

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_PERSON = re.compile(r"(.+?)\s*\([^()]*\)")
_PAID = words.SPONSOR_LABELS | {"sponsored", "gesponsert", "sponsorisé", "patrocinado", "sponsorizzato", "gesponsord"}
_MOST_BYTES = 500_000


@dataclass(frozen=True)
class Parted:
    """Notes without what is data, as HTML, and the links that were listed in them."""

    html: str
    links: tuple[NotedLink, ...] = ()


def parted(html: str, *, summary: str = "", names: Collection[str] = (), chapters: Sequence[Chapter] = ()) -> Parted:
    """Take out of `html` each list of links; the list of people if it has no other `names`, at the end; the time
    stamps there if they are those of `chapters`; and a first paragraph that is the `summary`.

    Unchanged, to the letter, where there is nothing of all that.
    """
    if "<" not in html or len(html) > _MOST_BYTES:
        return Parted(html)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = etree.fromstring(f"<body>{html}".encode(errors="replace"), parser)
    body = next((element for element in root.iter("body")), root)
    taken: list[Any] = []
    links: list[NotedLink] = []
    for heading, block in _sections(body):
        if block.tag in {"ul", "ol"} and _names_links(_words_of(heading)) and (found := _links(block)):
            links += found
            taken += [heading, block]
    known = {name.casefold() for name in names}
    for heading, block in reversed(list(_sections(body))):
        is_at_the_end = all(after in taken or not _words_of(after) for after in block.itersiblings())
        if block not in taken and is_at_the_end and (_is_cast(block, known) or _are_stamps(block, chapters)):
            taken += [heading, block]
    first = next(iter(body), None)
    if summary and first is not None and first.tag == "p" and first not in taken and _words_of(first) == summary:
        taken.append(first)
    if not taken:
        return Parted(html)
    for element in taken:
        _remove(element)
    rest = [body.text or "", *(etree.tostring(element, encoding="unicode", method="html") for element in body)]
    return Parted("".join(rest).strip(), tuple(links))


def _sections(body: Any) -> Iterator[tuple[Any, Any]]:
    """Each heading with the list or the paragraph right below it."""
    for heading in body:
        below = heading.getnext()
        if heading.tag in _HEADINGS and below is not None and not (heading.tail or "").strip():
            yield heading, below


def _remove(element: Any) -> None:
    parent, before = element.getparent(), element.getprevious()
    if tail := (element.tail or "").strip():
        if before is None:
            parent.text = f"{parent.text or ''}{tail}"
        else:
            before.tail = f"{before.tail or ''}{tail}"
    parent.remove(element)


def _words_of(element: Any) -> str:
    return one_line("".join(element.itertext()))


def _names_links(heading: str) -> bool:
    found = _WORD.findall(heading.lower())
    return 0 < len(found) <= 6 and not words.LINKS.isdisjoint(found)


def _links(block: Any) -> list[NotedLink]:
    """The links of a list; none at all unless each entry is one."""
    found = [_link(entry) for entry in block]
    sure = [link for link in found if link is not None]
    return sure if len(sure) == len(found) and any(link.url for link in sure) else []


def _link(entry: Any) -> NotedLink | None:
    """The link that an entry is: nothing but an `a`, or a label, and perhaps that it is paid for."""
    anchors = list(entry.iter("a"))
    said = _words_of(entry)
    label = _words_of(anchors[0]) if anchors else _IN_BRACKETS.sub("", said).strip()
    rest = one_line(said.replace(label, "", 1)).strip(" .–-")
    mark = _IN_BRACKETS.fullmatch(rest)
    is_paid = bool(mark and mark[1].strip().lower() in _PAID)
    url = anchors[0].get("href", "").strip() if anchors else ""
    fits = 0 < len(label) <= LONGEST_LABEL and len(url) <= LONGEST_URL
    if entry.tag != "li" or len(anchors) > 1 or (rest and not is_paid) or not fits or (url and not is_web_address(url)):
        return None
    if anchors and not url:
        return None
    return NotedLink(label, url, is_paid)


def _is_cast(block: Any, known: Collection[str]) -> bool:
    """Whether this is a list of people in their roles, all of whom are known."""
    entries = [_PERSON.fullmatch(_words_of(entry)) for entry in block] if block.tag in {"ul", "ol"} else []
    return bool(entries) and all(entry is not None and entry[1].casefold() in known for entry in entries)


def _are_stamps(block: Any, chapters: Sequence[Chapter]) -> bool:
    """Whether this is the list of the chapters as lines that begin with their time."""
    listed = [
        f"{timestamps.format_clock(chapter.start_ms)} {chapter.title}" for chapter in chapters if not chapter.hidden
    ]
    lines: list[str] = [""]
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if element.tag == "br" and event == "start":
            lines.append("")
        text = element.text if event == "start" else element.tail if element is not block else ""
        lines[-1] += text or ""
    return (
        block.tag == "p" and bool(listed) and [one_line(line) for line in lines] == [one_line(line) for line in listed]
    )
