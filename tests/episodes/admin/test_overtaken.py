"""A form that somebody else's save has overtaken: nothing is undone unseen; what counts is chosen field by field."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from episodes import uploads, versions
from episodes.models import Episode, ResourceLink
from tests.audio import silent_mp3
from tests.episodes.admin.forms import as_sent
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, ResourceLinkFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode():
    episode = EpisodeFactory(draft=True, title="Fog", summary="Who keeps the light.", notes="Come in.")
    ResourceLinkFactory(episode=episode, label="Lamp", url="https://lamp.example/", position=1)
    ResourceLinkFactory(episode=episode, label="Chart", url="", position=2)
    ChapterFactory(episode=episode, start_ms=0, title="Welcome")
    return episode


def address(episode):
    return reverse("admin:episodes_episode_change", args=[episode.pk])


def form_of(client, user, episode):
    """What the browser of `user` would send of the form as it is opened now."""
    client.force_login(user)
    return as_sent(client.get(address(episode)))


def send(client, user, episode, data, **typed):
    client.force_login(user)
    return client.post(address(episode), {**data, "_continue": "1", **typed})


def choices(response):
    return {each.name: (list(each.theirs), list(each.mine), each.take_theirs) for each in response.context["both"]}


def test_what_both_changed_is_as_typed_and_what_the_other_changed_as_saved(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    other = form_of(client, editor, episode)
    send(client, editor, episode, other, title="Theirs", notes="Theirs too.", **{"resource_links-0-label": "The lamp"})
    late = send(client, producer, episode, mine, title="Mine", summary="Mine alone.")
    assert choices(late) == {
        "title": (["Theirs"], ["Mine"], False),
        "notes": (["Theirs too."], ["Come in."], True),
        "resource_links": (
            ["The lamp · https://lamp.example/", "Chart"],
            ["Lamp · https://lamp.example/", "Chart"],
            True,
        ),
    }
    again = as_sent(late)
    assert send(client, producer, episode, again).status_code == 302
    episode.refresh_from_db()
    assert (episode.title, episode.summary, episode.notes) == ("Mine", "Mine alone.", "Theirs too.")
    assert list(episode.resource_links.values_list("label", flat=True)) == ["The lamp", "Chart"]


def test_people_and_topics_are_told_by_name(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    CreditFactory(episode=episode, person__name="Ines Carvalho", role="host")
    episode.topics.add(TopicFactory(name="Lamps"))
    episode.save()
    late = send(client, producer, episode, mine, title="Mine")
    assert choices(late)["credits"][0] == ["Ines Carvalho · Host"]
    assert choices(late)["topics"][0] == ["Lamps"]


def test_rows_that_the_other_took_away_are_offered_and_come_back_as_new_ones(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    other = form_of(client, editor, episode)
    send(client, editor, episode, other, **{"resource_links-0-DELETE": "on"})
    late = send(client, producer, episode, mine, **{"resource_links-0-label": "The lamp"})
    assert choices(late)["resource_links"][0] == ["Chart"]
    send(client, producer, episode, as_sent(late), **{"both-resource_links": "mine"})
    assert list(episode.resource_links.values_list("label", flat=True)) == ["The lamp", "Chart"]


def test_saved_rows_that_are_chosen_stay_as_they_are(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    keys = list(ResourceLink.objects.values_list("pk", flat=True))
    send(client, editor, episode, form_of(client, editor, episode), **{"resource_links-1-label": "The chart"})
    late = send(client, producer, episode, mine, **{"resource_links-0-DELETE": "on"})
    send(client, producer, episode, as_sent(late), **{"both-resource_links": "theirs"})
    assert list(ResourceLink.objects.values_list("pk", "label")) == [(keys[0], "Lamp"), (keys[1], "The chart")]


def test_saves_that_touch_different_things_of_one_value_need_no_choice(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), title="The same")
    assert send(client, producer, episode, mine, title="The same", summary="Mine.").status_code == 302
    episode.refresh_from_db()
    assert (episode.title, episode.summary) == ("The same", "Mine.")


def test_the_version_that_was_open_is_known_though_it_was_never_saved_on_the_desk(client, producer, editor, episode):
    assert versions.keep(episode=episode, by=None) is not None
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), summary="Theirs.")
    late = send(client, producer, episode, mine, title="Mine")
    assert choices(late) == {"summary": (["Theirs."], ["Who keeps the light."], True)}


# --- Files ------------------------------------------------------------------------------------------


def cover(colour):
    out = io.BytesIO()
    Image.new("RGB", (1400, 1400), colour).save(out, "PNG")
    return SimpleUploadedFile(f"{colour}.png", out.getvalue(), "image/png")


def colour(field):
    with field.open() as file:
        red, _green, blue = Image.open(file).convert("RGB").getpixel((9, 9))
    return "red" if red > blue else "blue"


@pytest.mark.parametrize(("choice", "kept"), [("mine", "blue"), ("theirs", "red")])
def test_of_two_covers_one_is_chosen(client, producer, editor, episode, choice, kept):
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), cover=cover("red"))
    late = send(client, producer, episode, mine, cover=cover("blue"))
    [both] = late.context["both"]
    assert (both.name, both.take_theirs) == ("cover", False)
    assert both.theirs_pictures[0].startswith("/media/renditions/")
    assert both.mine_pictures[0].startswith("data:image/webp")
    assert send(client, producer, episode, {**as_sent(late), "both-cover": choice}).status_code == 302
    episode.refresh_from_db()
    assert colour(episode.cover) == kept


@pytest.mark.parametrize(("choice", "kept"), [("mine", "blue"), ("theirs", "red")])
def test_of_two_pictures_of_a_chapter_one_is_chosen(client, producer, editor, episode, choice, kept):
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), **{"chapters-0-image": cover("red")})
    late = send(client, producer, episode, mine, **{"chapters-0-image": cover("blue")})
    assert choices(late) == {
        "chapters": (["0:00 · Welcome · a picture"], ["0:00 · Welcome · the picture that you chose"], False)
    }
    [both] = late.context["both"]
    assert (len(both.theirs_pictures), len(both.mine_pictures)) == (1, 1)
    assert send(client, producer, episode, {**as_sent(late), "both-chapters": choice}).status_code == 302
    assert colour(episode.chapters.get().image) == kept


def test_a_picture_of_a_chapter_is_not_lost_when_the_other_has_changed_its_title(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), **{"chapters-0-title": "Hello"})
    late = send(client, producer, episode, mine, **{"chapters-0-image": cover("blue")})
    assert choices(late)["chapters"] == (["0:00 · Hello"], ["0:00 · Welcome · the picture that you chose"], False)
    send(client, producer, episode, as_sent(late))
    assert (episode.chapters.get().title, colour(episode.chapters.get().image)) == ("Welcome", "blue")


def test_a_picture_of_a_chapter_that_both_take_away_or_one_alone_gives_needs_no_choice(
    client, producer, editor, episode
):
    opened = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), **{"chapters-0-image": cover("red")})
    assert send(client, producer, episode, opened, summary="Mine.").status_code == 302
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), **{"chapters-0-image-clear": "on"})
    late = send(client, producer, episode, mine, **{"chapters-0-image": cover("blue")})
    assert choices(late)["chapters"] == (["0:00 · Welcome"], ["0:00 · Welcome · the picture that you chose"], False)
    late = send(client, producer, episode, mine, **{"chapters-0-image-clear": "on"})
    assert late.status_code == 302
    assert not episode.chapters.get().image


def test_a_cover_and_a_title_need_no_choice_between_them(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), cover=cover("red"))
    assert send(client, producer, episode, mine, summary="Mine.").status_code == 302
    episode.refresh_from_db()
    assert (colour(episode.cover), episode.summary) == ("red", "Mine.")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_of_two_audios_one_is_chosen_whether_file_or_address(client, producer, editor, episode, choice):
    Episode.objects.filter(pk=episode.pk).update(audio_file="", audio_url="", audio_type="", audio_size=None)
    theirs = uploads.keep(file=ContentFile(silent_mp3(3)), title="3.mp3", owner=editor)
    own = uploads.keep(file=ContentFile(silent_mp3(2)), title="2.mp3", owner=producer)
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), audio_kept=theirs.token)
    late = send(client, producer, episode, mine, audio_kept=own.token)
    assert choices(late) == {"audio_file": (["MP3 · 0:03 · 0.0 MB"], ["MP3 · 0:02 · 0.0 MB", "2.mp3"], False)}
    send(client, producer, episode, {**as_sent(late), "both-audio_file": choice})
    episode.refresh_from_db()
    assert episode.duration_ms == (own if choice == "mine" else theirs).duration_ms

    typed = {"audio_url": "https://a.example/a.mp3", "audio_type": "audio/mpeg", "duration_ms": "0:04"}
    late = send(client, producer, episode, mine, **typed)
    assert choices(late)["audio_file"][1:] == (["https://a.example/a.mp3", "audio/mpeg", "0:04"], False)
    send(client, producer, episode, as_sent(late))
    episode.refresh_from_db()
    assert (episode.audio_url, episode.audio_file) == ("https://a.example/a.mp3", "")


@pytest.mark.parametrize(("choice", "said"), [("mine", "Mine."), ("theirs", "Theirs.")])
def test_of_two_transcripts_one_is_chosen(client, producer, editor, episode, choice, said):
    mine = form_of(client, producer, episode)
    text = "WEBVTT\n\n00:00.000 --> 00:02.000\n{}\n"
    theirs = {"transcripts-0-text": text.format("Theirs.")}
    send(client, editor, episode, form_of(client, editor, episode), **theirs)
    file = SimpleUploadedFile("mine.vtt", text.format("Mine.").encode())
    late = send(client, producer, episode, mine, **{"transcripts-0-file": file})
    assert choices(late) == {"transcripts": (["en · 1 cue"], ["mine.vtt"], False)}
    again = {**as_sent(late), "both-transcripts": choice}
    if choice == "mine":  # there is one in that language by now, which the other has made
        [stored] = episode.transcripts.all()
        again |= {"transcripts-INITIAL_FORMS": 1, "transcripts-TOTAL_FORMS": 1, "transcripts-0-id": stored.pk}
    assert send(client, producer, episode, again).status_code == 302
    assert said in episode.transcripts.get().webvtt


def test_a_transcript_that_was_just_chosen_is_not_lost_when_somebody_else_has_saved(client, producer, editor, episode):
    mine = form_of(client, producer, episode)
    send(client, editor, episode, form_of(client, editor, episode), title="Theirs")
    file = SimpleUploadedFile("mine.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nMine.\n")
    late = send(client, producer, episode, mine, title="Mine", **{"transcripts-0-file": file})
    assert set(choices(late)) == {"title"}
    assert send(client, producer, episode, as_sent(late)).status_code == 302
    assert "Mine." in episode.transcripts.get().webvtt


def test_as_many_queries_for_three_rows_as_for_one(client, producer, editor):
    counts = []
    for rows in (1, 3):
        episode = EpisodeFactory(draft=True)
        mine = form_of(client, producer, episode)
        for number in range(rows):
            CreditFactory(episode=episode, position=number)
            ResourceLinkFactory(episode=episode, position=number)
            ChapterFactory(episode=episode, start_ms=number * 1000)
        episode.save()
        client.force_login(producer)
        with CaptureQueriesContext(connection) as queries:
            late = client.post(address(episode), {**mine, "title": "Mine"})
        counts.append(len(queries))
        assert set(choices(late)) == {"title", "chapters", "credits", "resource_links"}
    # Where rows are locked the revision is taken before the episode.
    assert counts == [75 + connection.features.has_select_for_update] * 2
