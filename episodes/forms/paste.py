"""What was recognised in pasted notes, to accept, correct or leave out."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes.formats import chapters as chapter_lists
from episodes.intake import Directory, Filling, WantedLink, WantedPerson
from episodes.models import ON_AIR, Episode, Role, Show
from guests.sentences import speaking

LONGEST_SOURCE = 400_000
NEW = "new"


@speaking
class PasteForm(forms.Form):
    """The one box, and for which of `shows`."""

    show = forms.ModelChoiceField(
        Show.objects.none(),
        label=gettext_lazy("Show"),
        empty_label=None,
        error_messages={
            "invalid_choice": gettext_lazy("You have no role in the show that was asked for: choose one of these.")
        },
    )
    source = forms.CharField(
        label=gettext_lazy("Notes"),
        strip=False,
        max_length=LONGEST_SOURCE,
        widget=forms.Textarea({"rows": 22, "autofocus": True, "dir": "auto", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("There are no notes here yet. Paste them into the box.")},
    )

    def __init__(self, *args: Any, shows: QuerySet[Show], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["show"].queryset = shows  # type: ignore[attr-defined]

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"]
        if not source.strip():
            raise forms.ValidationError(self.fields["source"].error_messages["required"])
        return source


@speaking
class ReviewForm(forms.Form):
    """The parts of which an episode has one; each is taken where its box is ticked."""

    take_title = forms.BooleanField(label=gettext_lazy("Take the title"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=255, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    take_summary = forms.BooleanField(label=gettext_lazy("Take the summary"), required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary"), max_length=600, required=False, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    take_chapters = forms.BooleanField(label=gettext_lazy("Take the chapters"), required=False)
    chapters = forms.CharField(
        label=gettext_lazy("Chapters"), required=False, widget=forms.Textarea({"spellcheck": "false", "dir": "auto"})
    )
    take_notes = forms.BooleanField(label=gettext_lazy("Take the notes"), required=False)
    notes = forms.CharField(
        label=gettext_lazy("Notes that remain"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 16, "dir": "auto"}),
    )

    def __init__(self, *args: Any, episode: Episode | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.episode = episode

    def clean_chapters(self) -> Any:
        try:
            return chapter_lists.parse_text(self.cleaned_data["chapters"])
        except chapter_lists.ChapterErrors as errors:
            raise forms.ValidationError([f"{errors.unit} {item.line}: {item.message}" for item in errors]) from errors

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.episode is None and "title" not in self.errors and not self._wanted(cleaned, "title"):
            self.add_error("title", _("An episode needs a title. Type one, and tick its box."))
        return cleaned

    def _wanted(self, cleaned: dict[str, Any], name: str) -> Any:
        """The value if it is to be taken; None otherwise, and for an empty one."""
        return (cleaned.get(name) or None) if cleaned.get(f"take_{name}") else None

    def filling(self, people: Any, links: Any) -> Filling:
        parts = {name: self._wanted(self.cleaned_data, name) for name in ("title", "summary", "notes", "chapters")}
        return Filling(
            **parts,
            people=[wanted for form in people if (wanted := form.wanted())],
            links=[wanted for form in links if (wanted := form.wanted())],
        )


@speaking
class PersonRow(forms.Form):
    """Somebody who was named: whom it means, in which role."""

    take = forms.BooleanField(label=gettext_lazy("Take"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=128, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    headline = forms.CharField(
        label=gettext_lazy("Headline"), max_length=160, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    person = forms.ChoiceField(label=gettext_lazy("Who it is"), required=False)
    # Somebody of the show's own, whom the notes do not name.
    standing = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, directory: Directory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._directory = directory
        heard = [(role.value, role.label) for role in ON_AIR]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            *heard,
            *((role.value, role.label) for role in Role if role not in ON_AIR),
        ]
        self.matches = directory.matches(str(self["name"].value() or ""))
        chosen = str(self["person"].value() or "")
        if chosen.isascii() and chosen.isdecimal() and int(chosen) in directory.people:
            person = directory.people[int(chosen)]
            self.matches = [person, *(other for other in self.matches if other != person)]
        ask = [("", _("Choose who it is"))] if len(self.matches) > 1 else []
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            *ask,
            *((str(person.pk), f"{person.name}, {person.headline}".rstrip(", ")) for person in self.matches),
            (NEW, _("Somebody new")),
        ]

    @property
    def face(self) -> Any:
        """Whose portrait to show: of the one person who is meant, if there is one."""
        chosen = str(self["person"].value() or "")
        return next((person for person in self.matches if str(person.pk) == chosen), None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("take"):
            if not cleaned.get("person") and "person" not in self.errors:
                self.add_error("person", _("Several people may be meant. Choose one of them, or “Somebody new”."))
            if cleaned.get("person") == NEW and not cleaned.get("name") and "name" not in self.errors:
                self.add_error("name", _("Somebody new needs a name."))
        return cleaned

    def wanted(self) -> WantedPerson | None:
        cleaned = self.cleaned_data
        if not cleaned.get("take"):
            return None
        if cleaned["person"] == NEW:
            return WantedPerson(role=cleaned["role"], name=cleaned["name"], headline=cleaned["headline"])
        return WantedPerson(role=cleaned["role"], person=self._directory.people[int(cleaned["person"])])


@speaking
class LinkRow(forms.Form):
    """A link; without an address it waits for one."""

    take = forms.BooleanField(label=gettext_lazy("Take"), required=False)
    label = forms.CharField(
        label=gettext_lazy("Label"), max_length=255, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        required=False,
        # By an empty placeholder the style sheet knows whether something is typed.
        widget=forms.TextInput({"placeholder": " ", "inputmode": "url"}),
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={
            "invalid": gettext_lazy("This is no web address. Write it whole, as in https://example.com/page.")
        },
    )
    sponsored = forms.BooleanField(label=gettext_lazy("Sponsored"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("take") and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("A link needs a label."))
        return cleaned

    def wanted(self) -> WantedLink | None:
        cleaned = self.cleaned_data
        if not cleaned.get("take"):
            return None
        return WantedLink(label=cleaned["label"], url=cleaned["url"], sponsored=cleaned["sponsored"])


PersonRows = forms.formset_factory(PersonRow, extra=0, max_num=200, absolute_max=200)
LinkRows = forms.formset_factory(LinkRow, extra=0, max_num=1000, absolute_max=1000)
