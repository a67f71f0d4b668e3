"""A web page → what it calls itself."""

import contextlib
import re
from collections.abc import Iterator

from lxml import etree

from episodes.formats.encodings import INVISIBLE, decode, one_line

LONGEST_TITLE = 255
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})

# Where a page says how it is written; browsers look no further either.
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE)
_DECLARATION_WITHIN = 4096
# Python knows more, some of which take for ever.
_CHARSETS = re.compile(
    r"utf-?(8|16(le|be)?)|us-ascii|latin-?1|iso[-_]8859-[0-9]{1,2}|windows-[0-9]{3,4}|cp125[0-9]|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5|euc-(jp|kr)|shift[-_]jis|iso-2022-jp|macintosh",
    re.IGNORECASE,
)


def title(body: bytes, *, media_type: str = "text/html", charset: str = "") -> str:
    """The title of a page, on one line; `""` where there is none or `body` is no page. Never fails.

    `charset` is what the server says, which goes before what the page says. `og:title` goes before `<title>`,
    which often has the site's name and more in it.
    """
    if media_type not in PAGE_TYPES:
        return ""
    names = list(_names(_text(body, charset)))
    found = next((name for name in names if name), "")
    return found if len(found) <= LONGEST_TITLE else f"{found[: LONGEST_TITLE - 1].rstrip()}…"


def _names(html: str) -> Iterator[str]:
    """What the page is called, the best name first."""
    # Not the standard library's parser: a page of `<!--` alone keeps that busy for a minute.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False)
    page = etree.fromstring(INVISIBLE.sub("", html).encode(), parser)
    if page is None:
        return
    for meta in page.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "og:title":
            yield one_line(meta.get("content") or "")
    for title in page.iter("title"):
        # A drawing has titles of its own.
        if not any(True for _drawing in title.iterancestors("svg")):
            yield one_line("".join(title.itertext()))


def _text(body: bytes, charset: str) -> str:
    declared = _DECLARED.search(body[:_DECLARATION_WITHIN])
    for name in (charset, declared[1].decode("ascii") if declared else ""):
        if _CHARSETS.fullmatch(name):
            with contextlib.suppress(LookupError):
                return body.decode(name, errors="replace")
    return decode(body)[0]
