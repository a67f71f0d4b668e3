"""The bytes of a feed → its elements: encodings put right, entities known, nothing fetched, nothing expanded."""

import codecs
import html.entities
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from episodes.formats.encodings import INVISIBLE
from episodes.formats.rss.values import LARGEST_BYTES, FeedError, Remark

# By the end of an address, without its scheme, in lower case: how the namespaces are called here.
_PREFIXES = {
    "itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "purl.org/rss/1.0/modules/content": "content",
    "w3.org/2005/atom": "atom",
    "podlove.org/simple-chapters": "psc",
    "purl.org/dc/elements/1.1": "dc",
    "creativecommons.org/ns": "cc",
    "backend.userland.com/creativecommonsrssmodule": "cc",
    # RSS itself has no namespace. Some give it one all the same.
    "backend.userland.com/rss2": "",
    "purl.org/rss/1.0": "",
}
_ITUNES = re.compile(r"(?:www\.|itunes\.)?(?:apple|itunes)\.com/(?:dtds?|podcast)/?podcast[^/]*$")
_DEEPEST = 100
# As far as anybody looks for what a document is that is no feed.
_LONGEST_HEAD = 1_000_000

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,150}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BEFORE_ROOT = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,1000}(?P<subset>\[)?[^>]{0,1000}>?", re.IGNORECASE)
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,30});)?"
)
_WEB_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FEED_LINK = re.compile(r"<link\b[^>]{0,500}application/rss\+xml[^>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']([^\"'<>\s]{1,500})[\"']", re.IGNORECASE)


