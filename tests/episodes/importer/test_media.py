import io
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from episodes import importer
from episodes.formats import audio
from episodes.importer import media, processes, reporting
from episodes.models import Episode, MediaErrand, Show
from guests.models import Person
from tests.episodes.importer.conftest import feed
from tests.servers import Server, answer, for_ever

pytestmark = pytest.mark.django_db

AUDIO = (Path(__file__).parents[2] / "data" / "audio" / "cbr.mp3").read_bytes()
CHAPTERED = (Path(__file__).parents[2] / "data" / "audio" / "chapters.m4a").read_bytes()


def picture(colour="teal"):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
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


def _with_covers(server, name):
    image = f"<itunes:image href='{server.url(name)}'/>" if name else ""
    other = f"<itunes:image href='{server.url(name)}?one'/>" if name else ""
    channel = f"<title>Rope</title><language>en</language>{image}"
    return at(server, feed(f"<title>One</title>{other}", channel=channel))


def _covers():
    return Show.objects.get().cover.name, Episode.objects.get().cover.name


def test_covers_that_the_feed_changes_are_changed_here_and_those_that_were_chosen_here_stay(asking, plan_of, bring):
    pages = {"/a.png": picture(), "/b.png": picture("navy"), "/c.png": picture("red")}
    pages |= {f"{name}?one": page for name, page in pages.items()} | {"/1.mp3": answer(AUDIO)}
    with Server(pages) as server:
        bring(_with_covers(server, "/a.png"))
        first = _covers()
        bring(_with_covers(server, "/b.png"))
        second = _covers()
        assert all(second)
        assert not set(first) & set(second)
        list(importer.apply(plan=plan_of(_with_covers(server, "/c.png"), with_media=True), asking=asking))
        Show.objects.update(cover="images/ours.jpg")
        Episode.objects.update(cover="images/theirs.jpg")
        assert [step.failed for step in media.bring(asking=asking)] == [False, False]
        assert _covers() == ("images/ours.jpg", "images/theirs.jpg")
        assert media.waiting().count() == 0


def test_covers_that_have_come_stay_where_others_are_to_be_elsewhere_or_there_are_none(brought, plan_of, bring):
    with Server({"/a.png": picture(), "/a.png?one": picture(), "/1.mp3": answer(AUDIO)}) as server:
        bring(_with_covers(server, "/a.png"))
        first, plan = _covers(), plan_of(_with_covers(server, "/a.png"))
        assert [one.name for one in plan.show.fields if one.verdict != "same"] == ["kept"]
        assert [one.name for one in plan.episodes[0].written] == ["kept"]
        brought(_with_covers(server, "/a.png"))
        assert _covers() == first
        bring(_with_covers(server, ""))
    assert _covers() == (first[0], "")


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


def _chapters(server, *paths, psc=True):
    """Chapters, ten seconds apart, with these pictures; those without one have None."""
    found = [(10 * place, server.url(path) if path else "") for place, path in enumerate(paths)]
    if psc:
        inner = "".join(f"<psc:chapter start='0:{at:02}' title='At {at}' image='{url}'/>" for at, url in found)
        return f"<title>One</title><psc:chapters>{inner}</psc:chapters>"
    server.pages["/c.json"] = answer(
        json.dumps({"chapters": [{"startTime": at, "title": f"At {at}", "img": url} for at, url in found]}).encode()
    )
    return f"<title>One</title><podcast:chapters url='{server.url('/c.json')}'/>"


def _linked():
    return [chapter.image_url for chapter in Episode.objects.get().chapters.all()]


def _images():
    return [chapter.image.name for chapter in Episode.objects.get().chapters.all()]


@pytest.mark.parametrize("psc", [True, False])
def test_pictures_of_chapters_come_along_whatever_says_them(bring, plan_of, psc):
    with Server({"/1.mp3": answer(AUDIO), "/a.png": picture(), "/b.png": picture("navy")}) as server:
        data = at(server, feed(_chapters(server, "/a.png", None, "/b.png", "/gone.png", psc=psc)))
        steps = bring(data)
        assert sorted(step.sentence for step in steps if not step.failed) == [
            "“One”: audio", *["“One”: picture of a chapter"] * 2,
        ]  # fmt: skip
        assert [step.sentence.partition(":")[0] for step in steps if step.failed] == ["“One”"]
        first, second, third, fourth = _images()
        assert (second, fourth) == ("", "")
        assert {first, third} < set(stored())
        server.pages["/gone.png"] = picture()
        assert [step.failed for step in bring(data)] == [False]
        assert _images() == [first, "", third, first]  # the same bytes are stored once
        assert plan_of(data, with_media=True).counts["same"] == 1


