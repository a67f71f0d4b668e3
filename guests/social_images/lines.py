"""Breaking a title into lines that are much alike, as a typesetter would. Pure."""

import re
from collections.abc import Callable

# Between these a line may be broken anywhere: Han, kana.
_FREE = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# What no line begins with, and what none ends with.
_CLOSING = r"、。，．・：；？！」』）］｝〉》】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)\]}”’"
_OPENING = r"「『（［｛〈《【〔(\[{“‘"
_PIECE = re.compile(rf"[{_OPENING}]*(?:[{_FREE}]|[^\s{_FREE}{_OPENING}]+)[{_CLOSING}]*\s*|\S+\s*")

type Measure = Callable[[str], float]


def pieces(text: str) -> list[str]:
    """What no line may be broken within, with the space that follows it."""
    return _PIECE.findall(" ".join(text.split()))


def broken(text: str, *, measure: Measure, width: float, most: int) -> list[str] | None:
    """At most `most` lines of `text`, none wider than `width` and all much alike; None where there is no such way."""
    parts = pieces(text)
    lines = _filled(parts, measure, width)
    if lines is None or len(lines) > most:
        return None
    narrowest, widest = width / 2, width
    for _ in range(8):  # the least width that takes no more lines
        middle = (narrowest + widest) / 2
        closer = _filled(parts, measure, middle)
        if closer is not None and len(closer) == len(lines):
            lines, widest = closer, middle
        else:
            narrowest = middle
    return lines


def cut(text: str, *, measure: Measure, width: float, most: int) -> list[str]:
    """The first `most` lines of `text`; where there is more, the last one ends in `…`. Long words are cut."""
    lines: list[str] = []
    left = " ".join(text.split())
    while left and len(lines) < most:
        line, left = _first(left, measure, width)
        lines.append(line)
    if left:
        line = lines[-1]
        while line and measure(f"{line}…") > width:
            line = line[:-1].rstrip()
        lines[-1] = f"{line}…"
    return lines


def _first(text: str, measure: Measure, width: float) -> tuple[str, str]:
    """As many pieces as fit into a line, or the beginning of one that does not, and what is left."""
    line = ""
    for piece in pieces(text):
        if measure((line + piece).rstrip()) > width:
            break
        line += piece
    if not line:
        end = next((at for at in range(len(text), 1, -1) if measure(text[:at]) <= width), 1)
        line = text[:end]
    return line.rstrip(), text[len(line) :].lstrip()


def _filled(parts: list[str], measure: Measure, width: float) -> list[str] | None:
    """Lines as full as they can be; None where a piece alone is too wide."""
    lines: list[str] = []
    line = ""
    for part in parts:
        if measure(part.rstrip()) > width:
            return None
        if line and measure((line + part).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += part
    return [*lines, line.rstrip()] if line else lines
