"""A list of links as people have it: lines, Markdown, HTML → `Link` values.

`Label – https://example.com`, `https://example.com Label`, `- [Label](https://example.com)`, `<a href="…">Label</a>`,
a label above its address, an address alone, a label alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from episodes.formats.encodings import INVISIBLE, one_line

LONGEST_LABEL = 255
LONGEST_URL = 2000
# More is no list of links but a book.
LONGEST_TEXT = 200_000

_PICTURE = r"[\u2190-\u21ff\u231a-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d]{0,2}"
_BULLET = re.compile(rf"(?:[-*+•‣◦▪·–—>]|\(?[0-9]{{1,3}}[.)]|#{{1,6}}|(?:{_PICTURE}){{1,8}})(?:\s+|$)")
_START = r"(?:https?://|www\.(?=[^\s.]))"
_MARKDOWN = re.compile(
    rf"!?\[(?P<label>[^\[\]]{{0,1000}})\]\(\s*(?:<(?P<angle>{_START}[^\s<>]*)>|(?P<url>{_START}[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*){{0,5}}))"
    r"(?:\s+[\"'][^\"'\n]{0,1000}[\"'])?\s*\)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w/.@])<?(?P<url>{_START}[^\s<>\"“”„]+)>?", re.IGNORECASE)
# What stands between a label and its address, or after both.
_EDGES = " \t-‐‑‒–—―−:：=→>|｜,;·•\"'“”„«»*_"
_MARKS_AFTER = ".,;:!?…'\"’*_"
_HTML = re.compile(r"<a\s[^<>]{0,4000}href\s*=", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:ul|ol|li|p|div|br|table|h[1-6])\b", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A label and an address, of which one may be empty: what is still to be looked up, or to be named."""

    label: str
    url: str


@dataclass(frozen=True)
class LinkMistake:
    """What is wrong in one line (counted from 1), in a sentence that says what would be right."""

    line: int
    message: str


class LinkErrors(ValueError):
    """All mistakes of a list of links, in their order."""

    def __init__(self, *items: LinkMistake) -> None:
        self.items = items
        super().__init__("\n".join(f"Line {item.line}: {item.message}" for item in items))


def parse_links(text: str) -> tuple[Link, ...]:
    """The links of a list, in its order, each once. Raises `LinkErrors` with what has no room.

    A line without an address is a label; where an address alone follows it, the two belong together.
    """
    if len(text) > LONGEST_TEXT:
        raise LinkErrors(LinkMistake(1, f"The list has {len(text)} characters. There is room for {LONGEST_TEXT}."))
    if _HTML.search(text):
        text = _markdown_of(text)
    found: list[Link] = []
    mistakes = []
    above = ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        links = list(_links_in(line))
        mistakes += [LinkMistake(number, message) for link in links if (message := _without_room(link))]
        if above and len(links) == 1 and not links[0].label:
            found[-1] = replace(found[-1], url=links[0].url)
        else:
            found += links
        above = links[0].label if len(links) == 1 and not links[0].url else ""
    if mistakes:
        raise LinkErrors(*mistakes)
    return tuple(dict.fromkeys(found))


def _without_room(link: Link) -> str:
    if len(link.url) > LONGEST_URL:
        return f"The address has {len(link.url)} characters. There is room for {LONGEST_URL}."
    if len(link.label) > LONGEST_LABEL:
        return f"The label “{link.label[:40]}…” has {len(link.label)} characters. There is room for {LONGEST_LABEL}."
    return ""


def readable(url: str) -> str:
    """An address as a label, where nobody gave one: without what every address has."""
    host, slash, rest = url.partition("://")[2].partition("/")
    host = host.removeprefix("www.")
    label = f"{host}{slash}{rest}".rstrip("/") or url
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _links_in(line: str) -> Iterator[Link]:
    """The links of one line: each address with the words before it, the last one with those after it too."""
    text = one_line(line)
    while bullet := _BULLET.match(text):
        text = text[bullet.end() :]
    links = list(_marked(text)) or list(_bare(text))
    if links:
        yield from links
    elif label := text.strip("*_ "):
        yield Link(label, "")


def _marked(text: str) -> Iterator[Link]:
    """Links as Markdown has them; of the words around them those before name a link that has no name."""
    at = 0
    for found in _MARKDOWN.finditer(text):
        before = text[at : found.start()].strip(_EDGES)
        label = found["label"].strip()
        # [https://example.com](https://example.com) names nothing.
        label = "" if _BARE.fullmatch(label) else label
        yield Link(label or before, _whole(found["angle"] or found["url"]))
        at = found.end()


def _bare(text: str) -> Iterator[Link]:
    found = list(_BARE.finditer(text))
    at = 0
    for number, match in enumerate(found):
        url, behind = _trimmed(match["url"])
        before = _label(text[at : match.start()])
        at = match.end() - len(behind)
        after = _label(text[at:]) if number == len(found) - 1 else ""
        # “Label – address (a remark)” keeps the remark, “address – label” is the same backwards.
        yield Link(" – ".join(part for part in (before, after) if part), _whole(url))


def _label(words: str) -> str:
    words = words.strip(_EDGES)
    for opening, closing in ("()", "[]"):
        # What is left of “Label (https://example.com)”.
        if words.endswith(opening):
            words = words[:-1]
        if words.startswith(closing):
            words = words[1:]
    words = words.strip(_EDGES)
    return "" if words in {".", "!", "?"} else words


def _trimmed(url: str) -> tuple[str, str]:
    """The address without the punctuation of the sentence around it, and that."""
    end = len(url)
    while url[end - 1] in _MARKS_AFTER or _closes_nothing(url, end - 1):
        end -= 1
    return url[:end], url[end:]


def _closes_nothing(url: str, at: int) -> bool:
    """Whether a bracket that closes there was opened before the address began."""
    opening = {")": "(", "]": "["}.get(url[at])
    return opening is not None and url.count(url[at], 0, at + 1) > url.count(opening, 0, at)


def _whole(url: str) -> str:
    return url if "://" in url[:8] else f"https://{url}"


# --- HTML -------------------------------------------------------------------------------------

_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_UNSEEN = frozenset({"script", "style", "template", "head"})


def _markdown_of(html: str) -> str:
    """HTML as lines with Markdown links: all that the other half of this module needs of it."""
    # Not the standard library's parser, which half-open tags keep busy for minutes.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    page = etree.fromstring(INVISIBLE.sub("", html).encode(), parser)
    # Where the source has blocks, its own line breaks mean nothing.
    spaces = " " if _BLOCK_TAG.search(html) else "\n"
    parts: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if element.tag in _BLOCKS:
            parts.append("\n")
        if element.tag == "a" and event == "start":
            parts.append(_link_of(element))
        unseen = any(above.tag in _UNSEEN | {"a"} for above in element.iterancestors())
        within = element.tag in _UNSEEN | {"a"} and event == "start"
        if text and not unseen and not within:
            parts.append(re.sub(r"[\r\n]+", spaces, text))
    return "".join(parts)


def _link_of(anchor: Any) -> str:
    words = one_line(re.sub(r"[\[\]]", " ", "".join(anchor.itertext())))
    href = anchor.get("href", "").strip()
    if not _is_address(href):
        return words
    return f"[{words}](<{href}>)"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>]", url)
