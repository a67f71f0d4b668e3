import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django import forms

from episodes.forms.fields import MomentField


class Form(forms.Form):
    moment = MomentField(required=False)

    def __init__(self, data=None, *, zone="Europe/Berlin", stored=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["moment"].zone = ZoneInfo(zone)
        self.fields["moment"].stored = stored


READINGS = {
    # typed on the clock of a zone → what is offered, and the two moments
    ("2027-10-31T02:30", "Europe/Berlin"): (
        ["02:30, Europe/Berlin (UTC+2)", "02:30, Europe/Berlin (UTC+1)"],
        ["2027-10-31T00:30:00+00:00", "2027-10-31T01:30:00+00:00"],
    ),
    ("2027-03-28T02:30", "Europe/Berlin"): (
        ["01:30, Europe/Berlin (UTC+1)", "03:30, Europe/Berlin (UTC+2)"],
        ["2027-03-28T00:30:00+00:00", "2027-03-28T01:30:00+00:00"],
    ),
    ("2027-04-04T01:45", "Australia/Lord_Howe"): (  # half an hour of summer time
        ["01:45, Australia/Lord_Howe (UTC+11)", "01:45, Australia/Lord_Howe (UTC+10:30)"],
        ["2027-04-03T14:45:00+00:00", "2027-04-03T15:15:00+00:00"],
    ),
}


@pytest.mark.parametrize(("typed", "offered"), READINGS.items())
def test_an_hour_that_can_be_read_in_two_ways_is_refused_with_both(typed, offered):
    naive, zone = typed
    words, moments = offered
    form = Form({"moment": naive}, zone=zone)
    assert not form.is_valid()
    shown = str(form["moment"])
    assert f'value="{naive}"' in shown
    for moment, said in zip(moments, words, strict=True):
        assert f'value="{moment}"> {said}' in shown
    for moment in moments:
        chosen = Form({"moment": naive, "moment_reading": moment}, zone=zone)
        assert chosen.is_valid()
        assert chosen.cleaned_data["moment"] == dt.datetime.fromisoformat(moment)
        assert f'value="{moment}" checked' in str(chosen["moment"])


@pytest.mark.parametrize("reading", ["2027-10-31T05:30:00+00:00", "soon", ""])
def test_a_reading_that_was_not_offered_is_no_choice(reading):
    assert not Form({"moment": "2027-10-31T02:30", "moment_reading": reading}).is_valid()


def test_a_choice_is_forgotten_with_the_hour_that_it_was_for():
    form = Form({"moment": "2027-10-31T06:00", "moment_reading": "2027-10-31T00:30:00+00:00"})
    assert form.is_valid()
    assert form.cleaned_data["moment"] == dt.datetime(2027, 10, 31, 5, tzinfo=dt.UTC)
    assert "radio" not in str(form["moment"])


def test_what_comes_back_as_it_was_shown_is_the_stored_moment():
    stored = dt.datetime(2027, 10, 31, 1, 30, 0, 5, tzinfo=dt.UTC)
    form = Form({"moment": "2027-10-31T02:30"}, stored=stored, initial={"moment": stored})
    assert form.is_valid()
    assert form.cleaned_data["moment"] == stored
    assert form.changed_data == []
