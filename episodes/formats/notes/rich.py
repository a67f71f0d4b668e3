"""Rich text from a document, a mail or a page (HTML) → Markdown.

Headings, lists, links, tables and emphasis stay; styles, scripts, comments and what word processors add go.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from episodes.formats.encodings import INVISIBLE

# Far more than the longest document needs.
_MOST_TAGS = 50_000
_DEEPEST_LIST = 8
# More, one in the other, were never closed.
_MOST_SPANS = 8

_UNSEEN = frozenset({"head", "script", "style", "template", "title", "noscript", "svg", "math", "object"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure"),
        *("footer", "form", "header", "main", "nav", "p", "pre", "section", "table", "td", "th", "tr", "ul", "ol"),
        *("li", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    }
)
_CLOSE = frozenset({"div", "td", "th", "tr", "ul", "ol", "li", "dd", "dt"})
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_LOOKS_RICH = re.compile(r"<(?:html|body|p|div|ul|ol|li|h[1-6]|table|br|span|a|meta)(?:\s[^<>]{0,4000})?/?>", re.I)
# What Markdown takes for its own, anywhere and at the beginning of a line.
_SIGNS = re.compile(r"[\\`*_\[\]]")
_LINE_START = re.compile(r"^(|[0-9]{1,9})([#>+:|=~-]|[.)](?=\s))")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_LIGHT = re.compile(r"font-weight:\s?(?:normal|400)")


def is_html(text: str) -> bool:
    """Whether the text is HTML, not a text with a tag in it: it begins with one."""
    start = text.lstrip("\ufeff \t\r\n")
    return bool(_LOOKS_RICH.match(start)) or start[:15].lower().startswith(("<!doctype html", "<html", "<!--"))


def from_html(html: str, *, exact: bool = False) -> str:
    """Markdown with the same words. Nothing is run or fetched; a page of unreasonably many tags is shown as it is.

    `exact` is for what somebody wrote as HTML and wants to look so again: signs that Markdown takes for its own are
    escaped, pictures stay, lists in lists are indented as the renderer of notes reads them.
    """
    if html.count("<") > _MOST_TAGS:
        return html
    writer = _Writer(exact=exact)
    parser = etree.HTMLParser(target=writer, encoding="utf-8", no_network=True, huge_tree=False)
    parser.feed(b"<body>" + INVISIBLE.sub("", html).encode())
    parser.close()
    return writer.markdown()


class _Writer:
    """What lxml calls for each tag: gathers blocks, each a line of Markdown or, for `pre`, several."""

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._indent = "    " if exact else "  "
        self._blocks: list[tuple[str, bool]] = []  # the line, and whether it may follow the one before it closely
        self._spans: list[tuple[str, str]] = []  # the open links and emphases: tag and what closes them
        self._parts: list[list[str]] = [[]]
        self._lists: list[int | None] = []  # the next number of each open list; None has bullets
        self._unseen = 0
        self._bullet = self._prefix = ""
        self._cells: list[str] | None = None
        self._rows = 0
        self._pre = False
        self._listed = False  # whether the open list has an item already

    # --- Called by lxml ---

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _UNSEEN or self._unseen:
            self._unseen += 1
        elif tag == "br":
            self._parts[-1].append("\n")
        elif tag == "img" and self._exact:
            self._parts[-1].append(_picture(attributes))
        elif tag == "a" or tag in _MARKS:
            self._spans.append((tag, _closing(tag, attributes)))
            self._parts.append([])
        elif tag in _BLOCKS:
            self._end_block(close=self._closes(tag))
            self._open(tag)

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif self._spans and tag == self._spans[-1][0]:
            self._close_span()
        elif tag in _BLOCKS:
            self._end_block(close=self._closes(tag))
            self._shut(tag)

    def data(self, text: str) -> None:
        if self._unseen:
            return
        if self._exact and not self._pre:
            text = _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\g<0>", text)).replace("<", "&lt;")
        self._parts[-1].append(text if self._pre else re.sub(r"\s+", " ", text))

    def close(self) -> None:
        """Demanded by lxml."""

    # --- Blocks ---

    def _closes(self, tag: str) -> bool:
        """Whether the next line may follow closely: mails put each line of a paragraph into a `div`."""
        return tag in _CLOSE and not (self._exact and tag == "div")

    def _open(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._listed = self._listed and bool(self._lists)
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._bullet = self._next_bullet()
        elif tag == "tr":
            self._cells = []
        elif tag == "table":
            self._rows = 0
        elif tag == "hr":
            self._blocks.append(("---", False))
        elif tag == "pre":
            self._pre = True
        elif tag == "blockquote":
            self._prefix = "> "
        elif tag[0] == "h" and tag[1:].isdigit():
            self._prefix = f"{'#' * int(tag[1])} "

    def _shut(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._bullet = ""
        elif tag == "tr" and self._cells:
            cells, self._cells = self._cells, None
            # One cell in a row is how mails are laid out, not a table.
            table = len(cells) > 1
            self._blocks.append((f"| {' | '.join(cells)} |" if table else cells[0], self._rows > 0))
            self._rows += 1
            if self._rows == 1 and table:
                self._blocks.append((f"|{' --- |' * len(cells)}", True))
        elif tag == "pre":
            self._pre = False
        elif tag == "blockquote" or tag[0] == "h":
            self._prefix = ""

    def _next_bullet(self) -> str:
        depth = min(max(len(self._lists) - 1, 0), _DEEPEST_LIST)
        number = self._lists[-1] if self._lists else None
        if number is None:
            return f"{self._indent * depth}- "
        self._lists[-1] = number + 1
        return f"{self._indent * depth}{number}. "

    def _end_block(self, *, close: bool) -> None:
        spans = list(self._spans)
        while self._spans:
            self._close_span()
        text = "".join(self._parts[0])
        # A link or emphasis around several blocks goes on in the next one.
        self._spans = spans if len(spans) <= _MOST_SPANS else []
        self._parts = [[] for _ in range(len(self._spans) + 1)]
        lines = [line if self._pre else " ".join(line.split()) for line in text.split("\n")]
        lines = [line for line in lines if line.strip()]
        if self._exact and not self._pre:
            lines = [_LINE_START.sub(r"\1\\\2", line) for line in lines]
        if self._pre:
            self._blocks += [(f"    {line}", at > 0) for at, line in enumerate(lines)]
        elif self._cells is not None:
            self._cells += [" ".join(lines).replace("|", "\\|")] if lines else []
        else:
            for at, line in enumerate(lines):
                lead = self._bullet or self._prefix
                self._blocks.append((f"{lead}{line}", at > 0 or close or (bool(self._lists) and self._listed)))
                self._listed = self._listed or bool(self._bullet)
                self._bullet = " " * len(lead) if self._bullet and self._exact else "  " if self._bullet else ""

    # --- Links and emphasis ---

    def _close_span(self) -> None:
        tag, closing = self._spans.pop()
        text = "".join(self._parts.pop())
        core = text.strip()
        if core and closing and "\n" not in core:
            lead, _, trail = text.partition(core)
            opening = "[" if tag == "a" else closing
            core = f"{lead}{opening}{core}{closing}{trail}"
        else:
            core = text
        self._parts[-1].append(core)

    def markdown(self) -> str:
        self._end_block(close=False)
        lines = [f"{'' if follows else '\n'}{line}\n" for line, follows in self._blocks]
        return "".join(lines).lstrip("\n")


def _closing(tag: str, attributes: Mapping[str, str]) -> str:
    """What ends a link or an emphasis in Markdown; nothing where there is neither."""
    if tag != "a":
        # Google Docs wraps whole documents in a <b> that is not bold.
        return "" if _LIGHT.search(attributes.get("style", "")) else _MARKS[tag]
    url = _unwrapped(attributes.get("href", "").strip())
    return f"](<{url}>)" if re.fullmatch(r"(?:https?://|mailto:)[^\s<>]+", url, re.IGNORECASE) else ""


def _picture(attributes: Mapping[str, str]) -> str:
    url = attributes.get("src", "").strip()
    words = _SIGNS.sub(r"\\\g<0>", " ".join(attributes.get("alt", "").split()))
    return f"![{words}](<{url}>)" if re.fullmatch(r"https?://[^\s<>]+", url, re.IGNORECASE) else ""


def _unwrapped(url: str) -> str:
    """The address that a document's own redirect leads to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.hostname in {"www.google.com", "google.com"} and parts.path == "/url":
        return next(iter(parse_qs(parts.query).get("q", [])), url)
    return url
