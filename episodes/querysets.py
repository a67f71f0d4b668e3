"""The vocabulary of episodes. `EpisodeQuerySet.published` is the one place that knows what "public" means."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connections, models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from episodes import rights
from guests.state import PublicState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from episodes.models import Credit, Episode, Season, Show, Topic  # noqa: F401
    from guests.models import Person


def _public(prefix: str = "") -> Q:
    """What makes an episode public, as a filter on episodes or, with `prefix`, on what belongs to one.

    Asked with Python's clock: SQLite's own is coarser than the moments that it compares.
    """
    return Q(
        **{f"{prefix}state": "approved", f"{prefix}publish_at__lte": timezone.now(), f"{prefix}deleted_at": None},
    ) & (~Q(**{f"{prefix}audio_file": ""}) | ~Q(**{f"{prefix}audio_url": ""}))


# By database, the last state that this process has seen: read anew only after a change or a moment.
_states: dict[str, PublicState] = {}


class EpisodeQuerySet(models.QuerySet["Episode"]):
    def published(self) -> Self:
        """Episodes that everybody can see now: approved, with audio, their moment come."""
        return self.filter(_public())

    def unpublished(self) -> Self:
        """All that `published` leaves out."""
        return self.exclude(_public())

    def update_and_remember(self, **values: Any) -> int:
        """Update, and remember of those that are public at this instant that they were."""
        was_public = ExpressionWrapper(_public() | Q(was_public=True), output_field=models.BooleanField())
        return self.update(was_public=was_public, **values)

    def scheduled(self) -> Self:
        """Approved episodes whose moment is still to come, the next one first."""
        due = self.filter(state="approved", publish_at__gt=timezone.now(), deleted_at=None)
        return due.order_by("publish_at", "pk")

    def in_bin(self) -> Self:
        """Deleted, and not yet gone for good; only of `Episode.everything`."""
        return self.filter(deleted_at__isnull=False)

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """Public episodes, and the others of the shows in which `user` may see them; nobody sees what is in the bin."""
        shows = rights.shows_where(user, "episodes.view_episode")
        if shows is None:
            return self.filter(deleted_at=None)
        return self.filter(_public() | Q(show__in=shows), deleted_at=None) if shows else self.published()

    def open_to(self, user: "AbstractBaseUser | AnonymousUser", permission: str = "episodes.view_episode") -> Self:
        """Episodes with which `user` may do that: those for which `user.has_perm(permission, episode)` is true."""
        shows = rights.shows_where(user, permission)
        return self.all() if shows is None else self.filter(show__in=shows)

    def public_state(self) -> PublicState:
        """In which state everything is that the public can see. One query of one row, two after a change."""
        now = timezone.now()
        with connections[self.db].cursor() as cursor:  # not by the ORM: it is asked for at every request
            cursor.execute("SELECT token FROM episodes_revision")
            token = next(iter(cursor.fetchone() or ()), "")
        state = _states.get(self.db)
        if state is None or not state.still_holds(token, now):
            state = _states[self.db] = self._read_public_state(now)
        return replace(state, now=now)

    def _read_public_state(self, now: dt.datetime) -> PublicState:
        revisions: Any = apps.get_model("episodes", "Revision").objects
        published, scheduled = self.model.objects.published(), self.model.objects.scheduled()
        found = revisions.values(
            "token",
            "changed_at",
            latest_at=Subquery(published.order_by("-publish_at").values("publish_at")[:1]),
            upcoming_at=Subquery(scheduled.values("publish_at")[:1]),
        ).first()
        nothing = {"token": "", "changed_at": None, "latest_at": None, "upcoming_at": None}
        return PublicState(**(found or nothing), now=now)

    def newest_first(self) -> Self:
        """By publication; episodes of the same minute keep a stable order."""
        return self.order_by("-publish_at", "-pk")

    def neighbours_of(self, episode: "Episode") -> tuple["Episode | None", "Episode | None"]:
        """Return the public episodes just before and just after `episode` in its show. One query."""
        others = self.published().filter(show=episode.show_id).exclude(pk=episode.pk)
        at, pk = episode.publish_at, episode.pk
        before = others.filter(Q(publish_at__lt=at) | Q(publish_at=at, pk__lt=pk)).newest_first()
        after = others.filter(Q(publish_at__gt=at) | Q(publish_at=at, pk__gt=pk)).order_by("publish_at", "pk")
        pair = self.filter(Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1]))
        previous = following = None
        for other in pair.select_related("show"):
            if (other.publish_at, other.pk) < (at, pk):
                previous = other
            else:
                following = other
        return previous, following

    def crediting(self, person: "Person") -> Self:
        """Episodes that `person` is on, each once: a join would list those with two roles twice."""
        through: Any = self.model.people.through
        return self.filter(pk__in=through.objects.filter(person=person).values("episode"))

    def for_cards(self) -> Self:
        """With what a list shows of each episode: its show, its season and who is on it. Three queries."""
        through: Any = self.model.people.through
        credits = through.objects.select_related("person")
        return self.select_related("show", "season").prefetch_related(Prefetch("credits", credits))


class PresentEpisodes(models.Manager.from_queryset(EpisodeQuerySet)):  # type: ignore[misc]
    """Episodes but for those in the bin. Uniqueness and what holds on to a show are asked of all."""

    def get_queryset(self) -> EpisodeQuerySet:
        present: EpisodeQuerySet = super().get_queryset().filter(deleted_at=None)
        return present

    def public_state(self) -> PublicState:
        """As of the queryset; the condition on the bin, which this does not need, takes longer to write than to ask."""
        state: PublicState = EpisodeQuerySet(self.model, using=self._db).public_state()
        return state


class CreditQuerySet(models.QuerySet["Credit"]):
    def public(self) -> Self:
        """Credits on public episodes."""
        return self.filter(_public("episode__"))


def _has_public_episode(field: str, model: Any) -> Exists:
    """Whether an episode whose `field` is the outer row of `model` is public; one index look-up a row."""
    episodes = model.episodes.rel.related_model.objects
    return Exists(episodes.published().filter(**{field: OuterRef("pk")}))


class ShowQuerySet(models.QuerySet["Show"]):
    def public(self) -> Self:
        """Shows with something to hear; one that is still being prepared is nobody's business."""
        return self.filter(_has_public_episode("show", self.model))

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """Public shows, and those whose unpublished episodes `user` may see."""
        shows = rights.shows_where(user, "episodes.view_episode")
        if shows is None:
            return self.all()
        return self.filter(Q(pk__in=shows) | Q(_has_public_episode("show", self.model))) if shows else self.public()

    def open_to(self, user: "AbstractBaseUser | AnonymousUser", permission: str = "episodes.view_show") -> Self:
        """Shows in which `user` may do that: those for which `user.has_perm(permission, show)` is true."""
        shows = rights.shows_where(user, permission)
        return self.all() if shows is None else self.filter(pk__in=shows)


class SeasonQuerySet(models.QuerySet["Season"]):
    def public(self) -> Self:
        """Seasons of which an episode is public."""
        return self.filter(_has_public_episode("season", self.model))


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self, *, show: "Show | None" = None) -> Self:
        """Topics of which an episode is public; with `show`, an episode of that show."""
        tagged = self.model.episodes.through.objects.filter(_public("episode__"), topic=OuterRef("pk"))
        return self.filter(Exists(tagged.filter(episode__show=show) if show else tagged))
