"""What changed, and the way back."""

import pytest
from django.core.exceptions import PermissionDenied

from episodes import versions
from episodes.models import Episode, EpisodeAddress, Role
from episodes.versions import Change
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode():
    episode = EpisodeFactory(draft=True, title="The lamp room", slug="lamp-room", notes="One.\nTwo.", number=3)
    ChapterFactory(episode=episode, start_ms=0, title="Welcome")
    CreditFactory(episode=episode, person__name="Ada Lumen", role=Role.HOST)
    ResourceLinkFactory(episode=episode, label="Lamp", url="https://lamp.example/")
    episode.topics.add(TopicFactory(name="Light"))
    return episode


def change_everything(episode):
    episode.title, episode.slug, episode.notes, episode.number = "The fog room", "fog-room", "One.\nThree.", 4
    episode.state = "in_review"
    episode.save()
    episode.chapters.all().delete()
    ChapterFactory(episode=episode, start_ms=65_500, title="Fog")
    episode.credits.all().delete()
    CreditFactory(episode=episode, person__name="Bo Nevel")
    episode.resource_links.update(url="https://fog.example/")
    episode.topics.clear()


def test_each_field_and_each_row_that_changed_is_named(episode, editor):
    before = versions.keep(episode=episode, by=editor)
    change_everything(episode)
    after = versions.keep(episode=episode, by=editor)
    assert versions.changes(before=before.content, after=after.content) == [
        Change(label="Number", before=["3"], after=["4"]),
        Change(label="Title", before=["The lamp room"], after=["The fog room"]),
        Change(label="Slug", before=["lamp-room"], after=["fog-room"]),
        Change(label="Notes", before=["Two."], after=["Three."]),
        Change(label="Topics", before=["Light"], after=[]),
        Change(label="Chapters", before=["0:00 · Welcome"], after=["1:05.500 · Fog"]),
        Change(label="People", before=["Ada Lumen · Host"], after=["Bo Nevel · Guest"]),
        Change(label="Links", before=["Lamp · https://lamp.example/"], after=["Lamp · https://fog.example/"]),
    ]


def test_a_save_that_changes_nothing_is_no_version(episode, editor):
    assert versions.keep(episode=episode, by=editor) is not None
    assert versions.keep(episode=episode, by=editor) is None


def test_one_call_takes_everything_back_but_publication(episode, editor):
    first = versions.keep(episode=episode, by=editor)
    change_everything(episode)
    guid = episode.guid
    assert versions.restore(version=first, by=editor) == []
    back = Episode.objects.get()
    assert (back.title, back.slug, back.notes, back.number) == ("The lamp room", "lamp-room", "One.\nTwo.", 3)
    assert (back.state, back.guid) == ("in_review", guid)
    assert [str(chapter) for chapter in back.chapters.all()] == ["Welcome"]
    assert [str(credit) for credit in back.credits.all()] == ["Ada Lumen (Host)"]
    assert [link.url for link in back.resource_links.all()] == ["https://lamp.example/"]
    assert [topic.name for topic in back.topics.all()] == ["Light"]
    assert [version.cause for version in back.versions.all()] == ["restored", "before", "saved"]
    assert back.versions.first().content == first.content
    assert list(EpisodeAddress.objects.values_list("slug", flat=True)) == ["fog-room"]


def test_who_is_gone_meanwhile_is_left_out_and_named(episode, editor):
    first = versions.keep(episode=episode, by=editor)
    person = episode.credits.get().person
    episode.credits.all().delete()
    person.delete()
    assert versions.restore(version=first, by=editor) == ["“Ada Lumen” is gone."]


def test_what_today_s_rules_forbid_is_refused_and_changes_nothing(episode, editor):
    first = versions.keep(episode=episode, by=editor)
    Episode.objects.update(number=4, title="The fog room")
    EpisodeFactory(show=episode.show, number=3)
    with pytest.raises(versions.Refused, match="of this number already"):
        versions.restore(version=first, by=editor)
    assert Episode.objects.get(pk=episode.pk).title == "The fog room"


def test_an_approved_episode_is_not_taken_back_to_where_it_had_no_audio(editor):
    episode = EpisodeFactory(silent=True, draft=True)
    first = versions.keep(episode=episode, by=editor)
    ready = EpisodeFactory.build(show=episode.show)
    Episode.objects.filter(pk=episode.pk).update(
        state="approved",
        publish_at=ready.publish_at,
        audio_url=ready.audio_url,
        audio_type="audio/mpeg",
        audio_size=1,
        duration_ms=1,
    )
    with pytest.raises(versions.Refused, match="no audio yet"):
        versions.restore(version=first, by=editor)
    assert Episode.objects.get().audio_url == ready.audio_url


def test_what_was_said_of_an_audio_that_is_lost_is_not_said_of_another(editor):
    before = {"audio_file": "audio/lost.mp3", "audio_url": "", "audio_size": 11, "duration_ms": 1_000}
    episode = EpisodeFactory(draft=True, **before)
    first = versions.keep(episode=episode, by=editor)
    after = {"audio_file": "", "audio_url": "https://a.example/a.mp3", "audio_size": 22, "duration_ms": 2_000}
    Episode.objects.update(title="Changed", **after)
    assert len(versions.restore(version=first, by=editor)) == 1
    back = Episode.objects.get()
    assert {name: getattr(back, name) for name in after} == after
    assert back.title == episode.title


def test_who_may_not_change_episodes_takes_nothing_back(episode, editor, stranger):
    first = versions.keep(episode=episode, by=editor)
    with pytest.raises(PermissionDenied):
        versions.restore(version=first, by=stranger)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_kept_takes_the_same_queries_however_long_the_episode_is(rows, django_assert_num_queries):
    episode = EpisodeFactory()
    for at in range(rows):
        ChapterFactory(episode=episode, start_ms=at * 60_000)
        CreditFactory(episode=episode, person=PersonFactory())
        ResourceLinkFactory(episode=episode)
    with django_assert_num_queries(7):
        assert len(versions.content_of(episode)["rows"]["credits"]) == rows
