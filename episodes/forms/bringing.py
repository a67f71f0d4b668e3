"""What somebody gives to bring a show in: where its feed is, where it shall go, and what comes along."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes import importer, unpacking
from episodes.formats import rss
from episodes.models import Show
from episodes.uploads import parts
from guests.sentences import speaking

_LONGEST_ADDRESS = 2000


@speaking
class OwnershipForm(forms.Form):
    """Who may bring a locked show, and why."""

    ownership = forms.CharField(
        label=gettext_lazy("Who you are, and why you may bring it"),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Say who you are and why you may bring this show; it is kept on record.")
        },
    )


@speaking
class CodeForm(forms.Form):
    """The code that was mailed to the owner."""

    code = forms.CharField(
        label=gettext_lazy("The code"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": gettext_lazy("Give the code that was mailed: eight digits.")},
    )


@speaking
class BringForm(forms.Form):
    """A feed, by its address or as a file, into a new show or one of `shows`; a new one only where `may_make_one`.

    The file may be an archive that a site of this kind made of a show: `is_archive` says so once the form is clean.
    """

    address = forms.CharField(label=gettext_lazy("Address of the feed"), required=False, max_length=_LONGEST_ADDRESS)
    file = forms.FileField(
        label=gettext_lazy("Or a file that holds it, or an archive of a show"), required=False, allow_empty_file=True
    )
    show = forms.ModelChoiceField(label=gettext_lazy("Into"), queryset=Show.objects.none(), required=False)
    bring_media = forms.ChoiceField(
        label=gettext_lazy("Audio and pictures"),
        choices=[
            ("here", gettext_lazy("Bring them here: the old host may be closed some day")),
            ("there", gettext_lazy("Leave them where they are, and link to them")),
        ],
        initial="here",
        widget=forms.RadioSelect,
    )
    ownership = forms.CharField(
        label=gettext_lazy("Only if the show is locked: who you are, and why you may bring it"),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, shows: "QuerySet[Show]", may_make_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._may_make_one, self.is_archive = may_make_one, False
        field: Any = self.fields["show"]
        field.queryset, field.required = shows, not may_make_one
        field.empty_label = _("A new show, or the one that came from there") if may_make_one else _("Choose a show")
        field.error_messages["required"] = _("Choose the show into which the episodes go.")

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if address and "://" not in address and "." in address.partition("/")[0]:
            address = f"https://{address}"
        if address and (not importer.is_address(address) or any(each.isspace() for each in address)):
            raise forms.ValidationError(
                _("“%(address)s” is no address of a feed. Give one as in https://host.example/feed.xml.")
                % {"address": address[:80]}
            )
        return address

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        name, size = file.name or "", file.size or 0
        if not size:
            raise forms.ValidationError(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
        self.is_archive = unpacking.is_archive(file)
        if self.is_archive and not self._may_make_one:
            raise forms.ValidationError(
                _("“%(name)s” is an archive, which becomes a new show. Ask an administrator to bring it.")
                % {"name": name}
            )
        if self.is_archive and not unpacking.is_whole(file):
            raise forms.ValidationError(
                _(
                    "“%(name)s” is an archive that is cut off: its end is missing. Choose it again. Whoever runs the"
                    " site can bring a large one in at the shell, with import_feed."
                )
                % {"name": name}
            )
        if self.is_archive and parts.free_bytes() < size:
            raise forms.ValidationError(
                _("There is no room for “%(name)s” on the server's disk. Tell who runs it.") % {"name": name}
            )
        if size > rss.LARGEST_BYTES and not self.is_archive:
            raise forms.ValidationError(_("“%(name)s” is larger than any feed.") % {"name": name})
        file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if bool(given.get("address")) == bool(given.get("file")):
            both = _("Give either an address or a file, not both.")
            self.add_error("address", both if given.get("file") else _("Give the address of a feed, or choose a file."))
        elif self.is_archive and given.get("show"):
            self.add_error("show", _("An archive becomes a show of its own. Choose none here."))
        return given
