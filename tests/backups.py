"""Backups for tests: a site with something of everything in it, and archives that are almost right."""

import datetime as dt
import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from episodes import search, versions
from episodes.models import Show
from podcast_site.backup.archive import SUMS, Writer, members
from tests import factories

Members = dict[str, bytes]
LONG_AGO = dt.datetime(2019, 3, 31, 0, 59, 59, 123456, tzinfo=dt.UTC)


def fill_a_site() -> Show:
    """A show whose rows have every kind of value, and files beside them, derived ones too."""
    show = factories.ShowFactory(
        title="Tides & “Weirs” – Ærøskøbing 🌊",
        slug="tides",
        podcast_guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
        update_from=dt.date(2024, 2, 29),
        cover=default_storage.save("images/cover.jpg", ContentFile(b"a cover")),
    )
    audio = default_storage.save("audio/first.mp3", ContentFile(bytes(range(256)) * 5000))
    episode = factories.EpisodeFactory(
        show=show,
        season=factories.SeasonFactory(show=show, name="Ebb"),
        notes="# Ebb\n\nA line\twith a tab and 漢字.\n",
        audio_file=audio,
        audio_url="",
        guid="  spaces are kept ",
    )
    factories.EpisodeFactory.create_batch(3, show=show, draft=True)
    factories.ChapterFactory(episode=episode, start_ms=0, title="Ebb")
    credit = factories.CreditFactory(episode=episode)
    factories.PersonLinkFactory(person=credit.person)
    factories.ResourceLinkFactory(episode=episode)
    factories.TranscriptFactory(episode=episode)
    episode.topics.add(factories.TopicFactory())
    factories.UserFactory(role="editor")
    versions.keep(episode=episode, by=None)
    Show.objects.filter(pk=show.pk).update(created_at=LONG_AGO)
    for name in ("renditions/cover.jpg/96.webp", "social/a-card.jpg", "outgoing/first.mp3"):
        default_storage.save(name, ContentFile(b"made of something else"))
    for _ in search.index():
        pass
    return show


def contents(path: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The rows of a backup by model, as sorted lines whatever the order of keys, and the sums of its files."""
    rows: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for name, data in unpacked(path).items():
        kind, _, rest = name.partition("/")
        if kind == "rows":
            lines = gzip.decompress(data).splitlines()
            rows.setdefault(rest.split("/")[0], []).extend(
                json.dumps(json.loads(line), sort_keys=True) for line in lines
            )
        elif kind == "media":
            files[rest] = hashlib.sha256(data).hexdigest()
    return {model: sorted(lines) for model, lines in rows.items()}, files


def unpacked(path: Path) -> Members:
    return {member.name: member.file.read() for member in members(path)}


def packed(path: Path, parts: Members) -> Path:
    """An archive of these members, with the right checksums."""
    with path.open("wb") as out:
        archive = Writer(out)
        for name, data in parts.items():
            archive.add(name, data)
        archive.close()
    return path


def with_manifest(change: Callable[[dict], None]) -> Callable[[Members], Members]:
    def changed(parts: Members) -> Members:
        manifest = json.loads(parts["manifest.json"])
        change(manifest)
        return {**parts, "manifest.json": json.dumps(manifest).encode()}

    return changed


def without_sums(path: Path, parts: Members) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, data in parts.items():
            assert name != SUMS
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path
