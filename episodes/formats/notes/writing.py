"""The lines of a page that remain → Markdown."""

import re
from collections.abc import Iterable

from episodes.formats.notes.lines import Line, Shape

_SHORT = 100


def markdown(lines: Iterable[Line]) -> str:
    """The lines as Markdown: headings with hashes, every bullet the same, one blank line where there were more."""
    found: list[str] = []
    last: Line | None = None
    for line in lines:
        if line.shape is Shape.BLANK:
            if found and found[-1]:
                found.append("")
            last = None
            continue
        if line.shape is Shape.UNDERLINE:
            continue
        if last and (_apart(last, line)):
            found.append("")
        found.append(_written(line))
        last = line
    return "\n".join(found).strip("\n")


def _apart(above: Line, below: Line) -> bool:
    """Whether a blank line has to part two lines that follow each other."""
    if Shape.HEADING in {above.shape, below.shape}:
        return True
    long = len(above.text) > _SHORT or len(below.text) > _SHORT
    return above.shape is not below.shape or (above.shape is Shape.TEXT and long)


def _written(line: Line) -> str:
    indent = line.raw[: len(line.raw) - len(line.raw.lstrip())].expandtabs(4)
    if line.shape is Shape.HEADING:
        return f"{'#' * line.level} {line.text.rstrip(':： ')}"
    if line.shape is Shape.ITEM:
        typed = line.raw.strip()
        number = re.match(r"\(?([0-9]{1,3})[.)]", typed)
        return f"{indent}{f'{number[1]}.' if number else '-'} {line.text}"
    return line.raw.rstrip()
