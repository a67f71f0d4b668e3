import re
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes.models.question import LONGEST_NAME, LONGEST_QUESTION

# What no keyboard types on purpose: control characters, and those that turn the direction of the text around them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class QuestionForm(forms.Form):
    """What a listener asks. Every mistake has a sentence, and what was typed stays."""

    text = forms.CharField(
        label=gettext_lazy("Your question"),
        widget=forms.Textarea({"rows": 7}),
        error_messages={"required": gettext_lazy("There is no question yet: write it here.")},
        help_text=format_lazy(gettext_lazy("At most {most} characters."), most=LONGEST_QUESTION),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=gettext_lazy("As it may be read out on the show. Leave it empty to stay unnamed."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        help_text=gettext_lazy(
            "Only if you would like an answer by mail. It is shown to nobody but those who make the show."
        ),
        error_messages={
            "invalid": gettext_lazy(
                "This is no mail address: it looks like name@example.com. Leave it empty for no answer by mail."
            )
        },
    )
    # People do not see it; machines fill in what is called like that.
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False)
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(_without_unseen(data), **kwargs)

    def clean_text(self) -> str:
        return _at_most(self.cleaned_data["text"], LONGEST_QUESTION)

    def clean_name(self) -> str:
        return _at_most(" ".join(self.cleaned_data["name"].split()), LONGEST_NAME)

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))


def _at_most(text: str, most: int) -> str:
    if len(text) > most:
        words = _("This has %(length)d characters, and %(most)d at most are taken: please shorten it.")
        raise forms.ValidationError(words % {"length": len(text), "most": most})
    return text


def _without_unseen(data: Any) -> Any:
    if data is None:
        return None
    return {name: _UNSEEN.sub("", value.replace("\r\n", "\n")) for name, value in data.items()}
