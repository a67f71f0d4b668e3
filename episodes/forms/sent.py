"""What a browser sends of a form: of one that stands as stored, of one that came, and of both as one.

A reading is `{name: [value, …]}`, as strings, without what is empty and without files.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

type Reading = dict[str, list[str]]
# A row of a table: its values by the name of the field, without the row's number.
type Row = dict[str, list[str]]

# Where a row has files: the number under which they came, which no field is called.
FILES = "#"
# What a row has besides what is typed there.
KEYS = frozenset({"id", "position", "DELETE", "episode", FILES})
_MOST_ROWS = 2_000


def of_form(form: Any) -> Reading:
    """Return what would be sent of `form` as it stands, unbound; hidden fields count, files do not."""
    found = ((bound.html_name, _values(bound)) for bound in form)
    return {name: values for name, values in found if values}


def of_data(data: QueryDict) -> Reading:
    """Return what was sent."""
    found = ((name, [plain(value) for value in data.getlist(name)]) for name in data)
    return {name: kept for name, values in found if (kept := [value for value in values if value])}


def plain(value: str) -> str:
    """The text with line breaks of one kind and without blanks at its ends."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _values(bound: Any) -> list[str]:
    widget = getattr(bound.field.widget, "widget", bound.field.widget)  # the admin wraps those of relations
    if isinstance(widget, forms.FileInput):
        return []
    value = bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    values = shown if isinstance(shown, list | tuple) else [shown]
    return [text for each in values if each is not None and (text := plain(str(each)))]


# --- Rows -------------------------------------------------------------------------------------


def rows_of_formset(formset: Any) -> list[Row]:
    """Return the stored rows of an unbound formset, with their keys."""
    return [_without(of_form(form), f"{form.prefix}-") for form in formset.initial_forms]


def rows_of_data(data: QueryDict, prefix: str, files: Iterable[str] = ()) -> list[Row]:
    """Return the rows that came under `prefix`, with their keys; none in which nothing stands.

    `files` are the names of those that came along: a row with one is never empty.
    """
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), _MOST_ROWS) if total.isascii() and total.isdecimal() else 0
    by_index: list[Row] = [{} for _ in range(count)]
    for name, values in [*of_data(data).items(), *((name, None) for name in files)]:
        index, dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and dash and index.isdecimal() and len(index) < 5 and int(index) < count:
            by_index[int(index)].update({FILES: [index]} if values is None else {field: values})
    return [row for row in by_index if set(row) - {"position", "episode"}]


def typed(rows: Iterable[Row], *, files: bool = False) -> list[Row]:
    """What is typed in `rows`, in the order of their positions, without those that are taken away."""
    kept = sorted((row for row in rows if "DELETE" not in row), key=_position)
    keys = KEYS - {FILES} if files else KEYS
    return [{name: values for name, values in row.items() if name not in keys} for row in kept]


def put_rows(
    data: QueryDict, prefix: str, rows: Sequence[Row], *, stored: Collection[str], files: "MultiValueDict[str, Any]"
) -> None:
    """Let `rows` be those of `data` under `prefix`. One whose key is not among `stored` is sent as a new one.

    The files of a row go where it goes; those of no row are dropped.
    """
    former = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    for name in [name for name in data if former.match(name)]:
        del data[name]
    came = {found.groups(): files.pop(name) for name in list(files) if (found := former.fullmatch(name))}
    there = [row for row in rows if row.get("id", [""])[0] in stored]
    new = [row for row in rows if row.get("id", [""])[0] not in stored and "DELETE" not in row]
    for index, row in enumerate([*there, *({k: v for k, v in row.items() if k != "id"} for row in new)]):
        for name, values in row.items():
            if name != FILES:
                data.setlist(f"{prefix}-{index}-{name}", list(values))
        for (number, name), given in came.items():
            if [number] == row.get(FILES):
                files.setlist(f"{prefix}-{index}-{name}", given)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(there) + len(new)), str(len(there))


def row_lines(formset: Any, rows: Sequence[Row]) -> list[str]:
    """Each row as a line of words, in the order of its columns."""
    columns = [(name, field) for name, field in formset.form.base_fields.items() if name not in KEYS]
    words = {name: words_of(field, {value for row in rows for value in row.get(name, [])}) for name, field in columns}
    return [
        " · ".join(words[name].get(value, value) for name, _field in columns for value in row.get(name, []))
        for row in rows
    ]


def words_of(field: Any, values: Collection[str]) -> dict[str, str]:
    """What `values` are called where they are chosen from a list; one query for those of rows."""
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        keys = [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]
        return {str(key): str(row) for key, row in rows.in_bulk(keys).items()} if keys else {}
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        grouped = ((label if isinstance(label, list | tuple) else [(key, label)]) for key, label in choices)
        return {str(key): str(label) for group in grouped for key, label in group}
    if isinstance(field, forms.BooleanField):
        return {"on": str(field.label)}
    return {}


def _without(reading: Reading, prefix: str) -> Row:
    return {name.removeprefix(prefix): values for name, values in reading.items()}


def _position(row: Row) -> int:
    text = row.get("position", [""])[0]
    return int(text) if text.isdecimal() else _MOST_ROWS
