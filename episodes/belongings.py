"""What the page of an episode shows besides the episode itself, in few questions."""

from typing import Any, NamedTuple

from django.db.models import BigIntegerField, BooleanField, F, Value

from episodes.models import Chapter, Credit, Episode, ResourceLink, Topic
from guests.prepared import Prepared, key


class Belongings(NamedTuple):
    chapters: list[Chapter]
    links: list[ResourceLink]
    topics: list[Topic]


_CHAPTER, _LINK, _TOPIC = range(3)


@Prepared
def _belongings() -> Any:
    """Three tables under one another: rows of all three in the order that each has by itself."""
    episode, nothing, no = key("episode"), Value(""), Value(False, BooleanField())
    columns = ("kind", "place", "rank", "label", "address", "picture", "mark", "end", "copy", "is_gone")
    chapters = Chapter.objects.filter(episode=episode).annotate(
        kind=Value(_CHAPTER),
        place=F("start_ms"),
        rank=F("pk"),
        label=F("title"),
        address=F("url"),
        picture=F("image"),
        mark=F("hidden"),
        end=F("end_ms"),
        copy=nothing,
        is_gone=no,
    )
    links = ResourceLink.objects.filter(episode=episode).annotate(
        kind=Value(_LINK),
        place=F("position"),
        rank=F("pk"),
        address=F("url"),
        picture=nothing,
        mark=F("sponsored"),
        end=Value(None, BigIntegerField()),
        copy=F("archived_url"),
        is_gone=F("is_dead"),
    )
    tagged: Any = Episode.topics.through
    topics = tagged.objects.filter(episode=episode).annotate(
        kind=Value(_TOPIC),
        place=Value(0),
        rank=Value(0),
        label=F("topic__name"),
        address=F("topic__slug"),
        picture=nothing,
        mark=no,
        end=Value(None, BigIntegerField()),
        copy=nothing,
        is_gone=no,
    )
    parts = [rows.order_by().values_list(*columns) for rows in (chapters, links, topics)]
    return parts[0].union(*parts[1:], all=True).order_by("kind", "place", "rank", "label")


def belongings(episode: Episode) -> Belongings:
    """The chapters, links and topics of the episode in their order. One query."""
    found = Belongings([], [], [])
    for kind, place, rank, label, address, picture, mark, end, copy, is_gone in _belongings(episode=episode.pk):
        if kind == _CHAPTER:
            row = {"pk": rank, "start_ms": place, "end_ms": end, "title": label, "url": address, "image": picture}
            found.chapters.append(Chapter(episode=episode, hidden=mark, **row))
        elif kind == _LINK:
            link = {"pk": rank, "position": place, "label": label, "url": address, "sponsored": mark}
            found.links.append(ResourceLink(episode=episode, archived_url=copy, is_dead=is_gone, **link))
        else:
            found.topics.append(Topic(name=label, slug=address))
    return found


_credits = Prepared(lambda: Credit.objects.filter(episode=key("episode")).select_related("person"))


def credits_of(episode: Episode) -> list[Credit]:
    """The credits of the episode in order, with their people. One query."""
    return _credits(episode=episode.pk)
