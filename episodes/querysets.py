"""The vocabulary of episodes. `EpisodeQuerySet.published` is the one place that knows what "public" means."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connections, models
from django.db.models import FETCH_RAISE, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.utils import timezone

from episodes import rights
from episodes.formats import words
from guests.prepared import NOW, Prepared, Slot, key
from guests.state import PublicState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from episodes.models import Chapter, Credit, Episode, Season, Show, Topic  # noqa: F401
    from guests.models import Person


# The moment at which something is asked; a slot in questions that are prepared.
type Moment = dt.datetime | Slot | None


def _public(prefix: str = "", now: Moment = None) -> Q:
    """What makes an episode public, as a filter on episodes or, with `prefix`, on what belongs to one.

    Asked with Python's clock: SQLite's own is coarser than the moments that it compares.
    """
    now = now or timezone.now()
    approved = Q(**{f"{prefix}state": "approved", f"{prefix}publish_at__lte": now, f"{prefix}deleted_at": None})
    return approved & _has_audio(prefix)


def _has_audio(prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}audio_file": ""}) | ~Q(**{f"{prefix}audio_url": ""})


# By database, the last state that this process has seen: read anew only after a change or a moment.
_states: dict[str, PublicState] = {}


class EpisodeQuerySet(models.QuerySet["Episode"]):
    def published(self, *, now: Moment = None) -> Self:
        """Episodes that everybody can see now: approved, with audio, their moment come."""
        return self.filter(_public(now=now))

    def unpublished(self) -> Self:
        """All that `published` leaves out."""
        return self.exclude(_public())

    def update_and_remember(self, **values: Any) -> int:
        """Update, and remember of those that are public at this instant that they were."""
        was_public = ExpressionWrapper(_public() | Q(was_public=True), output_field=models.BooleanField())
        return self.update(was_public=was_public, **values)

    def scheduled(self, *, now: Moment = None) -> Self:
        """Approved episodes whose moment is still to come, the next one first."""
        due = self.filter(state="approved", publish_at__gt=now or timezone.now(), deleted_at=None)
        return due.order_by("publish_at", "pk")

    def coming_up(self, *, now: Moment = None) -> Self:
        """Scheduled episodes of which the public may know title and moment, the next one first.

        Only with audio: each becomes public at its moment, and so no answer that is kept tells of it any longer.
        """
        return self.scheduled(now=now).filter(_has_audio(), announced=True)

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
    return replace(state, now=now)


@Prepared
def _whole_state(model: Any) -> Any:
    """The token, when it was made, and the last and the next moment."""
    published, scheduled = model.objects.published(now=NOW), model.objects.scheduled(now=NOW)
    latest = Subquery(published.order_by("-publish_at").values("publish_at")[:1])
    upcoming = Subquery(scheduled.values("publish_at")[:1])
    revisions: Any = apps.get_model("episodes", "Revision").objects
    return revisions.values_list("token", "changed_at", latest, upcoming)[:1]


# Whom a listener hears. The taxonomy (`models.roles`) has names for all roles.
ON_AIR_ROLES = ("host", "co-host", "guest-host", "guest", "narrator", "reporter")
# What a list shows of an episode, of its show and season, and of those who are on it.
GUEST_ROLES = ("guest-host", "guest")
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


class CreditQuerySet(models.QuerySet["Credit"]):
    def public(self, *, now: Moment = None) -> Self:
        """Credits on public episodes."""
        return self.filter(_public("episode__", now))

    def on_air(self) -> Self:
        """Credits of those who are heard."""
        return self.filter(role__in=ON_AIR_ROLES)

    def topics_of(self, people: "Collection[Person]", *, most: int) -> "dict[int, list[Named]]":
        """What each of `people` was heard on in public, most often first, by their keys. One query."""
        tagged = self.public().on_air().filter(person__in=people, episode__topics__isnull=False)
        name, slug = "episode__topics__name", "episode__topics__slug"
        return _most_often(tagged.values_list("person", name, slug), order=name, most=most)

    def met_by(self, people: "Collection[Person]", *, most: int) -> "dict[int, list[Named]]":
        """With whom each of `people` was heard in public, most often first, by their keys. One query."""
        heard = self.public().on_air().filter(person__in=people, episode__credits__role__in=ON_AIR_ROLES)
        beside = heard.annotate(other=F("episode__credits__person")).exclude(other=F("person"))
        name, slug = "episode__credits__person__name", "episode__credits__person__slug"
        return _most_often(beside.values_list("person", name, slug, "other"), order=name, most=most)

    def told_of(self, person: "Person") -> "Told":
        """The shows on which `person` is heard, what they do, and their links. One query."""
        told = Told(shows=[], parts=[], links=[])
        link = type(person)._meta.get_field("links").related_model
        for kind, role, name, address, language, n, _rank in _told(self.model, link, person=person.pk):
            if kind == _SHOW:
                told.shows.append(HeardShow(name=name, slug=address, language=language, episodes=n))
            elif kind == _PART:
                role_name, is_heard = self.model(role=role).get_role_display(), role in ON_AIR_ROLES
                told.parts.append(
                    Part(role=role, role_name=role_name, is_heard=is_heard, name=name, slug=address, episodes=n)
                )
            else:
                told.links.append(link(label=name, url=address))
        return told


_SHOW, _PART, _LINK = range(3)


@Prepared
def _told(model: Any, link: Any) -> Any:
    """Three tables under one another."""
    columns, nothing = ("kind", "what", "called", "address", "spoken"), Value("", models.CharField())
    public = model.objects.public(now=NOW).filter(person=key("person")).order_by()
    title, slug, language = (F(f"episode__show__{name}") for name in ("title", "slug", "language"))
    shows = public.on_air().annotate(kind=Value(_SHOW), what=nothing, called=title, address=slug, spoken=language)
    parts = public.annotate(kind=Value(_PART), what=F("role"), called=title, address=slug, spoken=nothing)
    counted = [
        rows.values_list(*columns).annotate(n=Count("episode", distinct=True), rank=Value(0)) for rows in (shows, parts)
    ]
    links = link.objects.filter(person=key("person")).order_by()
    links = links.annotate(kind=Value(_LINK), what=nothing, called=F("label"), address=F("url"), spoken=nothing)
    ranked = links.annotate(n=Value(0), rank=F("position")).values_list(*columns, "n", "rank")
    return counted[0].union(counted[1], ranked, all=True).order_by("kind", "rank", "what", "called", "address")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A topic or a person, as a list names it."""

    name: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class Counted(Named):
    """Something with the number of public episodes that it has."""

    episodes: int


