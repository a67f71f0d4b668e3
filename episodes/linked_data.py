"""Shows and episodes in the words of schema.org, from what their pages have at hand: no query is made."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from episodes.formats import timestamps
from episodes.models import Credit, Episode, Show, Topic
from guests.addresses import whole
from guests.linked_data import Node, breadcrumbs, collection, node, person, picture
from guests.models import Person

if TYPE_CHECKING:
    from episodes.navigator import ChapterMark


def shows(origin: str, listed: Iterable[Show], *, name: str, path: str) -> list[Node]:
    """The first page of a site with several shows: what it says of each."""
    parts = [_listed(origin, its) | node("PodcastSeries", description=its.tagline) for its in listed]
    return [node("CollectionPage", url=whole(path, at=origin), name=name, hasPart=parts)]


def show(origin: str, its: Show, *, hosts: Iterable[Person], site: str) -> list[Node]:
    """A show's page, on a site of that name. `hosts` are those who have a profile of their own."""
    makers = [person(origin, host) for host in dict.fromkeys(hosts)]
    said = node("PodcastSeries", description=its.tagline, author=makers, inLanguage=its.language)
    steps = [(site, reverse("episodes:home")), (its.title, its.get_absolute_url())]
    return [_series(origin, its) | said, breadcrumbs(origin, steps)]


def below_show(origin: str, its: Show, *, name: str, path: str) -> list[Node]:
    """A page of a show's own that has nothing to say to machines but the way to it."""
    return [breadcrumbs(origin, [(its.title, its.get_absolute_url()), (name, path)])]


def episode(
    origin: str,
    its: Episode,
    *,
    on_air: Iterable[Credit],
    crew: Iterable[Credit],
    chapters: Iterable["ChapterMark"],
    topics: Iterable[Any],
    has_transcript: bool,
) -> list[Node]:
    """An episode's page: the series and the season it is part of, its audio, those on it, its chapters as clips.

    Who is heard is an actor, as schema.org has it; who makes them heard contributes.
    """
    url = whole(its.get_absolute_url(), at=origin)
    said = node(
        "PodcastEpisode",
        id=f"{url}#episode",
        url=url,
        name=its.title,
        description=its.summary,
        image=picture(origin, its.picture),
        datePublished=its.publish_at.isoformat() if its.publish_at else "",
        timeRequired=_duration(its),
        episodeNumber=its.number,
        inLanguage=its.show.language,
        keywords=[topic.name for topic in topics],
        partOfSeries=_series(origin, its.show),
        partOfSeason=node("PodcastSeason", name=its.season.name, seasonNumber=its.season.number)
        if its.season
        else None,
        actor=_people(origin, on_air),
        contributor=_people(origin, crew),
        associatedMedia=_audio(origin, its, has_transcript=has_transcript) if its.has_audio else None,
        hasPart=[_clip(url, mark) for mark in chapters],
    )
    steps = [(its.show.title, its.show.get_absolute_url()), (its.title, its.get_absolute_url())]
    return [said, breadcrumbs(origin, steps)]


def topic(origin: str, its: Topic, *, episodes: Iterable[Episode]) -> list[Node]:
    """A topic's page, with the episodes that it lists."""
    url = whole(its.get_absolute_url(), at=origin)
    parts = [node("PodcastEpisode", name=one.title, url=whole(one.get_absolute_url(), at=origin)) for one in episodes]
    page = node("CollectionPage", url=url, name=its.name, description=its.description, hasPart=parts)
    steps = [(gettext("Topics"), reverse("episodes:topic_list")), (its.name, its.get_absolute_url())]
    return [page, breadcrumbs(origin, steps)]


def topics(origin: str, listed: Iterable[Topic], *, site: str) -> list[Node]:
    """The page of all topics of a site of that name."""
    path = reverse("episodes:topic_list")
    steps = [(site, reverse("episodes:home")), (gettext("Topics"), path)]
    return [collection(origin, path, listed), breadcrumbs(origin, steps)]


def _people(origin: str, credits: Iterable[Credit]) -> list[Node]:
    return [person(origin, one) for one in dict.fromkeys(credit.person for credit in credits)]


def _series(origin: str, its: Show) -> Node:
    return _listed(origin, its) | node("PodcastSeries", webFeed=whole(its.get_feed_url(), at=origin))


def _listed(origin: str, its: Show) -> Node:
    url = whole(its.get_absolute_url(), at=origin)
    return node("PodcastSeries", id=f"{url}#series", name=its.title, url=url, image=picture(origin, its.cover))


def _audio(origin: str, its: Episode, *, has_transcript: bool) -> Node:
    return node(
        "AudioObject",
        contentUrl=whole(its.public_audio_url, at=origin),
        encodingFormat=its.audio_type,
        contentSize=str(its.sent_size or ""),
        duration=_duration(its),
        # The address of the words in place of the words, which the page has already.
        transcript=f"{whole(its.get_absolute_url(), at=origin)}transcript.txt" if has_transcript else "",
    )


def _duration(its: Episode) -> str:
    return timestamps.format_iso(its.duration_ms) if its.duration_ms else ""


def _clip(url: str, mark: "ChapterMark") -> Node:
    return node(
        "Clip",
        name=mark.title,
        startOffset=_seconds(mark.start_ms),
        endOffset=None if mark.end_ms is None else _seconds(mark.end_ms),
        url=f"{url}?t={mark.seconds}",
    )


def _seconds(ms: int) -> float:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000
