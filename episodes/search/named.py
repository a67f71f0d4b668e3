from collections.abc import Collection
from typing import Any

from episodes.formats.questions import Question
from episodes.models import Credit
from guests.models import Person
from guests.prepared import Prepared, key


def named(question: Question, *, episodes: Collection[int]) -> list[Person]:
    """Those on the episodes (keys) whose name is asked for, by name, with their address and headline. One query."""
    keys = {f"episode_{n}": pk for n, pk in enumerate(episodes)}
    if not (question and keys):
        return []
    return [
        Person(name=name, slug=slug, headline=headline)
        for name, slug, headline in _people(len(keys), **keys)
        if question.says(name, language="")
    ]


@Prepared
def _people(count: int) -> Any:
    on_them = Credit.objects.filter(episode__pk__in=[key(f"episode_{n}") for n in range(count)]).order_by(
        "person__name"
    )
    return on_them.values_list("person__name", "person__slug", "person__headline").distinct()
