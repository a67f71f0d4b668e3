"""The audio that goes out carries the episode's truth, and what was uploaded stays as it is."""

import datetime as dt
import io
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from lxml import etree
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from PIL import Image

from episodes import outgoing
from episodes.models import Chapter, Episode, OutgoingAudio, OutgoingErrand, OutgoingFile, Show
from episodes.outgoing import keeping
from tests.audio import silent_mp3, uploaded
from tests.factories import ChapterFactory, EpisodeFactory, SeasonFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db

M4A = (Path(__file__).parents[2] / "data/audio/chapters.m4a").read_bytes()
MP3 = silent_mp3(30)
AUDIO = "/slack-water/who-lit-it/audio.mp3"
HOUR = dt.timedelta(hours=1)


def picture(colour, size=(1400, 1400), kind="PNG", mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return default_storage.save("images/picture.png", ContentFile(out.getvalue()))


@pytest.fixture
def show(db):
    return ShowFactory(slug="slack-water", title="Slack Water", cover=picture("navy"))


@pytest.fixture
def episode(show):
    episode = uploaded(MP3, show=show, slug="who-lit-it", title="Who lit it? – 爱", number=7)
    ChapterFactory(episode=episode, start_ms=0, title="Grüße, a long title", url="https://a.example/")
    ChapterFactory(episode=episode, start_ms=4_000, title="B", image=picture("red", (2000, 1000)))
    ChapterFactory(episode=episode, start_ms=5_000, end_ms=6_000, title="Nobody sees", hidden=True)
    ChapterFactory(episode=episode, start_ms=9_000, title="The end")
    return episode


def ticked():
    return [*outgoing.clear(), *outgoing.renew()]


def sent(client, address=AUDIO, **headers):
    response = client.get(address, headers=headers)
    return response, b"".join(response.streaming_content)


def length_in_feed(client):
    root = etree.fromstring(client.get("/slack-water/feed.xml").content)
    return [int(enclosure.get("length")) for enclosure in root.iter("enclosure")]


def copies():
    return sorted(default_storage.listdir("outgoing")[1]) if default_storage.exists("outgoing") else []


def test_an_mp3_goes_out_with_title_cover_and_chapters_and_its_size_is_what_the_feed_says(client, episode):
    before, uploaded_bytes = sent(client)
    assert uploaded_bytes == MP3
    assert ticked() == ["“Who lit it? – 爱”: title, cover and chapters are in the audio."]
    after, body = sent(client)
    tags = ID3(io.BytesIO(body))
    assert [str(tags[name]) for name in ("TIT2", "TALB", "TRCK")] == ["Who lit it? – 爱", "Slack Water", "7"]
    assert [(c.start_time, c.end_time, str(c.sub_frames.get("TIT2"))) for c in tags.getall("CHAP")] == [
        (0, 4_000, "Grüße, a long title"),
        (4_000, 9_000, "B"),
        (5_000, 6_000, "Nobody sees"),
        (9_000, 30_000, "The end"),
    ]
    assert [contents.child_element_ids for contents in tags.getall("CTOC")] == [["chp0", "chp1", "chp3"]]
    assert [frame.url for frame in tags["CHAP:chp0"].sub_frames.getall("WXXX")] == ["https://a.example/"]
    (inside,) = tags["CHAP:chp1"].sub_frames.getall("APIC")
    (cover,) = tags.getall("APIC")
    seen = [(frame.mime, Image.open(io.BytesIO(frame.data)).size) for frame in (inside, cover)]
    assert seen == [("image/jpeg", (600, 300)), ("image/jpeg", (1200, 1200))]
    assert body.endswith(MP3)
    assert int(after["Content-Length"]) == len(body)
    assert length_in_feed(client) == [len(body)]
    assert after["ETag"] != before["ETag"]
    assert Path(default_storage.path(episode.audio_file.name)).read_bytes() == MP3


def test_ranges_and_conditions_speak_of_the_copy(client, episode):
    ticked()
    whole, body = sent(client)
    part, piece = sent(client, Range="bytes=-100")
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes {len(body) - 100}-{len(body) - 1}/{len(body)}")
    assert piece == body[-100:]
    assert client.get(AUDIO, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert client.head(AUDIO)["Content-Length"] == str(len(body))


def test_the_page_says_how_large_the_copy_is(client, episode):
    OutgoingAudio.objects.create(
        episode=episode, source=episode.audio_file.name, file="outgoing/a.mp3", size=7 * 2**20, fingerprint="f"
    )
    assert "7.0\xa0MB" in client.get("/slack-water/who-lit-it/").content.decode()


def test_an_m4a_goes_out_with_title_and_cover_and_its_own_chapters(client, show):
    episode = uploaded(M4A, "audio/x-m4a", show=show, slug="an-m4a", title="Pier", number=3)
    ticked()
    response, body = sent(client, "/slack-water/an-m4a/audio.m4a")
    tags = MP4(io.BytesIO(body)).tags
    assert (tags["\xa9nam"], tags["\xa9alb"], tags["trkn"]) == (["Pier"], ["Slack Water"], [(3, 0)])
    assert [bytes(cover)[:3] for cover in tags["covr"]] == [b"\xff\xd8\xff"]
    assert length_in_feed(client) == [len(body)] == [int(response["Content-Length"])]
    ChapterFactory(episode=episode)
    assert ticked() == []


CHANGES = [
    (1, lambda: Episode.objects.update(title="Other")),
    (1, lambda: Episode.objects.update(number=8)),
    (1, lambda: Episode.objects.update(cover=picture("green"))),
    (1, lambda: Episode.objects.update(duration_ms=29_000)),  # where the last chapter ends
    (1, lambda: Show.objects.update(title="Other")),
    (1, lambda: Show.objects.update(cover=picture("green"))),
    (1, lambda: Show.objects.update(cover="")),
    (1, lambda: Chapter.objects.filter(start_ms=0).update(title="Other")),
    (1, lambda: Chapter.objects.filter(start_ms=0).update(url="")),
    (1, lambda: Chapter.objects.filter(start_ms=0).update(hidden=True)),
    (1, lambda: Chapter.objects.filter(start_ms=0).update(image=picture("green"))),
    (1, lambda: Chapter.objects.filter(start_ms=0).update(end_ms=100)),
    (1, lambda: Chapter.objects.filter(start_ms=0).update(start_ms=100)),
    (1, lambda: ChapterFactory(episode=Episode.objects.get(), start_ms=20_000)),
    (1, lambda: Chapter.objects.filter(start_ms=0).delete()),
    (0, lambda: Episode.objects.update(summary="Other")),
    (0, lambda: Episode.objects.update(notes="Other")),
    (0, lambda: Episode.objects.update(explicit=True)),
    (0, lambda: Episode.objects.update(season=SeasonFactory(show=Show.objects.get()))),
    (0, lambda: Episode.objects.update(publish_at=timezone.now() - HOUR)),
    (0, lambda: Episode.objects.update(state="in_review")),
    (0, lambda: Show.objects.update(description="Other")),
    (0, lambda: Episode.objects.get().topics.add(TopicFactory())),
    (0, lambda: EpisodeFactory()),
]


@pytest.mark.parametrize(("times", "change"), CHANGES)
def test_a_new_copy_is_made_for_what_is_in_it_and_for_nothing_else(episode, times, change):
    ticked()
    before = OutgoingAudio.objects.get().file
    change()
    assert len(ticked()) == times
    assert ticked() == []
    assert (OutgoingAudio.objects.get().file != before) == bool(times)


def test_what_changed_is_a_new_tag_and_a_new_length(client, episode):
    ticked()
    before, length = sent(client)[0]["ETag"], length_in_feed(client)
    Episode.objects.update(title="Another title, and a longer one")
    assert (sent(client)[0]["ETag"], length_in_feed(client)) == (before, length)
    ticked()
    response, body = sent(client)
    assert response["ETag"] != before
    assert length_in_feed(client) == [len(body)] != length


@pytest.mark.parametrize(
    ("traits", "times"),
    [({}, 1), ({"in_review": True}, 1), ({"scheduled": True}, 1), ({"draft": True}, 0), ({"withdrawn": True}, 0)],
)
def test_it_is_ready_before_its_moment_but_not_made_for_drafts(show, traits, times):
    uploaded(MP3, show=show, **traits)
    assert len(ticked()) == times


def test_audio_at_another_address_is_left_alone(show):
    EpisodeFactory(show=show)
    assert ticked() == []


def test_another_upload_goes_out_as_it_is_until_its_own_copy_is_made(client, episode):
    ticked()
    other = silent_mp3(40)
    default_storage.save("audio/other.mp3", ContentFile(other))
    Episode.objects.update(audio_file="audio/other.mp3", audio_size=len(other))
    assert sent(client)[1] == other
    assert length_in_feed(client) == [len(other)]
    ticked()
    assert sent(client)[1].endswith(other)


def test_the_copy_is_let_go_when_the_audio_moves_elsewhere_and_made_anew_when_it_comes_back(client, episode):
    ticked()
    Episode.objects.update(audio_file="", audio_url="https://a.example/a.mp3")
    assert client.get(AUDIO)["Location"] == "https://a.example/a.mp3"
    assert length_in_feed(client) == [len(MP3)]
    assert ticked() == []
    assert not OutgoingAudio.objects.exists()
    Episode.objects.update(audio_file=episode.audio_file.name, audio_url="")
    assert len(ticked()) == 1


def test_a_copy_that_was_wanted_when_the_episode_was_withdrawn_is_made_when_it_comes_back(client, episode):
    keeping._look()
    Episode.objects.update(state="withdrawn")
    assert ticked() == ["“Who lit it? – 爱”: there is nothing to write any more."]
    Episode.objects.update(state="approved")
    assert len(ticked()) == 1
    assert sent(client)[1] != MP3


# --- What goes wrong -----------------------------------------------------------------------------


def test_a_file_that_cannot_be_tagged_goes_out_as_it_is_and_the_reason_is_kept(client, show):
    hostile = b"\0\0\0\x08ftyp"
    uploaded(hostile, "audio/x-m4a", show=show, slug="an-m4a", title="Pier")
    reason = "“an-m4a.m4a” cannot be given tags. Export it again."
    assert ticked() == [f"“Pier”: {reason} It goes out as it was uploaded."]
    assert ticked() == []
    assert OutgoingErrand.objects.get().error == reason
    assert sent(client, "/slack-water/an-m4a/audio.m4a")[1] == hostile
    assert copies() == []


def test_what_the_storage_refuses_is_tried_again(client, episode):
    default_storage.delete(episode.audio_file.name)
    now = timezone.now()
    assert ticked() == [
        f"“{episode}”: it was not written ({episode.audio_file.name} is not in the storage.), and will be tried again."
    ]
    assert ticked() == []
    default_storage.save(episode.audio_file.name, ContentFile(MP3))
    with time_machine.travel(now + HOUR, tick=False):
        assert len(ticked()) == 1
    assert OutgoingErrand.objects.get().error == ""
    assert sent(client)[1].endswith(MP3)


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_picture_that_is_lost_or_broken_is_left_out(client, episode, content):
    default_storage.delete("images/lost.png")
    if content:
        default_storage.save("images/lost.png", ContentFile(content))
    Chapter.objects.filter(start_ms=4_000).update(image="images/lost.png")
    ticked()
    tags = ID3(io.BytesIO(sent(client)[1]))
    assert tags["CHAP:chp1"].sub_frames.getall("APIC") == []
    assert str(tags["CHAP:chp1"].sub_frames["TIT2"]) == "B"


def test_a_copy_that_somebody_deleted_is_no_reason_for_silence(client, episode):
    ticked()
    default_storage.delete(OutgoingAudio.objects.get().file)
    assert sent(client)[1] == MP3


def test_one_who_was_too_slow_does_not_switch(episode, monkeypatch):
    write = keeping.write

    def slow_write(truth):
        OutgoingErrand.objects.update(claim="somebody else's")
        return write(truth)

    monkeypatch.setattr(keeping, "write", slow_write)
    assert ticked() == [f"“{episode}”: somebody else has written it meanwhile."]
    assert not OutgoingAudio.objects.exists()
    assert len(copies()) == 1
    with time_machine.travel(timezone.now() + dt.timedelta(days=2), tick=False):
        assert len(list(outgoing.clear())) == 1
    assert copies() == []


# --- What becomes of old copies ------------------------------------------------------------------


def test_a_copy_that_was_replaced_is_kept_for_a_day(episode):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ticked()
    (old,) = copies()
    with time_machine.travel(now + 72 * HOUR, tick=False):
        Episode.objects.update(title="Other")
        ticked()
    with time_machine.travel(now + 95 * HOUR, tick=False):
        assert ticked() == []
        assert len(copies()) == 2
    with time_machine.travel(now + 96 * HOUR, tick=False):
        assert ticked() == [f"outgoing/{old}, a copy that nobody needs any more, was deleted."]
        assert ticked() == []
    assert [f"outgoing/{name}" for name in copies()] == [OutgoingAudio.objects.get().file]
    assert OutgoingFile.objects.count() == 1


def test_the_copy_of_an_episode_that_is_gone_goes_too(episode):
    ticked()
    Chapter.objects.all().delete()
    Episode.objects.all().delete()
    with time_machine.travel(timezone.now() + 25 * HOUR, tick=False):
        assert len(ticked()) == 1
    assert copies() == []


# --- Cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_makes_as_many_queries_for_one_episode_as_for_three(show, count, django_assert_num_queries):
    for _ in range(count):
        ChapterFactory(episode=uploaded(MP3, show=show))
    ticked()
    ticked()
    Episode.objects.update(summary="Other")
    with django_assert_num_queries(12):
        keeping._look()
    with django_assert_num_queries(4):  # what is to be deleted; the state, the last look; what is due
        assert ticked() == []


def test_nothing_is_written_while_nothing_changes(episode, django_assert_num_queries):
    ticked()
    ticked()
    before = list(OutgoingErrand.objects.values())
    ticked()
    assert list(OutgoingErrand.objects.values()) == before


def test_a_storage_without_paths_is_read_and_written_in_pieces(client, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage", "OPTIONS": {"base_url": "/elsewhere/"}},
    }
    show = ShowFactory(slug="slack-water", cover=picture((10, 20, 30, 0), mode="RGBA"))
    episode = uploaded(MP3, show=show, slug="who-lit-it", title="Pier")
    ticked()
    made = OutgoingAudio.objects.get()
    with default_storage.open(made.file) as file:
        body = file.read()
    assert str(ID3(io.BytesIO(body))["TIT2"]) == "Pier"
    assert body.endswith(MP3)
    assert made.size == len(body)
    assert client.get(AUDIO)["Location"] == f"/elsewhere/{made.file}"
    with default_storage.open(episode.audio_file.name) as file:
        assert file.read() == MP3
