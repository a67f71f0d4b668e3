"""Audio in pieces: every address, by everybody."""

import datetime as dt
import io
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, TRCK, WXXX, CTOCFlags
from PIL import Image

from episodes import uploads
from episodes.importer import media
from episodes.models import Episode, ImportRun, Upload
from episodes.uploads import parts
from tests.audio import silent_mp3
from tests.episodes.admin.test_episode import ADD, change, errors, rows, typed
from tests.factories import EpisodeFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db

UPLOADS = "/admin/episodes/episode/uploads/"
SOUND = silent_mp3(60)
SIZE = len(SOUND)


def open_one(client, *, name="talk.mp3", size=SIZE, fingerprint="f", **more):
    return client.post(UPLOADS, {"name": name, "size": size, "fingerprint": fingerprint, **more})


def send(client, address, data, *, offset=0, **more):
    return client.patch(
        address, data, "application/offset+octet-stream", headers={"Upload-Offset": str(offset), **more}
    )


def sent(client, data=SOUND, **more):
    """An upload from the first byte to the last; the answer to the last piece."""
    return send(client, open_one(client, size=len(data), **more).json()["address"], data)


@pytest.fixture
def show():
    return ShowFactory(title="Slack Water")


@pytest.fixture
def desk(client, producer, show):
    client.force_login(producer)
    return client


@pytest.fixture
def audio_data():
    return Path(__file__).parents[2] / "data" / "audio"


def stored(name):
    with default_storage.open(name) as file:
        return file.read()


def parts_left(settings):
    return sorted(path.name for path in settings.UPLOAD_ROOT.glob("*"))


# --- One upload -------------------------------------------------------------------------------


def test_a_file_in_pieces_becomes_the_audio_of_an_episode(desk, settings):
    opened = open_one(desk)
    address = opened.json()["address"]
    assert (opened.status_code, opened["Location"]) == (201, address)
    first = send(desk, address, SOUND[:20_000])
    assert (first.status_code, first["Upload-Offset"], first.json()["result"]) == (200, "20000", None)
    assert [desk.head(address)[name] for name in ("Upload-Offset", "Upload-Length")] == ["20000", str(len(SOUND))]
    result = send(desk, address, SOUND[20_000:], offset=20_000).json()["result"]
    assert result["facts"] == "MP3 · 1:00 · 0.1 MB"
    assert (result["offers"], result["twins"]) == ({}, [])
    desk.post(ADD, typed(audio_kept=result["kept"]))
    episode = Episode.objects.get()
    assert stored(episode.audio_file.name) == SOUND
    assert (episode.audio_type, episode.audio_size, episode.duration_ms) == ("audio/mpeg", len(SOUND), 60_000)
    assert parts_left(settings) == []


def test_a_name_is_never_a_path(desk):
    result = sent(desk, name="talk .. … عربى.mp3").json()["result"]
    upload = Upload.objects.get()
    assert result["kept"] not in upload.stored_name
    assert upload.stored_name.startswith("audio/")
    assert upload.title == "talk .. … عربى.mp3"


def test_dropping_the_same_file_again_goes_on_where_it_broke_off(desk):
    address = open_one(desk).json()["address"]
    send(desk, address, SOUND[:30_000])
    again = open_one(desk).json()
    assert (again["address"], again["offset"]) == (address, 30_000)


def test_dropping_a_finished_file_again_sends_nothing(desk):
    first = sent(desk).json()
    assert open_one(desk).json() == first


def test_what_an_episode_took_is_not_given_to_another(desk):
    kept = sent(desk).json()["result"]["kept"]
    desk.post(ADD, typed(audio_kept=kept))
    assert open_one(desk).json()["offset"] == 0


@pytest.mark.parametrize("other", [{"name": "other.mp3"}, {"size": 5}, {"fingerprint": "g"}, {"fingerprint": ""}])
def test_another_file_is_another_upload(desk, other):
    addresses = {open_one(desk).json()["address"], open_one(desk, **other).json()["address"]}
    assert len(addresses) == 2


