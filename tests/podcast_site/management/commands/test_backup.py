"""The commands as an operator runs them: processes, killed at the worst moment, and two databases."""

import os
import signal

import pytest

from podcast_site import backup
from tests.backups import contents, fill_a_site

FILL = "from tests.backups import fill_a_site; fill_a_site()"


def _wait_for(process, *paths):
    """Until one of the paths is there; the process must not end before."""
    while not any(path.exists() for path in paths):
        assert process.poll() is None, process.communicate()


@pytest.mark.django_db(transaction=True)
def test_from_one_database_engine_to_another_and_back(site, tmp_path):
    """From the database of the tests, PostgreSQL where they run on it, to SQLite in a file, and back."""
    fill_a_site()
    backup.write(tmp_path / "there.tar")
    site.run("manage.py", "restore", str(tmp_path / "there.tar"))
    said = site.run("manage.py", "backup", str(tmp_path / "back.tar"))
    assert " rows and 2 files, " in said
    backup.restore(tmp_path / "back.tar", replace=True)
    backup.write(tmp_path / "again.tar")
    there = contents(tmp_path / "there.tar")
    assert contents(tmp_path / "back.tar") == there
    assert contents(tmp_path / "again.tar") == there


def test_who_reads_in_a_snapshot_sees_nothing_of_what_is_written_meanwhile(site):
    printed = site.run(
        "-c",
        "import django; django.setup()\n"
        "from episodes.models import Show\n"
        "from podcast_site.backup.snapshot import snapshot\n"
        "Show.objects.create(title='One', slug='one')\n"
        "with snapshot() as using:\n"
        "    shows = Show.objects.using(using)\n"
        "    before = shows.count()\n"
        "    Show.objects.create(title='Two', slug='two')\n"
        "    print(before, shows.count(), Show.objects.count())\n",
    )
    assert printed == "1 1 2\n"


@pytest.mark.parametrize(("number", "left"), [(signal.SIGKILL, ["one.tar.part"]), (signal.SIGTERM, [])])
def test_a_backup_that_is_killed_leaves_no_file_of_that_name_and_the_next_is_whole(site, tmp_path, number, left):
    site.fill(FILL)
    pipe = site.folder / "media" / "audio" / "never-comes.mp3"
    os.mkfifo(pipe)  # whoever opens it waits
    killed = site.start("manage.py", "backup", str(tmp_path / "one.tar"))
    _wait_for(killed, tmp_path / "one.tar.part")
    second = site.start("manage.py", "backup", str(tmp_path / "one.tar"))
    _out, err = second.communicate(timeout=300)
    assert (second.returncode, "Another process is writing" in err) == (1, True)
    killed.send_signal(number)
    killed.communicate(timeout=300)
    assert sorted(path.name for path in tmp_path.glob("one*")) == left
    pipe.unlink()
    site.run("manage.py", "backup", str(tmp_path / "one.tar"))
    assert sorted(path.name for path in tmp_path.glob("one*")) == ["one.tar"]
    assert " can be restored." in site.run("manage.py", "restore", "--check", str(tmp_path / "one.tar"))


def test_a_restore_that_is_killed_has_changed_nothing_and_the_next_is_whole(site, tmp_path):
    site.fill(FILL)
    last = site.folder / "media" / "images" / "nothing.png"
    last.touch()
    site.run("manage.py", "backup", str(tmp_path / "one.tar"))
    (site.folder / "media").rename(tmp_path / "destroyed")
    (site.folder / "media" / "images").mkdir(parents=True)
    os.mkfifo(last)  # whoever looks whether it is the file in the backup waits
    killed = site.start("manage.py", "restore", "--replace", str(tmp_path / "one.tar"))
    _wait_for(killed, site.folder / "media" / "images" / "cover.jpg")
    killed.kill()
    killed.communicate(timeout=300)
    assert site.sql("SELECT count(*) FROM episodes_searchdocument") == [(4,)]  # a restored site would have none
    last.unlink()
    assert " have been restored." in site.run("manage.py", "restore", "--replace", str(tmp_path / "one.tar"))
    site.run("manage.py", "backup", str(tmp_path / "two.tar"))
    assert contents(tmp_path / "two.tar") == contents(tmp_path / "one.tar")


def test_what_cannot_be_done_is_said_in_a_sentence(site, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    refused = site.start("manage.py", "restore", str(tmp_path / "letter.txt"))
    _out, err = refused.communicate(timeout=300)
    assert (refused.returncode, err.startswith("CommandError: "), "is not a backup" in err) == (1, True, True)
