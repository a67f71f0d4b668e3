"""The show, its episodes, people and files, one after the other, as a zip file in pieces."""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from episodes.exporting import facts, texts
from episodes.exporting.zipped import Zipped
from episodes.feeds.document import document
from episodes.feeds.kept import written_items
from episodes.feeds.reading import FeedPage
from episodes.formats import chapters as chapter_formats
from episodes.models import Credit, Episode, Season, Show, StandingCredit, Topic
from episodes.models.episode import AUDIO_EXTENSIONS
from episodes.models.transcript import TRANSCRIPT_TYPES
from guests.addresses import whole
from guests.models import Person, Redirect
from guests.pictures import names_in

FORMAT = "podcast-show-archive"
VERSION = 1

_BATCH = 50
_BELONGINGS = (
    "former_addresses",
    "topics",
    "credits__person",
    "resource_links",
    "soundbites",
    "chapters",
    "transcripts",
)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What of a show goes into its archive: its public episodes, or all but those in the bin.

    `site` is where the addresses of the site begin, as in `https://host`.
    """

    show: Show
    site: str
    with_unpublished: bool = False

    @property
    def episodes(self) -> Any:
        every = Episode.objects.all() if self.with_unpublished else Episode.objects.published()
        return every.filter(show=self.show)

    @property
    def people(self) -> Any:
        """Who is credited on one of the episodes, or stands for the whole show."""
        credited = Credit.objects.filter(episode__in=self.episodes).values("person")
        standing = StandingCredit.objects.filter(show=self.show).values("person")
        return Person.objects.filter(pk__in=credited.union(standing)).order_by("name", "pk")

    @property
    def seasons(self) -> Any:
        """Those of the episodes; the names of others may be as secret as what is in them."""
        shown = Season.objects.filter(show=self.show)
        return shown if self.with_unpublished else shown.filter(episodes__in=self.episodes).distinct()

    @property
    def redirects(self) -> list[Redirect]:
        """Old addresses that lead to the show, or to one of the episodes that go with it."""
        home = self.show.site_path
        every = set(Episode.everything.filter(show=self.show).values_list("slug", flat=True))
        hidden = every - set(self.episodes.values_list("slug", flat=True))
        found = Redirect.objects.filter(new__startswith=home).order_by("old")
        return [row for row in found if re.split(r"[/?#]", row.new[len(home) :])[0] not in hidden]

    @property
    def topics(self) -> Any:
        return Topic.objects.filter(episodes__in=self.episodes).distinct().order_by("name", "pk")


def pieces(contents: Contents) -> Iterator[bytes]:
    """The archive, to be sent or written as it comes. Its memory does not grow with the show.

    Constant queries for each fifty episodes. An episode that stops being public meanwhile is not in it from then on.
    """
    return _Archive(contents=contents, zip=Zipped(at=timezone.now())).pieces()


@dataclass(kw_only=True)
class _Archive:
    contents: Contents
    zip: Zipped
    pictures: dict[str, None] = field(default_factory=dict)
    """Their names in the storage, in the order in which they were met."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Files of the archive by the addresses that the feed gives."""

    def pieces(self) -> Iterator[bytes]:
        yield from self.zip.text("README.md", self._readme())
        yield from self.zip.text("show.json", self._show())
        yield from self.zip.text("people.json", self._people())
        yield from self.zip.texts("feed.xml", document(self._feed.channel(), written_items(self._feed)))
        for episode in self._episodes():
            yield from self._episode(episode)
        for name in self.pictures:
            yield from self._picture(name)
        yield from self.zip.text("files.json", _json(self.addresses))
        yield from self.zip.end()

    # --- The whole ------------------------------------------------------------------------------

    def _readme(self) -> str:
        count = self.contents.episodes.count()
        which = "with those that are not public" if self.contents.with_unpublished else "all that are public"
        return texts.README.format(
            title=self.contents.show.title,
            site=self.contents.site,
            day=f"{timezone.now():%Y-%m-%d}",
            episodes=f"{count} episode{'' if count == 1 else 's'}",
            which=which,
            media=settings.MEDIA_URL,
        )

    def _show(self) -> str:
        contents, show = self.contents, self.contents.show
        self._note(show.cover.name, *names_in(show.description))
        return _json(
            {
                "format": FORMAT,
                "version": VERSION,
                "made_at": timezone.now().isoformat(),
                "site": contents.site,
                "with_unpublished": contents.with_unpublished,
                "show": facts.of_show(
                    show, seasons=contents.seasons.values("pk"), with_unpublished=contents.with_unpublished
                ),
                "redirects": [{"old": row.old, "new": row.new} for row in contents.redirects],
                "topics": list(facts.of_topics(contents.topics)),
            }
        )

    def _people(self) -> str:
        people = list(self.contents.people.prefetch_related("links", "former_addresses"))
        for person in people:
            self._note(person.portrait.name, *names_in(person.bio))
        return _json([facts.of_person(person) for person in people])

    @property
    def _feed(self) -> FeedPage:
        """The feed as apps get it, with all episodes on one page."""
        show = copy.copy(self.contents.show)
        show.feed_size = max(1, Episode.objects.published().filter(show=show).count())
        return FeedPage(show=show, number=1, site=self.contents.site)

    # --- An episode -----------------------------------------------------------------------------

    def _episodes(self) -> Iterator[Episode]:
        ordered = (
            self.contents.episodes.order_by("pk")
            .select_related("season", "start_here", "imported")
            .prefetch_related(*_BELONGINGS)
        )
        for episode in ordered.iterator(chunk_size=_BATCH):
            episode.show = self.contents.show
            yield episode

    def _episode(self, episode: Episode) -> Iterator[bytes]:
        folder = f"episodes/{episode.slug}"
        self._note(episode.cover.name, *names_in(episode.notes))
        about = {**facts.of_episode(episode), "audio": self._audio_facts(episode)}
        yield from self.zip.text(f"{folder}/episode.md", texts.markdown_page(about, episode.notes))
        yield from self._chapters(episode, folder)
        yield from self._transcripts(episode, folder)
        yield from self._audio(episode, folder)

    def _audio_facts(self, episode: Episode) -> dict[str, Any]:
        has_file = bool(episode.audio_file)
        return {
            "file": f"audio.{AUDIO_EXTENSIONS[episode.audio_type]}" if has_file else "",
            "url": episode.audio_url,
            "type": episode.audio_type,
            "size": episode.audio_size,
        }

    def _audio(self, episode: Episode, folder: str) -> Iterator[bytes]:
        if not episode.audio_file:
            return
        name = f"{folder}/audio.{AUDIO_EXTENSIONS[episode.audio_type]}"
        self.addresses[self.absolute(episode.public_audio_url)] = name
        with default_storage.open(episode.audio_file.name or "") as file:
            yield from self.zip.file(name, file)

    def _chapters(self, episode: Episode, folder: str) -> Iterator[bytes]:
        listed = [chapter.as_value(whole=self.absolute) for chapter in episode.chapters.all()]
        if not listed:
            return
        for chapter in episode.chapters.all():
            self._note(chapter.image.name)
        show = self.contents.show
        body = chapter_formats.to_json(listed, title=episode.title, podcast_name=show.title, author=show.author)
        self.addresses[self.absolute(f"{episode.get_absolute_url()}chapters.json")] = f"{folder}/chapters.json"
        yield from self.zip.text(f"{folder}/chapters.json", body)
        yield from self.zip.text(f"{folder}/chapters.xml", chapter_formats.to_psc(listed))
        yield from self.zip.text(f"{folder}/chapters.txt", chapter_formats.print_text(listed))

    def _transcripts(self, episode: Episode, folder: str) -> Iterator[bytes]:
        shown = episode.transcript
        for transcript in episode.transcripts.all():
            for extension in TRANSCRIPT_TYPES:
                name = f"{folder}/transcript.{transcript.language}.{extension}"
                # As it is stored, so that it comes in again just so.
                text = transcript.webvtt if extension == "vtt" else transcript.printed(extension)
                yield from self.zip.text(name, text)
                if transcript == shown:
                    address = self.absolute(f"{episode.get_absolute_url()}transcript.{extension}")
                    self.addresses[address] = name

    # --- Pictures -------------------------------------------------------------------------------

    def _note(self, *names: str | None) -> None:
        self.pictures |= dict.fromkeys(name for name in names if name)

    def _picture(self, name: str) -> Iterator[bytes]:
        if not default_storage.exists(name):  # one that notes speak of, and that was never here
            return
        target = f"images/{facts.picture_name(name)}"
        self.addresses[self.absolute(default_storage.url(name))] = target
        with default_storage.open(name) as file:
            yield from self.zip.file(target, file)

    def absolute(self, address: str) -> str:
        return whole(address, at=self.contents.site)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