def test_two_uploads_at_once_do_not_mix(desk):
    other = silent_mp3(120)
    one, two = open_one(desk).json()["address"], open_one(desk, size=len(other), fingerprint="g").json()["address"]
    send(desk, one, SOUND[:1000])
    send(desk, two, other[:5000])
    send(desk, one, SOUND[1000:], offset=1000)
    send(desk, two, other[5000:], offset=5000)
    assert [stored(upload.stored_name) for upload in Upload.objects.order_by("pk")] == [SOUND, other]


@pytest.mark.parametrize("offset", [0, 999, 1001, 59_000])
def test_a_piece_that_does_not_begin_at_the_end_is_refused_and_changes_nothing(desk, offset):
    address = open_one(desk).json()["address"]
    send(desk, address, SOUND[:1000])
    refused = send(desk, address, b"x" * 10, offset=offset)
    assert (refused.status_code, refused["Upload-Offset"]) == (409, "1000")
    assert desk.get(address).json()["offset"] == 1000


def test_more_than_was_promised_is_not_read(desk):
    address = open_one(desk, size=len(SOUND)).json()["address"]
    send(desk, address, SOUND + b"more")
    assert stored(Upload.objects.get().stored_name) == SOUND


def test_the_last_piece_twice_gives_the_same_answer(desk):
    address = open_one(desk).json()["address"]
    first = send(desk, address, SOUND)
    again = send(desk, address, b"", offset=len(SOUND))
    assert (again.status_code, again.json()) == (200, first.json())


def test_cancelling_leaves_nothing(desk, settings):
    address = open_one(desk).json()["address"]
    send(desk, address, SOUND[:1000])
    assert desk.delete(address).status_code == 204
    assert (parts_left(settings), Upload.objects.count()) == ([], 0)
    gone = send(desk, address, SOUND[1000:], offset=1000)
    assert gone.status_code == 404
    assert gone.json()["sentence"].startswith("This upload is over")


def test_cancelling_a_finished_one_takes_the_stored_file_away(desk):
    answer = sent(desk).json()
    name = Upload.objects.get().stored_name
    desk.delete(answer["address"])
    assert not default_storage.exists(name)


def test_what_an_episode_has_cannot_be_cancelled_any_more(desk):
    answer = sent(desk).json()
    desk.post(ADD, typed(audio_kept=answer["result"]["kept"]))
    desk.delete(answer["address"])
    assert stored(Episode.objects.get().audio_file.name) == SOUND


def test_unfinished_ones_are_listed_for_their_owner(desk):
    address = open_one(desk, name="broken.mp3").json()["address"]
    send(desk, address, SOUND[:1000])
    sent(desk, fingerprint="g")
    listed = desk.get(UPLOADS).json()["unfinished"]
    assert [(each["name"], each["offset"], each["address"]) for each in listed] == [("broken.mp3", 1000, address)]


# --- When something breaks ---------------------------------------------------------------------


class Breaking(io.BytesIO):
    """A line that breaks after so many bytes."""

    def __init__(self, data, at):
        super().__init__(data[:at])

    def read(self, length=-1):
        data = super().read(length)
        if not data:
            raise ConnectionResetError
        return data


def test_what_came_before_the_line_broke_stays(desk):
    address = open_one(desk).json()["address"]
    desk.generic(
        "PATCH",
        address,
        headers={"Upload-Offset": "0"},
        CONTENT_TYPE="application/offset+octet-stream",
        CONTENT_LENGTH=str(len(SOUND)),
        **{"wsgi.input": Breaking(SOUND, 12_345)},
    )
    assert desk.get(address).json()["offset"] == 12_345


