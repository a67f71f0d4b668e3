"""What the desk says of a value that cannot be taken: what is wrong with it, and what would be right.

The one home of these sentences: `speaking` puts them in place of Django's own. What a field says in words of its own
stays. Where the mistake is, the form shows beside it and in the list above (`guests.mistakes`).
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_ADDRESS = _("This is no web address. Write it whole, as in https://example.com/page.")
_GONE = _("What was chosen here is not there any more. Choose another.")

# By kind of field, the most special first: {code: sentence}.
_SENTENCES: list[tuple[type[forms.Field], Mapping[str, Any]]] = [
    (
        forms.ModelMultipleChoiceField,
        {
            "required": _("Nothing is chosen here: choose at least one."),
            "invalid_list": _("This is no list of choices. Choose them again."),
            "invalid_choice": _GONE,
            "invalid_pk_value": _GONE,
        },
    ),
    (forms.ModelChoiceField, {"required": _("Nothing is chosen here: choose one."), "invalid_choice": _GONE}),
    (
        forms.MultipleChoiceField,
        {
            "required": _("Nothing is chosen here: choose at least one."),
            "invalid_list": _("This is no list of choices. Choose them again."),
            "invalid_choice": _("“%(value)s” is none of the choices. Choose among those of the list."),
        },
    ),
    (
        forms.ChoiceField,
        {
            "required": _("Nothing is chosen here: choose one."),
            "invalid_choice": _("“%(value)s” is none of the choices. Choose one of the list."),
        },
    ),
    (forms.URLField, {"invalid": _ADDRESS}),
    (forms.EmailField, {"invalid": _("This is no mail address. Write it as in name@example.com.")}),
    (
        forms.SlugField,
        {"invalid": _("An address is made of letters, digits, hyphens and underscores, as in lamp-room.")},
    ),
    (forms.FloatField, {"invalid": _("This is no number. Write it in digits, as in 4.5.")}),
    (forms.DecimalField, {"invalid": _("This is no number. Write it in digits, as in 4.5.")}),
    (forms.IntegerField, {"invalid": _("This is no whole number. Write it in digits, as in 12.")}),
    (forms.DateTimeField, {"invalid": _("This is no moment. Write day and hour as in 2026-11-24 06:00.")}),
    (forms.DateField, {"invalid": _("This is no day. Write it as year, month and day, as in 2026-11-24.")}),
    (forms.TimeField, {"invalid": _("This is no hour of the day. Write it as in 06:30.")}),
    (
        forms.FileField,
        {
            "required": _("No file is chosen: choose one."),
            "invalid": _("No file came. Choose it again."),
            "missing": _("No file came. Choose it again."),
            "empty": _("The file is empty. Choose another."),
            "max_length": _("The name of the file has %(length)d characters; at most %(max)d are taken. Shorten it."),
            "contradiction": _("A file is chosen, and it is to be taken away. Do one of the two."),
        },
    ),
    (
        forms.Field,
        {
            "required": _("This is empty: fill it in."),
            "max_length": _("This has %(show_value)d characters; at most %(limit_value)d are taken. Shorten it."),
            "min_length": _("This has %(show_value)d characters; it takes at least %(limit_value)d."),
            "max_value": _("This is too much: at most %(limit_value)s is taken."),
            "min_value": _("This is too little: it takes at least %(limit_value)s."),
            "null_characters_not_allowed": _("There is a character in this that cannot be kept (NUL). Take it out."),
            "unique": _("Another has this already. Choose a different one."),
        },
    ),
]


def speaking[T: type[Any]](form: T) -> T:
    """Let the fields of a form's class say what is wrong in our words; a decorator."""
    for field in form.base_fields.values():
        _teach(field)
    return form


def _teach(field: forms.Field) -> None:
    of_django = _of_django(type(field))
    # From the most general to the most special, which has the last word.
    for kind, sentences in reversed(_SENTENCES):
        if not isinstance(field, kind):
            continue
        for code, sentence in sentences.items():
            said = field.error_messages.get(code)
            if said is None or said is of_django.get(code) or id(said) in _OURS:
                field.error_messages[code] = sentence


def _of_django(kind: type[forms.Field]) -> dict[str, Any]:
    """What a kind of field says when nobody told it otherwise."""
    found: dict[str, Any] = {}
    for each in reversed(kind.__mro__):
        if each.__module__.startswith("django."):
            found.update(getattr(each, "default_error_messages", {}))
    return found


# By identity: to compare two that are translated lazily is to translate both, thousands of times for one form.
_OURS = frozenset(id(sentence) for _kind, sentences in _SENTENCES for sentence in sentences.values())
