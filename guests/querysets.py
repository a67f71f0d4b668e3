"""The vocabulary of people."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from guests.models import Person
    from guests.state import PublicState


class PersonQuerySet(models.QuerySet["Person"]):
    def with_public_appearances(self) -> Self:
        """People whom the public has heard or can hear now; what "public" means stays with the episodes."""
        credits = self.model.episodes.through.objects.public()
        return self.filter(pk__in=credits.values("person"))

    def public_state(self) -> "PublicState":
        """In which state everything is that the public can see; see PublicState. One small query, seldom two."""
        episode: Any = self.model.episodes.rel.related_model
        state: PublicState = episode.objects.public_state()
        return state

    def with_appearance_counts(self) -> Self:
        """Annotate `appearances`, the number of public episodes a person is on."""
        credits = self.model.episodes.through.objects.public().filter(person=models.OuterRef("pk"))
        counted = credits.order_by().values("person").annotate(n=models.Count("episode", distinct=True))
        return self.annotate(appearances=Coalesce(models.Subquery(counted.values("n")), 0))

    def heard_with(self, person: "Person") -> Self:
        """Others on the public episodes of `person`, whom they met most often first (`together` times)."""
        shared = person.public_episodes().values("pk")
        others = self.filter(credits__episode__in=shared).exclude(pk=person.pk)
        met = models.Count("credits__episode", distinct=True)
        return others.annotate(together=met).order_by("-together", "name", "pk")
