"""From an archive to rows and files: files first, then all rows at once, and neither if anything breaks."""

import csv
import hashlib
import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from episodes.formats import audio
from episodes.formats.rss.kept import is_whole
from episodes.models import (
    Chapter,
    Credit,
    Episode,
    EpisodeAddress,
    ImportedEpisode,
    ImportedShow,
    Season,
    Show,
    ShowAddress,
    StandingCredit,
    StartHere,
    Topic,
    Transcript,
)
from episodes.unpacking.reading import Archive, ArchiveError, Facts, Plan, facts_in, known_person, opened, plan
from guests import redirects
from guests.models import Person, PersonAddress, Redirect
from guests.pictures import MAX_BYTES, PictureName, clean_picture
from guests.slugs import free_slug

_SHOW_ROWS = (
    *("standing_links", "listings", "funding_links", "feed_texts", "recommended_feeds"),
    *("holidays", "retired_addresses"),
)
_EPISODE_ROWS = ("resource_links", "soundbites")
_OURS = frozenset({"id", "created_at", "updated_at", "position"})

type Progress = Callable[[int, int], None]
"""Is told how many bytes of how many are done."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """The show that was made; `remarks` are sentences about what is other than in the archive."""

    show: Show
    episodes: int
    remarks: tuple[str, ...]


def make(
    path: Path,
    *,
    called: str = "",
    progress: Progress = lambda done, whole: None,
    note: Callable[[Made], object] = lambda made: None,
) -> Made:
    """Bring the show in: all of it or, after an ArchiveError, nothing.

    An episode whose audio cannot be read is a draft without it, and a picture that is none is left out; both are said.
    What `note` writes is written with the show, or not at all. Whatever `progress` raises ends it.
    """
    planned = plan(path, called=called)
    with opened(path, called=called) as archive:
        files = _Files(archive=archive, slug=planned.slug, whole=planned.bytes, progress=progress)
        try:
            files.store()
            with transaction.atomic():
                made = _Rows(archive=archive, files=files, planned=planned).make()
                note(made)
                return made
        except BaseException as error:
            files.remove()
            if isinstance(error, DatabaseError):
                raise ArchiveError(_("The archive does not fit together: %(why)s") % {"why": error}) from error
            raise


# --- Files ------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Files:
    """The files of the archive on their way into the storage.

    Their names are as unguessable as all others, and the same each time that this archive becomes a show at this slug:
    who was killed before there were rows stores them in the same places again, and leaves none that belongs to nothing.
    """

    archive: Archive
    slug: str
    whole: int
    progress: Progress
    pictures: dict[str, str] = field(default_factory=dict)
    """Names in the storage by names in the folder `images`."""
    sounds: dict[str, tuple[str, audio.AudioInfo]] = field(default_factory=dict)
    """Names in the storage, and what was found, by names in the archive."""
    remarks: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    """Names of what is new in the storage."""
    _done: int = 0

    def store(self) -> None:
        for info in self.archive.pictures():
            self._store_picture(info)
            self._count(info)
        for page in self.archive.pages():
            folder = page.rpartition("/")[0]
            for extension in ("mp3", "m4a"):
                if (name := f"{folder}/audio.{extension}") in self.archive.file.NameToInfo:
                    info = self.archive.file.getinfo(name)
                    self._store_audio(info)
                    self._count(info)

    def remove(self) -> None:
        for name in self.stored:
            default_storage.delete(name)

    def with_new_pictures(self, text: str) -> str:
        """The text with the names that pictures have here, where they are others."""
        changed = {f"images/{old}": new for old, new in self.pictures.items() if f"images/{old}" != new}
        return re.sub("|".join(map(re.escape, changed)), lambda found: changed[found[0]], text) if changed else text

    def _count(self, info: zipfile.ZipInfo) -> None:
        self._done += info.file_size
        self.progress(self._done, self.whole)

    def _store_picture(self, info: zipfile.ZipInfo) -> None:
        """Made anew like every picture that somebody brings, and under its old name if that is free."""
        name = PurePosixPath(info.filename).name
        try:
            with self.archive.file.open(info) as member:
                picture = clean_picture(SimpleUploadedFile(name, member.read(MAX_BYTES + 1)))
        except ValidationError as error:
            said = {"name": info.filename, "why": " ".join(error.messages)}
            self.remarks.append(_("“%(name)s” was left out: %(why)s") % said)
            return
        wanted = f"images/{name}"
        if not re.fullmatch(PictureName.regex, name):
            wanted = self._place("images", info, PurePosixPath(picture.name or "").suffix)
        elif default_storage.exists(wanted) and not _is_begun(wanted, picture):
            wanted = self._place("images", info, PurePosixPath(name).suffix)
        self.pictures[name] = self._stored(wanted, picture)

    def _place(self, folder: str, info: zipfile.ZipInfo, suffix: str) -> str:
        about = f"{self.archive.sum} {self.slug} {info.filename}"
        token = salted_hmac("episodes.unpacking", about, algorithm="sha256").hexdigest()[:32]
        return f"{folder}/{token}{suffix}"

    def _stored(self, name: str, file: Any) -> str:
        if not default_storage.exists(name) or not _is_same(name, file):
            default_storage.delete(name)
            default_storage.save(name, file)
            self.stored.append(name)
        return name

    def _store_audio(self, info: zipfile.ZipInfo) -> None:
        with tempfile.TemporaryFile() as file:
            with self.archive.file.open(info) as member:
                shutil.copyfileobj(member, file, 2**20)
            try:
                found = audio.inspect(_named(file, info), name=PurePosixPath(info.filename).name)
            except audio.AudioError as error:
                said = {"name": info.filename, "why": error}
                self.remarks.append(_("“%(name)s” was left out, and its episode is a draft: %(why)s") % said)
                return
            file.seek(0)
            stored = self._stored(self._place("audio", info, f".{found.extension}"), File(file))
            self.sounds[info.filename] = (stored, found)


def _is_same(name: str, file: Any) -> bool:
    """Whether what is stored at `name` has the bytes of the file, which is at its beginning afterwards."""
    with default_storage.open(name) as stored:
        there = hashlib.file_digest(cast(Any, stored.file), "sha256").digest()
    file.seek(0)
    here = hashlib.file_digest(file.file, "sha256").digest()
    file.seek(0)
    return here == there


def _is_begun(name: str, file: Any) -> bool:
    """Whether what is stored at `name` are the first bytes of the file, or all: who was killed may have left it so."""
    with default_storage.open(name) as stored:
        there = stored.read()
    file.seek(0)
    is_begun = file.read(len(there)) == there
    file.seek(0)
    return bool(is_begun)


def _named(file: IO[bytes], info: zipfile.ZipInfo) -> Any:
    part = File(file, name=info.filename)
    part.size = info.file_size
    return part


# --- Rows -------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Rows:
    """The rows of the archive, written in one transaction."""

    archive: Archive
    files: _Files
    planned: Plan
    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    seasons: dict[int, Season] = field(default_factory=dict)

    def make(self) -> Made:
        about = self.archive.about
        if self.planned.slug != self.planned.wanted_slug:
            said = {"old": self.planned.wanted_slug, "new": self.planned.slug}
            self.files.remarks.append(_("The address /%(old)s/ is taken: the show is at /%(new)s/.") % said)
        for person in self.archive.people:
            self._person(person)
        for topic in facts_in(about.get("topics", []), "show.json"):
            self._topic(topic)
        show = self._show(about["show"])
        count = 0
        for name in self.archive.pages():
            self._episode(show, name)
            count += 1
        self._redirects(show, about)
        return Made(show=show, episodes=count, remarks=tuple(self.files.remarks))

    def _person(self, facts: Facts) -> None:
        slug = str(facts.get("slug", ""))
        person = known_person(facts)
        if person is None:
            person = _filled(Person(portrait=self._picture(facts, "portrait")), facts, "people.json")
            person.bio = self.files.with_new_pictures(person.bio)
            person.slug = free_slug(slug, taken=_is_persons)
            _check(person, "people.json")
            person.save()
            _rows(person, "links", facts, "people.json")
            for former in _names(facts, "former_slugs"):
                if not _is_persons(former):
                    PersonAddress.objects.create(person=person, slug=former)
        self.people[slug] = person

    def _topic(self, facts: Facts) -> None:
        name = str(facts.get("name", ""))
        topic = Topic.objects.filter(name=name).first()
        if topic is None:
            topic = _filled(Topic(), facts, "show.json")
            topic.slug = free_slug(topic.slug, taken=lambda slug: Topic.objects.filter(slug=slug).exists())
            _check(topic, "show.json")
            topic.save()
        self.topics[name] = topic

    def _show(self, facts: Facts) -> Show:
        show = _filled(Show(cover=self._picture(facts, "cover")), facts | {"slug": self.planned.slug}, "show.json")
        show.description = self.files.with_new_pictures(show.description)
        _check(show, "show.json")
        show.save()
        for season in facts_in(facts.get("seasons", []), "show.json"):
            made = _saved(Season(show=show), season, "show.json")
            self.seasons[made.number] = made
        for relation in _SHOW_ROWS:
            _rows(show, relation, facts, "show.json")
        for former in _names(facts, "former_slugs"):
            if not Show.objects.filter(slug=former).exists():
                ShowAddress.objects.get_or_create(slug=former, defaults={"show": show})
        for position, (person, role) in enumerate(self._credits(facts.get("standing_credits"), "show.json")):
            StandingCredit.objects.create(show=show, person=person, role=role, position=position)
        if came := _part_of(facts.get("came_from"), "address", "link"):
            _saved(ImportedShow(show=show), came, "show.json")
        return show

    def _episode(self, show: Show, name: str) -> None:
        facts, notes = self.archive.page(name)
        episode = Episode(show=show, notes=self.files.with_new_pictures(notes), cover=self._picture(facts, "cover"))
        _filled(episode, facts, name)
        if facts.get("season") is not None:
            episode.season = self.seasons.get(facts["season"])
        self._audio(episode, facts.get("audio"), name)
        _check(episode, name)
        episode.save()
        for relation in _EPISODE_ROWS:
            _rows(episode, relation, facts, name)
        for chapter in facts_in(facts.get("chapters", []), name):
            _saved(Chapter(episode=episode, image=self._picture(chapter, "image")), chapter, name)
        for position, (person, role) in enumerate(self._credits(facts.get("credits"), name)):
            Credit.objects.create(episode=episode, person=person, role=role, position=position)
        episode.topics.set(topic for topic in map(self.topics.get, _names(facts, "topics")) if topic)
        for transcript in facts_in(facts.get("transcripts", []), name):
            language = str(transcript.get("language", ""))
            webvtt = self.archive.text(f"{name.rpartition('/')[0]}/transcript.{language}.vtt")
            _saved(Transcript(episode=episode, webvtt=webvtt), transcript, name)
        for former in _names(facts, "former_slugs"):
            EpisodeAddress.objects.create(show=show, episode=episode, slug=former)
        if isinstance(place := facts.get("start_here"), int):
            StartHere.objects.create(episode=episode, position=place)
        if came := _part_of(facts.get("came_from"), "link", "audio_url"):
            _saved(ImportedEpisode(episode=episode), came, name)

    def _redirects(self, show: Show, about: Facts) -> None:
        """Lead the old addresses of the show to where it is now; one that leads elsewhere here stays as it is."""
        home, here = f"/{self.planned.wanted_slug}/", show.site_path
        known = set(Redirect.objects.values_list("old", flat=True))
        rows = [
            (str(row.get("old")), here + str(row.get("new")).removeprefix(home))
            for row in facts_in(about.get("redirects", []), "show.json")
            if str(row.get("new")).startswith(home) and row.get("old") not in known
        ]
        if not rows:
            return
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        planned = redirects.plan(text.getvalue())
        redirects.write(planned)
        self.files.remarks += [f"{line.old}: {line.sentence}" for line in planned.refused]

    def _audio(self, episode: Episode, facts: Any, page: str) -> None:
        about = facts if isinstance(facts, dict) else {}
        stored, found = self.files.sounds.get(f"{page.rpartition('/')[0]}/{about.get('file')}", ("", None))
        if found:
            episode.audio_file, episode.audio_type, episode.audio_size = stored, found.media_type, found.size_bytes
            return
        if about.get("file"):
            episode.state = Episode.State.DRAFT
            return
        _filled(episode, {f"audio_{name}": about.get(name) for name in ("url", "type", "size")}, page)

    def _picture(self, facts: Facts, name: str) -> str:
        return self.files.pictures.get(str(facts.get(name)), "")

    def _credits(self, credits: Any, where: str) -> Iterator[tuple[Person, str]]:
        for credit in facts_in(credits or [], where):
            person = self.people.get(str(credit.get("person")))
            if person is None:
                words = _("“%(name)s” in the archive credits “%(person)s”, who is not in “people.json”.")
                raise ArchiveError(words % {"name": where, "person": credit.get("person")})
            yield person, str(credit.get("role"))


def _filled[M: models.Model](row: M, facts: Facts, where: str) -> M:
    """`row` with the values of its own fields that `facts` has; files are not among them. Raises ArchiveError."""
    for its in row._meta.concrete_fields:
        if its.is_relation or its.name in _OURS or isinstance(its, models.FileField) or its.name not in facts:
            continue
        try:
            setattr(row, its.name, its.to_python(facts[its.name]))
        except ValidationError as error:
            raise _wrong(its.name, error, where) from error
    return row


def _check(row: models.Model, where: str) -> None:
    relations = {its.name for its in row._meta.concrete_fields if its.is_relation}
    if not is_whole(getattr(row, "kept_xml", "")):  # it goes out in the feed as it is
        raise _wrong("kept_xml", ValidationError(_("This is no XML that a feed can hold.")), where)
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        raise _wrong(next(iter(error.message_dict)), error, where) from error


def _wrong(name: str, error: ValidationError, where: str) -> ArchiveError:
    said = {"name": where, "field": name, "why": error.messages[0]}
    return ArchiveError(_("“%(name)s” in the archive, “%(field)s”: %(why)s") % said)


def _saved[M: models.Model](row: M, facts: Facts, where: str) -> M:
    _check(_filled(row, facts, where), where)
    row.save()
    return row


def _rows(owner: models.Model, relation: str, facts: Facts, where: str) -> None:
    """Make the rows of `owner` that are nothing but their fields, in their order."""
    manager: Any = getattr(owner, relation)
    for position, values in enumerate(facts_in(facts.get(relation, []), where)):
        row = manager.model(**{manager.field.name: owner})
        if any(its.name == "position" for its in row._meta.concrete_fields):
            row.position = position
        _saved(row, values, where)


def _part_of(facts: Any, *names: str) -> Facts:
    """Of what somebody wrote, these facts alone; nothing where there are none."""
    return {name: facts[name] for name in names if name in facts} if isinstance(facts, dict) else {}


def _names(facts: Facts, key: str) -> Iterable[str]:
    found = facts.get(key, [])
    return [str(name) for name in found] if isinstance(found, list) else []


def _is_persons(slug: str) -> bool:
    return Person.objects.filter(slug=slug).exists() or PersonAddress.objects.filter(slug=slug).exists()
