"""Speakers as people write them before their words: `Ana: Hello.`"""

import re

_NAME = re.compile(r"([^\s:,;!?][^\n:,;!?]{0,39}):\s+(?=\S)")


def named(text: str) -> tuple[str, str]:
    """The name before the first colon, `""` where none is, and the words after it."""
    found = _NAME.match(text)
    if found is None or not is_name(found[1]):
        return "", text
    return found[1], text[found.end() :]


def is_name(text: str) -> bool:
    """Whether this is like `Ana`, `Speaker 2` or `Dr. Lee`, and not the beginning of a sentence."""
    words = text.split()
    return len(words) <= 4 and words[0][0].isupper() and all(word[0].isupper() or word[0].isdecimal() for word in words)
