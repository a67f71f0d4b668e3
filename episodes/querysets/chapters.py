"""The vocabulary of chapters."""

from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from episodes.formats import words
from episodes.querysets.public import Moment, public
from guests.prepared import NOW, Prepared, Slot, key

if TYPE_CHECKING:
    from episodes.models import Chapter
    from guests.models import Person


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def public(self, *, now: Moment = None) -> Self:
        """Chapters of public episodes that lists show."""
        return self.filter(public("episode__", now), hidden=False)

    def naming(self, person: "Person", *, most: int) -> "list[Chapter]":
        """As `EpisodeQuerySet.chapters_naming`."""
        name = _folded(person.name)
        if not name:
            return []
        ends = dict.fromkeys((person.name.split()[0], person.name.split()[-1]))
        parts = [part for part in ends if len(part) >= _LEAST_OF_NAME]
        asked = {f"part_{n}": part for n, part in enumerate(parts)}
        newest = _chapters_naming(self.model, len(parts), 2 * most, name=person.name, person=person.pk, **asked)
        alone = {word for part in parts for word in _folded(part)}
        found = (chapter for chapter in newest if _names(_folded(chapter.title), name, alone))
        return list(islice(found, most))


@Prepared
def _chapters_naming(model: Any, parts: int, most: int) -> Any:
    """The newest chapters that have the whole name in their title or, where the person is on it, one of the parts."""
    in_part = Q(pk__in=())
    for n in range(parts):
        in_part |= Q(title__icontains=Slot(f"part_{n}"))
    episodes: Any = model._meta.get_field("episode").related_model.objects
    its_own = Q(episode__in=episodes.crediting(key("person")).values("pk")) & in_part
    named = model.objects.public(now=NOW).filter(Q(title__icontains=Slot("name")) | its_own)
    newest = named.select_related("episode__show").order_by("-episode__publish_at", "-episode", "start_ms")
    return newest.only(*_CHAPTER_FIELDS)[:most]


# A shorter part of a name is too many other words.
_LEAST_OF_NAME = 3
_CHAPTER_FIELDS = (
    *("title", "start_ms", "episode__title", "episode__slug", "episode__publish_at"),
    *("episode__show__slug", "episode__show__domain", "episode__show__language"),
)


def _folded(text: str) -> list[str]:
    return [word.folded for word in words.words(text)]


def _names(title: list[str], name: list[str], alone: set[str]) -> bool:
    """Whether the words of a title have the whole name, or one of the words that do alone."""
    whole = any(title[start : start + len(name)] == name for start in range(len(title)))
    return whole or not alone.isdisjoint(title)