def test_a_picture_that_the_feed_changes_is_changed_here_and_one_that_was_chosen_here_stays(bring):
    with Server({"/1.mp3": answer(AUDIO), "/a.png": picture(), "/b.png": picture("navy")}) as server:
        bring(at(server, feed(_chapters(server, "/a.png", "/a.png"))))
        before = _images()
        bring(at(server, feed(_chapters(server, "/b.png", None))))
        after = _images()
        assert (after[0] != before[0], after[1]) == (True, "")
        Episode.objects.get().chapters.filter(start_ms=0).update(image="images/ours.png")
        assert bring(at(server, feed(_chapters(server, "/a.png", None)))) == []
    assert _images() == ["images/ours.png", ""]


def test_a_picture_for_a_chapter_that_is_gone_by_then_is_not_kept(asking, plan_of):
    with Server({"/1.mp3": answer(AUDIO), "/a.png": picture()}) as server:
        data = at(server, feed(_chapters(server, "/a.png", None)))
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        Episode.objects.get().chapters.filter(start_ms=0).delete()
        assert [step.failed for step in media.bring(asking=asking)] == [False, False]
    assert stored() == [Episode.objects.get().audio_file.name]


@pytest.mark.parametrize("psc", [True, False])
def test_pictures_that_stay_where_they_are_are_linked_to_and_come_once_they_are_wanted(bring, brought, plan_of, psc):
    with Server({"/1.mp3": answer(AUDIO), "/a.png": picture(), "/b.png": picture("navy")}) as server:
        data = at(server, feed(_chapters(server, "/a.png", None, "/b.png", psc=psc)))
        brought(data)
        linked = ([server.url("/a.png"), "", server.url("/b.png")], ["", "", ""])
        assert (_linked(), _images()) == linked
        assert plan_of(data).counts["same"] == 1
        bring(data)
        assert (_linked(), [bool(name) for name in _images()]) == (["", "", ""], [True, False, True])
        brought(data)
        assert (_linked(), _images()) == linked
    assert list(MediaErrand.objects.filter(kind="chapter")) == []


def _audio_of(plan):
    return [(one.verdict, one.here, one.there) for one in plan.episodes[0].fields if one.name == "audio"]


def test_audio_that_was_linked_comes_once_it_is_wanted_and_never_again(asking, bring, brought, plan_of):
    with Server({"/1.mp3": answer(AUDIO), "/a.png": picture()}) as server:
        data = at(server, feed(_chapters(server, "/a.png")))
        brought(data)
        plan = plan_of(data, with_media=True)
        assert _audio_of(plan) == [("changed", "linked", "downloaded")]
        assert "    Audio: linked → downloaded" in reporting.lines(plan)
        assert reporting.audio_lengths(plan) == [1000]
        list(importer.apply(plan=plan, asking=asking))
        episode = Episode.objects.get()
        assert (episode.is_public, episode.audio_url) == (
            True,
            server.url("/1.mp3", scheme="https"),
        )  # heard from there until it is here
        assert sorted(step.sentence for step in media.bring(asking=asking)) == [
            "“One”: audio", "“One”: picture of a chapter",
        ]  # fmt: skip
        episode.refresh_from_db()
        assert (episode.is_public, episode.audio_url, episode.audio_size) == (True, "", len(AUDIO))
        asked, plan = len(server.requests), plan_of(data, with_media=True)
        assert (plan.counts["same"], plan.episodes[0].is_needed) == (1, False)
        assert bring(data) == []
        assert len(server.requests) == asked
        brought(data)  # what has come once is not given away
    assert Episode.objects.get().audio_file.name in stored()


@pytest.mark.parametrize(
    "ours", [{"audio_file": "audio/ours.mp3", "audio_url": ""}, {"audio_url": "https://ours.example/1.mp3"}]
)
@pytest.mark.parametrize("moment", ["before", "meanwhile"])
def test_audio_that_an_editor_has_put_in_its_place_stays(asking, brought, plan_of, ours, moment):
    with Server({"/1.mp3": answer(AUDIO)}) as server:
        data = at(server, feed("<title>One</title>"))
        brought(data)
        if moment == "before":
            Episode.objects.update(**ours)
            assert _audio_of(plan_of(data, with_media=True))[0][0] == "same"
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        if moment == "meanwhile":
            Episode.objects.update(**ours)
        assert not any(step.failed for step in media.bring(asking=asking))
    assert Episode.objects.filter(**ours).exists()
    assert (stored(), media.waiting().count()) == ([], 0)


