import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from episodes import importer
from episodes.importer import media, processes
from episodes.models import Episode, MediaErrand, Show
from guests.models import Person
from tests.episodes.importer.conftest import feed
from tests.servers import Server, answer, for_ever

pytestmark = pytest.mark.django_db

AUDIO = (Path(__file__).parents[2] / "data" / "audio" / "cbr.mp3").read_bytes()
CHAPTERED = (Path(__file__).parents[2] / "data" / "audio" / "chapters.m4a").read_bytes()


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "PNG")
    return answer(out.getvalue(), Content_Type="image/png")


@pytest.fixture
def bring(asking, plan_of):
    """Bring a feed in with its files; the steps of the files."""

    def brought(data):
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        show = Show.objects.get()
        media.try_again(show=show)
        return list(media.bring(show=show, asking=asking))

    return brought


def at(server, data):
    return data.replace(b"https://rope.example", server.url("").encode())


def stored():
    found = []
    for folder in ("audio", "images"):
        if default_storage.exists(folder):
            found += [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    return sorted(found)


def test_episode_goes_out_once_its_audio_is_here(asking, plan_of, bring):
    with Server({"/1.mp3": answer(AUDIO, Content_Type="audio/mpeg")}) as server:
        data = at(server, feed("<title>One</title>"))
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        waiting = Episode.objects.get()
        assert (waiting.state, waiting.has_audio, waiting.imported.publish_at.year) == ("draft", False, 2020)
        (step,) = bring(data)
        assert (step.failed, step.sentence, step.bytes) == (False, "“One”: audio", len(AUDIO))
        assert step.remarks == (f"The feed says that it has 1000 bytes; there were {len(AUDIO)}.",)
        assert bring(data) == []
        assert plan_of(data, with_media=True).counts["same"] == 1
    episode = Episode.objects.get()
    assert (episode.is_public, episode.audio_size, episode.audio_url) == (True, len(AUDIO), "")
    assert episode.duration_ms > 0
    assert len(server.requests) == 1


def test_same_bytes_are_stored_once(bring):
    pages = {"/1.mp3": answer(AUDIO), "/2.mp3": answer(AUDIO), "/a.png": picture(), "/b.png": picture()}
    with Server(pages) as server:
        covers = [f"<itunes:image href='{server.url(path)}'/>" for path in ("/a.png", "/b.png")]
        steps = bring(at(server, feed(*covers)))
    assert [step.failed for step in steps] == [False] * 4
    one, two = Episode.objects.order_by("guid")
    assert (one.audio_file.name, one.cover.name) == (two.audio_file.name, two.cover.name)
    assert stored() == sorted([one.audio_file.name, one.cover.name])


def test_file_that_does_not_come_leaves_a_draft_and_comes_the_next_time(bring):
    with Server({"/1.mp3": answer(b"<html>Login", Content_Type="text/html")}) as server:
        data = at(server, feed("<title>One</title>", "<title>Two</title>"))
        assert sorted((step.failed, step.sentence.rpartition(". ")[0]) for step in bring(data))[0][0] is True
        assert {errand.error.partition(" ")[0] for errand in MediaErrand.objects.all()} == {"There", "“1”"}
        assert [episode.state for episode in Episode.objects.all()] == ["draft", "draft"]
        server.pages = {"/1.mp3": answer(AUDIO), "/2.mp3": answer(AUDIO)}
        assert [step.failed for step in bring(data)] == [False, False]
    assert [episode.is_public for episode in Episode.objects.all()] == [True, True]
    assert not media.waiting().exists()


def test_line_that_breaks_goes_on_where_it_broke(bring):
    half = len(AUDIO) // 2
    head = {"ETag": '"one"', "Content_Length": str(len(AUDIO))}
    rest = answer(
        AUDIO[half:], status="206 Partial Content", Content_Range=f"bytes {half}-{len(AUDIO) - 1}/{len(AUDIO)}"
    )
    with Server({"/1.mp3": answer(AUDIO[:half], **head)}) as server:
        data = at(server, feed("<title>One</title>"))
        assert [step.failed for step in bring(data)] == [True]
        server.pages = {"/1.mp3": rest}
        assert [step.failed for step in bring(data)] == [False]
        asked = server.requests[1]
    assert f"Range: bytes={half}-" in asked
    assert 'If-Range: "one"' in asked
    with Episode.objects.get().audio_file.open() as file:
        assert file.read() == AUDIO


def test_file_that_is_another_by_now_is_brought_from_its_beginning(bring):
    head = {"ETag": '"one"', "Content_Length": str(len(AUDIO))}
    with Server({"/1.mp3": answer(b"old", **head)}) as server:
        data = at(server, feed("<title>One</title>"))
        bring(data)
        server.pages = {"/1.mp3": answer(AUDIO)}
        bring(data)
    with Episode.objects.get().audio_file.open() as file:
        assert file.read() == AUDIO


def test_pictures_of_show_and_people_come_too(bring):
    with Server({"/1.mp3": answer(AUDIO), "/c.png": picture(), "/p.png": picture()}) as server:
        person = f"<podcast:person img='{server.url('/p.png')}'>Pia Kolb</podcast:person>"
        channel = f"<title>Rope</title><language>en</language><itunes:image href='{server.url('/c.png')}'/>"
        steps = bring(at(server, feed(person, channel=channel)))
    assert sorted(step.sentence for step in steps) == ["“1”: audio", "“Pia Kolb”: portrait", "“Rope”: cover"]
    assert Show.objects.get().cover.name == Person.objects.get().portrait.name


def test_chapters_in_the_audio_are_taken_where_the_feed_has_none(bring):
    with Server({"/1.mp3": answer(CHAPTERED)}) as server:
        bring(at(server, feed("<title>One</title>")))
    episode = Episode.objects.get()
    assert episode.imported.chapters_from == "audio"
    assert episode.chapters.count() > 1
    assert episode.audio_type == "audio/x-m4a"


def test_what_a_dead_process_had_is_free_again(asking, plan_of):
    with Server({"/1.mp3": answer(AUDIO)}) as server:
        data = at(server, feed("<title>One</title>"))
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        errand = MediaErrand.objects.claim(lasting=media._CLAIM)
        MediaErrand.objects.update(worker=processes.this_process().rpartition(":")[0] + ":999999999")
        assert list(media.bring(asking=asking)) == []
        media.try_again(show=errand.show)
        assert [step.failed for step in media.bring(asking=asking)] == [False]


def test_stop_leaves_what_has_come(asking, plan_of):
    with Server({"/1.mp3": answer(AUDIO), "/2.mp3": answer(AUDIO)}) as server:
        data = at(server, feed("<title>One</title>", "<title>Two</title>"))
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        assert list(media.bring(asking=asking, stopping=lambda: True)) == []
        assert next(media.bring(asking=asking)).failed is False
    assert media.waiting().count() == 1
    assert set(MediaErrand.objects.values_list("claim", "attempts").filter(claim="").distinct()) >= {("", 0)}


def test_a_file_that_somebody_stops_is_left_off_while_it_comes_and_goes_on_later(asking, plan_of):
    head = answer(Content_Type="audio/mpeg", Content_Length="1000000000", ETag='"one"')
    asked = []

    def stop_it():
        """Asked before a file is begun, and again while it is on its way."""
        asked.append(len(asked))
        if len(asked) == 3:
            media.hold(show=Show.objects.get())
        return False

    with Server({"/1.mp3": for_ever(b"\0" * 1000, head=head)}) as server:
        list(importer.apply(plan=plan_of(at(server, feed("<title>One</title>")), with_media=True), asking=asking))
        assert list(media.bring(asking=asking, stopping=stop_it)) == []
        errand = MediaErrand.objects.get()
        assert (errand.due_at, errand.claim, errand.error, errand.attempts) == (media.HELD, "", "", 0)
        assert list(media.bring(asking=asking)) == []
        server.pages["/1.mp3"] = answer(AUDIO, Content_Type="audio/mpeg")
        media.try_again(show=Show.objects.get())
        (step,) = media.bring(asking=asking)
        assert (step.failed, step.bytes) == (False, len(AUDIO))
        assert 'If-Range: "one"' in server.requests[-1]  # what had come is not asked for again
