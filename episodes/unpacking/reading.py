"""The archive as plain values, and what would be made of it. Nothing here writes."""

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from episodes.models import Show, ShowAddress, Topic
from episodes.models.show import RESERVED_SHOW_SLUGS
from guests.models import Person
from guests.slugs import free_slug, slugify

FORMAT = "podcast-show-archive"
VERSION = 1

# More than any text of a show has, and little enough to be read at once.
_LARGEST_TEXT = 50 * 2**20
_PAGE = "/episode.md"

type Facts = dict[str, Any]


class ArchiveError(Exception):
    """An archive that cannot be brought in; the message is a sentence for whoever brought it."""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """An archive that is open. Its members are read when they are asked for."""

    file: zipfile.ZipFile

    @property
    def about(self) -> Facts:
        """What `show.json` says. Raises ArchiveError where it is not one of a show."""
        about = self._json("show.json", dict)
        if about.get("format") != FORMAT or not isinstance(about.get("show"), dict):
            raise ArchiveError(_("This file is no archive of a show: “show.json” in it says something else."))
        if about.get("version") != VERSION:
            words = _("This archive is of version %(theirs)s, and this site reads version %(ours)s. Update the site.")
            raise ArchiveError(words % {"theirs": about.get("version"), "ours": VERSION})
        return about

    @property
    def people(self) -> list[Facts]:
        return facts_in(self._json("people.json", list), "people.json")

    def pages(self) -> Iterator[str]:
        """The names of the pages of episodes, in the order in which they were written."""
        return (name for name in self.file.namelist() if name.startswith("episodes/") and name.endswith(_PAGE))

    def pictures(self) -> Iterator[zipfile.ZipInfo]:
        return (info for info in self.file.infolist() if info.filename.startswith("images/") and not info.is_dir())

    def page(self, name: str) -> tuple[Facts, str]:
        """The facts and the notes of an episode."""
        head, separator, notes = self.text(name).removeprefix("---\n").partition("\n---\n\n")
        facts: Facts = {}
        try:
            for line in head.split("\n"):
                key, _colon, value = line.partition(": ")
                facts[key] = json.loads(value)
        except ValueError as error:
            words = _("“%(name)s” in the archive: the line of “%(key)s” cannot be read.")
            raise ArchiveError(words % {"name": name, "key": key[:40]}) from error
        if not separator:
            raise ArchiveError(_("“%(name)s” in the archive has no notes below its facts.") % {"name": name})
        return facts, notes

    def text(self, name: str) -> str:
        try:
            info = self.file.getinfo(name)
            if info.file_size > _LARGEST_TEXT:
                words = _("“%(name)s” in the archive is larger than any text of a show.")
                raise ArchiveError(words % {"name": name})
            with self.file.open(info) as member:
                # Never more than was looked at, whatever the head of the member says.
                return member.read(_LARGEST_TEXT).decode()
        except KeyError as error:
            raise ArchiveError(
                _("This file is no archive of a show: it has no “%(name)s”.") % {"name": name}
            ) from error
        except UnicodeDecodeError as error:
            raise ArchiveError(_("“%(name)s” in the archive is no text in UTF-8.") % {"name": name}) from error

    @property
    def sum(self) -> str:
        """The same for every copy of the archive, and another for each other: the sums of all that is in it."""
        facts = (f"{info.filename} {info.file_size} {info.CRC}" for info in self.file.infolist())
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()

    def _json[T](self, name: str, kind: type[T]) -> T:
        try:
            found = json.loads(self.text(name))
        except ValueError as error:
            raise ArchiveError(_("“%(name)s” in the archive is no JSON.") % {"name": name}) from error
        if not isinstance(found, kind):
            raise ArchiveError(_("“%(name)s” in the archive has another shape than it should.") % {"name": name})
        return found


@contextmanager
def opened(path: Path, *, called: str = "") -> Iterator[Archive]:
    """The archive at `path`, in sentences `called` so where that is not its own name.

    Raises ArchiveError for what is none, and for what is damaged when it is read.
    """
    name = called or path.name
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        words = _("“%(name)s” cannot be read: %(why)s.")
        raise ArchiveError(words % {"name": name, "why": error.strerror or error}) from error
    except zipfile.BadZipFile as error:
        with path.open("rb") as begun:
            raise (_cut_off(name) if is_archive(begun) else _damaged(name, error)) from error
    with file:
        if any(info.flag_bits & 1 for info in file.infolist()):
            raise ArchiveError(_("“%(name)s” is locked with a password. Take that off first.") % {"name": name})
        try:
            yield Archive(file=file)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _damaged(name, error) from error


