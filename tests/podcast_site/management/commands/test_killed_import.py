"""An import of a feed or an archive that is killed, at any moment, and started again ends as one undisturbed."""

import hashlib
import io
import json
import random
import re
import shutil
import sqlite3

import pytest
from PIL import Image

from episodes.exporting import Contents, pieces
from tests.archives import SITE, show_with_everything
from tests.audio import silent_mp3
from tests.episodes.importer.conftest import feed
from tests.servers import Server, answer

DEATHS = 20
# What is of the run and not of the show: when something was written, by whom, and how often that was tried.
# Which of the files came first, and so which episode was approved first, is nobody's to say.
_OF_THE_RUN = re.compile(r"(?!publish_at).*_at|at|claim|worker|attempts|.*revision\.\w+|episodes_statechange\.id")
# What was remembered of files goes by their names, which nobody can guess.
_DIGEST = re.compile(r'("(?:audio|cover)": \["\w{20}", )"\w{20}"')
_FILE = re.compile(r"(audio|images)/[\w./-]+")


@pytest.fixture
def mortal(site):
    """`mortal(command, moment=…)`: what became of a command of the site that is killed at that moment."""
    process = site.start("-u", "tests/mortal.py", UPLOAD_ROOT=str(site.folder / "uploads"))

    def run(*command, moment=0):
        process.stdin.write(json.dumps({"command": command, "moment": moment}) + "\n")
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


def _files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _end(site):
    """All rows, with the sums of files in place of their names; the files that no row names; and parts of files."""
    media, named = _files(site.folder / "media"), set()

    def summed(found):
        named.add(found[0])
        return hashlib.sha256(media[found[0]]).hexdigest() if found[0] in media else "is not there"

    connection = sqlite3.connect(site.folder / "site.sqlite3")
    connection.row_factory = sqlite3.Row
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = [name for (name,) in names if name.startswith(("episodes_", "guests_"))]
    rows = {
        table: sorted(
            tuple(
                _DIGEST.sub(r"\1", _FILE.sub(summed, str(row[name])))
                for name in row.keys()  # noqa: SIM118 - a row of SQLite goes through its values
                if not _OF_THE_RUN.fullmatch(f"{table}.{name}") and not _OF_THE_RUN.fullmatch(name)
            )
            for row in connection.execute(f'SELECT * FROM "{table}"')
        )
        for table in tables
    }
    connection.close()
    return rows, sorted(set(media) - named), sorted(_files(site.folder / "uploads"))


def _begin(site, empty):
    for path in site.folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(empty, site.folder, dirs_exist_ok=True)


def test_import_that_is_killed_and_started_again_ends_as_one_undisturbed(site, empty_site, mortal):
    pages = _pages()
    with Server(pages) as server:
        body = pages["/feed.xml"].partition(b"\r\n\r\n")[2]
        pages["/feed.xml"] = answer(body.replace(b"https://rope.example", server.url("").encode()))
        command = ("import_feed", server.url("/feed.xml"), "--apply", "--trust-network", "127.0.0.0/8")
        undisturbed = mortal(*command)
        wanted = _end(site)
        assert [len(wanted[0][f"episodes_{name}"]) for name in ("episode", "chapter", "transcript", "mediaerrand")] == [
            3, 3, 2, 8,
        ]  # fmt: skip
        assert wanted[1:] == ([], [])
        _die(
            site, empty_site, mortal, command, wanted, random.Random(8).sample(range(1, undisturbed["moments"]), DEATHS)
        )


def _die(site, empty, mortal, command, wanted, moments):
    for moment in moments:
        _begin(site, empty)
        assert mortal(*command, moment=moment) == {"status": -9}
        assert mortal(*command)["status"] == 0
        end = _end(site)
        other = {name: (rows, end[0][name]) for name, rows in wanted[0].items() if rows != end[0][name]}
        assert (moment, other, *end[1:]) == (moment, {}, [], [])


def test_archive_that_is_killed_and_started_again_leaves_nothing_that_belongs_to_nobody(
    db, site, empty_site, mortal, tmp_path
):
    path = tmp_path / "show.zip"
    path.write_bytes(b"".join(pieces(Contents(show=show_with_everything(), site=SITE, with_unpublished=True))))
    command = ("import_show", str(path), "--apply")
    undisturbed = mortal(*command)
    assert undisturbed["status"] == 0
    wanted = _end(site)
    assert len(wanted[0]["episodes_episode"]) == 5
    assert wanted[1:] == ([], [])
    # Files come first: that is where something could be left behind.
    _die(site, empty_site, mortal, command, wanted, [12, 20, 28, undisturbed["moments"] // 2])
