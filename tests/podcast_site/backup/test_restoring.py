import gzip
import json
import shutil
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import override_settings

from episodes import search
from episodes.models import Episode, OutgoingAudio, SearchDocument, Season, Show
from guests.models import Person
from podcast_site import backup
from podcast_site.appearing import NotWritten
from podcast_site.backup import files, rows
from podcast_site.backup.archive import Summed
from podcast_site.backup.snapshot import snapshot
from tests.backups import LONG_AGO, contents, fill_a_site, packed, unpacked, with_manifest, without_sums
from tests.factories import EpisodeFactory, SeasonFactory, ShowFactory

# --- Destroyed and restored -------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_is_destroyed_is_restored_to_the_last_row_and_byte(tmp_path):
    show = fill_a_site()
    before = backup.write(tmp_path / "before.tar")
    assert (before.files, before.missing) == (2, ())
    Episode.everything.all().delete()
    Season.objects.all().delete()
    Show.objects.all().delete()
    Person.objects.all().delete()
    User.objects.all().delete()
    shutil.rmtree(settings.MEDIA_ROOT)

    restored = backup.restore(tmp_path / "before.tar")

    assert restored.rows == before.rows
    backup.write(tmp_path / "after.tar")
    assert contents(tmp_path / "after.tar") == contents(tmp_path / "before.tar")
    assert Show.objects.get(pk=show.pk).created_at == LONG_AGO
    assert list(files.all_names()) == ["audio/first.mp3", "images/cover.jpg"]


@pytest.mark.django_db(transaction=True)
def test_a_restored_site_goes_on(tmp_path):
    """New rows have new keys, changes are noticed, words are found."""
    show = fill_a_site()
    backup.write(tmp_path / "one.tar")
    backup.restore(tmp_path / "one.tar", replace=True)
    assert not SearchDocument.objects.exists()
    assert not OutgoingAudio.objects.exists()
    for _ in search.index():
        pass
    question = search.ask("ebb")
    assert [found.slug for found in search.ranked(question, among=Episode.objects.published())] == [
        Episode.objects.published().get().slug
    ]
    before = Episode.objects.public_state().token
    new = SeasonFactory(show_id=show.pk, number=77)
    assert new.pk > max(Season.objects.exclude(pk=new.pk).values_list("pk", flat=True))
    assert Episode.objects.public_state().token != before


@pytest.mark.django_db(transaction=True)
def test_replacing_leaves_nothing_of_the_site_that_was_there_and_nothing_else_is_removed(tmp_path):
    fill_a_site()
    backup.write(tmp_path / "one.tar")
    ShowFactory(slug="another")
    for name in ("audio/another.mp3", "outgoing/another.mp3", "not-ours/photo.jpg"):
        default_storage.save(name, ContentFile(b"another"))
    with default_storage.open("audio/first.mp3", "wb") as damaged:
        damaged.write(b"damaged")
    with pytest.raises(backup.BackupError, match="There is a site here already: 2 shows, 1 people, 1 accounts"):
        backup.restore(tmp_path / "one.tar")
    backup.restore(tmp_path / "one.tar", replace=True)
    assert [show.slug for show in Show.objects.all()] == ["tides"]
    assert default_storage.size("audio/first.mp3") == 256 * 5000
    assert list(files.all_names()) == ["audio/first.mp3", "images/cover.jpg", "not-ours/photo.jpg"]


@pytest.mark.django_db(transaction=True)
def test_rows_that_do_not_fit_together_leave_everything_as_it_was(tmp_path):
    fill_a_site()
    backup.write(tmp_path / "one.tar")
    parts = unpacked(tmp_path / "one.tar")
    gone = next(name for name in parts if name.startswith("rows/guests.Person/"))
    fewer = {name: data for name, data in parts.items() if name != gone}
    changed = with_manifest(lambda manifest: manifest["models"]["guests.Person"].update(rows=0))(fewer)
    packed(tmp_path / "two.tar", {**changed, "media/audio/new.mp3": b"new"})
    ShowFactory(slug="another")
    with pytest.raises(backup.BackupError, match="do not fit together"):
        backup.restore(tmp_path / "two.tar", replace=True)
    assert {show.slug for show in Show.objects.all()} == {"another", "tides"}
    assert "audio/new.mp3" not in files.all_names()


