"""The bytes of a feed → its text, a piece at a time: encodings put right, declarations out, entities known."""

import codecs
import html.entities
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from episodes.formats.encodings import INVISIBLE
from episodes.formats.rss.values import LARGEST_BYTES, FeedError, Remark

_PIECE = 1 << 16
# As far as anybody looks for what a document is, and for what it declares: in characters.
_LONGEST_HEAD = 1_000_000
# As far as the declaration of an encoding may reach, in bytes.
_LONGEST_DECLARATION = 1000

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,150}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BEFORE_ROOT = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,1000}(?P<subset>\[)?[^>]{0,1000}>?", re.IGNORECASE)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,30});)?"
)
# More than any entity has that is known.
_LONGEST_ENTITY = 40


class Text:
    """The text of a file as a file of UTF-8, read and mended as somebody reads it.

    `head` is its beginning as it stands there; `mended` says, once all has been read, which entities were. Raises
    `FeedError` for what is too large, or declares entities of its own.
    """

    def __init__(self, file: BinaryIO, remarks: list[Remark]) -> None:
        pieces = _decoded(file, remarks)
        beginning = "".join(_up_to(_LONGEST_HEAD, pieces))
        self.head = beginning[:_LONGEST_HEAD]
        self._lines: dict[str, int] = {}
        whole = chain(_cut(_without_declarations(beginning, remarks)), (INVISIBLE.sub("", piece) for piece in pieces))
        self._pieces = _with_known_entities(filter(None, whole), self._lines)

    def read(self, _size: int) -> bytes:
        """The next piece, which may be some longer than `size`; nothing at the end."""
        return next(filter(None, self._pieces), "").encode()

    @property
    def mended(self) -> list[Remark]:
        return [
            Remark(message=f"The entity {entity} is not known to XML; it was read as in HTML.", line=at)
            if entity != "&"
            else Remark(message="There is a & that should be written as &amp;.", line=at)
            for entity, at in self._lines.items()
        ]


def _up_to(length: int, pieces: Iterator[str]) -> Iterator[str]:
    """The first pieces, until they are as long as that together."""
    while length > 0 and (piece := next(pieces, "")):
        length -= len(piece)
        yield piece


def _cut(text: str) -> Iterator[str]:
    return (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


# --- Encodings -----------------------------------------------------------------------------------


def _decoded(file: BinaryIO, remarks: list[Remark]) -> Iterator[str]:
    size = file.seek(0, 2)
    if size > LARGEST_BYTES:
        raise FeedError(
            f"This document has {size // 1_000_000} MB; no feed has more than {LARGEST_BYTES // 1_000_000}."
        )
    begin, encoding, errors = _encoding(file, remarks)
    return filter(None, _pieces(file, begin, encoding, errors))


def _pieces(file: BinaryIO, begin: int, encoding: str, errors: str = "strict") -> Iterator[str]:
    """Raises UnicodeError, and LookupError for an encoding that nobody knows."""
    b"x".decode(encoding, errors="replace")  # of those that make bytes of bytes nobody knows here
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    file.seek(begin)
    while data := file.read(_PIECE):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _encoding(file: BinaryIO, remarks: list[Remark]) -> tuple[int, str, str]:
    """Where the text begins, its encoding, and what becomes of bytes that have no place in that."""
    file.seek(0)
    head = file.read(_LONGEST_DECLARATION)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0, "utf-16", "replace"
    begin = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    found = _ENCODING.search(head, begin)
    declared = found[1].decode().lower() if found else "utf-8"
    if declared not in {"utf-8", "utf8"}:
        # What says Latin-1 is Windows-1252, as in browsers; and much that says either is UTF-8.
        if _fits(file, begin, "utf-8") and not _fits(file, begin, "ascii"):
            remarks.append(Remark(message=f"The feed says that it is {declared}, and is UTF-8.", line=1))
            return begin, "utf-8", "strict"
        latin = declared in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"}
        encoding = "cp1252" if latin else declared
        if _fits(file, begin, encoding):
            return begin, encoding, "strict"
    line = _line_of_first_fault(file, begin, "utf-8")
    if line is None:
        return begin, "utf-8", "strict"
    message = f"The feed says that it is {declared}, and has bytes that are not: they were read as Windows-1252."
    remarks.append(Remark(message=message, line=line))
    return begin, "utf-8", _AS_WINDOWS


def _fits(file: BinaryIO, begin: int, encoding: str) -> bool:
    return _line_of_first_fault(file, begin, encoding) is None


def _line_of_first_fault(file: BinaryIO, begin: int, encoding: str) -> int | None:
    """The line, from 1, with the first byte that is not of this encoding; None without one."""
    line = 1
    try:
        for piece in _pieces(file, begin, encoding):
            line += piece.count("\n")
    except UnicodeDecodeError as error:
        return line + error.object.count(b"\n", 0, error.start)
    except (UnicodeError, LookupError):
        return line
    return None


_AS_WINDOWS = "episodes.formats.rss.windows"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Of UTF-8 with bytes in it that are none, those are read as Windows-1252, each by itself."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - codecs call with what they met
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_AS_WINDOWS, _as_windows)


# --- What stands before the feed, and entities -----------------------------------------------------


def _without_declarations(text: str, remarks: list[Remark]) -> str:
    """The beginning of a text without what declares something; lines keep their numbers."""
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


def _with_known_entities(pieces: Iterable[str], lines: dict[str, int]) -> Iterator[str]:
    """The text with entities of HTML as characters, and each `&` that begins nothing written as it should be.

    `lines` gets the line in which each was met first; of sections of CDATA everything stays.
    """
    line, is_raw, left = 1, False, ""
    for piece in chain(pieces, ("",)):  # after the last one nothing is held back any more
        text = left + piece
        while (mark := _CDATA_END if is_raw else _CDATA) in text:
            before, _mark, text = text.partition(mark)
            yield (before if is_raw else _mended(before, line, lines)) + mark
            line += before.count("\n")
            is_raw = not is_raw
        end = _end_of_what_is_whole(text, is_raw=is_raw) if piece else len(text)
        whole, left = text[:end], text[end:]
        yield whole if is_raw else _mended(whole, line, lines)
        line += whole.count("\n")


def _end_of_what_is_whole(text: str, *, is_raw: bool) -> int:
    """Up to where no mark and no entity goes on in the next piece."""
    if is_raw:
        return max(0, len(text) - len(_CDATA_END) + 1)
    end = max(0, len(text) - len(_CDATA) + 1)
    ampersand = text.rfind("&", max(0, end - _LONGEST_ENTITY), end)
    return end if ampersand < 0 else ampersand


def _mended(text: str, line: int, lines: dict[str, int]) -> str:
    if "&" not in text:
        return text
    return _AMPERSAND.sub(lambda found: _entity(found, line, text, lines), text)


def _entity(found: re.Match[str], line: int, part: str, lines: dict[str, int]) -> str:
    sign = html.entities.html5.get(f"{found[1]};", "") if found[1] else ""
    lines.setdefault(found[0] if sign else "&", line + part.count("\n", 0, found.start()))
    return sign or found[0].replace("&", "&amp;")
