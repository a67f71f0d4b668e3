"""The HTML in a feed: from sanitised HTML to what apps take, with absolute addresses, cut where it has to be."""

import re
from contextvars import ContextVar
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

from guests.addresses import in_ascii

LONGEST_DESCRIPTION = 4000

# What Apple and PSP-1 allow in a description.
_DESCRIPTION_TAGS = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em"}
_CONTENT_TAGS = nh3.ALLOWED_TAGS | {"ins", "mark", "s", "u"}
_URLS = {"href", "src"}
# An address that is absolute as it is: what may stand in one by RFC 3986, but for brackets.
_WHOLE = re.compile(r"(?:https?://|mailto:)[\w.~:/?#@!$&'()*+,;=%-]*", re.ASCII)

_HEADING = re.compile(r"<(/?)h[1-6]>")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|(?<=[.!?…][\"'”’»)])\s+")
_WORD = re.compile(r"\s+")


def whole(html: str, *, summary: str) -> str:
    """The HTML of an episode's notes after its summary, which is plain text.

    Notes whose first paragraph begins with the summary and goes on say it themselves.
    """
    goes_on = html.removeprefix(f"<p>{escape(summary, quote=False)}") if summary else html
    if not summary or (goes_on != html and goes_on.startswith((" ", "<br>"))):
        return html
    return f"<p>{escape(summary)}</p>\n{html}"


def content(html: str, *, base: str) -> str:
    """The sanitised HTML with addresses made absolute by `base`."""
    return _cleaned(html, _CONTENT, base)


def description(html: str, *, base: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """The same with paragraphs, lists, links and emphasis only, in at most `longest` bytes of UTF-8.

    It ends with a sentence where one ends in its second half, else with a word and `…`.
    """
    simple = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", html)
    simple = re.sub(r"<(/?)(?:dt|dd|tr|pre)>", r"<\1p>", simple)
    simple = re.sub(r"<(?:br|/td|/th)\b[^>]*>", "\n", simple)
    return limited(_cleaned(simple, _DESCRIPTION, base), longest)


def limited(html: str, longest: int) -> str:
    """The beginning of well-formed HTML, in at most `longest` bytes, every element closed."""
    if len(html.encode()) <= longest:
        return html
    cutter = _Cutter(longest)
    cutter.feed(html)
    cutter.close()
    return cutter.result()


# By what addresses are made absolute just now: a cleaner takes longer to make than to use, so there is one for all.
_base: ContextVar[str] = ContextVar("base")


def _absolute(_tag: str, name: str, value: str) -> str:
    if name not in _URLS:
        return value
    return value if _WHOLE.fullmatch(value) else in_ascii(urljoin(_base.get(), value))


def _cleaner(tags: set[str], attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes={"*": set(), **attributes},
        attribute_filter=_absolute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


_CONTENT = _cleaner(_CONTENT_TAGS, {"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}})
_DESCRIPTION = _cleaner(_DESCRIPTION_TAGS, {"a": {"href"}})


def _cleaned(html: str, cleaner: nh3.Cleaner, base: str) -> str:
    # Twice-cleaned on purpose: what goes out is what a sanitiser wrote, never what was put together from pieces.
    before = _base.set(base)
    try:
        return cleaner.clean(html).strip()
    finally:
        _base.reset(before)


class _Cutter(HTMLParser):
    """Copies HTML until there is no more room, and remembers where it could have ended well."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._room = longest
        self._parts: list[str] = []
        self._size = 0
        self._open: list[str] = []
        # The number of parts that a good end has, and what closes it.
        self._sentence = self._word = (0, "")
        self._sentence_size = 0
        self._full = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        self._add(f"<{tag}{written}>")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        self._add(f"</{tag}>")
        if tag in ("p", "li", "ul", "ol"):
            self._remember(sentence=True)

    def handle_data(self, data: str) -> None:
        sentences = _SENTENCE.split(data)
        for place, sentence in enumerate(sentences):
            words = _WORD.split(sentence)
            for number, word in enumerate(words):
                self._add(escape(word, quote=False))
                self._remember(sentence=False)
                if number < len(words) - 1:
                    self._add(" ")
            if place < len(sentences) - 1:
                self._remember(sentence=True)
                self._add(" ")

    def result(self) -> str:
        parts, closing = self._sentence if self._sentence_size >= self._room / 2 else self._word
        return "".join(self._parts[:parts]) + closing

    def _add(self, part: str) -> None:
        if not self._full:
            self._parts.append(part)
            self._size += len(part.encode())
            self._full = self._size > self._room

    def _remember(self, *, sentence: bool) -> None:
        closing = "".join(f"</{tag}>" for tag in reversed(self._open))
        mark = "" if sentence else "…"
        size = self._size + len((mark + closing).encode())
        if self._full or size > self._room:
            return
        if sentence:
            self._sentence, self._sentence_size = (len(self._parts), closing), size
        elif "a" not in self._open:
            self._word = len(self._parts), mark + closing
