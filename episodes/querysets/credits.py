"""The vocabulary of credits: who is on what, and what is told of somebody by that."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Value

from episodes.querysets.public import Moment, public
from episodes.querysets.roles import ON_AIR_ROLES
from guests.prepared import NOW, Prepared, key

if TYPE_CHECKING:
    from episodes.models import Credit  # noqa: F401
    from guests.models import Person


class CreditQuerySet(models.QuerySet["Credit"]):
    def public(self, *, now: Moment = None) -> Self:
        """Credits on public episodes."""
        return self.filter(public("episode__", now))

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
    # Their few episodes first: of a join SQLite would begin with all that is public.
    episodes: Any = model._meta.get_field("episode").related_model.objects
    theirs = episodes.published(now=NOW).crediting(key("person")).order_by()
    public = model.objects.filter(person=key("person"), episode__in=theirs.values("pk")).order_by()
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
