"""An import of a feed or an archive that is killed, at any moment, and started again ends as one undisturbed."""

import io
import json
import random
import shutil

import pytest
from django.db import connection
from PIL import Image

from episodes.exporting import Contents, pieces
from tests.archives import SITE, show_with_everything
from tests.audio import silent_mp3
from tests.clocked import url_of
from tests.episodes.importer.conftest import feed
from tests.servers import Server, answer

DEATHS = 20


@pytest.fixture
def mortal(site, begin):
    """`mortal(*command, moment=…)`: what became of a command of the site that is killed at that moment; without a
    command what the site holds."""
    begin()
    process = site.start("-u", "tests/mortal.py", UPLOAD_ROOT=str(site.folder / "uploads"))

    def run(*command, moment=0):
        process.stdin.write(json.dumps({"command": command, "moment": moment} if command else {}) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline() or process.stderr.read())

    return run


def _picture(colour):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return answer(out.getvalue(), Content_Type="image/png")


def _pages():
    item = (
        "<title>{0}</title><itunes:episode>{0}</itunes:episode><itunes:image href='https://rope.example/{0}.png'/>"
        "<podcast:person role='guest' img='https://rope.example/pia.png'>Pia Kolb</podcast:person>"
        "<podcast:chapters url='https://rope.example/{0}.json'/>"
        "<podcast:transcript url='https://rope.example/{0}.vtt' type='text/vtt'/>"
    )
    channel = "<title>Rope</title><language>en</language><itunes:image href='https://rope.example/rope.png'/>"
    # The second has the audio of the first, and the third has none that comes.
    return {
        "/feed.xml": answer(feed(*(item.format(number) for number in (1, 2, 3)), channel=channel)),
        "/rope.png": _picture("teal"),
        "/pia.png": _picture("navy"),
        "/1.png": _picture("olive"),
        **{f"/{number}.mp3": answer(silent_mp3(90), ETag='"1"') for number in (1, 2)},
        **{f"/{number}.json": answer(b'{"chapters":[{"startTime":0,"title":"A"}]}') for number in (1, 2, 3)},
        **{f"/{number}.vtt": answer(b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Pia>Rope.\n") for number in (1, 3)},
    }


@pytest.fixture
def begin(site, empty_site):
    """`begin()`: the site is empty, on the engine that the tests have."""
    if connection.vendor != "postgresql":
        yield lambda: _emptied(site, empty_site)
        return
    name, empty = (f"{connection.settings_dict['NAME']}_{end}" for end in ("killed", "empty"))

    def drop(database):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def copied(source, database):
        drop(database)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE {source}')

    copied("template0", empty)
    site.run("manage.py", "migrate", "--verbosity", "0", DATABASE_URL=url_of(empty))
    site.environment["DATABASE_URL"] = url_of(name)

    def begun():
        _emptied(site, empty_site)
        copied(f'"{empty}"', name)

    yield begun
    drop(name)
    drop(empty)


def _emptied(site, empty):
    for path in site.folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(empty, site.folder, dirs_exist_ok=True)


@pytest.mark.django_db
def test_import_that_is_killed_and_started_again_ends_as_one_undisturbed(begin, mortal):
    pages = _pages()
    with Server(pages) as server:
        body = pages["/feed.xml"].partition(b"\r\n\r\n")[2]
        pages["/feed.xml"] = answer(body.replace(b"https://rope.example", server.url("").encode()))
        command = ("import_feed", server.url("/feed.xml"), "--apply", "--trust-network", "127.0.0.0/8")
        undisturbed, wanted = mortal(*command), mortal()
        assert _counts(wanted, "episode", "chapter", "transcript", "mediaerrand") == [3, 3, 2, 8]
        assert (wanted["orphans"], wanted["parts"]) == ([], [])
        _die(begin, mortal, command, wanted, random.Random(8).sample(range(1, undisturbed["moments"]), DEATHS))


def _counts(held, *names):
    return [len(held["rows"][f"episodes_{name}"]) for name in names]


def _die(begin, mortal, command, wanted, moments):
    for moment in moments:
        begin()
        assert mortal(*command, moment=moment) == {"status": -9}
        assert mortal(*command)["status"] == 0
        end = mortal()
        other = {name: (rows, end["rows"][name]) for name, rows in wanted["rows"].items() if rows != end["rows"][name]}
        assert (moment, other, end["orphans"], end["parts"]) == (moment, {}, [], [])


def test_archive_that_is_killed_and_started_again_leaves_nothing_that_belongs_to_nobody(db, begin, mortal, tmp_path):
    path = tmp_path / "show.zip"
    path.write_bytes(b"".join(pieces(Contents(show=show_with_everything(), site=SITE, with_unpublished=True))))
    command = ("import_show", str(path), "--apply")
    undisturbed, wanted = mortal(*command), mortal()
    assert undisturbed["status"] == 0
    assert (_counts(wanted, "episode"), wanted["orphans"], wanted["parts"]) == ([5], [], [])
    # Files come first: that is where something could be left behind.
    _die(begin, mortal, command, wanted, [12, 20, 28, undisturbed["moments"] // 2])
