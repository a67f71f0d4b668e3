"""How the title of a new episode begins: `Season {season}, week {week}: ` and what is known → text."""

import re
from collections.abc import Mapping

# What a pattern may name.
WORDS = ("number", "season", "season_name", "week", "month", "year", "date")
_WORD = re.compile(r"\{([^{}]*)\}")


class PatternError(ValueError):
    """A pattern that cannot be filled in; the message says what in it, and what would be right."""


def check(pattern: str) -> None:
    """Raise `PatternError` for a name that is none of `WORDS`, or a brace that belongs to none."""
    for name in _WORD.findall(pattern):
        if name not in WORDS:
            raise PatternError(f"“{{{name[:40]}}}” says nothing here. Use {_listed()}.")
    if re.search(r"[{}]", _WORD.sub("", pattern)):
        raise PatternError(f"A brace is left over. Write names in a pair of them: {_listed()}.")


def _listed() -> str:
    names = [f"{{{name}}}" for name in WORDS]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def fill(pattern: str, values: Mapping[str, object]) -> str:
    """Return `pattern` with its names replaced; `""` where one of them has no value: half a title is none."""
    names = _WORD.findall(pattern)
    if any(values.get(name) in (None, "") for name in names):
        return ""
    return _WORD.sub(lambda found: str(values[found[1]]), pattern)
