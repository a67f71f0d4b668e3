from typing import Any

from episodes.formats import questions
from episodes.models import Show
from guests.prepared import Prepared


@Prepared
def _tags() -> Any:
    return Show.objects.order_by().values_list("language", flat=True).distinct()


def ask(text: str) -> questions.Question:
    """Read a question in the languages of all shows. One query, unless there is nothing to ask."""
    if not questions.parse(text):
        return questions.parse(text)
    languages = sorted({tag.partition("-")[0].lower() for tag in _tags()})
    return questions.parse(text, languages=languages)