def test_a_request_that_wakes_up_late_writes_nothing_into_the_one_that_goes_on(producer):
    upload = uploads.open_upload(owner=producer, title="a.mp3", size=len(SOUND), fingerprint="")
    pieces = iter([SOUND[:1000], b"late"])

    def read(length):
        """While this one waits for its second block, another request goes on in its place."""
        piece = next(pieces)
        if piece == b"late":
            uploads.append(upload=upload, offset=1000, read=io.BytesIO(SOUND[1000:5000]).read)
        return piece

    with pytest.raises(uploads.WrongOffset) as caught:
        uploads.append(upload=upload, offset=0, read=read)
    assert caught.value.offset == 5000
    assert parts.path_of(upload.token).read_bytes() == SOUND[:5000]


def test_a_finish_that_was_killed_before_the_file_moved_is_gone_on_with(producer):
    upload = uploads.open_upload(owner=producer, title="a.mp3", size=len(SOUND), fingerprint="")
    uploads.append(upload=upload, offset=0, read=io.BytesIO(SOUND).read)
    half = default_storage.save("audio/half.mp3", ContentFile(SOUND[:100]))
    Upload.objects.filter(pk=upload.pk).update(stored_name=half, sha256="0")
    finished = uploads.finish(upload=Upload.objects.get())
    assert stored(finished.stored_name) == SOUND
    assert not default_storage.exists(half)


def test_a_finish_that_was_killed_after_the_file_moved_is_gone_on_with(producer):
    upload = uploads.open_upload(owner=producer, title="a.mp3", size=len(SOUND), fingerprint="")
    uploads.append(upload=upload, offset=0, read=io.BytesIO(SOUND).read)
    done = uploads.finish(upload=upload)
    Upload.objects.update(finished_at=None)
    again = Upload.objects.get()
    assert uploads.offset_of(upload=again) == len(SOUND)
    assert uploads.finish(upload=again).stored_name == done.stored_name
    with pytest.raises(uploads.WrongOffset):
        uploads.append(upload=again, offset=0, read=io.BytesIO(SOUND).read)


def test_while_one_request_looks_through_the_file_another_is_told_to_wait(desk):
    address = open_one(desk).json()["address"]
    upload = Upload.objects.get()
    uploads.append(upload=upload, offset=0, read=io.BytesIO(SOUND).read)
    with parts.whole(upload.token):
        assert send(desk, address, b"", offset=len(SOUND)).status_code == 423
    assert send(desk, address, b"", offset=len(SOUND)).json()["result"]["kept"] == upload.token


def test_who_finishes_second_finds_it_done(producer):
    upload = uploads.open_upload(owner=producer, title="a.mp3", size=len(SOUND), fingerprint="")
    uploads.append(upload=upload, offset=0, read=io.BytesIO(SOUND).read)
    slow = Upload.objects.get()
    done = uploads.finish(upload=upload)
    assert uploads.finish(upload=slow).stored_name == done.stored_name


def test_a_part_that_somebody_removed_is_asked_for_from_its_first_byte(producer):
    upload = uploads.open_upload(owner=producer, title="a.mp3", size=5, fingerprint="")
    with pytest.raises(uploads.WrongOffset) as caught:
        uploads.finish(upload=upload)
    assert caught.value.offset == 0


@pytest.mark.parametrize("token", ["", "..", "../" * 10, "A" * 32, "0" * 31, "0" * 32 + "\n"])
def test_a_token_that_is_none_of_ours_is_no_path(token):
    with pytest.raises(ValueError, match="is no token"):
        parts.path_of(token)


