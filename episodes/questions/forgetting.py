"""Questions are kept for a while, as the form says, and then erased, with whoever asked them."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from episodes.models import Asking, Question
from episodes.questions.asking import WITHIN

SPAM_DAYS = 30


def kept_days() -> int:
    """How many days a question is kept at most, which the form says."""
    return int(settings.QUESTION_DAYS)


def forget() -> Iterator[str]:
    """Erase what has been kept long enough; a sentence where there was something."""
    now = timezone.now()
    Asking.objects.filter(at__lt=now - WITHIN).delete()
    spam = Question.objects.filter(state=Question.State.SPAM, at__lt=now - dt.timedelta(days=SPAM_DAYS))
    old = Question.objects.filter(at__lt=now - dt.timedelta(days=kept_days()))
    erased = sum(found.delete()[1].get("episodes.Question", 0) for found in (spam, old))
    if erased:
        yield f"Questions of listeners that were erased: {erased}."
