"""A list of old and new addresses (CSV, or tabs) → what it would do, line by line → rows."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guests.models import Redirect
from guests.redirects.addresses import WithoutPage, doubts, read_new, read_old, refuse_loop

MOST_LINES = 5_000
_SEPARATORS = ("\t", ";", ",")


class Deed(Enum):
    """What a line of the list does."""

    ADD = "add"
    CHANGE = "change"
    KEEP = "keep"
    REFUSE = "refuse"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the list.

    `before` is where the old address leads now, `sentence` why the line is refused, `doubt` why it may be a mistake.
    """

    number: int
    old: str
    new: str
    deed: Deed
    before: str = ""
    sentence: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a list would do. Nothing is written yet."""

    lines: tuple[Line, ...]

    def of(self, *deeds: Deed) -> list[Line]:
        return [line for line in self.lines if line.deed in deeds]

    @property
    def refused(self) -> list[Line]:
        return self.of(Deed.REFUSE)

    @property
    def doubted(self) -> list[Line]:
        return [line for line in self.lines if line.doubt]

    @property
    def to_write(self) -> list[Line]:
        return self.of(Deed.ADD, Deed.CHANGE)


def plan(text: str, *, hosts: Collection[str] = (), without_page: WithoutPage = lambda _: ()) -> Plan:
    """Read a list of an old and a new address a line, what follows them left out; a line of headings may come first.

    Raises ValidationError where it is no such list at all. One query and those of `without_page`, none for each line.
    """
    rows = list(_rows(text))
    if not rows:
        raise ValidationError(_("There is nothing in the list: an old and a new address a line, as in /old,/show/."))
    if len(rows) > MOST_LINES:
        raise ValidationError(
            _("The list has %(lines)d lines; at most %(most)d are taken at once.")
            % {"lines": len(rows), "most": MOST_LINES}
        )
    known = dict(Redirect.objects.values_list("old", "new"))
    before = dict(known)
    seen: dict[str, int] = {}
    lines = []
    for number, cells in rows:
        old, new = (cells[0], cells[1]) if len(cells) > 1 else (cells[0], "")
        try:
            old, new = read_old(old), read_new(new, hosts=hosts)
            if old in seen:
                raise ValidationError(_("“%(old)s” is in line %(line)d already.") % {"old": old, "line": seen[old]})
            refuse_loop(old, new, known=known)
        except ValidationError as error:
            said = " ".join(error.messages)
            lines.append(Line(number=number, old=old, new=new, deed=Deed.REFUSE, sentence=said))
            continue
        seen[old] = number
        known[old] = new
        lines.append(
            Line(number=number, old=old, new=new, deed=_deed(before.get(old), new), before=before.get(old, ""))
        )
    doubted = doubts({line.new for line in lines if not line.sentence}, known=known, without_page=without_page)
    return Plan(
        lines=tuple(line if line.sentence else replace(line, doubt=doubted.get(line.new, "")) for line in lines)
    )


def _deed(before: str | None, new: str) -> Deed:
    if before is None:
        return Deed.ADD
    return Deed.KEEP if before == new else Deed.CHANGE


@transaction.atomic
def write(planned: Plan) -> int:
    """Write what the plan adds and changes; how many."""
    rows = [Redirect(old=line.old, new=line.new) for line in planned.to_write]
    Redirect.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, update_fields=["new"], unique_fields=["old"]
    )
    return len(rows)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that have something in them, with their numbers, without headings."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = next((each for each in _SEPARATORS if each in first), ",")
    reader = csv.reader(io.StringIO(text.replace("\0", "\ufffd"), newline=""), delimiter=separator)
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if reader.line_num == 1 and not any("/" in cell for cell in cells):
                continue
            yield reader.line_num, cells
    except csv.Error as error:
        raise ValidationError(
            _("Line %(line)d cannot be read (%(why)s). Save the list as CSV again.")
            % {"line": reader.line_num, "why": error}
        ) from error
