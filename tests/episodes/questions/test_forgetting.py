import datetime as dt

import pytest
from django.utils import timezone

from episodes import questions
from episodes.models import Question
from tests.factories import ShowFactory


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [
        ("new", 179, True),
        ("answered", 179, True),
        ("spam", 29, True),
        ("spam", 31, False),
        ("new", 181, False),
        ("answered", 181, False),
    ],
)
def test_questions_are_erased_when_their_time_is_over(db, state, days, is_kept):
    asked = timezone.now() - dt.timedelta(days=days)
    Question.objects.create(show=ShowFactory(), text="Why?", state=state, ticket="a", at=asked)
    assert list(questions.forget()) == ([] if is_kept else ["Questions of listeners that were erased: 1."])
    assert Question.objects.exists() == is_kept


def test_how_long_is_a_setting(db, settings):
    settings.QUESTION_DAYS = 7
    asked = timezone.now() - dt.timedelta(days=8)
    Question.objects.create(show=ShowFactory(), text="Why?", ticket="a", at=asked)
    assert (questions.kept_days(), len(list(questions.forget()))) == (7, 1)
