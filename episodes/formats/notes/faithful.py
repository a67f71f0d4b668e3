"""Notes as a feed has them (HTML, or text) → Markdown that looks the same.

Three ways are tried, the nicest first: Markdown as people write it; Markdown with its own signs escaped; the HTML
itself, which Markdown lets through. The first one that renders to the same look is taken.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lxml import etree

from episodes.formats import markdown
from episodes.formats.encodings import INVISIBLE
from episodes.formats.notes import rich

_UNSEEN = frozenset({"head", "script", "style", "template", "title", "noscript", "svg", "math", "object", "iframe"})
_CONTAINERS = frozenset({"ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "dl", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What parts one paragraph from the next and shows nothing by itself.
_PLAIN = frozenset(
    {
        *("address", "article", "aside", "body", "center", "details", "div", "figcaption", "figure", "footer", "form"),
        *("header", "html", "main", "nav", "p", "section", "summary"),
    }
)
_BLOCKS = _CONTAINERS | _HEADINGS | _PLAIN | {"hr"}
_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "del", "strike": "del", "del": "del"}
_MARKS |= {tag: tag for tag in ("code", "sub", "sup", "u", "ins", "mark", "small", "kbd", "q", "cite", "abbr")}
_IN_HTML = _MARKS.keys() | {"a", "br", "img"}
_ANY_TAG = re.compile(r"<[a-zA-Z/!]")
_BLOCK_TAG = re.compile(rf"<(?:br|{'|'.join(sorted(_BLOCKS))})\b", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_WORD_OR_SPACE = re.compile(r"\s+|\S+")
_MOST_TAGS = 20_000

type Look = list[tuple[tuple[Any, ...], list[Any]]]
"""Each piece of text with where it stands (lists, quotes, cells, heading) and what is in it: words with their marks,
as far as they have the same, spaces, breaks and pictures."""


def from_feed(source: str) -> tuple[str, bool]:
    """Markdown for the notes of an item; and whether it looks the same as they did.

    Text without tags keeps its lines. What is not shown on any page (scripts, styles, frames) is no part of the look.
    """
    html = INVISIBLE.sub("", source).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not _BLOCK_TAG.search(html):
        html = _with_lines(html)
    if not html or html.count("<") > _MOST_TAGS:
        return html, not html
    wanted = look(html)
    for candidate in (rich.from_html(html), rich.from_html(html, exact=True)):
        if look(markdown.render(candidate)) == wanted:
            return candidate.strip(), True
    passed_through = _passed_through(html)
    return passed_through, look(markdown.render(passed_through)) == wanted


def _with_lines(text: str) -> str:
    """Text as HTML: a blank line parts paragraphs, a line break stays one."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{part.replace('\n', '<br>')}</p>" for part in paragraphs if part)


