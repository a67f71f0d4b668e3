"""Titles and names as the last part of an address. Pure."""

from collections.abc import Callable

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


def free_slug(wanted: str, *, taken: Callable[[str], bool]) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken."""
    slug, number = wanted, 1
    while taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
