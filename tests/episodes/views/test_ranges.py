"""RFC 9110 sections 13 and 14 on our audio address."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories import EpisodeFactory

AUDIO = bytes(range(256)) * 4  # 1024 bytes, each position recognisable


@pytest.fixture
def episode(db):
    episode = EpisodeFactory(audio_url="", audio_size=len(AUDIO))
    episode.audio_file.save("Interview FINAL.mp3", ContentFile(AUDIO))
    return episode


@pytest.fixture
def ask(client, episode):
    """Ask for the audio as `ask("head", if_range="…")`; every answer is closed at the end."""
    answers = []

    def ask(method="get", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        answers.append(getattr(client, method)(episode.get_audio_url(), headers=headers))
        return answers[-1]

    yield ask
    for answer in answers:
        answer.close()


def body(response):
    return response.getvalue()


def test_the_whole_file(ask):
    response = ask()
    assert (response.status_code, body(response)) == (200, AUDIO)
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Content-Length"] == "1024"
    assert response["Accept-Ranges"] == "bytes"
    assert "Content-Encoding" not in response


def test_a_download_is_called_after_its_episode(ask, episode):
    assert ask()["Content-Disposition"] == f'inline; filename="{episode.show.slug}-{episode.slug}.mp3"'


def test_head_has_the_headers_of_get_and_no_body(ask):
    get, head = ask(), ask("head")
    body(get)
    for name in ("Content-Type", "Content-Length", "Accept-Ranges", "ETag", "Last-Modified"):
        assert head[name] == get[name]
    assert head.content == b""


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, 1023),
        ("bytes=1000-", 1000, 1023),
        ("bytes=100-199", 100, 199),
        ("bytes=1000-5000", 1000, 1023),
        ("bytes=-24", 1000, 1023),
        ("bytes=-5000", 0, 1023),
        ("bytes=1023-1023", 1023, 1023),
    ],
)
def test_one_range(ask, header, first, last):
    response = ask(range=header)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == AUDIO[first : last + 1]


def test_head_with_a_range(ask):
    response = ask("head", range="bytes=-24")
    assert (response.status_code, response["Content-Range"]) == (206, "bytes 1000-1023/1024")
    assert response["Content-Length"] == "24"


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=9999-10000", "bytes=-0"])
def test_a_range_past_the_end_is_416(ask, header):
    response = ask(range=header)
    assert (response.status_code, response["Content-Range"], response.content) == (416, "bytes */1024", b"")


@pytest.mark.parametrize("header", ["bytes=5-2", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=0-1,5-6", "bytes"])
def test_a_range_that_is_none_gets_the_whole_file(ask, header):
    response = ask(range=header)
    assert (response.status_code, body(response)) == (200, AUDIO)


def test_if_range_holds_by_etag_and_by_date(ask):
    first = ask("head")
    for condition in (first["ETag"], first["Last-Modified"]):
        assert ask(range="bytes=0-9", if_range=condition).status_code == 206


@pytest.mark.parametrize("stale", ['"stale"', "Wed, 01 Jan 2020 00:00:00 GMT", "nonsense"])
def test_a_stale_if_range_gets_the_whole_file(ask, stale):
    response = ask(range="bytes=0-9", if_range=stale)
    assert (response.status_code, body(response)) == (200, AUDIO)


def test_a_weak_etag_never_holds_for_if_range(ask):
    weak = "W/" + ask("head")["ETag"]
    assert ask(range="bytes=0-9", if_range=weak).status_code == 200


def test_not_modified_by_etag_and_by_date(ask):
    first = ask("head")
    assert ask(if_none_match=first["ETag"]).status_code == 304
    assert ask(if_none_match=f'"other", W/{first["ETag"]}').status_code == 304
    assert ask(if_modified_since=first["Last-Modified"]).status_code == 304
    assert ask(if_none_match='"other"').status_code == 200
    assert ask(if_none_match='"other"', if_modified_since=first["Last-Modified"]).status_code == 200


def test_other_audio_has_another_etag(ask, episode):
    before = ask("head")["ETag"]
    episode.audio_file.save("other.mp3", ContentFile(AUDIO[::-1]))
    assert ask("head")["ETag"] != before


def test_the_stored_file_has_an_unguessable_name_and_no_address_of_its_own(client, episode):
    folder, name = episode.audio_file.name.split("/")
    assert folder == "audio"
    assert "Interview" not in name
    assert len(name) == len("0" * 32 + ".mp3")
    for address in (f"/media/audio/{name}", f"/media/images/{name}", f"/media/images/..%2Faudio%2F{name}"):
        assert client.get(address).status_code == 404


def test_another_extension_than_the_true_one_is_404(client, episode):
    kwargs = {"show": episode.show.slug, "episode": episode.slug, "extension": "m4a"}
    assert client.get(reverse("episodes:episode_audio", kwargs=kwargs)).status_code == 404


def test_a_file_that_is_gone_is_404(ask, episode):
    episode.audio_file.storage.delete(episode.audio_file.name)
    assert ask().status_code == 404


def test_audio_elsewhere_is_redirected_to(client, db):
    episode = EpisodeFactory(audio_url="https://audio.example/a.mp3")
    response = client.get(episode.get_audio_url())
    assert (response.status_code, response["Location"]) == (302, "https://audio.example/a.mp3")