def _tree(html: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    return etree.fromstring(f"<body>{html}".encode(errors="replace"), parser)


# --- How it looks ----------------------------------------------------------------------------------


def look(html: str) -> Look:
    """What of HTML makes a difference to somebody who reads it: words, marks, links, pictures, lists, cells, quotes.

    The level of a heading makes none, since notes stand below the headings of a page; an address that is its own
    label is the address.
    """
    looker = _Looker()
    for event, element in etree.iterwalk(_tree(html), events=("start", "end")):
        (looker.start if event == "start" else looker.end)(element)
    return looker.pieces()


class _Looker:
    def __init__(self) -> None:
        self._pieces: Look = []
        self._path: list[tuple[str, int]] = []
        self._marks: list[Any] = []
        self._counts = [0]
        self._signs: list[Any] = []
        self._unseen = 0

    def start(self, element: Any) -> None:
        tag = element.tag
        if tag in _UNSEEN or self._unseen:
            self._unseen += 1
            return
        if tag in _BLOCKS:
            self._end_piece()
        if tag in _CONTAINERS or tag in _HEADINGS:
            self._counts[-1] += 1
            # Two quotes in a row are one; of lists, rows and cells it matters which.
            place = 0 if tag == "blockquote" or tag in _HEADINGS else self._counts[-1]
            self._path.append(("h" if tag in _HEADINGS else "td" if tag == "th" else tag, place))
            self._counts.append(0)
        elif tag == "hr":
            self._pieces.append((("hr",), []))
        elif tag == "br":
            self._signs.append("\n")
        elif tag == "img":
            if _SCHEME.match(element.get("src", "")):
                self._signs.append(("img", element.get("src").strip(), element.get("alt", "")))
        elif tag in _MARKS:
            self._marks.append(_MARKS[tag])
        elif tag == "a":
            self._marks.append(_link_mark(element))
        self._text(element.text)

    def end(self, element: Any) -> None:
        tag = element.tag
        if self._unseen:
            self._unseen -= 1
        elif tag in _BLOCKS:
            self._end_piece()
            if tag in _CONTAINERS or tag in _HEADINGS:
                self._path.pop()
                self._counts.pop()
        elif tag in _MARKS or tag == "a":
            self._marks.pop()
        if not self._unseen:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        marks = frozenset(mark for mark in self._marks if mark)
        is_pre = any(tag == "pre" for tag, _place in self._path)
        for run in _WORD_OR_SPACE.findall(text or ""):
            if run.isspace():
                self._signs.append("\n" if is_pre and "\n" in run else " ")
            else:
                self._word(run, marks)

    def _word(self, word: str, marks: frozenset[Any]) -> None:
        """One word, or the rest of one that began in another element."""
        match self._signs:
            case [*_, (str(begun), frozenset() as before)] if before == marks:
                self._signs[-1] = (begun + word, marks)
            case _:
                self._signs.append((word, marks))

    def _end_piece(self) -> None:
        signs: list[Any] = []
        for sign in self._signs:
            if sign == " " and (not signs or signs[-1] in (" ", "\n")):
                continue
            if sign == "\n":
                while signs and signs[-1] == " ":
                    signs.pop()
                if not signs or signs[-1] == "\n":
                    continue  # one break looks like several of nothing
            signs.append(sign)
        while signs and signs[-1] in (" ", "\n"):
            signs.pop()
        if signs:
            self._pieces.append((tuple(self._path), signs))
        self._signs = []

    def pieces(self) -> Look:
        self._end_piece()
        return self._pieces


def _link_mark(element: Any) -> Any:
    href = element.get("href", "").strip()
    words = "".join(element.itertext()).strip()
    return ("a", href) if _SCHEME.match(href) and words != href else None


# --- HTML as it is ---------------------------------------------------------------------------------


def _passed_through(html: str) -> str:
    """HTML that Markdown leaves alone: blocks one below the other, each beginning with a tag of its own."""
    body = _tree(html)
    return "\n\n".join(_blocks(body[0] if body.tag == "html" and len(body) else body))


def _blocks(element: Any) -> Iterator[str]:
    """What is in an element as blocks; words that stand between blocks are paragraphs."""
    run = escape(element.text or "", quote=False)
    for child in element:
        if child.tag in _UNSEEN:
            run += escape(child.tail or "", quote=False)
        elif child.tag in _BLOCKS:
            yield from _paragraph(run)
            yield from _block(child)
            run = escape(child.tail or "", quote=False)
        else:
            run += _inline(child)
    yield from _paragraph(run)


def _block(element: Any) -> Iterator[str]:
    if element.tag in _PLAIN:
        yield from _blocks(element)
    else:
        # A blank line would end it.
        yield re.sub(r"\n\s*\n", "\n", _written(element))


def _paragraph(run: str) -> Iterator[str]:
    if run := " ".join(run.split()):
        yield f"<p>{run}</p>"


def _inline(element: Any) -> str:
    return _written(element) + escape(element.tail or "", quote=False)


def _written(element: Any) -> str:
    """An element with what is in it, but for tags and attributes that no notes show."""
    tag = element.tag
    if tag in _UNSEEN:
        return ""
    inside = escape(element.text or "", quote=False) + "".join(map(_inline, element))
    if tag in _PLAIN and tag != "p":
        return f"<p>{inside}</p>"
    if tag not in _BLOCKS and tag not in _IN_HTML:
        return inside
    about = _attributes(element.attrib)
    return f"<{tag}{about}>" if tag in {"br", "hr", "img"} else f"<{tag}{about}>{inside}</{tag}>"


def _attributes(attributes: Mapping[str, str]) -> str:
    kept = {"href", "src", "alt", "title", "start"}
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if name in kept)
