"""What the forms of the desk share: ordered rows, tabs by task, the notes editor, slugs that keep their old address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.helpers import Fieldset, InlineAdminFormSet
from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField
from markdownx.widgets import AdminMarkdownxWidget
from unfold.admin import ModelAdmin, TabularInline
from unfold.overrides import FORMFIELD_OVERRIDES_INLINE
from unfold.widgets import PROSE_CLASSES, TEXTAREA_CLASSES, UnfoldAdminTextInputWidget

from guests.forms import CoverField, DeskPictureField, LogoField
from guests.mistakes import mistakes_of
from guests.moves import leave_address
from guests.pictures import PictureField
from guests.sentences import speaking
from guests.slugs import free_slug, slugify

# --- The notes editor -------------------------------------------------------------------------


class NotesWidget(AdminMarkdownxWidget):
    """A Markdown editor with its preview beside it."""

    template_name = "admin/notes_widget.html"

    class Media:
        extend = False  # markdownx's own style sheet is for Django's plain admin
        js = ("markdownx/js/markdownx.min.js", "js/desk/notes.js")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": " ".join(TEXTAREA_CLASSES), "rows": 24, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["prose"] = " ".join(PROSE_CLASSES)
        return context


# --- Who may ----------------------------------------------------------------------------------


class AsksWithRow:
    """Django's questions of permission, asked with the row that is meant: what somebody may do differs by show.

    Without a row they mean: with any at all. An inline is asked with the row that it is a part of.
    """

    opts: Any

    def _may(self, request: HttpRequest, action: str, row: Any) -> bool:
        permission = f"{self.opts.app_label}.{get_permission_codename(action, self.opts)}"
        return bool(request.user.has_perm(permission, row))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)


# --- Rows in an order -------------------------------------------------------------------------


class OrderedRowForm(forms.ModelForm):
    """A row whose `position` is where it stands, which nobody types."""

    position = forms.IntegerField(required=False, widget=forms.HiddenInput({"class": "desk-position"}))

    @cached_property
    def changed_data(self) -> list[str]:
        changed: list[str] = super().changed_data
        # A number alone does not make an empty row a typed one.
        return [name for name in changed if name != "position"] if self.instance._state.adding else changed

    def clean_position(self) -> int:
        """The place that the page gave the row; without scripts, the place it has in the form."""
        position: int | None = self.cleaned_data["position"]
        return position or int(str(self.prefix).rpartition("-")[2]) + 1


class AddressInput(UnfoldAdminTextInputWidget):
    """An address, without the line "Currently: …" that would double the height of a row."""

    input_type = "url"


def _either_way(field: Any) -> Any:
    """Let a field of words be written from the side that its letters are written from."""
    widget = field.widget if isinstance(field, forms.CharField) else None
    if isinstance(widget, forms.TextInput | forms.Textarea) and getattr(widget, "input_type", "text") == "text":
        widget.attrs.setdefault("dir", "auto")
    return field


class RowsInline(AsksWithRow, TabularInline):
    """Rows in a table: added, taken away (and back) without losing what the others hold.

    `panel` is the tab they are on; `ordered` ones can be moved, `empty_rows` stand ready to be typed in.
    """

    template = "admin/rows.html"
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        **FORMFIELD_OVERRIDES_INLINE,
        models.URLField: {"widget": AddressInput},
    }
    panel = ""
    ordered = False
    empty_rows = 1
    extra = 0
    show_title = False
    add_label: Any = _("Add a row")
    lead: Any = ""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, PictureField):
            return db_field.formfield(form_class=DeskPictureField)
        return _either_way(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_extra(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> int:
        return 0 if request.method == "POST" else self.empty_rows

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        speaking(formset.form)
        return formset


class OrderedRowsInline(RowsInline):
    form = OrderedRowForm
    ordered = True


# --- Slugs ------------------------------------------------------------------------------------


class SlugForm(forms.ModelForm):
    """Makes an empty `slug` from the field named `slug_source`, different from all that are taken."""

    slug_source = "name"
    slug_fallback = "page"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "The last part of the address. Left empty, it is made from the name. A former slug keeps leading here."
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "slug" in cleaned and not cleaned["slug"] and cleaned.get(self.slug_source):
            wanted = slugify(cleaned[self.slug_source], fallback=self.slug_fallback)
            cleaned["slug"] = free_slug(wanted, taken=self.slug_is_taken)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # What cannot be made yet is not wrong: the name it is made from is, and says so.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if self.cleaned_data.get("slug") else {*excluded, "slug"}

    def slug_is_taken(self, slug: str) -> bool:
        manager: Any = self._meta.model._default_manager
        others = manager.exclude(pk=self.instance.pk)
        return bool(others.filter(slug=slug).exists() or others.filter(former_addresses__slug=slug).exists())


# --- The form, in tabs ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One tab of a form: its fields and its rows; `errors` is how many of them are wrong."""

    slug: str
    label: str
    fieldsets: Sequence[Fieldset]
    inlines: Sequence[InlineAdminFormSet]

    @property
    def errors(self) -> int:
        fields: Iterator[Any] = (field for fieldset in self.fieldsets for line in fieldset for field in line)
        in_fields = sum(1 for field in fields if not getattr(field, "is_readonly", False) and field.errors())
        return in_fields + sum(_errors_in(inline.formset) for inline in self.inlines)


