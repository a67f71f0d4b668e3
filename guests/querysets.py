"""The vocabulary of people."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from guests.models import Person
    from guests.prepared import Slot


# What a list names of the topics and of the acquaintances of somebody.
_NAMED = 3


class PersonQuerySet(models.QuerySet["Person"]):
    def with_public_appearances(self, *, now: Any = None) -> Self:
        """People whom the public has heard or can hear now; what "public" means stays with the episodes."""
        credits = self.model.episodes.through.objects.public(now=now)
        return self.filter(pk__in=credits.values("person"))

    @property
    def _episodes(self) -> Any:
        episode: Any = self.model.episodes.rel.related_model
        return episode.objects

    def with_appearance_counts(self) -> Self:
        """Annotate `appearances`, the number of public episodes a person is on."""
        credits = self.model.episodes.through.objects.public().filter(person=models.OuterRef("pk"))
        counted = credits.order_by().values("person").annotate(n=models.Count("episode", distinct=True))
        return self.annotate(appearances=Coalesce(models.Subquery(counted.values("n")), 0))

    def public_episodes_of(self, person: "Person | Slot", *, now: Any = None) -> Any:
        """The public episodes that `person` is on, each once, as the episodes' own QuerySet."""
        return self._episodes.published(now=now).crediting(person)

    @property
    def _credits(self) -> Any:
        return self.model.episodes.through.objects

    def episodes_with(self, person: "Person | Slot", *, role: "str | Slot" = "", now: Any = None) -> Any:
        """The public episodes on which `person` has that role or, without one, is heard; show by show."""
        return self._episodes.published(now=now).with_person_as(person, role=role)

    def chapters_naming(self, person: "Person", *, most: int) -> list[Any]:
        """Chapters of public episodes in which `person` is named, with their episodes. One query."""
        named: list[Any] = self._episodes.chapters_naming(person, most=most)
        return named

    def told_of(self, person: "Person") -> Any:
        """The `shows` on which the public hears `person`, their `parts` there, and their `links`. One query.

        Shows have `name`, `slug`, `language` and the number of `episodes`; parts have `role`, `role_name` and
        `is_heard` as well.
        """
        return self._credits.told_of(person)

    def described(self, people: list["Person"]) -> list["Person"]:
        """Give each of `people` the topics that they were heard on, and whom they met. Two queries."""
        topics = self._credits.topics_of(people, most=_NAMED)
        met = self._credits.met_by(people, most=_NAMED)
        for person in people:
            described: Any = person
            described.topics, described.met = topics.get(person.pk, []), met.get(person.pk, [])
        return people

    def with_credits(self, episodes: list[Any], *, person: "Person") -> list[Any]:
        """Give each of the `episodes` the credits of its guests and of `person`, as `shown_credits`; no query yet."""
        filled: list[Any] = self._episodes.with_credits(episodes, person=person.pk)
        return filled

    def heard_with(self, person: "Person | Slot", *, now: Any = None) -> Self:
        """Others on the public episodes of `person`, whom they met most often first (`together` times)."""
        shared = self.public_episodes_of(person, now=now).values("pk")
        others = self.filter(credits__episode__in=shared).exclude(pk=getattr(person, "pk", person))
        met = models.Count("credits__episode", distinct=True)
        return others.annotate(together=met).order_by("-together", "name", "pk")
