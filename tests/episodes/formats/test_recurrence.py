import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import recurrence


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        (" rrule:freq=weekly; byday=tu,th ", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2"),
        ("FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"),
    ],
)
def test_a_rule_is_kept_in_one_form(text, rule):
    assert recurrence.parse(text) == rule
    assert recurrence.parse(rule) == rule


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("every Tuesday", "does not say how often"),
        ("", "does not say how often"),
        ("FREQ=WEEKLY;FREQ=DAILY", "does not say how often"),
        ("FREQ=SOMETIMES", "is no rule of recurrence"),
        ("FREQ=WEEKLY;BYDAY=XX", "is no rule of recurrence"),
        ("FREQ=WEEKLY;INTERVAL=often", "is no rule of recurrence"),
        ("FREQ=WEEKLY;COLOUR=RED", "is no rule of recurrence"),
        ("FREQ=WEEKLY;COUNT=3", "Leave out COUNT and UNTIL"),
        ("FREQ=WEEKLY;UNTIL=20260101T000000Z", "Leave out COUNT and UNTIL"),
    ],
)
def test_what_is_no_rule_is_refused_with_an_example(text, sentence):
    with pytest.raises(recurrence.RecurrenceError, match=sentence) as refused:
        recurrence.parse(text)
    assert "FREQ=WEEKLY;BYDAY=TU (every Tuesday)" in str(refused.value)


@given(st.text() | st.text(alphabet="FREQ=WLY;BDAU0123,-").map("FREQ=WEEKLY;".__add__))
def test_anything_typed_is_a_rule_or_refused_with_a_sentence(text):
    with contextlib.suppress(recurrence.RecurrenceError):
        assert recurrence.parse(recurrence.parse(text)) == recurrence.parse(text)
