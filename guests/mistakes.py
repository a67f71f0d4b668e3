"""All that is wrong with a form of the desk, in one list: where, and in which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """`where` is “Title” or “Links, row 2, address”; `field` the id of the element, empty of a table as a whole."""

    where: str
    sentence: str
    panel: str
    field: str = ""


def mistakes_of(panels: Iterable[Any]) -> list[Mistake]:
    """Return the mistakes of all panels in the order of the form; those of the form as a whole are not among them."""
    return [mistake for panel in panels for mistake in (*_in_fields(panel), *_in_rows(panel))]


def _in_fields(panel: Any) -> Iterator[Mistake]:
    fields = (field for fieldset in panel.fieldsets for line in fieldset for field in line)
    for field in fields:
        if not getattr(field, "is_readonly", False):
            yield from _of_field(field.field, panel, prefix="")


def _in_rows(panel: Any) -> Iterator[Mistake]:
    for inline in panel.inlines:
        formset = inline.formset
        name = str(capfirst(formset.model._meta.verbose_name_plural))
        if not formset.is_bound:
            continue
        for sentence in formset.non_form_errors():
            yield Mistake(where=name, sentence=sentence, panel=panel.slug)
        for number, form in enumerate(formset.forms, start=1):
            row = _("%(rows)s, row %(number)d") % {"rows": name, "number": number}
            for sentence in form.non_field_errors():
                yield Mistake(where=row, sentence=sentence, panel=panel.slug, field=form.prefix)
            for field in form:
                yield from _of_field(field, panel, prefix=f"{row}, ")


def _of_field(field: Any, panel: Any, *, prefix: str) -> Iterator[Mistake]:
    label = str(field.label or field.name)
    where = f"{prefix}{label[:1].lower()}{label[1:]}" if prefix else str(capfirst(label))
    for sentence in field.errors:
        yield Mistake(where=where, sentence=sentence, panel=panel.slug, field=field.id_for_label or field.auto_id)
