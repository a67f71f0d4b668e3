"""What the desk says of values that cannot be taken."""

import pytest
from django import forms
from django.contrib.admin import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext

from episodes.forms.question import QuestionForm
from episodes.models import Topic
from guests.sentences import speaking

ADDRESS = "This is no web address. Write it whole, as in https://example.com/page."


def said(field, value):
    form = speaking(type("One", (forms.Form,), {"one": field}))
    files = {"one": value} if isinstance(field, forms.FileField) and value else {}
    return form({"one": value} if not files else {}, files).errors.get("one", [])


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(), "", "This is empty: fill it in."),
        (forms.CharField(max_length=3), "four", "This has 4 characters; at most 3 are taken. Shorten it."),
        (forms.CharField(min_length=3), "no", "This has 2 characters; it takes at least 3."),
        (forms.CharField(), "a\0b", "There is a character in this that cannot be kept (NUL). Take it out."),
        (forms.URLField(assume_scheme="https"), "not an address", ADDRESS),
        (forms.URLField(assume_scheme="https"), "https://[", ADDRESS),
        (forms.EmailField(), "petra", "This is no mail address. Write it as in name@example.com."),
        (forms.IntegerField(), "four", "This is no whole number. Write it in digits, as in 12."),
        (forms.IntegerField(min_value=1), "0", "This is too little: it takes at least 1."),
        (forms.IntegerField(max_value=9), "10", "This is too much: at most 9 is taken."),
        (forms.DecimalField(), "x", "This is no number. Write it in digits, as in 4.5."),
        (forms.FloatField(), "x", "This is no number. Write it in digits, as in 4.5."),
        (forms.DateField(), "soon", "This is no day. Write it as year, month and day, as in 2026-11-24."),
        (forms.TimeField(), "soon", "This is no hour of the day. Write it as in 06:30."),
        (forms.DateTimeField(), "soon", "This is no moment. Write day and hour as in 2026-11-24 06:00."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "“b” is none of the choices. Choose one of the list."),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Nothing is chosen here: choose one."),
        (
            forms.MultipleChoiceField(choices=[("a", "A")]),
            ["b"],
            "“b” is none of the choices. Choose among those of the list.",
        ),
        (
            forms.SlugField(),
            "a b",
            "An address is made of letters, digits, hyphens and underscores, as in lamp-room.",
        ),
        (forms.FileField(), None, "No file is chosen: choose one."),
        (forms.FileField(), SimpleUploadedFile("a.txt", b""), "The file is empty. Choose another."),
    ],
)
def test_each_kind_of_value_has_its_sentence(field, value, sentence):
    assert said(field, value) == [sentence]


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["999", "x"])
def test_what_was_chosen_and_is_gone_is_said_to_be_gone(value):
    gone = ["What was chosen here is not there any more. Choose another."]
    assert said(forms.ModelChoiceField(Topic.objects.all()), value) == gone
    assert said(forms.ModelMultipleChoiceField(Topic.objects.all()), [value]) == gone


def test_what_a_field_says_in_words_of_its_own_stays():
    assert said(forms.CharField(error_messages={"required": "Paste the notes."}), "") == ["Paste the notes."]


def test_saying_it_twice_changes_nothing():
    field = forms.URLField(assume_scheme="https")
    assert said(field, "") == said(field, "") == ["This is empty: fill it in."]


def test_no_form_of_a_model_on_the_desk_falls_back_on_django_s_own_words():
    """By the fields that our classes declare; those of models are taught as their forms are made."""
    for admin in site._registry.values():
        if admin.__module__.startswith(("episodes", "guests")):
            for form in (admin.form, *(inline.form for inline in admin.inlines)):
                _speaks(speaking(form))


def test_no_other_form_of_the_desk_does():
    ours = [form for form in forms.Form.__subclasses__() if form.__module__.startswith(("episodes.", "guests."))]
    assert len(ours) > 10
    for form in ours:
        if form is not QuestionForm:  # listeners fill it in, in their own language, and it has sentences of its own
            _speaks(form)


def _speaks(form):
    for field in form.base_fields.values():
        assert str(field.error_messages["required"]) != gettext("This field is required."), (form, field)