def test_where_the_storage_is_no_folder_the_file_is_copied_into_it(desk, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    kept = sent(desk).json()["result"]["kept"]
    desk.post(ADD, typed(audio_kept=kept))
    assert stored(Episode.objects.get().audio_file.name) == SOUND
    assert parts_left(settings) == []


def test_a_fingerprint_that_is_none_is_as_none(desk):
    assert open_one(desk, fingerprint="f\x00").status_code == 201
    assert Upload.objects.get().fingerprint == ""


# --- What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("a" * 296 + ".mp3", 5, "The name of the file has 300 characters; at most 255 are taken."),
        ("../../etc/talk.mp3", 5, "“../../etc/talk.mp3” is not the name of a file."),
        ("..\\talk.mp3", 5, "“..\\talk.mp3” is not the name of a file."),
        ("talk\x00.mp3", 5, "“talk.mp3” is not the name of a file."),
        ("", 5, "“” is not the name of a file."),
        ("..", 5, "“..” is not the name of a file."),
        ("talk.wav", 5, "“talk.wav” is named .wav; audio is taken as MP3 or M4A."),
        ("talk.mp3", 0, "“talk.mp3” is empty."),
        ("talk.mp3", 3_000_000, "“talk.mp3” has 3.0 MB; at most 1.0 MB are taken."),
    ],
)
def test_what_could_only_be_refused_later_is_refused_before_a_byte_is_sent(desk, settings, name, size, sentence):
    settings.AUDIO_MAX_MB = 1
    answer = open_one(desk, name=name, size=size)
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith(sentence)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("size", ["", "-1", "1e3", "١٢", "9" * 20, "five"])
def test_a_size_that_is_no_number_is_refused(desk, size):
    assert open_one(desk, size=size).status_code == 400


def test_a_disk_that_is_full_is_said_to_be(desk, monkeypatch):
    monkeypatch.setattr(parts.shutil, "disk_usage", lambda _folder: parts.shutil._ntuple_diskusage(10, 5, 5))
    answer = open_one(desk)
    assert answer.json()["sentence"] == "There is no room for “talk.mp3” on the server's disk. Tell who runs it."


def test_nobody_starts_more_than_they_finish(desk):
    for number in range(20):
        open_one(desk, fingerprint=str(number))
    assert open_one(desk, fingerprint="one more").status_code == 422
    assert open_one(desk, fingerprint="3").status_code == 201


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("talk.mp3", b"<html><body>" + SOUND, "“talk.mp3” is a web page, not audio"),
        ("talk.mp3", b"\x89PNG\r\n\x1a\n" + SOUND, "“talk.mp3” is a picture, not audio"),
        ("talk.mp3", b"PK\x03\x04" + SOUND, "“talk.mp3” is a ZIP archive, not audio"),
        ("talk.mp3", b"%PDF-1.7" + SOUND, "“talk.mp3” is a PDF, not audio"),
        ("talk.mp3", b"\0" * 60_000, "“talk.mp3” holds no MP3 or M4A audio"),
        ("talk.m4a", SOUND, "“talk.m4a” is named .m4a, but holds MP3."),
    ],
)
def test_what_is_no_audio_is_refused_with_the_reason_and_nothing_stays(desk, settings, name, data, sentence):
    answer = sent(desk, data, name=name)
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith(sentence)
    assert (parts_left(settings), Upload.objects.count(), default_storage.exists("audio")) == ([], 0, False)


@pytest.mark.parametrize(
    ("file", "cut", "sentence"),
    [("video.mp4", None, "is a video"), ("aac.m4a", -1, "is incomplete"), ("alac.m4a", None, "browsers do not play")],
)
def test_real_files_that_are_not_taken(desk, audio_data, file, cut, sentence):
    answer = sent(desk, (audio_data / file).read_bytes()[:cut], name=file)
    assert sentence in answer.json()["sentence"]


def test_a_web_page_is_refused_with_its_first_piece(desk):
    address = open_one(desk).json()["address"]
    assert send(desk, address, b"<!doctype html>").status_code == 422


# --- Who may ----------------------------------------------------------------------------------

REQUESTS = {
    "list": lambda client, address: client.get(UPLOADS),
    "open": lambda client, address: open_one(client, fingerprint="new"),
    "head": lambda client, address: client.head(address),
    "get": lambda client, address: client.get(address),
    "send": lambda client, address: send(client, address, b"x", offset=1000),
    "cancel": lambda client, address: client.delete(address),
}


