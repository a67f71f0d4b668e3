"""The values of a plan → rows. Each function writes what it is given, and asks nothing about it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from episodes.formats import rss
from episodes.formats.chapters import LONGEST_TITLE, LONGEST_URL
from episodes.formats.chapters import Chapter as ReadChapter
from episodes.importer.documents import FoundTranscript
from episodes.importer.people import People
from episodes.models import (
    Chapter,
    Credit,
    Episode,
    FeedText,
    FundingLink,
    RecommendedFeed,
    ResourceLink,
    Season,
    Show,
    Soundbite,
    StandingCredit,
    Topic,
    Transcript,
)
from guests.slugs import free_slug, slugify

# Fields whose values are those of a column of the same name.
_COLUMNS = frozenset(
    {"title", "summary", "notes", "kind", "number", "number_label", "explicit", "block", "duration_ms"}
    | {"guid_is_permalink"}
)


def episode_columns(episode: Episode, values: Mapping[str, Any], *, season_name: str) -> None:
    """Give an episode, not saved yet, the values of its own columns."""
    for name, value in values.items():
        if name in _COLUMNS:
            setattr(episode, name, value)
    if "season" in values:
        episode.season = _season(episode.show, values["season"], season_name)
    if "license" in values:
        episode.license, episode.license_url = values["license"]
    if "funding" in values:
        episode.funding_label, episode.funding_url = values["funding"]
    if "social" in values:
        episode.social_protocol, episode.social_url, episode.social_account = values["social"]
    if "place" in values:
        episode.location_name, episode.location_geo = values["place"]
    if "kept" in values:
        episode.kept_xml = values["kept"]
    if values.get("cover") == "":
        episode.cover = ""  # another one comes when its file does


def linked_audio(episode: Episode, value: Sequence[Any]) -> None:
    """Let the audio stay where it is."""
    episode.audio_file = ""
    episode.audio_url, episode.audio_type, episode.audio_size = value


def _season(show: Show, number: int | None, name: str) -> Season | None:
    if number is None:
        return None
    season, _created = Season.objects.get_or_create(show=show, number=number, defaults={"name": name[:128]})
    return season


# --- What belongs to an episode ----------------------------------------------------------------


def people(episode: Episode, value: Sequence[Sequence[Any]], *, directory: People, said: Sequence[rss.Person]) -> None:
    """Credit those who are named, each new one with a profile."""
    episode.credits.all().delete()
    pairs = dict.fromkeys((directory.made(key, said), role) for key, role in value)
    Credit.objects.bulk_create(
        Credit(episode=episode, person_id=person, role=role, position=position)
        for position, (person, role) in enumerate(pairs, start=1)
    )


def links(episode: Episode, value: Sequence[Sequence[Any]]) -> None:
    episode.resource_links.all().delete()
    ResourceLink.objects.bulk_create(
        ResourceLink(episode=episode, label=label, url=url, sponsored=sponsored, position=position)
        for position, (label, url, sponsored) in enumerate(value, start=1)
    )


def topics(episode: Episode, value: Sequence[str]) -> None:
    """Tag the episode; a topic of that name, in any case, is the same."""
    found = []
    for name in value:
        topic = Topic.objects.filter(name__iexact=name).first()
        if topic is None:
            slug = free_slug(
                slugify(name, fallback="topic"), taken=lambda slug: Topic.objects.filter(slug=slug).exists()
            )
            topic = Topic.objects.create(name=name, slug=slug)
        found.append(topic)
    episode.topics.set(found)


def chapters(episode: Episode, read: Sequence[ReadChapter]) -> None:
    """Give an episode these chapters; one that begins where one began keeps its picture."""
    with_pictures = episode.chapters.exclude(image="", image_url="").values_list("start_ms", "image", "image_url")
    pictures: Mapping[int, Any] = {start: {"image": image, "image_url": url} for start, image, url in with_pictures}
    episode.chapters.all().delete()
    starts = {chapter.start_ms: chapter for chapter in reversed(read)}
    Chapter.objects.bulk_create(
        Chapter(
            episode=episode,
            start_ms=chapter.start_ms,
            end_ms=chapter.end_ms if chapter.end_ms and chapter.end_ms > chapter.start_ms else None,
            title=chapter.title[:LONGEST_TITLE] or _("Chapter %(number)d") % {"number": place},
            url=chapter.url if len(chapter.url) <= LONGEST_URL else "",
            hidden=chapter.hidden,
            **pictures.get(chapter.start_ms, {}),
        )
        for place, chapter in enumerate(sorted(starts.values(), key=lambda one: one.start_ms), start=1)
    )


def transcripts(episode: Episode, found: Sequence[FoundTranscript]) -> None:
    episode.transcripts.all().delete()
    Transcript.objects.bulk_create(
        Transcript(episode=episode, language=one.language, webvtt=one.webvtt, remarks=list(one.remarks))
        for one in found
    )


def soundbites(episode: Episode, value: Sequence[Sequence[Any]]) -> None:
    episode.soundbites.all().delete()
    Soundbite.objects.bulk_create(
        Soundbite(episode=episode, start_ms=start, duration_ms=duration, title=title)
        for start, duration, title in value
    )


# --- A show ------------------------------------------------------------------------------------


def show_columns(show: Show, values: Mapping[str, Any]) -> None:
    """Give a show, not saved yet, the values of its own columns."""
    for name in ("title", "tagline", "description", "author", "language", "kind", "explicit", "copyright"):
        if name in values:
            setattr(show, name, values[name])
    for name in ("complete", "block", "medium"):
        if name in values:
            setattr(show, name, values[name])
    pairs = {
        "owner": ("owner_name", "owner_email"),
        "license": ("license", "license_url"),
        "place": ("location_name", "location_geo"),
    }
    for name, columns in pairs.items():
        if name in values:
            for column, value in zip(columns, values[name], strict=True):
                setattr(show, column, value)
    if "blocked_services" in values:
        show.blocked_services = " ".join(values["blocked_services"])
    if "categories" in values:
        chosen = [*values["categories"], "", "", ""]
        show.category_1, show.category_2, show.category_3 = chosen[:3]
    if "frequency" in values:
        show.update_frequency, show.update_rule, start = values["frequency"]
        show.update_from = dt.date.fromisoformat(start) if start else None
    if "kept" in values:
        show.kept_xml = values["kept"]


def show_rows(show: Show, values: Mapping[str, Any], *, directory: People, said: rss.Show) -> None:
    """The rows that belong to a show, in place of those there are."""
    rows: Mapping[str, tuple[Any, Callable[[Any], Any]]] = {
        "funding": (show.funding_links, lambda one: FundingLink(show=show, label=one[0], url=one[1])),
        "texts": (show.feed_texts, lambda one: FeedText(show=show, purpose=one[0], value=one[1])),
        "recommended": (
            show.recommended_feeds,
            lambda one: RecommendedFeed(show=show, guid=one[0], url=one[1], title=one[2]),
        ),
    }
    for name, (manager, made) in rows.items():
        if name in values:
            manager.all().delete()
            new = [made(one) for one in values[name]]
            for position, row in enumerate(new, start=1):
                row.position = position
            manager.model.objects.bulk_create(new)
    if "people" in values:
        show.standing_credits.all().delete()
        pairs = dict.fromkeys((directory.made(key, said.persons), role) for key, role in values["people"])
        StandingCredit.objects.bulk_create(
            StandingCredit(show=show, person_id=person, role=role, position=position)
            for position, (person, role) in enumerate(pairs, start=1)
        )
