"""Any Unicode in any text that a feed shows: the document stays well-formed and says what was put in."""

import datetime as dt
import typing
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.feeds import values
from episodes.feeds.document import document
from episodes.feeds.document import written as written_item
from episodes.feeds.elements import clean, one_line
from episodes.formats.chapters import Chapter
from tests.feeds import parse

AT = dt.datetime(2026, 3, 1, 6, 30, tzinfo=dt.UTC)
HTML = {"description", "content"}
# What is in the prologue, and words that stand for themselves: the code's own, never somebody's text.
NOT_IN_THE_CHANNEL = {"Channel.stylesheet"}
# XML as it came from another host: read, and refused where it would break ours, when it is brought in.
NOT_TEXT = {"Channel.kept", "Item.kept"}
LONGEST_TRIED = 24

anything = st.text(st.characters(codec=None, categories=None), max_size=LONGEST_TRIED) | st.sampled_from(
    [
        "]]>",
        "<![CDATA[",
        "\ud800",
        "\udc00x",
        "\x00",
        "\x0b",
        "\u202e",
        "&amp;",
        "&#0;",
        "<!--",
        "-->",
        "\ufffe",
        "𝄞",
        "\r\n",
    ]
)


def places(kind, path=""):
    """Every text of a dataclass of values and of those in it: `Channel.owner.name`, by its type alone."""
    hints = typing.get_type_hints(kind)
    for field in fields(kind):
        for part in _kinds(hints[field.name]):
            here = f"{path or kind.__name__}.{field.name}"
            if part is str:
                if here not in NOT_TEXT:
                    yield here
            elif is_dataclass(part):
                yield from places(part, here)


def _kinds(hint):
    parts = typing.get_args(hint)
    return [kind for part in parts for kind in _kinds(part)] if parts else [hint]


def build(kind, text, path=""):
    """Values of `kind` in which every text, everywhere, is `text(place)`."""
    hints = typing.get_type_hints(kind)
    return kind(**{f.name: _value(hints[f.name], text, f"{path or kind.__name__}.{f.name}") for f in fields(kind)})


def _value(hint, text, path):
    parts = [part for part in typing.get_args(hint) if part not in (type(None), Ellipsis)]
    if typing.get_origin(hint) is tuple:
        return tuple(_value(part, text, path) for part in parts) if len(parts) > 1 else (_value(parts[0], text, path),)
    if parts:
        return _value(parts[0], text, path)
    if is_dataclass(hint):
        return build(hint, text, path)
    makers = {
        str: lambda: "" if path in NOT_TEXT else text(path),
        int: lambda: 7,
        dt.datetime: lambda: AT,
        # A hidden chapter is not listed; every other truth brings an element with it.
        bool: lambda: not path.endswith("hidden"),
    }
    return makers[hint]()


def said(root):
    """All texts of a document: of elements and of attributes."""
    for element in root.iter():
        yield element.text or ""
        yield from element.attrib.values()


def written(text):
    channel, item = build(values.Channel, text), build(values.Item, text)
    if channel.pages.first == channel.pages.last:  # then there are no others, and nothing is said of them
        channel = replace(channel, pages=replace(channel.pages, first="first"))
    return parse(b"".join(document(channel, [written_item(item)])))


ALL = sorted({*places(values.Channel), *places(values.Item)})


def test_there_are_texts_in_every_corner():
    assert len(ALL) > 50
    assert {"Channel.title", "Channel.persons.name", "Item.chapters.title", "Item.soundbites.title"} <= set(ALL)
    assert set(places(Chapter, "Item.chapters")) <= set(ALL)


@pytest.mark.parametrize("place", ALL)
def test_every_text_has_a_place_in_the_document(place):
    found = " ".join(said(written(lambda here: "Marked" if here == place else "x")))
    assert ("Marked" in found) == (place not in NOT_IN_THE_CHANNEL)


@given(anything)
def test_each_text_says_what_was_put_in(text):
    """One document for all: each text begins with a number of its own."""
    numbered = {place: f"{number}{text}." for number, place in enumerate(ALL, 100)}
    found = set(said(written(lambda place: numbered.get(place, "x"))))
    for place in set(ALL) - NOT_IN_THE_CHANNEL:
        assert expected(place, numbered[place]) in found, place


def expected(place, text):
    if place == "Item.guid":
        return clean(text)  # an identifier is nobody's to tidy up
    if is_html(place):
        return html(text)
    # Chapters come in lines already: to them any white space is a space.
    return one_line(" ".join(text.split()) if place.startswith("Item.chapters.") else text)


def is_html(place):
    return place.rsplit(".", 1)[1] in HTML


def html(text):
    kept = "".join(character for character in text if character in "\t\n\r\x85" or clean(character))
    return kept.replace("\r\n", "\n").replace("\r", "\n").replace("]]>", "]]&gt;")
