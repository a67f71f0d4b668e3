"""The vocabulary of episodes. `EpisodeQuerySet.published` is the one place that asks for what is public."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connections, models
from django.db.models import FETCH_RAISE, ExpressionWrapper, F, Q, Subquery
from django.utils import timezone

from episodes import rights
from episodes.querysets.locking import LockedInOrder
from episodes.querysets.public import Moment, has_audio, public
from episodes.querysets.roles import GUEST_ROLES
from guests.prepared import NOW, Prepared, Slot, key
from guests.state import PublicState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from episodes.models import Chapter, Credit, Episode
    from guests.models import Person

# By database, the last state that this process has seen: read anew only after a change or a moment.
_states: dict[str, PublicState] = {}


class EpisodeQuerySet(LockedInOrder["Episode"]):
    def published(self, *, now: Moment = None) -> Self:
        """Episodes that everybody can see now: approved, with audio, their moment come."""
        return self.filter(public(now=now))

    def unpublished(self) -> Self:
        """All that `published` leaves out."""
        return self.exclude(public())

    def update_and_remember(self, **values: Any) -> int:
        """Update, and remember of those that are public at this instant that they were."""
        was_public = ExpressionWrapper(public() | Q(was_public=True), output_field=models.BooleanField())
        return self.update(was_public=was_public, **values)

    def scheduled(self, *, now: Moment = None) -> Self:
        """Approved episodes whose moment is still to come, the next one first."""
        due = self.filter(state="approved", publish_at__gt=now or timezone.now(), deleted_at=None)
        return due.order_by("publish_at", "pk")

    def coming_up(self, *, now: Moment = None) -> Self:
        """Scheduled episodes of which the public may know title and moment, the next one first.

        Only with audio: each becomes public at its moment, and so no answer that is kept tells of it any longer.
        """
        return self.scheduled(now=now).filter(has_audio(), announced=True)

    def in_bin(self) -> Self:
        """Deleted, and not yet gone for good; only of `Episode.everything`."""
        return self.filter(deleted_at__isnull=False)

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """Public episodes, and the others of the shows in which `user` may see them; nobody sees what is in the bin."""
        shows = rights.shows_where(user, "episodes.view_episode")
        if shows is None:
            return self.filter(deleted_at=None)
        return self.filter(public() | Q(show__in=shows), deleted_at=None) if shows else self.published()

    def open_to(self, user: "AbstractBaseUser | AnonymousUser", permission: str = "episodes.view_episode") -> Self:
        """Episodes with which `user` may do that: those for which `user.has_perm(permission, episode)` is true."""
        shows = rights.shows_where(user, permission)
        return self.all() if shows is None else self.filter(show__in=shows)

    def public_state(self) -> PublicState:
        """In which state everything is that the public can see. One query of one row, two after a change."""
        return _public_state(self.model, self.db)

    def newest_first(self) -> Self:
        """By publication; episodes of the same minute keep a stable order."""
        return self.order_by("-publish_at", "-pk")

    def neighbours_of(self, episode: "Episode") -> tuple["Episode | None", "Episode | None"]:
        """Return the public episodes just before and just after `episode` in its show. One query.

        They have their title and their address, and nothing else.
        """
        previous = following = None
        at, pk = episode.publish_at, episode.pk
        for other in _neighbours(self.model, show=episode.show_id, at=at, pk=pk):
            other.show = episode.show
            if (other.publish_at, other.pk) < (at, pk):
                previous = other
            else:
                following = other
        return previous, following

    def crediting(self, person: "Person | Slot") -> Self:
        """Episodes that `person` is on, each once: a join would list those with two roles twice."""
        through: Any = self.model.people.through
        return self.filter(pk__in=through.objects.filter(person=person).values("episode"))

    def with_person_as(self, person: "Person | Slot", *, role: "str | Slot" = "") -> Self:
        """Episodes that `person` is on in that role or, without one, is heard on; each once."""
        through: Any = self.model.people.through
        credits = through.objects.filter(person=person)
        return self.filter(pk__in=(credits.filter(role=role) if role else credits.on_air()).values("episode"))

    def by_show(self) -> Self:
        """Show by show, and in each the newest first."""
        return self.order_by("show__title", "show", "-publish_at", "-pk")

    def chapters_naming(self, person: "Person", *, most: int) -> "list[Chapter]":
        """Chapters of public episodes whose title names `person`, of the newest episodes first. One query.

        The whole name does anywhere; its first or its last word alone only on episodes that the person is on.
        """
        chapter: Any = self.model.chapters.rel.related_model
        found: list[Chapter] = chapter.objects.naming(person, most=most)
        return found

    def with_token(self) -> Self:
        """Each with the `token` of the state that it and what belongs to it are in (`EpisodeRevision`)."""
        return self.annotate(token=F("revision__token"))

    def for_cards(self) -> Self:
        """With what a list shows of each episode, and nothing else: itself, its show and its season."""
        return self.with_token().select_related("show", "season").only(*_CARD_FIELDS).fetch_mode(FETCH_RAISE)

    def with_credits(self, episodes: list["Episode"], *, person: int | None = None) -> list["Episode"]:
        """Give each of the `episodes` its guests' credits, and those of `person`, as `shown_credits`.

        One query, once the first of them is asked: lines that are kept need none.
        """
        shown = ShownCredits(self.model, [episode.pk for episode in episodes], person)
        for episode in episodes:
            episode.credits_of_list = shown
        return episodes


class ShownCredits:
    """What a list shows of the credits of its episodes, read when the first is asked for."""

    def __init__(self, model: Any, episodes: list[int], person: int | None) -> None:
        self._model = model
        self._episodes = episodes
        self._person = person

    @cached_property
    def by_episode(self) -> "dict[int, list[Credit]]":
        ids = {f"episode_{number}": pk for number, pk in enumerate(self._episodes)}
        values = ids if self._person is None else {**ids, "person": self._person}
        found: dict[int, list[Any]] = {pk: [] for pk in self._episodes}
        for credit in _shown_credits(self._model, len(ids), self._person is not None, **values):
            found[credit.episode_id].append(credit)
        return found


def _public_state(model: Any, using: str) -> PublicState:
    now = timezone.now()
    with connections[using].cursor() as cursor:  # not by the ORM: it is asked for at every request
        cursor.execute("SELECT token FROM episodes_revision")
        token = next(iter(cursor.fetchone() or ()), "")
    state = _states.get(using)
    if state is None or not state.still_holds(token, now):
        token, changed_at, latest_at, upcoming_at = _whole_state.first(model, now=now) or ("", None, None, None)
        state = _states[using] = PublicState(
            token=token, changed_at=changed_at, latest_at=latest_at, upcoming_at=upcoming_at, now=now
        )
    return state._replace(now=now)


@Prepared
def _whole_state(model: Any) -> Any:
    """The token, when it was made, and the last and the next moment."""
    published, scheduled = model.objects.published(now=NOW), model.objects.scheduled(now=NOW)
    latest = Subquery(published.order_by("-publish_at").values("publish_at")[:1])
    upcoming = Subquery(scheduled.values("publish_at")[:1])
    revisions: Any = apps.get_model("episodes", "Revision").objects
    return revisions.values_list("token", "changed_at", latest, upcoming)[:1]


# What a list shows of an episode, of its show and season, and of those who are on it.
_CARD_FIELDS = (
    *("guid", "title", "slug", "summary", "kind", "number", "explicit", "duration_ms", "publish_at", "cover"),
    *("show__slug", "show__domain", "show__title", "show__language", "show__time_zone", "show__cover"),
    *("season__number", "season__name"),
)
_CREDIT_FIELDS = (
    *("role", "position", "episode", "person__name", "person__slug"),
    *("person__portrait", "person__portrait_x", "person__portrait_y"),
)


@Prepared
def _shown_credits(model: Any, count: int, is_persons: bool) -> Any:
    shown = Q(role__in=GUEST_ROLES) | (Q(person=key("person")) if is_persons else Q())
    credits: Any = model.people.through.objects.filter(
        shown, episode__pk__in=[key(f"episode_{n}") for n in range(count)]
    )
    return credits.select_related("person").only(*_CREDIT_FIELDS).fetch_mode(FETCH_RAISE)


@Prepared
def _neighbours(model: Any) -> EpisodeQuerySet:
    at, pk = Slot("at", models.DateTimeField()), key("pk")
    others = model.objects.published(now=NOW).filter(show=key("show"))
    before = others.filter(Q(publish_at__lt=at) | Q(publish_at=at, pk__lt=pk)).newest_first()
    after = others.filter(Q(publish_at__gt=at) | Q(publish_at=at, pk__gt=pk)).order_by("publish_at", "pk")
    pair = model.objects.filter(Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1]))
    asked: EpisodeQuerySet = pair.order_by().only("title", "slug", "publish_at", "show").fetch_mode(FETCH_RAISE)
    return asked


class PresentEpisodes(models.Manager.from_queryset(EpisodeQuerySet)):  # type: ignore[misc]
    """Episodes but for those in the bin. Uniqueness and what holds on to a show are asked of all."""

    def get_queryset(self) -> EpisodeQuerySet:
        present: EpisodeQuerySet = super().get_queryset().filter(deleted_at=None)
        return present

    def public_state(self) -> PublicState:
        """As of the queryset, which takes longer to make than this to ask."""
        return _public_state(self.model, self.db)
