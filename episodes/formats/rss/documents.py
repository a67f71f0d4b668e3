"""The file of a feed → its elements, one after the other: nothing is fetched, nothing expanded."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from episodes.formats.rss.text import Text
from episodes.formats.rss.values import FeedError, Remark

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

_WEB_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FEED_LINK = re.compile(r"<link\b[^>]{0,500}application/rss\+xml[^>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']([^\"'<>\s]{1,500})[\"']", re.IGNORECASE)


def elements(file: BinaryIO, remarks: list[Remark]) -> Iterator[tuple[str, Any]]:
    """Each `item` of a feed as it ends, and at last the `channel` without them, by name; what was mended goes to
    `remarks`.

    An item is emptied when the next thing is asked for, and the file is read as it is parsed: a feed of any length
    needs the memory of an item. Raises `FeedError` for what is no feed.
    """
    text = Text(file, remarks)
    if _WEB_PAGE.match(text.head):
        raise FeedError(_no_feed(text.head))
    parser = etree.iterparse(
        text,
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
                root = _checked_root(element, text.head)
            if event == "end" and name(element) == "item" and not _is_within_item(element):
                yield "item", element
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise FeedError(_no_feed(text.head)) from error
    if root is None:
        raise FeedError(_no_feed(text.head))
    remarks += text.mended
    # One mistake has others in its train.
    for mistake in list(parser.error_log.filter_from_errors())[:1]:
        message = f"The XML is broken here, and was read all the same: {mistake.message}"
        remarks.append(Remark(message=message, line=mistake.line))
    channel = next((element for element in root.iter(etree.Element) if name(element) == "channel"), root)
    yield "channel", channel


def _let_go(item: Any) -> None:
    """Empty an item, and take the one before out of the tree: the parser is still at this one."""
    item.clear(keep_tail=False)
    before = item.getprevious()
    if before is not None and name(before) == "item":
        before.getparent().remove(before)


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
