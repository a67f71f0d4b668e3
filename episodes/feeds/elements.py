"""Elements of XML as strings: the one place where a feed's texts are cleaned, cut and escaped.

Nothing that a text contains can break the document: what XML does not allow is taken out, the rest is escaped. Tags
and the names of attributes are our own words, with the prefixes that the document declares.
"""

import re
from collections.abc import Iterable

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that XML does not allow, and without other controls than line breaks and tabs."""
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """The text of a single line, without spaces at its ends."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # what nearly every text is, told quickly
    return " ".join(clean(text).split())


def text(tag: str, text: str, /, *, longest: int | None = None, **attributes: str) -> str:
    """An element of one line; nothing at all where there is nothing to say."""
    line = one_line(text)[:longest].rstrip()
    return f"<{tag}{quoted(attributes)}>{_escaped(line)}</{tag}>" if line else ""


def verbatim(tag: str, text: str, /, **attributes: str) -> str:
    """An element whose text is an identifier: its spaces are part of it.

    A carriage return is written as a reference, or readers would take it for a line feed (XML 1.0 section 2.11).
    """
    return f"<{tag}{quoted(attributes)}>{_escaped(clean(text)).replace('\r', '&#13;')}</{tag}>"


def empty(tag: str, /, **attributes: str) -> str:
    """An element that has attributes only."""
    return f"<{tag}{quoted(attributes)}/>"


def around(tag: str, parts: Iterable[str], /, **attributes: str) -> str:
    """An element with others in it."""
    inside = "".join(parts)
    return f"<{tag}{quoted(attributes)}>{inside}</{tag}>" if inside else empty(tag, **attributes)


def html(tag: str, source: str, /) -> str:
    """An element of HTML, in a section as PSP-1 asks for; `]]>` would end that section, and means the same escaped."""
    source = clean(source).replace("\r\n", "\n").replace("\r", "\n").strip().replace("]]>", "]]&gt;")
    return f"<{tag}><![CDATA[{source}]]></{tag}>" if source else ""


def quoted(attributes: dict[str, str]) -> str:
    """Those of the attributes that are not empty, each with a space before it."""
    lines = [(name, one_line(value)) for name, value in attributes.items() if value]
    return "".join([f' {name}="{_escaped(line).replace('"', "&quot;")}"' for name, line in lines if line])


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
