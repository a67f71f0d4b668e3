"""The bytes of a text file from anywhere → its text."""

import re

# What shows as nothing, and what XML and databases refuse: controls, zero-width marks, lone surrogates.
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")


def decode(data: bytes) -> tuple[str, bool]:
    """The text of UTF-8, or of UTF-16 with its mark; and whether it was Unicode at all.

    Anything else is read as Windows-1252, of which Latin-1 text is a part. Never fails: what no
    encoding knows becomes U+FFFD.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), False


def one_line(text: str) -> str:
    """The text without line breaks, characters that cannot be seen, and needless spaces."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # what nearly every text is, told quickly
    return " ".join(INVISIBLE.sub("", text).split())
