"""newsboat as a reader, and podboat that downloads for it and goes on with what it had begun."""

import os
import pty
import select
import subprocess
import termios
from pathlib import Path

import pytest

from tests.clients.programs import LONGEST_SECONDS, run
from tests.clients.rows import episode_with_audio
from tests.factories import ShowFactory

pytestmark = pytest.mark.clients

BEGUN = 20_000
BEGIN = b"d:Download"  # the key that the screen offers for it


@pytest.fixture
def home(tmp_path):
    """A reader's home; episodes are enqueued as soon as they are seen."""
    (tmp_path / ".newsboat").mkdir()
    (tmp_path / "config").write_text(
        f'podcast-auto-enqueue yes\ndownload-path "{tmp_path}/downloads/"\nmax-downloads 1\n'
    )
    return tmp_path


@pytest.fixture
def episode(site):
    found = episode_with_audio(show=ShowFactory(slug="slack-water", title="Slack Water"), seconds=60)
    site.publish()
    return found


def reload(home, site):
    (home / "urls").write_text(f"{site.url}/slack-water/feed.xml\n")
    options = ["-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config"]
    return run("newsboat", *options, "-x", "reload", "print-unread", home=home)


def download(home, *, until: Path) -> None:
    """Let podboat download what is enqueued first, on a screen of its own, until there is the file `until`."""
    screen, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 120))
    command = [
        "timeout",
        "--foreground",
        str(LONGEST_SECONDS),
        "podboat",
        "-C",
        f"{home}/config",
        "-q",
        f"{home}/.newsboat/queue",
    ]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm"}
    podboat = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    try:
        shown = b""
        while not until.exists():
            ready, _, _ = select.select([screen], [], [], LONGEST_SECONDS)
            assert ready, shown
            before, shown = shown, shown + os.read(screen, 65536)
            if BEGIN in shown and BEGIN not in before:
                os.write(screen, b"d")
        os.write(screen, b"q")
        podboat.wait(timeout=LONGEST_SECONDS)
    finally:
        podboat.kill()
        podboat.wait()
        os.close(screen)


def audio_requests(site):
    return [(each.method, each.status, each.range) for each in site.asked() if "audio" in each.address]


def test_it_reads_the_feed_enqueues_the_audio_and_downloads_it(site, episode, home):
    assert reload(home, site).strip().endswith("1 unread articles")
    address, path = (home / ".newsboat" / "queue").read_text().split(maxsplit=1)
    assert address == f"{site.url}{episode.get_audio_url()}"
    downloaded = Path(path.strip().strip('"'))
    download(home, until=downloaded)
    assert audio_requests(site) == [("GET", 200, "")]
    assert downloaded.read_bytes() == Path(episode.audio_file.path).read_bytes()


def test_a_download_that_was_broken_off_goes_on_where_it_stopped(site, episode, home):
    reload(home, site)
    whole = Path(episode.audio_file.path).read_bytes()
    downloaded = home / "downloads" / "audio.mp3"
    downloaded.parent.mkdir()
    downloaded.with_name("audio.mp3.part").write_bytes(whole[:BEGUN])
    download(home, until=downloaded)
    assert audio_requests(site) == [("GET", 206, f"bytes={BEGUN}-")]
    assert downloaded.read_bytes() == whole