@pytest.mark.parametrize("what", REQUESTS)
@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 401), ("stranger", 401), ("staff", 403), ("editor", 404), ("producer", 200)]
)
def test_who_may_ask_what(what, who, status, desk, editor, stranger, producer):
    address = open_one(desk).json()["address"]
    send(desk, address, SOUND[:1000])
    users = {"stranger": stranger, "editor": editor, "producer": producer, "staff": UserFactory(is_staff=True)}
    client = Client()
    if who != "nobody":
        client.force_login(users[who])
    answer = REQUESTS[what](client, address)
    own = {"list": 200, "open": 201}.get(what)
    wanted = {404: own or 404, 200: own or (204 if what == "cancel" else 200)}.get(status, status)
    assert answer.status_code == wanted
    if status != 200 and what != "open":
        assert Upload.objects.count() == 1
        assert parts.size_of(Upload.objects.get().token) == 1000


def test_a_list_holds_ones_own_alone(desk, editor):
    open_one(desk)
    other = Client()
    other.force_login(editor)
    assert other.get(UPLOADS).json() == {"unfinished": []}


def test_nothing_is_taken_from_another_site(producer, show):
    client = Client(enforce_csrf_checks=True)
    client.force_login(producer)
    assert open_one(client).status_code == 403
    upload = uploads.open_upload(owner=producer, title="a.mp3", size=5, fingerprint="")
    assert send(client, f"{UPLOADS}{upload.token}/", b"12345").status_code == 403
    assert client.delete(f"{UPLOADS}{upload.token}/").status_code == 403


@pytest.mark.parametrize("method", ["put", "post", "options"])
def test_what_nobody_needs_is_not_allowed(desk, method):
    address = open_one(desk).json()["address"]
    assert getattr(desk, method)(address).status_code == 405
    assert desk.put(UPLOADS).status_code == 405


def test_a_piece_has_to_say_where_it_begins_and_what_it_is(desk):
    address = open_one(desk).json()["address"]
    assert desk.patch(address, b"x", "text/plain", headers={"Upload-Offset": "0"}).status_code == 415
    assert desk.patch(address, b"x", "application/offset+octet-stream").status_code == 400


def test_the_upload_of_somebody_else_is_no_audio_for_a_form(desk, editor):
    upload = uploads.keep(file=io.BytesIO(SOUND), title="a.mp3", owner=editor)
    response = desk.post(ADD, typed(title="Still here", audio_kept=upload.token))
    assert errors(response) == {
        "audio_file": ["The audio is no longer on the server: it waited too long. Choose it again."]
    }
    assert response.context["adminform"].form["title"].value() == "Still here"


# --- The same audio elsewhere -----------------------------------------------------------------


def with_sound(**fields):
    name = default_storage.save("audio/old.mp3", ContentFile(SOUND))
    return EpisodeFactory(audio_file=name, audio_url="", audio_size=len(SOUND), **fields)


def test_the_same_audio_is_said_to_be_in_another_episode(desk, show):
    with_sound(show=show, title="High Tide")
    assert sent(desk).json()["result"]["twins"] == ["“High Tide” (Slack Water) has the same audio already."]


def test_the_same_audio_is_said_to_be_in_this_episode(desk, show):
    episode = with_sound(show=show)
    assert sent(desk, episode=episode.pk).json()["result"]["twins"] == ["The episode has this very file already."]


def test_other_audio_of_the_same_size_is_no_twin(desk, show):
    episode = with_sound(show=show)
    with default_storage.open(episode.audio_file.name, "r+b") as file:
        file.write(b"\xff\xf3\x14\xc4")
    assert sent(desk).json()["result"]["twins"] == []


