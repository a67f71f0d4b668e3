"""Unsaved work, kept for its owner; who else is there."""

import datetime as dt

import pytest
import time_machine

from episodes import open_forms
from episodes.models import OpenForm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FORM = "episode:1"
TYPED = [["title", "The lamp room"], ["season", "3", "Season 3"]]


def keep(owner, tab="tab-one-1", fields=TYPED, form=FORM):
    return open_forms.keep(owner=owner, form=form, tab=tab, fields=fields)


def test_what_is_typed_is_there_for_its_owner_alone(producer, editor):
    keep(producer)
    assert [work.fields for work in open_forms.unsaved(owner=producer, form=FORM)] == [TYPED]
    assert list(open_forms.unsaved(owner=editor, form=FORM)) == []
    assert list(open_forms.unsaved(owner=producer, form="episode:2")) == []


def test_two_tabs_keep_their_work_apart(producer):
    keep(producer)
    keep(producer, tab="tab-two-2", fields=[["title", "Fog"]])
    assert {work.tab: work.fields[0][1] for work in open_forms.unsaved(owner=producer, form=FORM)} == {
        "tab-one-1": "The lamp room",
        "tab-two-2": "Fog",
    }


def test_what_no_database_can_keep_costs_nothing_else_that_is_typed(producer):
    keep(producer, fields=[["title", "The\0 lamp\ud83d room 🔦"]])
    assert open_forms.unsaved(owner=producer, form=FORM).get().fields == [["title", "The lamp room 🔦"]]


def test_a_heartbeat_changes_nothing_that_is_typed(producer):
    keep(producer)
    keep(producer, fields=None)
    assert open_forms.unsaved(owner=producer, form=FORM).get().fields == TYPED


def test_what_is_saved_is_not_offered_again_even_if_a_late_word_of_it_comes(producer):
    keep(producer)
    open_forms.close(owner=producer, form=FORM, tabs=["tab-one-1", "never-seen"])
    keep(producer)
    assert list(open_forms.unsaved(owner=producer, form=FORM)) == []
    done = open_forms.closed(owner=producer, form=FORM, tabs=["tab-one-1", "never-seen", "another-tab"])
    assert sorted(done) == ["never-seen", "tab-one-1"]


@pytest.mark.parametrize(
    "fields",
    ["text", [["title"]], [["title", 1]], [["title", "a", "b", "c"]], [{}], [["notes", "x" * open_forms.LARGEST]]],
)
def test_what_is_no_form_or_too_large_is_refused_with_a_sentence(producer, fields):
    with pytest.raises(open_forms.Refused, match=r"\w+ .*\."):
        keep(producer, fields=fields)


def test_no_more_than_twenty_are_kept_of_one_form(producer):
    for number in range(open_forms.MOST_FORMS + 3):
        keep(producer, tab=f"tab-number-{number}")
    assert OpenForm.objects.count() == open_forms.MOST_FORMS


def test_others_are_named_once_with_the_hour_they_came_until_they_are_gone(producer):
    other = UserFactory(username="emil", first_name="Emil", last_name="Ohr")
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        keep(other, fields=None)
        clock.shift(dt.timedelta(seconds=30))
        keep(other, tab="tab-two-2")
        keep(producer, fields=None)
        [seen] = open_forms.others(owner=producer, form=FORM)
        assert (seen.name, f"{seen.since:%H:%M:%S}", seen.typing) == ("Emil Ohr", "12:00:00", True)
        clock.shift(dt.timedelta(seconds=61))
        assert open_forms.others(owner=producer, form=FORM) == []


def test_after_thirty_days_it_is_forgotten(producer):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        keep(producer)
        clock.shift(dt.timedelta(days=30))
        assert list(open_forms.expire()) == []
        clock.shift(dt.timedelta(seconds=1))
        assert list(open_forms.unsaved(owner=producer, form=FORM)) == []
        assert list(open_forms.expire()) == ["Forgotten forms that were removed: 1."]
    assert not OpenForm.objects.exists()
