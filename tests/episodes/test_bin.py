"""Into the bin, back from it, and gone for good."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from episodes import bin as episode_bin
from episodes import versions
from episodes.models import Episode, RetiredAddress, Topic
from guests.pictures import rendition_name
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, SeasonFactory, TopicFactory

pytestmark = pytest.mark.django_db


def binned(editor, **values):
    episode = EpisodeFactory(withdrawn=True, **values)
    episode_bin.discard(episode=episode, by=editor)
    return episode


def test_what_is_in_the_bin_is_in_no_list_and_nobody_s_to_see(editor, client):
    episode = binned(editor)
    credit, topic = CreditFactory(episode=episode), TopicFactory()
    episode.topics.add(topic)
    assert list(Episode.objects.all()) == list(episode.show.episodes.all()) == list(topic.episodes.all()) == []
    assert list(credit.person.episodes.all()) == []
    client.force_login(editor)
    for address in (episode.get_absolute_url(), reverse("admin:episodes_episode_change", args=[episode.pk])):
        assert client.get(address).status_code in (302, 404)
    assert client.get(episode.get_absolute_url()).status_code == 404


def test_even_a_row_that_says_it_is_public_does_not_leak_from_the_bin(editor):
    episode = binned(editor)
    topic = TopicFactory()
    episode.topics.add(topic)
    now = timezone.now()
    twin = Episode(
        show=episode.show,
        state="approved",
        publish_at=now - dt.timedelta(hours=1),
        audio_url="https://a.example/a.mp3",
        deleted_at=now,
    )
    assert twin.is_public is False
    assert list(Topic.objects.public()) == []
    assert list(Episode.everything.published()) == list(Episode.everything.scheduled()) == []
    assert list(Episode.everything.visible_to(editor)) == []


def test_what_is_approved_has_to_be_withdrawn_first(editor):
    episode = EpisodeFactory()
    with pytest.raises(episode_bin.Refused, match="withdraw it first"):
        episode_bin.discard(episode=episode, by=editor)
    assert Episode.objects.get() == episode


def test_who_may_not_delete_may_neither_discard_nor_put_back(stranger, editor):
    episode = binned(editor)
    for step in (episode_bin.discard, episode_bin.put_back):
        with pytest.raises(PermissionDenied):
            step(episode=episode, by=stranger)


def test_what_is_put_back_is_as_it_was(editor):
    episode = binned(editor, number=4)
    CreditFactory(episode=episode)
    episode_bin.put_back(episode=episode, by=editor)
    back = Episode.objects.get()
    assert (back.state, back.number, back.guid, back.credits.count()) == ("withdrawn", 4, episode.guid, 1)
    with pytest.raises(episode_bin.Refused, match="not in the bin"):
        episode_bin.put_back(episode=episode, by=editor)


def test_a_producer_puts_back_drafts_alone_whoever_deleted_them(producer, editor):
    draft, withdrawn = EpisodeFactory(draft=True), binned(editor)
    episode_bin.discard(episode=draft, by=editor)
    episode_bin.put_back(episode=draft, by=producer)
    with pytest.raises(episode_bin.Refused, match="an editor of its show puts it back"):
        episode_bin.put_back(episode=withdrawn, by=producer)
    assert list(Episode.objects.all()) == [draft]


@pytest.mark.parametrize("in_season", [True, False])
def test_a_number_that_is_taken_meanwhile_is_not_taken_away_again(editor, in_season):
    season = SeasonFactory()
    where = {"show": season.show, "season": season if in_season else None, "number": 4}
    episode = binned(editor, **where)
    EpisodeFactory(**where)
    episode_bin.put_back(episode=episode, by=editor)
    assert Episode.objects.get(pk=episode.pk).number is None


def test_with_what_is_gone_go_the_files_of_all_its_versions_but_none_of_another(editor):
    def stored(name):
        return default_storage.save(name, ContentFile(b"x"))

    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        episode = EpisodeFactory(draft=True, cover=stored("images/old.png"))
        ChapterFactory(episode=episode, image=stored("images/chapter.png"))
        versions.keep(episode=episode, by=editor)
        crops = [stored(rendition_name(episode.cover.name, 384, focus=focus)) for focus in ((50, 50), (20, 50))]
        files = [episode.cover.name, episode.chapters.get().image.name, *crops]
        shared = stored("images/shared.png")
        EpisodeFactory(cover=shared)
        Episode.objects.filter(pk=episode.pk).update(cover=shared)
        episode_bin.discard(episode=episode, by=editor)
        clock.shift(episode_bin.KEPT)
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert len(list(episode_bin.empty())) == 1
    assert [default_storage.exists(name) for name in (*files, shared)] == [False, False, False, False, True]


def test_the_address_of_what_is_in_the_bin_is_kept_for_it(editor):
    episode = binned(editor, slug="lamp-room")
    with pytest.raises(ValidationError, match="An episode in the bin has this address"):
        Episode(show=episode.show, slug="lamp-room", title="Another").clean()


def test_after_thirty_days_it_is_gone_and_its_addresses_stay_reserved(editor):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        episode = binned(editor, slug="lamp-room", title="The lamp room")
        episode.former_addresses.create(show=episode.show, slug="lamp")
        clock.shift(dt.timedelta(days=29, hours=23))
        assert list(episode_bin.empty()) == []
        clock.shift(dt.timedelta(hours=1))
        assert list(episode_bin.empty()) == ["Removed for good, after 30 days in the bin: The lamp room."]
    assert list(episode_bin.empty()) == []
    assert not Episode.everything.exists()
    kept = RetiredAddress.objects.order_by("slug").values_list("slug", "guid")
    assert list(kept) == [("lamp", ""), ("lamp-room", episode.guid)]
    with pytest.raises(ValidationError, match="that was deleted had this address"):
        Episode(show=episode.show, slug="lamp", title="Another").clean()