def is_archive(file: IO[bytes]) -> bool:
    """Whether a file is an archive rather than a feed, by how it begins: it may be cut off."""
    file.seek(0)
    return file.read(4) in (b"PK\3\4", b"PK\5\6")


def is_whole(file: IO[bytes]) -> bool:
    """Whether an archive has its end, where it says what is in it."""
    return zipfile.is_zipfile(file)


def _cut_off(name: str) -> ArchiveError:
    words = _("“%(name)s” is an archive that is cut off: its end is missing. Copy or choose it again.")
    return ArchiveError(words % {"name": name})


def _damaged(name: str, error: Exception) -> ArchiveError:
    words = _("“%(name)s” is no zip file, or it is damaged (%(why)s).")
    return ArchiveError(words % {"name": name, "why": error})


def facts_in(rows: Any, where: str) -> list[Facts]:
    """The rows as a list of facts. Raises ArchiveError for anything else."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ArchiveError(_("“%(name)s” in the archive has another shape than it should.") % {"name": where})
    return rows


# --- The plan ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would be made: numbers, and where the show would be."""

    title: str
    slug: str
    wanted_slug: str
    site: str
    made_at: str
    states: Mapping[str, int]
    new_people: int
    known_people: int
    new_topics: int
    pictures: int
    audio_files: int
    bytes: int

    @property
    def episodes(self) -> int:
        return sum(self.states.values())


def plan(path: Path, *, called: str = "") -> Plan:
    """Read every text of the archive and say what would be made. Raises ArchiveError where it cannot be."""
    with opened(path, called=called) as archive:
        about, people = archive.about, archive.people
        facts = about["show"]
        _refuse_twin(facts)
        audio = [info for info in archive.file.infolist() if _is_audio(info.filename)]
        largest = settings.AUDIO_MAX_MB * 1_000_000
        for info in audio:
            if info.file_size > largest:
                words = _("“%(name)s” in the archive has %(size)d MB; at most %(most)d MB are taken (AUDIO_MAX_MB).")
                size = info.file_size // 1_000_000
                raise ArchiveError(words % {"name": info.filename, "size": size, "most": settings.AUDIO_MAX_MB})
        known = sum(1 for person in people if known_person(person))
        names = [str(topic.get("name", "")) for topic in facts_in(about.get("topics", []), "show.json")]
        slug = slugify(str(facts.get("slug", "")), fallback="show", max_length=100)
        return Plan(
            title=str(facts.get("title", "")),
            slug=free_slug(slug, taken=_is_taken),
            wanted_slug=slug,
            site=str(about.get("site", "")),
            made_at=str(about.get("made_at", "")),
            states=dict(Counter(str(archive.page(name)[0].get("state", "")) for name in archive.pages())),
            new_people=len(people) - known,
            known_people=known,
            new_topics=len(set(names)) - Topic.objects.filter(name__in=names).count(),
            pictures=sum(1 for _picture in archive.pictures()),
            audio_files=len(audio),
            bytes=sum(info.file_size for info in archive.file.infolist()),
        )


def known_person(facts: Facts) -> Person | None:
    """Who is here already: somebody of the same name at the same address."""
    return Person.objects.filter(slug=str(facts.get("slug", "")), name=str(facts.get("name", ""))).first()


def _refuse_twin(facts: Facts) -> None:
    guid = facts.get("podcast_guid")
    twin = Show.objects.filter(podcast_guid=guid).first() if isinstance(guid, str) and len(guid) == 36 else None
    if twin:
        words = _("This show is here already, as “%(title)s” at /%(slug)s/. An archive makes a show and changes none.")
        raise ArchiveError(words % {"title": twin.title, "slug": twin.slug})


def _is_taken(slug: str) -> bool:
    is_ours = slug in RESERVED_SHOW_SLUGS or Show.objects.filter(slug=slug).exists()
    return is_ours or ShowAddress.objects.filter(slug=slug).exists()


def _is_audio(name: str) -> bool:
    return name.startswith("episodes/") and name.rpartition("/")[2].startswith("audio.")
