"""Links as rows and as a pasted list."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminTextareaWidget

from episodes.formats import links as link_format
from guests.desk import OrderedRowForm
from guests.sentences import speaking


class LinkForm(OrderedRowForm):
    """A row of which the label may be left out where there is an address: it is made from that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("label") and "label" not in self.errors:
            if url := cleaned.get("url"):
                cleaned["label"] = link_format.readable(url)
            elif "url" not in self.errors and self.has_changed():
                self.add_error("label", _("Give a label, or an address that one can be made from."))
        return cleaned


@speaking
class LinkListForm(forms.Form):
    """A list of links, pasted."""

    text = forms.CharField(
        label=gettext_lazy("Paste a list"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(
            {
                "rows": 6,
                "spellcheck": "false",
                "placeholder": "The lamp room – https://lamp.example\n[The keeper](https://keeper.example)\nThe book",
            }
        ),
        help_text=gettext_lazy(
            "One link a line: label and address in either order, Markdown, or copied from a page or a mail."
            " A label without an address is kept until somebody looks it up."
        ),
    )

    @property
    def mistakes(self) -> list[str]:
        """What is wrong with the text, line by line."""
        return [str(message) for message in self.errors.get("text", [])]

    def clean_text(self) -> tuple[link_format.Link, ...]:
        try:
            return link_format.parse_links(self.cleaned_data["text"])
        except link_format.LinkErrors as errors:
            raise forms.ValidationError(
                [
                    _("Line %(line)d: %(message)s") % {"line": item.line, "message": item.message}
                    for item in errors.items
                ]
            ) from errors

    @property
    def links(self) -> tuple[link_format.Link, ...]:
        if not self.is_bound or not self.is_valid():
            return ()
        return tuple(self.cleaned_data["text"])


class LinkFormSet(BaseInlineFormSet):
    """All links of an episode or a show: the rows, then those pasted, without what is there already."""

    model: type[Any]

    @cached_property
    def pasted(self) -> LinkListForm:
        return LinkListForm(self.data if self.is_bound else None, prefix=f"{self.prefix}_list")

    def clean(self) -> None:
        if self.pasted.mistakes:
            raise forms.ValidationError(_("Nothing of the list is taken over before its mistakes are mended."))
        for link in self.pasted.links:
            self._check_address(link.url)
        if self.pasted.mistakes:
            raise forms.ValidationError(_("Nothing of the list is taken over before its mistakes are mended."))

    def _check_address(self, url: str) -> None:
        try:
            self.model._meta.get_field("url").run_validators(url)
        except forms.ValidationError:
            self.pasted.add_error("text", _("“%s” cannot be an address. Mend it, or take it out.") % url[:200])

    def save(self, commit: bool = True) -> Any:
        """Save the rows, then the pasted links; commits always, as links belong to nothing but what has them."""
        saved = super().save(commit=commit)
        for position, link in enumerate(self._new(), start=self._next_position()):
            stored = self.model(**{self.fk.name: self.instance}, label=link.label, url=link.url, position=position)
            stored.save()
            self.new_objects.append(stored)
            saved.append(stored)
        return saved

    def _new(self) -> list[link_format.Link]:
        there = set(self._stored().values_list("label", "url"))
        return [link for link in self._named() if (link.label, link.url) not in there]

    def _named(self) -> list[link_format.Link]:
        return [replace(link, label=link.label or link_format.readable(link.url)) for link in self.pasted.links]

    def _next_position(self) -> int:
        return (self._stored().order_by("-position").values_list("position", flat=True).first() or 0) + 1

    def _stored(self) -> QuerySet[Any]:
        stored: QuerySet[Any] = self.model._default_manager.filter(**{self.fk.name: self.instance})
        return stored

    @property
    def summary(self) -> str:
        """How many were taken from the list, for the message after saving."""
        count = len(self.pasted.links)
        if not count:
            return ""
        return ngettext("%(count)d link taken from the list.", "%(count)d links taken from the list.", count) % {
            "count": count
        }