@pytest.mark.django_db(transaction=True)
def test_the_moment_of_a_snapshot_holds_in_the_database_of_the_tests():
    """PostgreSQL too, where the suite runs on it; SQLite in memory lets nobody write while somebody reads."""
    ShowFactory(slug="one")
    with snapshot() as using:
        before = Show.objects.using(using).count()
        if connection.vendor == "postgresql":
            ShowFactory(slug="two")
        assert Show.objects.using(using).count() == before == 1


# --- Refused before anything is touched -------------------------------------------------------


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small backup, of a database that is empty again."""
    folder = tmp_path_factory.mktemp("backup")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(folder / "media")):
        default_storage.save("audio/one.mp3", ContentFile(b"audio" * 100_000))
        show = ShowFactory(title="One")
        try:
            backup.write(folder / "whole.tar")
        finally:
            show.delete()
    return folder / "whole.tar"


def _damaged(place):
    """The archive with one bit of it turned, at a place between 0 and 1."""

    def damage(path, whole):
        data = bytearray(whole.read_bytes())
        data[int(len(data) * place)] ^= 1
        path.write_bytes(data)

    return damage


def _row(**values):
    """The archive with other values in the row of its show."""

    def change(parts):
        name = next(name for name in parts if name.startswith("rows/episodes.Show/"))
        fields = [field.attname for field in rows.fields_of(Show)]
        row = dict(zip(fields, json.loads(gzip.decompress(parts[name])), strict=True)) | values
        return {**parts, name: gzip.compress(json.dumps(list(row.values())).encode())}

    return change


def _of_newer(manifest):
    manifest["migrations"]["episodes"].append("9999_from_the_future")


def _of_older(manifest):
    manifest["migrations"]["episodes"].pop()


def _other_columns(manifest):
    manifest["models"]["episodes.Show"]["fields"].append("colour")


def _fewer_rows(manifest):
    manifest["models"]["episodes.Show"]["rows"] = 2


BROKEN_FILES = {
    "nothing there": (lambda path, whole: None, "There is no file"),
    "empty": (lambda path, whole: path.write_bytes(b""), "is not a backup"),
    "another kind of file": (lambda path, whole: path.write_bytes(b"SQLite format 3\0" * 100), "is not a backup"),
    "a folder": (lambda path, whole: path.mkdir(), "cannot be read"),
    "cut off": (lambda path, whole: path.write_bytes(whole.read_bytes()[:-300_000]), "is not a backup|cut off"),
    "without sums": (lambda path, whole: without_sums(path, unpacked(whole)), "checksums are missing"),
    "a bit of the audio": (_damaged(0.7), "is damaged: “media/audio/one.mp3”"),
    "a bit of the head of the first member": (_damaged(0), "is not a backup|is damaged|is no backup"),
    "another tar": (lambda path, whole: packed(path, {"holiday.jpg": b"sea"}), "is no backup of a site like this"),
    "no member": (lambda path, whole: packed(path, {}), "is no backup of a site like this"),
}

WRONG_CONTENTS = {
    "of a newer version": (with_manifest(_of_newer), "is of a newer version: it has episodes.9999_from_the_future"),
    "of an older version": (with_manifest(_of_older), "is of an older version: it has no episodes."),
    "of another format": (with_manifest(lambda manifest: manifest.update(version=2)), "in version 2 of the format"),
    "other columns": (with_manifest(_other_columns), "episodes.Show has other columns"),
    "fewer rows than it says": (with_manifest(_fewer_rows), "1 rows of episodes.Show in it and speaks of 2"),
    "a model unknown": (lambda parts: {**parts, "rows/zoo.Lion/000001.jsonl.gz": b""}, "“zoo.Lion”"),
    "a way out": (lambda parts: {**parts, "media/../../etc/cron.d/x": b"x"}, "as no backup has"),
    "an absolute name": (lambda parts: {**parts, "/etc/cron.d/x": b"x"}, "as no backup has"),
    "a derived file": (lambda parts: {**parts, "media/outgoing/x.mp3": b"x"}, "as no backup has"),
    "something else": (lambda parts: {**parts, "readme.txt": b"x"}, "as no backup has"),
    "rows that are none": (
        lambda parts: {**parts, "rows/guests.Person/000001.jsonl.gz": b"\x1f\x8b but no more"},
        "damaged in the rows of guests.Person",
    ),
    "a row too short": (
        lambda parts: {**parts, "rows/guests.Person/000001.jsonl.gz": gzip.compress(b"[1]\n")},
        "damaged in the rows of guests.Person: a row of 1 values",
    ),
    "a moment that is none": (_row(created_at="yesterday"), "whose “created_at” cannot be stored here"),
    "a number too large": (_row(feed_size=2**63), "whose “feed_size” cannot be stored here"),
}


def _nothing_is_touched(path, sentence):
    ShowFactory(slug="another")
    with pytest.raises(backup.BackupError, match=sentence):
        backup.restore(path, replace=True)
    assert [show.slug for show in Show.objects.all()] == ["another"]
    assert list(files.all_names()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_file_that_is_broken_is_refused(case, whole, tmp_path):
    make, sentence = BROKEN_FILES[case]
    make(tmp_path / "broken.tar", whole)
    _nothing_is_touched(tmp_path / "broken.tar", sentence)


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG_CONTENTS)
def test_contents_that_cannot_be_restored_are_refused(case, whole, tmp_path):
    change, sentence = WRONG_CONTENTS[case]
    packed(tmp_path / "wrong.tar", change(unpacked(whole)))
    _nothing_is_touched(tmp_path / "wrong.tar", sentence)


@pytest.mark.django_db
def test_without_room_nothing_is_touched(whole, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=499_999))
    _nothing_is_touched(whole, "The files need 500,000 bytes more, and the media folder has room for 499,999")


@pytest.mark.django_db
def test_a_database_that_is_not_ready_is_refused(whole):
    connection.cursor().execute("DELETE FROM django_migrations WHERE app = 'guests'")
    _nothing_is_touched(whole, "Run “manage.py migrate” first")


@pytest.mark.django_db
def test_checking_says_what_is_in_it(whole):
    found = backup.check(whole)
    assert found.sizes == {"audio/one.mp3": 500_000}
    assert found.rows > 0
    assert not Show.objects.exists()


# What SQLite keeps and PostgreSQL does not take: a title of 256 characters, a null character.
@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"title": "x" * 256}, {"tagline": "a\0b"}, {"must_have": ["a\0b"]}])
def test_values_that_only_sqlite_takes_are_refused_elsewhere(whole, tmp_path, values):
    packed(tmp_path / "sqlite.tar", _row(**values)(unpacked(whole)))
    if connection.vendor == "postgresql":
        _nothing_is_touched(tmp_path / "sqlite.tar", f"whose “{next(iter(values))}” cannot be stored here")
    else:
        backup.restore(tmp_path / "sqlite.tar")
        assert Show.objects.values(*values).get() == values


def test_a_value_that_no_field_reads_is_not_written():
    with pytest.raises(TypeError, match="no way to write object"):
        rows._plain(object())


def test_of_a_file_no_more_than_its_size_is_read(tmp_path):
    (tmp_path / "grows").write_bytes(b"abcdef")
    with (tmp_path / "grows").open("rb") as file:
        assert list(Summed(file, 4).blocks()) == [b"abcd"]


# --- Written whole or not at all --------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_name_that_is_taken_is_left_alone(tmp_path):
    (tmp_path / "taken.tar").write_bytes(b"last night's")
    with pytest.raises(NotWritten, match="There is a file"):
        backup.write(tmp_path / "taken.tar")
    assert (tmp_path / "taken.tar").read_bytes() == b"last night's"


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(NotWritten, match=r"cannot be written: No such file or directory"):
        backup.write(tmp_path / "nowhere" / "one.tar")


@pytest.mark.django_db(transaction=True)
def test_without_room_for_the_files_nothing_is_left(tmp_path, monkeypatch):
    default_storage.save("audio/one.mp3", ContentFile(b"audio"))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=4))
    with pytest.raises(backup.BackupError, match="The files alone have 5 bytes"):
        backup.write(tmp_path / "one.tar")
    assert not list(tmp_path.glob("one.tar*"))


@pytest.mark.django_db(transaction=True)
def test_files_that_rows_speak_of_and_are_not_there_are_named(tmp_path):
    EpisodeFactory(audio_file="audio/lost.mp3", audio_url="")
    assert backup.write(tmp_path / "one.tar").missing == ("audio/lost.mp3",)


@pytest.mark.django_db(transaction=True)
def test_only_the_owner_may_read_it(tmp_path):
    backup.write(tmp_path / "one.tar")
    assert (tmp_path / "one.tar").stat().st_mode & 0o777 == 0o600


def test_every_model_that_is_left_out_exists():
    labels = {model._meta.label for model in rows.stored_models()}
    assert labels >= rows.DERIVED | rows.FORGOTTEN
