"""Notes in Markdown → HTML that is safe to show, plain text, and short excerpts."""

import re
import threading
from html import escape
from html.parser import HTMLParser

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p"),
    *("pre", "q", "s", "small", "strong", "sub", "sup", "u", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
_ATTRIBUTES: dict[str, set[str]] = {
    # Without this nh3 allows its own `lang` and `title` everywhere.
    "*": set(),
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
}
_ALIGNMENTS = {"align": {"left", "center", "right"}}
_BLOCKS = _TAGS - {
    *("a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s"),
    *("small", "strong", "sub", "sup", "u"),
}

# Beyond these the Markdown parser's time grows with the square of what is in the source: text
# that needs more was written to stop a server, not to be read.
_LONGEST_SOURCE = 500_000
_MOST_BRACKET_PAIRS = 2_000_000
_MOST_OPEN_ANGLES = 500
_MOST_OPEN_TAGS = 1_000
_DEEPEST_QUOTE = 20


def render(source: str, *, heading_base: int = 3) -> str:
    """Sanitised HTML; the highest heading that is used becomes `h<heading_base>`.

    A typed line break stays one, a list needs no blank line before or after it, and a bare web address
    becomes a link. HTML in the source passes the same sanitiser: no scripts, styles, frames,
    ids or classes, links to `http`, `https`, `mailto` and relative addresses only. A source
    that would take unreasonably long to parse is shown as plain paragraphs.
    """
    return safe(_html(source), heading_base=heading_base)


def safe(html: str, *, heading_base: int = 3) -> str:
    """HTML from anywhere as `render` gives it: sanitised, addresses linked, headings from `heading_base` on."""
    clean = nh3.clean(
        _linked(html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        tag_attribute_values={"td": _ALIGNMENTS, "th": _ALIGNMENTS},
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    return _with_headings_from(clean, heading_base).strip()


def plain(source: str) -> str:
    """The words of the source in one line, without markup."""
    return text_of(render(source))


def text_of(html: str) -> str:
    """The words of HTML in one line."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


def excerpt(text: str, length: int) -> str:
    """The beginning of a plain text, at most `length` characters (1 or more).

    It ends with a sentence if one ends in the second half, else with a word and `…`.
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    for found in reversed(list(re.finditer(r"[.!?…][\"'”’»)]*(?=\s)", text[: length + 1]))):
        if length / 2 <= found.end() <= length:
            return text[: found.end()]
    words = text[:length].rpartition(" ")[0] if " " in text[:length] else text[: length - 1]
    return words.rstrip(" ,;:–—-") + "…"


_SIGNS = re.compile(r"([\\`*_{}\[\]#|])")
_OPENING = re.compile(r"^(\d+)([.)])|^([-+])")


def escaped(line: str) -> str:
    """One line of plain text as Markdown that shows it as it is; only a web address becomes a link, as in all notes."""
    words = line.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    signed = _SIGNS.sub(r"\\\1", words)
    if signed.startswith("="):
        return f"&#61;{signed[1:]}"  # a line of these would make a heading of the one above
    return _OPENING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", signed)


# --- Markdown → HTML -----------------------------------------------------------------------------


class _ListsBesideText(Preprocessor):
    """Parts lists from the lines of text around them, with no blank line typed.

    A list may begin right under a line of text, as in CommonMark. It also ends at the first line that is
    neither an item nor indented: CommonMark would draw that line into the last item, which nobody who
    pastes a page of notes means.
    """

    _STARTS = re.compile(r" {0,3}(?:[-*+] |1[.)] )\s*\S")
    _ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])\s+\S")
    _NO_TEXT = re.compile(r"[\s:>|]")

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        inside = ""  # what the lines so far belong to: text, a list, or neither
        for line in lines:
            if not line.strip():
                inside = ""
            elif inside == "text" and self._STARTS.match(line):
                result.append("")
                inside = "list"
            elif inside == "list" and not line.startswith((" ", "\t")) and not self._ITEM.match(line):
                result.append("")
                inside = "text"
            elif not inside:
                inside = "list" if self._ITEM.match(line) else "text"
            if inside == "text" and self._NO_TEXT.match(line):
                inside = "other"
            result.append(line)
        return result


class _Notes(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.register(_ListsBesideText(md), "lists-beside-text", 15)


def _html(source: str) -> str:
    if _is_hostile(source):
        return _as_paragraphs(source)
    try:
        # A section of XML has no place in HTML, and looking for its end is slow.
        return _parser().reset().convert(source.replace("<![", "&lt;!["))
    except RecursionError:
        del _of_thread.parser  # it is in the middle of something, and would go on there
        return _as_paragraphs(source)


_of_thread = threading.local()


def _parser() -> markdown.Markdown:
    """The parser of this thread: to make one takes a third as long as to parse the notes of an episode."""
    if not hasattr(_of_thread, "parser"):
        _of_thread.parser = markdown.Markdown(
            extensions=[
                *("def_list", "fenced_code", "sane_lists", "nl2br"),
                TableExtension(use_align_attribute=True),
                _Notes(),
            ]
        )
    parser: markdown.Markdown = _of_thread.parser
    return parser


def _is_hostile(source: str) -> bool:
    return (
        len(source) > _LONGEST_SOURCE
        or sum(block.count("[") ** 2 for block in re.split(r"\n\s*\n", source)) > _MOST_BRACKET_PAIRS
        or re.search(rf"^(?:[ \t]*>){{{_DEEPEST_QUOTE + 1}}}", source, re.MULTILINE) is not None
        or len(re.findall(r"<[^<>]*(?=<|$)", source)) > _MOST_OPEN_ANGLES
        or len(re.findall(r"<(?!br|hr|img)[a-z]", source, re.IGNORECASE)) - source.count("</") > _MOST_OPEN_TAGS
    )


def _as_paragraphs(source: str) -> str:
    blocks = re.split(r"\n\s*\n", source.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(f"<p>{escape(block).replace('\n', '<br>')}</p>\n" for block in blocks)


_ADDRESS = re.compile(
    r"\bhttps?://(?:(?!&(?:gt|lt|quot|#34|#39);)[^\s<>\"'])+",
    re.IGNORECASE,
)
_NOT_LINKED = re.compile(r"<(/?)(?:a|code|pre)\b", re.IGNORECASE)


def _linked(html: str) -> str:
    """The HTML with bare web addresses made links; to be sanitised afterwards."""
    depth = 0
    parts = re.split(r"(<[^<>]*>)", html)
    for place, part in enumerate(parts):
        if tag := _NOT_LINKED.match(part):
            depth = max(0, depth - 1) if tag[1] else depth + 1
        elif depth == 0 and not part.startswith("<"):
            parts[place] = _ADDRESS.sub(_link, part)
    return "".join(parts)


def _link(found: re.Match[str]) -> str:
    address = found[0].rstrip(".,;:!?*_")
    if address.endswith(")") and "(" not in address:
        address = address.rstrip(").,;:!?")
    return f'<a href="{address}">{address}</a>{found[0][len(address) :]}'


def _with_headings_from(html: str, base: int) -> str:
    """The headings moved to start at `base` and to leave out no level, as a page's outline needs."""
    used = sorted({int(level) for level in re.findall(r"<h([1-6])>", html)})
    level_of = {str(level): min(base + place, 6) for place, level in enumerate(used)}
    return re.sub(r"<(/?)h([1-6])>", lambda tag: f"<{tag[1]}h{level_of.get(tag[2], 6)}>", html)


class _TextReader(HTMLParser):
    """Collects the text of HTML, with a space wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