def test_audio_that_is_to_stay_where_it_is_comes_no_more_and_again_once_it_is_wanted(asking, bring, brought, plan_of):
    with Server({"/1.mp3": answer(AUDIO), "/2.mp3": answer(AUDIO)}) as server:
        first = at(server, feed("<title>One</title>"))
        other = first.replace(b"/1.mp3", b"/2.mp3")
        bring(first)
        brought(other)
        assert Episode.objects.get().audio_url == server.url("/2.mp3", scheme="https")
        list(importer.apply(plan=plan_of(first, with_media=True), asking=asking))
        brought(other)
        assert list(media.bring(asking=asking)) == []
        assert [step.failed for step in bring(first)] == [False]
    assert Episode.objects.get().audio_url == ""


def test_files_on_their_way_are_linked_to_once_they_are_to_stay_where_they_are(asking, plan_of, bring):
    with Server({}) as server:
        cover = f"<itunes:image href='{server.url('/cover.png')}'/>"
        people = "<podcast:person img='https://rope.example/bo.png'>Bo</podcast:person>"
        episode = f"<title>One</title><itunes:image href='{server.url('/one.png')}'/>{people}"
        data = at(server, feed(episode, channel=f"<title>Rope</title><language>en</language>{cover}"))
        assert {step.failed for step in bring(data)} == {True}
        assert media.waiting().count() == 4
        plan = plan_of(data)
        assert "    Audio: on its way → " in "\n".join(reporting.lines(plan))
        assert [one.here for one in (*plan.show.fields, *plan.episodes[0].written) if one.here == "on its way"] == [
            "on its way"
        ] * 3
        assert plan.remarks[-1].startswith("4 files were still on their way here from before: they come no more")
        list(importer.apply(plan=plan, asking=asking))
        assert (media.waiting().count(), plan_of(data).counts["same"], plan_of(data).remarks) == (0, 1, ())
        episode = Episode.objects.get()
        assert (episode.is_public, episode.audio_url) == (True, server.url("/1.mp3", scheme="https"))
        assert (episode.imported.publish_at, episode.show.imported.with_media) == (None, False)
        again = plan_of(data, with_media=True)
        assert _audio_of(again) == [("changed", "linked", "downloaded")]
        list(importer.apply(plan=again, asking=asking))
    assert media.waiting().count() == 3  # the portrait has been left where it is, as the profile is known


def test_audio_on_its_way_that_an_editor_has_put_something_in_place_of_is_not_linked_to(asking, plan_of, bring):
    with Server({}) as server:
        data = at(server, feed("<title>One</title>"))
        bring(data)
        Episode.objects.update(audio_url="https://ours.example/1.mp3", audio_type="audio/mpeg", audio_size=5)
        list(importer.apply(plan=plan_of(data), asking=asking))
    assert Episode.objects.get().audio_url == "https://ours.example/1.mp3"


def test_a_link_to_a_picture_that_the_feed_changes_is_changed_and_one_that_was_set_here_stays(brought):
    with Server({}) as server:
        brought(feed(_chapters(server, "/a.png", "/a.png")))
        brought(feed(_chapters(server, "/b.png", None)))
        assert _linked() == [server.url("/b.png"), ""]
        Episode.objects.get().chapters.filter(start_ms=0).update(image_url="https://ours.example/a.png")
        brought(feed(_chapters(server, "/a.png", None)))
    assert _linked() == ["https://ours.example/a.png", ""]


def test_pictures_in_the_audio_come_with_its_chapters(bring, tmp_path):
    (tmp_path / "plain.mp3").write_bytes(AUDIO)
    image = picture().partition(b"\r\n\r\n")[2]
    chapters = tuple(
        audio.TaggedChapter(start_ms=start, end_ms=start + 500, title=f"At {start}", image=data)
        for start, data in ((0, b""), (500, image), (1000, image), (1500, b"no picture"))
    )
    tags = audio.AudioTags(title="One", show="Rope", chapters=chapters)
    audio.tagged(tmp_path / "plain.mp3", tmp_path / "tagged.mp3", tags=tags)
    with Server({"/1.mp3": answer((tmp_path / "tagged.mp3").read_bytes())}) as server:
        steps = bring(at(server, feed("<title>One</title>")))
    assert sorted(step.failed for step in steps) == [False, False, False, True]
    first, second, third, fourth = _images()
    assert (first, second, fourth) == ("", third, "")
    assert default_storage.exists(third)


def test_chapters_that_were_edited_while_the_audio_was_on_its_way_are_still_edited(asking, plan_of):
    with Server({"/1.mp3": answer(AUDIO)}) as server:
        data = at(server, feed(_chapters(server, None)))
        list(importer.apply(plan=plan_of(data, with_media=True), asking=asking))
        Episode.objects.get().chapters.update(title="Ours")
        list(media.bring(asking=asking))
        plan = plan_of(data.replace(b"At 0", b"Theirs"), with_media=True)
    assert [one.verdict for one in plan.episodes[0].fields if one.name == "chapters"] == ["kept"]