def test_a_file_that_came_with_the_form_is_compared_too(desk, show):
    with_sound(show=show, title="High Tide")
    kept = sent(desk).json()["result"]["kept"]
    page = desk.post(ADD, typed(audio_kept=kept), follow=True)
    assert "“High Tide” (Slack Water) has the same audio already." in [str(m) for m in page.context["messages"]]


# --- What the file says of itself -------------------------------------------------------------


def cover():
    out = io.BytesIO()
    Image.new("RGB", (1500, 1500), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def talkative():
    """An MP3 that names itself."""
    tags, file = ID3(), io.BytesIO()
    chapters = [(0, "Welcome"), (20_000, ""), (40_000, "Goodbye"), (99_000_000, "Beyond the end")]
    tags.add(TIT2(text=["The lamp room"]))
    tags.add(TRCK(text=["7/12"]))
    tags.add(APIC(mime="image/jpeg", type=3, data=cover()))
    tags.add(CTOC(element_id="toc", flags=CTOCFlags.TOP_LEVEL, child_element_ids=["c0", "c1", "c2", "c3"]))
    for place, (start, title) in enumerate(chapters):
        link = [WXXX(url="https://lamp.example/")] if place == 0 else []
        frames = [TIT2(text=[title]), *link]
        frames += [APIC(mime="image/jpeg", type=0, data=cover())] if place == 1 else []
        tags.add(CHAP(element_id=f"c{place}", start_time=start, end_time=start + 20_000, sub_frames=frames))
    tags.save(file)
    return file.getvalue() + silent_mp3(60)


def test_what_the_file_says_is_offered(desk, talkative):
    offers = sent(desk, talkative).json()["result"]["offers"]
    assert (offers["title"], offers["number"]) == ("The lamp room", 7)
    assert [(row["start"], row["title"], row["url"]) for row in offers["chapters"]] == [
        ("0:00", "Welcome", "https://lamp.example/"),
        ("0:20", "", ""),
        ("0:40", "Goodbye", ""),
    ]
    assert offers["pictures"] == [20_000]
    picture = desk.get(offers["cover"])
    assert (picture.status_code, len(picture.getvalue()) > 0) == (200, True)


def test_nothing_is_taken_that_nobody_asked_for(desk, talkative):
    kept = sent(desk, talkative).json()["result"]["kept"]
    desk.post(ADD, typed(title="Typed", number="3", audio_kept=kept))
    episode = Episode.objects.get()
    assert (episode.title, episode.number, bool(episode.cover)) == ("Typed", 3, False)
    assert episode.chapters.count() == 0


def test_what_is_asked_for_is_taken_with_the_first_save(desk, talkative):
    kept = sent(desk, talkative).json()["result"]["kept"]
    asked = ["title", "number", "chapters", "cover"]
    desk.post(ADD, typed(title="", number="3", audio_kept=kept, audio_offers=asked))
    episode = Episode.objects.get()
    assert (episode.title, episode.number, episode.cover.width) == ("The lamp room", 7, 1500)
    assert list(episode.chapters.values_list("start_ms", "title", "url")) == [
        (0, "Welcome", "https://lamp.example/"),
        (20_000, "Chapter 2", ""),
        (40_000, "Goodbye", ""),
    ]


@pytest.mark.parametrize("asked", [["chapters"], ["pictures"]])
def test_pictures_of_chapters_come_out_of_the_file_by_the_tick(desk, talkative, asked):
    kept = sent(desk, talkative).json()["result"]["kept"]
    typed_in = () if asked == ["chapters"] else ({"start_ms": start, "title": start} for start in ("0:00", "0:20"))
    page = desk.post(ADD, typed(audio_kept=kept, audio_offers=asked) | rows("chapters", *typed_in), follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert "The picture of 1 chapter comes out of the file within a few minutes." in said
    assert [step.failed for step in media.bring()] == [False]
    episode = Episode.objects.get()
    assert list(episode.chapters.exclude(image="").values_list("start_ms", flat=True)) == [20_000]
    ours = episode.chapters.exclude(image="").get().image.name
    desk.post(change(episode), typed(episode, audio_url="", audio_type="", audio_offers=["pictures"]))
    assert list(media.bring()) == []
    assert episode.chapters.exclude(image="").get().image.name == ours


def test_a_picture_that_was_chosen_while_that_of_the_file_was_on_its_way_stays(desk, talkative):
    kept = sent(desk, talkative).json()["result"]["kept"]
    desk.post(ADD, typed(audio_kept=kept, audio_offers=["chapters"]))
    Episode.objects.get().chapters.filter(start_ms=20_000).update(image="images/ours.png")
    assert [step.failed for step in media.bring()] == [False]
    assert Episode.objects.get().chapters.get(start_ms=20_000).image.name == "images/ours.png"


def test_without_a_script_offers_are_boxes_to_tick_after_saving(desk, talkative):
    desk.post(ADD, typed(title="Typed", audio_file=ContentFile(talkative, "talk.mp3")))
    episode = Episode.objects.get()
    page = desk.get(change(episode)).content.decode()
    assert page.count('name="audio_offers"') == 4
    desk.post(change(episode), typed(episode, audio_url="", audio_type="", audio_offers=["chapters"]))
    assert episode.chapters.count() == 3
    episode.refresh_from_db()
    assert episode.title == "Typed"
    desk.post(change(episode), typed(episode, audio_url="", audio_type="", audio_offers=["chapters"]))
    assert episode.chapters.count() == 3


def test_an_episode_that_says_it_all_is_offered_nothing(desk, talkative):
    kept = sent(desk, talkative).json()["result"]["kept"]
    asked = ["title", "number", "chapters", "cover"]
    desk.post(ADD, typed(audio_kept=kept, audio_offers=asked))
    page = desk.get(change(Episode.objects.get())).content.decode()
    assert 'name="audio_offers"' not in page


def test_a_cover_that_is_no_picture_is_not_offered(producer):
    tags, file = ID3(), io.BytesIO()
    tags.add(APIC(mime="image/jpeg", type=3, data=b"<svg onload=alert(1)>"))
    tags.save(file)
    upload = uploads.keep(file=io.BytesIO(file.getvalue() + SOUND), title="a.mp3", owner=producer)
    assert upload.offers == {}


def test_offers_without_a_file_to_take_them_from_are_nothing(desk):
    desk.post(ADD, typed(title="Typed", audio_offers=["title", "chapters"]))
    assert Episode.objects.get().title == "Typed"


# --- What nobody came back for ----------------------------------------------------------------


def test_what_nobody_came_back_for_is_removed_after_some_days(desk, producer, settings):
    now = dt.datetime.now(dt.UTC)
    address = open_one(desk, fingerprint="broken").json()["address"]
    send(desk, address, SOUND[:1000])
    open_one(desk, fingerprint="not a byte")
    sent(desk, fingerprint="not taken")
    taken = sent(desk, fingerprint="taken").json()["result"]["kept"]
    desk.post(ADD, typed(audio_kept=taken))
    # As after a process was killed before it had noted whose it was; one waits for somebody's decision.
    nobody_s, waiting = (parts.keep(ContentFile(b"an archive")) for _ in range(2))
    parts.path_of(nobody_s).with_suffix(".validator").write_text("one")
    ImportRun.objects.create(archive=waiting)
    with time_machine.travel(now + dt.timedelta(days=6)):
        assert uploads.expire() == 0
    with time_machine.travel(now + dt.timedelta(days=8)):
        assert uploads.expire() == 5
        assert uploads.expire() == 0
    parts.remove(waiting)
    assert Upload.objects.get().token == taken
    assert parts_left(settings) == []
    assert default_storage.listdir("audio")[1] == [Upload.objects.get().stored_name.removeprefix("audio/")]
