"""Shows and episodes in the database → what a feed says.

Each table is asked once, however many episodes there are, and read side by side with the episodes: at no time is more
than a few episodes in memory. What belongs to episodes comes as plain columns, since rows as objects would take longer
to make than the document.
"""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation

from episodes import rendering, schedule
from episodes.feeds import appendix, notes, tables, values
from episodes.feeds.tables import Belongings, RowsOfOne, StoredHtml, Stretch
from episodes.formats import categories, chapters, recurrence
from episodes.models import GROUPS, Episode, Role, Show
from episodes.models.episode import AUDIO_EXTENSIONS
from episodes.models.transcript import TRANSCRIPT_TYPES
from guests.addresses import in_ascii, whole
from guests.pictures import rendition_name

_HOSTS = frozenset({Role.HOST, Role.CO_HOST, Role.GUEST_HOST})
_GROUP_OF: dict[str, str] = {role.value: group for group, roles in GROUPS.items() for role in roles}
_PORTRAIT_WIDTH = 384
_COVER_WIDTH = 1200
_ANY_SLUG = "any-episode-at-all"

_TIMED = frozenset({"vtt", "srt", "json"})


class NoSuchPage(LookupError):
    """A page after the last one."""


@dataclass(frozen=True, kw_only=True)
class FeedPage:
    """The part of a show's feed numbered `number`, from 1; `site` is where our addresses begin, as in `https://host`.

    Raises NoSuchPage when read where there is none. The first page is there even without an episode.
    """

    show: Show
    number: int
    site: str

    @cached_property
    def stretch(self) -> Stretch:
        """The episodes of the page, newest first, so that all tables are asked about the same ones."""
        return Stretch(show=self.show.pk, listed=[(pk, at) for pk, at, _token in self._listed])

    @cached_property
    def tokens(self) -> dict[int, str]:
        """In which state each episode of the page is, read before anything else of it; newest first."""
        # What has none, since somebody has emptied their table, is like nothing that is kept.
        return {pk: token or secrets.token_hex(16) for pk, _at, token in self._listed}

    @cached_property
    def _listed(self) -> list[tuple[int, dt.datetime, str | None]]:
        size = self.show.feed_size
        listed = tables.listed((self.number - 1) * size, size, show=self.show.pk)
        if not listed and self.number > 1:
            raise NoSuchPage(self.number)
        return listed

    # --- Addresses -----------------------------------------------------------------------------

    def absolute(self, address: str) -> str:
        """The address as others need it; files may be on another host already."""
        return whole(address, at=self.site)

    @cached_property
    def _episode_pattern(self) -> str:
        # Asked for once: `reverse` for each episode would take longer than the rest of its item.
        path = reverse("episodes:episode_detail", kwargs={"show": self.show.slug, "episode": _ANY_SLUG})
        return self.absolute(self.show.public_address(path))

    @cached_property
    def _audio_pattern(self) -> str:
        arguments = {"show": self.show.slug, "episode": _ANY_SLUG, "extension": "mp3"}
        path = reverse("episodes:episode_audio", kwargs=arguments)
        return self.absolute(self.show.public_address(path)).removesuffix("mp3")

    def _address(self, episode: Episode) -> str:
        return self._episode_pattern.replace(_ANY_SLUG, episode.slug)

    def _audio_address(self, episode: Episode) -> str:
        address = self._audio_pattern.replace(_ANY_SLUG, episode.slug) + AUDIO_EXTENSIONS[episode.audio_type]
        # Counters take an address without its scheme for one of https.
        return self.show.audio_prefix + address.removeprefix("https://") if self.show.audio_prefix else address

    # --- The channel ---------------------------------------------------------------------------

    def channel(self, *, hub: str = "", stylesheet: str = "") -> values.Channel:
        show = self.show
        description = rendering.html_of(show.description) or f"<p>{escape(show.tagline or show.title)}</p>"
        return values.Channel(
            title=show.title,
            link=self.absolute(show.get_absolute_url()),
            description=notes.description(description, base=self.absolute(show.get_absolute_url())),
            language=show.language,
            kind=show.kind,
            explicit=show.explicit,
            pages=self._pages(),
            hub=hub,
            stylesheet=stylesheet,
            changed_at=self._extent[1],
            tagline=show.tagline,
            image=self.absolute(show.cover.url) if show.cover else "",
            author=show.author,
            categories=tuple(categories.split(name) for name in show.categories),
            owner_name=show.owner_name,
            owner_email=show.owner_email,
            copyright=show.copyright,
            guid=str(show.podcast_guid or ""),
            locked=show.locked,
            complete=show.complete,
            block=show.block,
            blocked_services=tuple(show.blocked_services.split()),
            new_feed_url=in_ascii(show.new_feed_url),
            license=show.license,
            license_url=in_ascii(show.license_url),
            medium=show.medium,
            picture=self._picture(show.cover.name or "", show.cover_alt),
            place=_place(show),
            update_frequency=show.update_frequency or _in_words(show),
            update_rule=show.update_rule and recurrence.parse(show.update_rule),
            update_from=show.update_from.isoformat() if show.update_rule and show.update_from else "",
            funding=tuple(
                values.Labelled(text=label, about=in_ascii(url)) for label, url in tables.funding(show=show.pk)
            ),
            texts=tuple(values.Labelled(text=text, about=purpose) for purpose, text in tables.texts(show=show.pk)),
            persons=tuple(person for person, _role in self._standing),
            trailers=tuple(self._trailers()),
            recommended=tuple(
                values.Recommended(guid=str(guid), title=title, url=in_ascii(url))
                for guid, title, url in tables.recommended(show=show.pk)
            ),
            kept=show.kept_xml,
        )

    @property
    def last(self) -> int:
        """The number of the last page. One query."""
        return max(1, -(-self._extent[0] // self.show.feed_size))

    @cached_property
    def _extent(self) -> tuple[int, dt.datetime | None]:
        """How many public episodes the show has, and the moment of the newest."""
        return tables.extent.first(show=self.show.pk) or (0, None)

    def _pages(self) -> values.Pages:
        last = self.last
        return values.Pages(
            this=self._page_address(self.number),
            first=self._page_address(1),
            last=self._page_address(last),
            next=self._page_address(self.number + 1) if self.number < last else "",
            previous=self._page_address(self.number - 1) if self.number > 1 else "",
        )

    def _page_address(self, number: int) -> str:
        return self.absolute(self.show.get_feed_url()) + (f"?page={number}" if number > 1 else "")

    @cached_property
    def _standing(self) -> list[tuple[values.Person, str]]:
        """Those who are on every episode, each with the slug of the role."""
        return [(self.person(*row), row[0]) for row in tables.standing(show=self.show.pk)]

    def _trailers(self) -> Iterator[values.Trailer]:
        for trailer in tables.trailers(show=self.show.pk):
            trailer.show = self.show
            yield values.Trailer(
                title=trailer.title,
                enclosure=self._enclosure(trailer),
                published_at=moment(trailer),
                season=trailer.season.number if trailer.season else None,
            )

    # --- The items -----------------------------------------------------------------------------

    def sources(self, stretch: Stretch | None = None) -> Iterator["Source"]:
        """What each item of the page, or of a part of its stretch, is made of, newest first."""
        stretch = stretch or self.stretch
        if not stretch.listed:
            return
        belongings, html, reached = Belongings(stretch), StoredHtml(stretch), -1
        for episode in stretch.episodes():
            # One that has been moved in time since is out of its order, and those that it was moved past have been
            # passed over in the other tables: neither is told by what was read.
            if (place := stretch.places[episode.pk]) > reached:
                reached = place
                yield Source(episode=episode, rows=belongings.of(episode.pk), html=html)

    @cached_property
    def terms(self) -> tuple[Any, ...]:
        """What all items are made of besides their own sources, the code and the settings: `item` asks for no more."""
        show = self.show
        ours = self._episode_pattern, self._audio_pattern, show.audio_prefix, default_storage.url("any")
        return self.site, *ours, show.language, self._standing

    def item(self, source: "Source") -> values.Item:
        """The item of one episode, out of its source and the page's `terms` alone."""
        episode, its = source.episode, self._its(source.rows)
        description, content = self._notes(source)
        return self._item(episode, its, description, content)

    def _item(self, episode: Episode, its: "_Its", description: str, content: str) -> values.Item:
        address = self._address(episode)
        return values.Item(
            title=episode.title,
            link=address,
            guid=episode.guid,
            guid_is_permalink=episode.guid_is_permalink,
            published_at=moment(episode),
            enclosure=self._enclosure(episode),
            kind=episode.kind,
            explicit=episode.explicit,
            summary=episode.summary,
            description=description,
            content=content + appendix.html(its.chapters, its.links, its.credits, words=self._words),
            duration_ms=episode.duration_ms,
            image=self.absolute(episode.cover.url) if episode.cover else "",
            picture=self._picture(episode.cover.name or "", episode.cover_alt),
            place=_place(episode),
            number_label=episode.number_label,
            season=episode.season.number if episode.season else None,
            season_name=episode.season.name if episode.season else "",
            number=episode.number,
            block=episode.block,
            license=episode.license,
            license_url=in_ascii(episode.license_url),
            funding=_funding(episode),
            topics=its.topics,
            persons=self._with_hosts(its.credits),
            chapters_url=f"{address}chapters.json" if its.chapters else "",
            chapters=its.chapters,
            transcripts=self._transcripts(address, its.languages),
            soundbites=its.soundbites,
            social=_social(episode),
            kept=episode.kept_xml,
        )

    def _its(self, rows: "RowsOfOne") -> "_Its":
        return _Its(
            credits=tuple((self.person(*row), row[0]) for row in rows.credits),
            chapters=tuple(self._chapter(*row) for row in rows.chapters),
            links=rows.links,
            topics=tuple(name for (name,) in rows.topics),
            languages=tuple(language for (language,) in rows.languages),
            soundbites=tuple(
                values.Soundbite(start_ms=start_ms, duration_ms=duration_ms, title=title)
                for start_ms, duration_ms, title in rows.soundbites
            ),
        )

    def _chapter(
        self, start_ms: int, title: str, url: str, image: str, image_url: str, hidden: int, end_ms: int | None
    ) -> chapters.Chapter:
        address = self.absolute(default_storage.url(image)) if image else in_ascii(image_url)
        return chapters.Chapter(start_ms, title, in_ascii(url), address, bool(hidden), end_ms)

    def _picture(self, name: str | None, alt: str) -> values.Image | None:
        """The cover as pages show it: apps that know the tag take it in place of the original, which is larger."""
        if not name:
            return None
        address = self.absolute(default_storage.url(rendition_name(name, _COVER_WIDTH)))
        return values.Image(href=address, alt=alt, width=_COVER_WIDTH, type="image/webp")

    def _enclosure(self, episode: Episode) -> values.Enclosure:
        return values.Enclosure(
            url=self._audio_address(episode), length=episode.sent_size or 0, type=episode.audio_type
        )

    def _with_hosts(self, credits: tuple[tuple[values.Person, str], ...]) -> tuple[values.Person, ...]:
        """The people of an episode. They take the place of the channel's, so the hosts are said again.

        An episode that names a host of its own has those, and one that names nobody has the channel's by itself.
        """
        persons = tuple(person for person, _role in credits)
        if not persons or any(role in _HOSTS for _person, role in credits):
            return persons
        return (*(person for person, role in self._standing if role in _HOSTS), *persons)

    @cached_property
    def _people(self) -> dict[tuple[Any, ...], values.Person]:
        return {}

    def person(self, *row: Any) -> values.Person:
        """Somebody by role, name, slug, portrait and focus; made once, since the same people come again and again."""
        if row not in self._people:
            self._people[row] = self._new_person(*row)
        return self._people[row]

    def _new_person(self, role: str, name: str, slug: str, portrait: str, x: int, y: int) -> values.Person:
        img = rendition_name(portrait, _PORTRAIT_WIDTH, focus=(x, y)) if portrait else ""
        return values.Person(
            name=name,
            role=_ROLE_NAMES[role],
            group=_GROUP_OF[role],
            img=self.absolute(default_storage.url(img)) if img else "",
            href=self.absolute(reverse("guests:person_detail", kwargs={"person": slug})),
        )

    def _transcripts(self, address: str, languages: tuple[str, ...]) -> tuple[values.Transcript, ...]:
        """One for each format, in the show's own language where there are several."""
        if not languages:
            return ()
        language = self.show.language if self.show.language in languages else languages[0]
        return tuple(
            values.Transcript(
                url=f"{address}transcript.{extension}",
                type=media_type,
                language=language,
                captions=extension in _TIMED,
            )
            for extension, media_type in TRANSCRIPT_TYPES.items()
        )

    # --- Notes ---------------------------------------------------------------------------------

    def _notes(self, source: "Source") -> tuple[str, str]:
        """The description and the notes of the episode in HTML. This is what takes longest about an item."""
        episode = source.episode
        rendered = source.html.of(episode) or rendering.html_of(episode.notes)
        html = notes.whole(rendered, summary=episode.summary)
        base = self._address(episode)
        return notes.description(html, base=base), notes.content(html, base=base)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return appendix.words_in(self.show.language)


@dataclass(frozen=True, kw_only=True)
class Source:
    """The rows that one item is made of. Whoever asks the episode for one that was not read is told so."""

    episode: Episode
    rows: RowsOfOne
    html: StoredHtml


@dataclass(frozen=True, kw_only=True)
class _Its:
    """What belongs to one episode."""

    credits: tuple[tuple[values.Person, str], ...]
    chapters: tuple[chapters.Chapter, ...]
    links: tuple[tuple[str, str, int], ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    soundbites: tuple[values.Soundbite, ...]


def _in_words(show: Show) -> str:
    """The cadence as a sentence, where nobody has written one."""
    words = schedule.in_words(rule=show.update_rule and recurrence.parse(show.update_rule), with_hour=False)
    return words[:1].upper() + words[1:]


def _place(row: Show | Episode) -> values.Place | None:
    return values.Place(name=row.location_name, geo=row.location_geo) if row.location_name else None


def _funding(episode: Episode) -> values.Labelled | None:
    if not episode.funding_url:
        return None
    return values.Labelled(text=episode.funding_label or episode.funding_url, about=in_ascii(episode.funding_url))


def _social(episode: Episode) -> values.Social | None:
    if not episode.social_protocol:
        return None
    address = in_ascii(episode.social_url)
    return values.Social(protocol=episode.social_protocol, uri=address, account=episode.social_account)


def moment(episode: Episode) -> dt.datetime:
    assert episode.publish_at is not None  # noqa: S101 - published() has seen to that
    return episode.publish_at


def _role_names() -> dict[str, str]:
    """The taxonomy is in English, whatever language the site speaks, and two of its groups have an editor."""
    with translation.override(None):
        return {**{role.value: str(role.label) for role in Role}, Role.VIDEO_EDITOR.value: "Editor"}


_ROLE_NAMES = _role_names()
