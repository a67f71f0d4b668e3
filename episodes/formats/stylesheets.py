"""A stylesheet that somebody wrote for the pages of a show: what is taken of it, and what is not.

What keeps a stylesheet from reaching out of the site is the policy under which pages are sent. This module says so
beforehand, in sentences, in place of rules that silently do nothing; and it keeps out what would break the whole.
"""

import re
from dataclasses import dataclass

# Characters; the site's own stylesheets together have fewer.
LONGEST = 50_000

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
_ADDRESS = re.compile(r"\burl\(\s*(?P<quote>[\"']?)(?P<address>[^)\"']*)(?P=quote)\s*\)", re.IGNORECASE)
_OURS = re.compile(r"/(?:media/images|media/renditions|static)/[\w./-]+\Z")


@dataclass(frozen=True)
class StyleMistake:
    """What is wrong in one line (counted from 1), in a sentence that says what would be right."""

    line: int
    message: str


class StyleError(ValueError):
    """All mistakes of a stylesheet, in their order."""

    def __init__(self, *items: StyleMistake) -> None:
        self.items = items
        super().__init__("\n".join(f"Line {item.line}: {item.message}" for item in items))


def check(text: str) -> None:
    """Raise `StyleError` for a stylesheet that would not do what it says.

    Fetched may be only what is on the site: no `@import`, and `url()` of pictures and static files alone.
    """
    if len(text) > LONGEST:
        raise StyleError(StyleMistake(1, f"The stylesheet has {len(text)} characters. There is room for {LONGEST}."))
    bare = _blanked(_COMMENT, text)
    mistakes = [
        StyleMistake(_line(bare, found.start()), _not_ours(found["address"]))
        for found in _ADDRESS.finditer(bare)
        if not _OURS.match(found["address"].strip())
    ]
    bare = _blanked(_QUOTED, bare)
    for pattern, message in _REFUSED:
        mistakes += [StyleMistake(_line(bare, found.start()), message) for found in pattern.finditer(bare)]
    mistakes += _unbalanced(bare)
    if mistakes:
        raise StyleError(*sorted(mistakes, key=lambda mistake: mistake.line))


_REFUSED = (
    (
        re.compile(r"@import\b", re.IGNORECASE),
        "“@import” fetches another stylesheet, which no page would let in. Write its rules here.",
    ),
    (
        re.compile(r"\\"),
        "A backslash outside of quotes hides what is meant. Write names without one.",
    ),
    (re.compile(r"<"), "This is HTML. Give the rules alone, without “<style>”."),
)


def _not_ours(address: str) -> str:
    return f"“{address.strip()[:80]}” is not on this site. Give the address of an uploaded picture: “/media/images/…”."


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what matches as spaces, so that every place stays where it is."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _unbalanced(text: str) -> list[StyleMistake]:
    """The first brace that closes nothing, or the last one that nothing closes: what follows would be lost."""
    opened: list[int] = []
    for found in re.finditer(r"[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            return [StyleMistake(_line(text, found.start()), "This “}” closes nothing. Take it away.")]
    return [StyleMistake(_line(text, opened[-1]), "This “{” is never closed. Add a “}”.")] if opened else []


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
