"""The fields of an episode: what a feed says of each, and what that becomes here.

A value is JSON, in the same terms as what is here already (`stored`): so a plan compares, and a digest remembers.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes.formats import notes, rss
from episodes.formats.chapters import Chapter
from episodes.importer import audio, texts
from episodes.importer.digests import digest
from episodes.importer.people import People
from episodes.models import Episode
from episodes.models.feed_fields import geo

# What a JSON file of chapters or a transcript is: known once it has been fetched.
LATER = "later"
# A picture that is not here: it is another thing than the same one that is. Audio that is to come is one or the other.
LINKED = "linked"
DOWNLOADED = "downloaded"
# A file that was wanted here, and has not come yet.
ON_ITS_WAY = "on its way"
_KINDS = frozenset(Episode.Kind.values)
_PROTOCOLS = frozenset(Episode.SocialProtocol.values)
# One time in the notes is a remark, two are a list.
_LEAST_STAMPS = 2
_STAMP = re.compile(r"\d:[0-5]\d")

LABELS: Mapping[str, Any] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "notes": gettext_lazy("Notes"),
    "links": gettext_lazy("Links"),
    "kind": gettext_lazy("Kind"),
    "season": gettext_lazy("Season"),
    "number": gettext_lazy("Number"),
    "number_label": gettext_lazy("Number in words"),
    "explicit": gettext_lazy("Explicit"),
    "block": gettext_lazy("Kept out of directories"),
    "publish_at": gettext_lazy("Publication"),
    "audio": gettext_lazy("Audio"),
    "duration_ms": gettext_lazy("Duration"),
    "cover": gettext_lazy("Cover"),
    "people": gettext_lazy("People"),
    "topics": gettext_lazy("Topics"),
    "chapters": gettext_lazy("Chapters"),
    "pictures": gettext_lazy("Pictures of chapters"),
    "transcripts": gettext_lazy("Transcripts"),
    "soundbites": gettext_lazy("Soundbites"),
    "license": gettext_lazy("Licence"),
    "funding": gettext_lazy("Funding"),
    "social": gettext_lazy("Discussion"),
    "place": gettext_lazy("Place"),
    "guid_is_permalink": gettext_lazy("GUID is an address"),
    "kept": gettext_lazy("Other elements"),
}


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """Which numbers of full episodes are taken, by season (None without one)."""

    taken: dict[tuple[int | None, int], str] = field(default_factory=dict)

    def is_free(self, season: int | None, number: int, guid: str) -> bool:
        """Whether the episode of that GUID may have the number; it is taken from then on."""
        return self.taken.setdefault((season, number), guid) == guid


class Wanted:
    """What an item becomes. `said` is what the feed says, field by field; `value` turns it, which may take a while."""

    def __init__(
        self, item: rss.Item, *, guid: str, show: rss.Show, people: People, numbering: Numbering, with_media: bool
    ) -> None:
        self.item, self._show, self._people, self._with_media = item, show, people, with_media
        self._guid, self._numbering = guid, numbering
        self._remarks: list[str] = []
        self._values: dict[str, Any] = {}

    @cached_property
    def said(self) -> dict[str, str]:
        """By field, the digest of what the feed says of it."""
        item = self.item
        written = [item.content, item.description, item.summary, item.subtitle]
        names = [person.name for person in item.persons]
        said: dict[str, Any] = {
            "title": item.title,
            "summary": written,
            "notes": [written, names],
            "links": written,
            "kind": item.kind,
            "season": [item.season, item.season_name],
            "number": [item.season, item.episode],
            "number_label": item.episode_label,
            "explicit": item.explicit if item.explicit is not None else self._show.explicit,
            "block": item.block,
            "publish_at": item.published_at.timestamp() if item.published_at else None,
            "audio": [audio.same_place(item.enclosure.url), item.enclosure.length] if item.enclosure else None,
            "duration_ms": item.duration_ms,
            "cover": [self._cover, self._with_media],
            "people": [[person.name, person.role, person.group, person.href] for person in item.persons],
            "topics": item.topics,
            "chapters": [item.chapters_at.url if item.chapters_at else "", list(map(_chapter, item.chapters)), written],
            "pictures": self._said_of_pictures,
            "transcripts": [[one.url, one.type, one.language] for one in item.transcripts],
            "soundbites": [[bite.start_ms, bite.duration_ms, bite.title] for bite in item.soundbites],
            "license": [item.license, item.license_url],
            "funding": [item.funding.text, item.funding.about] if item.funding else None,
            "social": [item.social.protocol, item.social.uri, item.social.account] if item.social else None,
            "place": [item.place.name, item.place.geo] if item.place else None,
            "guid_is_permalink": item.guid_is_permalink,
            "kept": [item.kept, self._cover, self._with_media],
        }
        return {name: digest(value) for name, value in said.items()}

    def value(self, name: str) -> Any:
        """What is to be stored; made once."""
        if name not in self._values:
            self._values[name] = _TURN[name](self)
        return self._values[name]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was guessed or left out of all that was turned so far."""
        read = [remark.message for remark in self.item.remarks]
        return tuple(dict.fromkeys([*read, *self._remarks]))

    @property
    def has_cover(self) -> bool:
        """Whether the item has a cover of its own."""
        return bool(self._cover)

    # --- Fields that take more than a line ---

    @cached_property
    def _texts(self) -> texts.Texts:
        read = texts.read(self.item)
        self._remarks += read.remarks
        return read

    @property
    def _cover(self) -> str:
        """The address of a cover of its own: hosts repeat that of the show."""
        return "" if self.item.image == self._show.image else self.item.image

    def _title(self) -> str:
        title, remark = texts.title(self.item)
        self._remarks += [remark] if remark else []
        return title

    def _number(self) -> int | None:
        number, season = self.item.episode, self.value("season")
        if number is None or self.value("kind") != Episode.Kind.FULL:
            return number
        if self._numbering.is_free(season, number, self._guid):
            return number
        self._remarks.append(_("Another episode has the number %(number)d, so this one has none.") % {"number": number})
        return None

    def _season(self) -> int | None:
        # Numbers of seasons are small.
        return self.item.season if self.item.season and self.item.season <= 32_000 else None

    def _publish_at(self) -> str:
        return self.item.published_at.astimezone(dt.UTC).isoformat() if self.item.published_at else ""

    def _audio(self) -> list[Any]:
        enclosure = self.item.enclosure
        if enclosure is None:
            return ["", "", None]
        if not self._with_media and enclosure.url != audio.secure(enclosure.url):
            self._remarks.append(_("The audio's address begins with http; https was taken, which apps need."))
        return [audio.secure(enclosure.url), audio.type_of(enclosure), enclosure.length]

    def _social(self) -> list[str]:
        social = self.item.social
        if social is None:
            return ["", "", ""]
        is_whole = social.protocol == "disabled" or social.uri
        if social.protocol not in _PROTOCOLS or not is_whole or not _fits("social_url", social.uri):
            self._remarks.append(_("The discussion was left out: its kind is not known, or it has no address."))
            return ["", "", ""]
        return [social.protocol, social.uri, social.account[:255]]

    def _funding(self) -> list[str]:
        said = self.item.funding
        if said is None or not said.about or not _fits("funding_url", said.about):
            return ["", ""]
        return [said.text[:128] or _("Support the show"), said.about]

    def _place(self) -> list[str]:
        return place(self.item.place, self._remarks)

    def _chapters(self) -> Any:
        if self.item.chapters_at:
            return LATER
        return [_chapter(chapter) for chapter in self.chapters_in_the_feed]

    @property
    def chapters_from(self) -> str:
        """From where the chapters are, as `ImportedEpisode` says it."""
        if self.item.chapters_at:
            return "file"
        return "feed" if self.item.chapters else "notes" if self.value("chapters") else ""

    @cached_property
    def chapters_in_the_feed(self) -> tuple[Chapter, ...]:
        """The chapters that the item has itself, or else those that its notes list as time stamps."""
        if self.item.chapters:
            return self.item.chapters
        source = self._texts.notes
        if len(_STAMP.findall(source)) < _LEAST_STAMPS:
            return ()
        found = notes.parse(source).chapters
        if len(found) < _LEAST_STAMPS:
            return ()
        self._remarks.append(_("The chapters are those that the notes list with their times."))
        return found

    @property
    def _said_of_pictures(self) -> list[Any]:
        where, found = self.item.chapters_at, pictures_of(self.item.chapters)
        return [where.url if where else "", found, self._with_media] if where or found else []

    def _pictures(self) -> Any:
        if self.item.chapters_at:
            return LATER
        found = pictures_of(self.item.chapters)
        return found if self._with_media else [[*picture, LINKED] for picture in found]

    def _kept(self) -> str:
        cover = kept_image(self._cover) if not self._with_media else ""
        return "\n".join(part for part in (self.item.kept, self._texts.kept, cover) if part)


