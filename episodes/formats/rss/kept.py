"""Elements for which there is no field, kept as they are, to go out again as they came."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

LARGEST = 200_000


def kept(elements: Iterable[Any]) -> tuple[str, int]:
    """The XML of some elements, one below the other, each with the namespaces that it needs; and how many had no room.

    Nothing else of the document is needed to read it.
    """
    parts: list[str] = []
    left_out = room_taken = 0
    for element in elements:
        written = etree.tostring(element, method="c14n", exclusive=True, with_comments=False).decode()
        if room_taken + len(written) > LARGEST:
            left_out += 1
            continue
        room_taken += len(written)
        parts.append(written)
    return "\n".join(parts), left_out


def is_whole(xml: str) -> bool:
    """Whether this is what `kept` writes: elements that stand by themselves, which no feed breaks on."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(f"<kept>{xml}</kept>".encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        return False
    return all(isinstance(element.tag, str) for element in root.iter())