@dataclass(frozen=True, kw_only=True)
class HeardShow(Counted):
    """A show on which somebody is heard, with its BCP 47 tag."""

    language: str


@dataclass(frozen=True, kw_only=True)
class Part(Counted):
    """What somebody does on a show: the show, with the role that they have on so many of its episodes."""

    role: str
    role_name: str
    is_heard: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """The shows on which somebody is heard, by title; what they do, by role and title; their links, in their order."""

    shows: list[HeardShow]
    parts: list[Part]
    links: list[Any]


def _most_often(rows: Any, *, order: str, most: int) -> dict[int, list[Named]]:
    """The first `most` names for each person; `rows` begin with person, name and slug."""
    found: dict[int, list[Named]] = {}
    for person, name, slug, *_ in rows.annotate(n=Count("episode", distinct=True)).order_by("-n", order):
        names = found.setdefault(person, [])
        if len(names) < most:
            names.append(Named(name=name, slug=slug))
    return found


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def public(self, *, now: Moment = None) -> Self:
        """Chapters of public episodes that lists show."""
        return self.filter(_public("episode__", now), hidden=False)

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


def _has_public_episode(field: str, model: Any, now: Moment) -> Exists:
    """Whether an episode whose `field` is the outer row of `model` is public; one index look-up a row."""
    episodes = model.episodes.rel.related_model.objects
    return Exists(episodes.published(now=now).filter(**{field: OuterRef("pk")}))


class ShowQuerySet(models.QuerySet["Show"]):
    def public(self, *, now: Moment = None) -> Self:
        """Shows with something to hear; one that is still being prepared is nobody's business."""
        return self.filter(_has_public_episode("show", self.model, now))

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """Public shows, and those whose unpublished episodes `user` may see."""
        shows = rights.shows_where(user, "episodes.view_episode")
        if shows is None:
            return self.all()
        return (
            self.filter(Q(pk__in=shows) | Q(_has_public_episode("show", self.model, None))) if shows else self.public()
        )

    def open_to(self, user: "AbstractBaseUser | AnonymousUser", permission: str = "episodes.view_show") -> Self:
        """Shows in which `user` may do that: those for which `user.has_perm(permission, show)` is true."""
        shows = rights.shows_where(user, permission)
        return self.all() if shows is None else self.filter(pk__in=shows)


class SeasonQuerySet(models.QuerySet["Season"]):
    def public(self, *, now: Moment = None) -> Self:
        """Seasons of which an episode is public."""
        return self.filter(_has_public_episode("season", self.model, now))


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self, *, show: "Show | Slot | None" = None, now: Moment = None) -> Self:
        """Topics of which an episode is public; with `show`, an episode of that show."""
        tagged = self.model.episodes.through.objects.filter(_public("episode__", now), topic=OuterRef("pk"))
        return self.filter(Exists(tagged.filter(episode__show=show) if show else tagged))
