"""One thing of an episode of which there are two versions: as somebody has saved it, and as the form has it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Both:
    """One field, or one kind of rows, in lines of words; `sent` are those of a single field as sent.

    The pictures are addresses, those of rows in the order of the rows.
    """

    name: str
    label: str
    theirs: Sequence[str]
    mine: Sequence[str]
    take_theirs: bool
    theirs_pictures: Sequence[str] = ()
    mine_pictures: Sequence[str] = ()
    sent: dict[str, Sequence[str]] | None = None
