"""curl asks for whole files, parts of them, and whether they have changed."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from episodes.models import Revision
from tests.clients.programs import run
from tests.clients.rows import episode_with_audio
from tests.factories import ChapterFactory, ShowFactory, TranscriptFactory

pytestmark = pytest.mark.clients


class Curl:
    def __init__(self, home, url):
        self.home = home
        self.url = url

    def __call__(self, path, *options, **headers):
        """Status, headers by lower-case name, and body of an answer."""
        for name, value in headers.items():
            options = ("-H", f"{name.replace('_', '-')}: {value}", *options)
        answer, body = self.home / "answer", self.home / "body"
        run("curl", "-sS", "-D", str(answer), "-o", str(body), *options, f"{self.url}{path}", home=self.home)
        status, *lines = answer.read_text().strip().splitlines()
        pairs = (line.split(": ", 1) for line in lines)
        received = body.read_bytes() if body.exists() else b""
        body.unlink(missing_ok=True)
        return int(status.split()[1]), {name.lower(): value for name, value in pairs}, received


@pytest.fixture
def curl(site, tmp_path):
    return Curl(tmp_path, site.url)


@pytest.fixture
def episode(site):
    found = episode_with_audio(show=ShowFactory(slug="slack-water"), slug="fog", title="Fog", seconds=60)
    ChapterFactory(episode=found)
    TranscriptFactory(episode=found)
    # In the second of a change there is no Last-Modified yet, and two answers could be on either side of its end.
    Revision.objects.update(changed_at=timezone.now() - dt.timedelta(minutes=1))
    site.publish()
    return found


@pytest.fixture
def audio(episode):
    return Path(episode.audio_file.path).read_bytes()


AUDIO = "/slack-water/fog/audio.mp3"
TEXTS = ["feed.xml", "fog/chapters.json", "fog/transcript.vtt", "fog/transcript.srt", "fog/transcript.json"]
TEXTS += ["fog/transcript.html", "fog/transcript.txt"]


def test_the_size_of_the_audio_is_what_the_feed_says(curl, episode, audio):
    status, headers, body = curl(AUDIO)
    assert (status, body) == (200, audio)
    assert headers["content-length"] == str(len(audio)) == str(episode.audio_size)
    assert headers["content-type"] == episode.audio_type
    assert headers["accept-ranges"] == "bytes"
    assert "content-encoding" not in headers


@pytest.mark.parametrize("path", [AUDIO, *(f"/slack-water/{text}" for text in TEXTS), "/slack-water/fog/"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_is_get_without_its_body(curl, episode, path, encoding):
    _status, whole, _body = curl(path, Accept_Encoding=encoding)
    status, headers, body = curl(path, "-I", Accept_Encoding=encoding)
    changing = {"date", "set-cookie", "content-length"}
    assert (status, body.split(b"\r\n\r\n", 1)[1]) == (200, b"")
    assert {name: value for name, value in headers.items() if name not in changing} == {
        name: value for name, value in whole.items() if name not in changing
    }
    assert headers.get("content-length") == whole.get("content-length")


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("0-1", 0, 1),
        ("100-199", 100, 199),
        ("59999-", 59_999, 59_999),
        ("-500", 59_500, 59_999),
        ("0-999999", 0, 59_999),
    ],
)
def test_a_part_of_the_audio(curl, audio, wanted, first, last):
    assert len(audio) == 60_000
    status, headers, body = curl(AUDIO, "-r", wanted)
    assert (status, body) == (206, audio[first : last + 1])
    assert headers["content-range"] == f"bytes {first}-{last}/{len(audio)}"
    assert headers["content-length"] == str(last - first + 1)


def test_a_part_past_the_end_is_refused_with_the_size(curl, audio):
    status, headers, _body = curl(AUDIO, "-r", "999999-")
    assert status == 416
    assert headers["content-range"] == f"bytes */{len(audio)}"


def test_who_has_another_file_begun_gets_the_whole_of_this_one(curl, audio):
    _status, headers, _body = curl(AUDIO, "-I")
    for condition in (headers["etag"], headers["last-modified"]):
        assert curl(AUDIO, Range="bytes=0-99", If_Range=condition)[::2] == (206, audio[:100])
    for stale in ('"stale"', f"W/{headers['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert curl(AUDIO, Range="bytes=0-99", If_Range=stale)[::2] == (200, audio)


def test_a_download_that_was_broken_off_goes_on(curl, audio, tmp_path):
    begun = tmp_path / "begun.mp3"
    begun.write_bytes(audio[:12_345])
    run("curl", "-sS", "-C", "-", "-o", str(begun), f"{curl.url}{AUDIO}", home=tmp_path)
    assert begun.read_bytes() == audio


@pytest.mark.parametrize("path", [AUDIO, *(f"/slack-water/{text}" for text in TEXTS)])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_has_not_changed_is_not_sent_again(curl, episode, path, encoding):
    _status, headers, _body = curl(path, Accept_Encoding=encoding)
    assert not headers["etag"].startswith("W/")
    status, unchanged, body = curl(path, Accept_Encoding=encoding, If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")
    assert unchanged["etag"] == headers["etag"]
    assert unchanged.get("cache-control") == headers.get("cache-control")
    assert curl(path, Accept_Encoding=encoding, If_None_Match='"other"')[0] == 200


@pytest.mark.parametrize("path", [f"/slack-water/{text}" for text in TEXTS if text != "feed.xml"] + [AUDIO])
def test_players_on_other_sites_may_read_it(curl, episode, path):
    assert curl(path, Origin="https://player.example")[1]["access-control-allow-origin"] == "*"
