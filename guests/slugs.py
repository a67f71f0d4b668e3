"""Titles and names as the last part of an address. Pure."""

from slugify import slugify as _slugify

_GERMAN = [
    ["ä", "ae"],
    ["ö", "oe"],
    ["ü", "ue"],
    ["Ä", "Ae"],
    ["Ö", "Oe"],
    ["Ü", "Ue"],
    ["ß", "ss"],
]


def slugify(text: str, *, fallback: str, max_length: int = 80) -> str:
    """Return `text` in lower-case ASCII letters, digits and hyphens; `fallback` where nothing is left."""
    slug = _slugify(text, replacements=_GERMAN, max_length=max_length, word_boundary=True)
    return slug or fallback
