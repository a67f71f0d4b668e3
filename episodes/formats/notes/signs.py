"""What a single line of a page of notes says of itself, whatever stands around it."""

import re

from episodes.formats import links as link_lists
from episodes.formats.links import LinkErrors
from episodes.formats.notes import words
from episodes.formats.notes.lines import Line, unemphasised
from episodes.formats.notes.values import Kind

LEAST_SUMMARY = 20
LONGEST_LINK = 2500

_LONGEST_FACT = 80
_LONGEST_START = 100
_MOST_OF_A_LABEL = 3

LABEL = re.compile(r"(?P<label>[^:：]{1,30}?)\s*[:：]\s*(?P<rest>\S.*)")
SPEAKER = re.compile(r"[^\W\d_][^:：.!?]{0,30}[:：]\s")
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)*_]*$")
_SENTENCE = re.compile(r"[.!?…](?=\s)|[。！？]")
_WORD = re.compile(r"[^\W_]+")


def label_of(found: re.Match[str]) -> str:
    """The label of `Label: …` as the tables of words have it."""
    return found["label"].strip("*#_ ").lower()


def is_fact(line: Line) -> bool:
    """Whether a line is a label and a few words: `Recorded: 12 May`."""
    found = LABEL.fullmatch(line.plain) if len(line.plain) <= _LONGEST_FACT else None
    return found is not None and len(found["label"].split()) <= _MOST_OF_A_LABEL and not SENTENCE_END.search(line.plain)


def before_address(text: str) -> str:
    """The sentences before the first address, if there are any: an address is for the notes."""
    before = text.partition("://")[0]
    ends = [] if before == text else [found.end() for found in _SENTENCE.finditer(before)]
    return before[: ends[-1]].rstrip() if ends and ends[-1] >= LEAST_SUMMARY else text


def speaker_of(line: Line) -> str:
    found = SPEAKER.match(line.plain)
    return found[0] if found else ""


def outright(line: Line) -> Kind | None:
    """Whether a line says that it is a sponsor's, or of how to write to the show."""
    start = line.plain[:_LONGEST_START].lower().lstrip("*_[ ")
    label = start.partition(":")[0].partition("：")[0].strip()
    has_label = label != start.strip()
    if start.startswith(words.SPONSOR_STARTS) or (has_label and label in words.SPONSOR_LABELS):
        return Kind.SPONSOR
    if start.startswith(words.CONTACT_STARTS) or (has_label and label in words.CONTACT_LABELS):
        return Kind.CONTACT
    return None


def links_of(line: Line) -> list[tuple[str, str]]:
    """Labels and addresses of one line; a sentence that no label has room for has none."""
    if len(line.text) > LONGEST_LINK:
        return []
    try:
        text = line.text if "://" in line.text else unemphasised(line.text)
        return [(link.label, link.url) for link in link_lists.parse_links(text)]
    except LinkErrors:
        return []


def is_link(line: Line) -> bool:
    """Whether the line is an address, with at most a label beside it."""
    has_address = "://" in line.text or "www." in line.text
    return has_address and len(line.text) <= LONGEST_LINK and len(words_of(line.text.partition("://")[0])) <= 16


def words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
