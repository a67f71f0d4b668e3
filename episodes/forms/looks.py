"""How a show looks, as its editors set it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget

from episodes.formats import stylesheets

_ATTRS: dict[str, dict[str, Any]] = {
    "accent": {"placeholder": "#9c2f16"},
    "footer_links": {"rows": 4, "placeholder": "Imprint – https://example.org/imprint"},
    "own_css": {"rows": 14, "spellcheck": "false", "autocapitalize": "off", "dir": "ltr"},
}


class LooksForm(forms.ModelForm):
    """A show's looks; its stylesheet is typed, or taken from a file."""

    own_css_file = forms.FileField(
        label=_("stylesheet as a file"),
        required=False,
        widget=UnfoldAdminFileFieldWidget({"accept": ".css,text/css"}),
        help_text=_("Its text takes the place of what is above."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, attrs in _ATTRS.items():
            if name in self.fields:
                self.fields[name].widget.attrs.update(attrs)

    def clean_own_css_file(self) -> str | None:
        """The text of the file; None without one."""
        file: Any = self.cleaned_data["own_css_file"]
        if not file:
            return None
        if file.size > 4 * stylesheets.LONGEST:
            raise ValidationError(_("The file is too large: a stylesheet has room for 50,000 characters."))
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is no text in UTF-8. Save it as that, and choose it again.")) from error
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if text := cleaned.get("own_css_file"):
            cleaned["own_css"] = text  # checked as what is typed is, when the row is
        return cleaned