def _errors_in(formset: Any) -> int:
    if not formset.is_bound:
        return 0
    return sum(1 for errors in formset.errors if errors) + len(formset.non_form_errors())


class BaseAdmin(ModelAdmin):
    """Unfold's `ModelAdmin`, with its one method that Django 6.1 knows under another signature."""

    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: Any = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> list[tuple[str, str]]:
        first = default_choices or [("", _("Select action"))]
        # Past Unfold, straight to Django.
        choices: list[tuple[str, str]] = super(ModelAdmin, self).get_action_choices(request, first, action_location)
        return choices


class DeskAdmin(AsksWithRow, BaseAdmin):
    """A `ModelAdmin` whose form has a tab for each of `panels`, and whose former slugs keep leading to it.

    `panels` are pairs of a slug and a label; a fieldset is on the panel that its class `panel-<slug>` names.
    `cover_fields` are pictures that directories have rules for, `logo_fields` those that are shown whole.
    """

    change_form_template = "admin/panels.html"
    panels: ClassVar[Sequence[tuple[str, Any]]] = ()
    cover_fields: ClassVar[Sequence[str]] = ()
    logo_fields: ClassVar[Sequence[str]] = ()
    formfield_overrides: ClassVar[dict[Any, Any]] = {MarkdownxField: {"widget": NotesWidget}}
    show_full_result_count = False
    list_per_page = 50
    warn_unsaved_form = True
    list_filter_sheet = True

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/desk-mistakes.css"]}
        js = ("js/desk/tabs.js", "js/desk/rows.js", "js/desk/once.js", "js/desk/mistakes.js")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return speaking(super().get_form(request, obj, change, **kwargs))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Not by what points to a row: a list of people would tell who is on an episode of another show."""
        try:
            field = self.opts.get_field(lookup.partition("__")[0])
        except FieldDoesNotExist:
            field = None
        points_here = field is not None and field.auto_created and not field.concrete
        return not points_here and bool(super().lookup_allowed(lookup, value, request))

    def view_on_site(self, obj: Any) -> str | None:
        """The page itself, which those who may see it find there before the public does.

        There is none while what was typed leaves the slug empty, and nothing to make one from.
        """
        return str(obj.get_absolute_url()) if obj.slug else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["panels"] = self._panels(context)
        context["mistakes"] = mistakes_of(context["panels"])
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def _panels(self, context: dict[str, Any]) -> list[Panel]:
        fieldsets, inlines = list(context["adminform"]), context["inline_admin_formsets"]
        panels = [
            Panel(
                slug=slug,
                label=label,
                fieldsets=[fieldset for fieldset in fieldsets if f"panel-{slug}" in fieldset.classes.split()],
                inlines=[inline for inline in inlines if inline.opts.panel == slug],
            )
            for slug, label in self.panels
        ]
        return [panel for panel in panels if panel.fieldsets or panel.inlines]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if not isinstance(db_field, PictureField):
            return _either_way(super().formfield_for_dbfield(db_field, request, **kwargs))
        field: Any = db_field.formfield(form_class=self._picture_field(db_field.name))
        field.widget.focus = db_field.focus
        return field

    def _picture_field(self, name: str) -> type[DeskPictureField]:
        if name in self.cover_fields:
            return CoverField
        return LogoField if name in self.logo_fields else DeskPictureField

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        self.write(obj, change=change)
        for value in form.cleaned_data.values():
            for note in getattr(value, "notes", ()):
                messages.info(request, note)
        if change and "slug" in form.changed_data:
            leave_address(obj.former_addresses, old=form.initial["slug"], new=obj.slug, **self.address_scope(obj))

    def write(self, obj: Any, *, change: bool) -> None:
        obj.save()

    def address_scope(self, obj: Any) -> dict[str, Any]:
        """What a former address of `obj` holds besides its slug."""
        return {}