def elements(data: bytes, remarks: list[Remark]) -> Iterator[tuple[str, Any]]:
    """Each `item` of a feed as it ends, and at last the `channel` without them, by name; what was mended goes to
    `remarks`.

    An item is emptied when the next thing is asked for, so that a feed of any length needs the memory of its bytes.
    Raises `FeedError` for what is no feed.
    """
    text = _decoded(data, remarks)
    source = text[:_LONGEST_HEAD]
    if _WEB_PAGE.match(source):
        raise FeedError(_no_feed(source))
    # A feed may have 50 MB: each of these takes the place of the one before.
    text = _without_declarations(text, remarks)
    text = _with_known_entities(text, remarks)
    parser = etree.iterparse(
        _Encoded(text),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root, depth = None, 0
    try:
        for event, element in parser:
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise FeedError("The elements of this document lie deeper in one another than those of any feed.")
            if root is None:
                root = _checked_root(element, source)
            if event == "end" and name(element) == "item" and not _is_within_item(element):
                yield "item", element
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        raise FeedError(_no_feed(source)) from error
    if root is None:
        raise FeedError(_no_feed(source))
    # One mistake has others in its train.
    for mistake in list(parser.error_log.filter_from_errors())[:1]:
        message = f"The XML is broken here, and was read all the same: {mistake.message}"
        remarks.append(Remark(message=message, line=mistake.line))
    channel = next((element for element in root.iter(etree.Element) if name(element) == "channel"), root)
    yield "channel", channel


class _Encoded:
    """Text as a file of UTF-8, encoded as it is read."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def read(self, size: int) -> bytes:
        """The next `size` characters, in bytes: some more, which the parser takes."""
        piece = self._text[self._at : self._at + size]
        self._at += size
        return piece.encode()


def name(element: Any) -> str:
    """The name of an element in lower case, with our own word for its namespace: `itunes:episodetype`, `title`.

    Of one whose namespace is none of ours it is in braces, as lxml has it.
    """
    tag: str = element.tag
    if not tag.startswith("{"):
        # A prefix that was not declared stands in the name itself.
        return tag.lower()
    uri, _brace, local = tag[1:].partition("}")
    prefix = prefix_of(uri)
    if prefix is None:
        return tag
    return f"{prefix}:{local}".removeprefix(":").lower()


def prefix_of(uri: str) -> str | None:
    """Our word for a namespace, however its address is spelt; None for one that is not known."""
    address = re.sub(r"^https?://(?:www\.)?", "", uri.strip().lower()).rstrip("/#")
    if _ITUNES.match(address):
        return "itunes"
    return _PREFIXES.get(address)


# --- Encodings -----------------------------------------------------------------------------------


def _decoded(data: bytes, remarks: list[Remark]) -> str:
    if len(data) > LARGEST_BYTES:
        raise FeedError(
            f"This document has {len(data) // 1_000_000} MB; no feed has more than {LARGEST_BYTES // 1_000_000}."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    found = _ENCODING.search(data[:1000])
    declared = found[1].decode().lower() if found else "utf-8"
    if declared not in {"utf-8", "utf8"}:
        # What says Latin-1 is Windows-1252, as in browsers; and much that says either is UTF-8.
        if not data.isascii() and (text := _strictly(data, "utf-8")) is not None:
            remarks.append(Remark(message=f"The feed says that it is {declared}, and is UTF-8.", line=1))
            return text
        latin = declared in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"}
        if (text := _strictly(data, "cp1252" if latin else declared)) is not None:
            return text
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    return _mixed(data, declared, remarks)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _mixed(data: bytes, declared: str, remarks: list[Remark]) -> str:
    """UTF-8 with bytes in it that are none: those are read as Windows-1252, each by itself."""
    places: list[int] = []

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - codecs call with what they met
        places.append(error.start)
        return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end

    codecs.register_error("episodes.formats.rss.windows", as_windows)
    text = data.decode("utf-8", errors="episodes.formats.rss.windows")
    message = f"The feed says that it is {declared}, and has bytes that are not: they were read as Windows-1252."
    remarks.append(Remark(message=message, line=data.count(b"\n", 0, places[0]) + 1))
    return text


# --- What stands before the feed, and entities -----------------------------------------------------


def _without_declarations(text: str, remarks: list[Remark]) -> str:
    """The text without what declares something; lines keep their numbers."""
    text = INVISIBLE.sub("", text)
    begin = len(text) - len(text.lstrip())
    if text[:begin].strip("\ufeff") and text.startswith("<?xml", begin):
        message = "Before the XML declaration there are blank lines, where nothing may be."
        remarks.append(Remark(message=message, line=1))
    text = _DECLARATION.sub(_blank, text, count=1) if text.startswith("<?xml", begin) else text
    before = _BEFORE_ROOT.match(text)
    found = _DOCTYPE.match(text, before.end() if before else 0)
    if found is None:
        return text
    if found["subset"]:
        raise FeedError("This document declares entities of its own, as XML bombs do. No feed needs them.")
    return text[: found.start()] + _blank(found) + text[found.end() :]


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _with_known_entities(text: str, remarks: list[Remark]) -> str:
    """The text with entities of HTML as characters, and each `&` that begins nothing written as it should be."""
    lines: dict[str, int] = {}
    parts, line = _CDATA.split(text), 1
    for place, part in enumerate(parts):
        if place % 2 == 0 and "&" in part:
            parts[place] = _AMPERSAND.sub(lambda found, at=line, part=part: _entity(found, at, part, lines), part)
        line += part.count("\n")
    remarks += [
        Remark(message=f"The entity {entity} is not known to XML; it was read as in HTML.", line=at)
        if entity != "&"
        else Remark(message="There is a & that should be written as &amp;.", line=at)
        for entity, at in lines.items()
    ]
    return "".join(parts)


def _entity(found: re.Match[str], line: int, part: str, lines: dict[str, int]) -> str:
    sign = html.entities.html5.get(f"{found[1]};", "") if found[1] else ""
    lines.setdefault(found[0] if sign else "&", line + part.count("\n", 0, found.start()))
    return sign or found[0].replace("&", "&amp;")


# --- What it is ------------------------------------------------------------------------------------


def _checked_root(root: Any, source: str) -> Any:
    kind = name(root)
    if kind == "html":
        raise FeedError(_a_page(source))
    if kind in {"atom:feed", "feed"}:
        raise FeedError(
            "This is a feed in the format Atom, which podcast apps do not read. Give the address of the RSS feed."
        )
    if kind == "opml":
        raise FeedError("This is a list of feeds (OPML). Give the address of one of them.")
    return root


def _no_feed(source: str) -> str:
    return _a_page(source) if _WEB_PAGE.match(source) else "This is no feed: there is no RSS in it."


def _a_page(source: str) -> str:
    named = _FEED_LINK.search(source)
    where = _HREF.search(named[0]) if named else None
    if where is None:
        return "This is a web page, not a feed. Look there for the address of the RSS feed."
    return f"This is a web page, not a feed. It names its feed: {where[1]}"


def _is_within_item(element: Any) -> bool:
    return any(name(above) == "item" for above in element.iterancestors())
