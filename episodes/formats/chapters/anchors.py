"""Anchors for chapters, made of their titles."""

import unicodedata
from collections.abc import Collection, Iterable

from slugify import slugify

from episodes.formats.chapters.values import Timed

_LONGEST_SLUG = 60
_GERMAN = [["ä", "ae"], ["ö", "oe"], ["ü", "ue"], ["Ä", "Ae"], ["Ö", "Oe"], ["Ü", "Ue"], ["ß", "ss"]]


def slugs(titles: Iterable[str | Timed], *, reserved: Collection[str] = ()) -> tuple[str, ...]:
    """An anchor for each title or chapter, in order: ASCII, different from each other.

    `reserved` are anchors that the page already has. `Äpfel & Öl` → `aepfel-oel`, a second one
    → `aepfel-oel-2`; a title without letters in third place → `chapter-3`.
    """
    taken = set(reserved)
    next_number: dict[str, int] = {}
    result = []
    for place, title in enumerate(titles, start=1):
        text = title if isinstance(title, str) else title.title
        base = _slug(text) or f"chapter-{place}"
        slug = base
        while slug in taken:
            next_number[base] = next_number.get(base, 1) + 1
            slug = f"{base}-{next_number[base]}"
        taken.add(slug)
        result.append(slug)
    return tuple(result)


def _slug(text: str) -> str:
    return slugify(
        unicodedata.normalize("NFC", text),
        replacements=_GERMAN,
        max_length=_LONGEST_SLUG,
        word_boundary=True,
    )