def _fits(name: str, address: str) -> bool:
    """Whether a column of an episode takes this address."""
    try:
        cast("Field[Any, Any]", Episode._meta.get_field(name)).clean(address, None)
    except ValidationError:
        return False
    return True


def place(said: rss.Place | None, remarks: list[str]) -> list[str]:
    """Name and coordinates, the latter only as they can be stored."""
    if said is None:
        return ["", ""]
    try:
        geo(said.geo or "geo:0,0")
    except ValidationError:
        remarks.append(_("The coordinates “%(geo)s” were left out.") % {"geo": said.geo[:60]})
        return [said.name[:128], ""]
    return [said.name[:128], said.geo]


def kept_image(address: str) -> str:
    """A cover that stays where it is, as the element by which apps find it."""
    if not address:
        return ""
    shown = address.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="{shown}"></itunes:image>'


def _chapter(chapter: Chapter) -> list[Any]:
    return [chapter.start_ms, chapter.title, chapter.url, chapter.hidden, chapter.end_ms]


def pictures_of(chapters: Iterable[Chapter]) -> list[list[Any]]:
    """The start of each chapter that has a picture, and where that is."""
    return [[chapter.start_ms, chapter.image] for chapter in chapters if chapter.image]


_TURN: Mapping[str, Callable[[Wanted], Any]] = {
    "title": Wanted._title,
    "summary": lambda wanted: wanted._texts.summary,
    "notes": lambda wanted: wanted._texts.notes,
    "links": lambda wanted: [list(link) for link in wanted._texts.links],
    "kind": lambda wanted: wanted.item.kind if wanted.item.kind in _KINDS else Episode.Kind.FULL.value,
    "season": Wanted._season,
    "number": Wanted._number,
    "number_label": lambda wanted: wanted.item.episode_label[:32],
    "explicit": lambda wanted: bool(
        wanted.item.explicit if wanted.item.explicit is not None else wanted._show.explicit
    ),
    "block": lambda wanted: wanted.item.block,
    "publish_at": Wanted._publish_at,
    "audio": Wanted._audio,
    "duration_ms": lambda wanted: wanted.item.duration_ms,
    "cover": lambda wanted: wanted._cover if wanted._with_media else "",
    "people": lambda wanted: wanted._people.wanted(wanted.item.persons),
    "topics": lambda wanted: sorted({topic[:80] for topic in wanted.item.topics}),
    "chapters": Wanted._chapters,
    "pictures": Wanted._pictures,
    "transcripts": lambda wanted: LATER if wanted.item.transcripts else [],
    "soundbites": lambda wanted: sorted(
        [bite.start_ms, bite.duration_ms, bite.title[:128]] for bite in wanted.item.soundbites
    ),
    "license": lambda wanted: [
        wanted.item.license[:128],
        wanted.item.license_url if _fits("license_url", wanted.item.license_url) else "",
    ],
    "funding": Wanted._funding,
    "social": Wanted._social,
    "place": Wanted._place,
    "guid_is_permalink": lambda wanted: wanted.item.guid_is_permalink,
    "kept": Wanted._kept,
}
