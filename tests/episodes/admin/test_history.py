"""The desk's history and bin."""

import pytest
from django.urls import reverse

from episodes import bin as episode_bin
from episodes.models import Episode, EpisodeVersion, OpenForm
from tests.factories import EpisodeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def history(episode):
    return reverse("admin:episodes_episode_history", args=[episode.pk])


def restore(version):
    return reverse("admin:episodes_episode_restore", args=[version.episode_id, version.pk])


def version(episode, **fields):
    from episodes import versions  # noqa: PLC0415 - beside the one that uses it

    Episode.objects.filter(pk=episode.pk).update(**fields)
    return versions.keep(episode=episode, by=None)


def test_history_says_what_changed_and_leads_back(desk):
    episode = EpisodeFactory(draft=True, title="The lamp room")
    first = version(episode)
    version(episode, title="The fog room <b>")
    page = desk.get(history(episode)).text
    assert '<del dir="auto">The lamp room</del>' in page
    assert '<ins dir="auto">The fog room &lt;b&gt;</ins>' in page
    desk.post(restore(first))
    assert Episode.objects.get().title == "The lamp room"


@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_the_same_queries_for_one_version_as_for_three(desk, count, django_assert_num_queries):
    episode = EpisodeFactory(draft=True)
    for number in range(count):
        version(episode, title=f"Title {number}")
    desk.get(history(episode))
    with django_assert_num_queries(10):
        desk.get(history(episode))


def test_an_episode_that_was_never_saved_on_the_desk_has_an_empty_history(desk):
    assert desk.get(history(EpisodeFactory(draft=True))).status_code == 200


def test_a_look_at_the_address_of_a_way_back_changes_nothing(desk):
    first = version(EpisodeFactory(draft=True, title="The lamp room"))
    Episode.objects.update(title="The fog room")
    assert desk.get(restore(first)).status_code == 302
    assert Episode.objects.get().title == "The fog room"


def test_who_may_not_change_episodes_sees_no_history_and_takes_nothing_back(client, stranger):
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    first = version(EpisodeFactory(draft=True))
    assert client.get(history(first.episode)).status_code == 404
    assert client.post(restore(first)).status_code == 404
    assert client.get(reverse("admin:episodes_episode_bin")).status_code == 403


def test_deleting_puts_into_the_bin_and_the_bin_gives_back(desk):
    episode = EpisodeFactory(draft=True, title="The lamp room")
    desk.post(reverse("admin:episodes_episode_delete", args=[episode.pk]), {"post": "yes"})
    assert not Episode.objects.exists()
    assert Episode.everything.get().deleted_by.username == "emil"
    assert "The lamp room" in desk.get(reverse("admin:episodes_episode_bin")).text
    back = desk.post(reverse("admin:episodes_episode_put_back", args=[episode.pk]))
    assert back.url == reverse("admin:episodes_episode_change", args=[episode.pk])
    assert Episode.objects.get() == episode


def test_many_are_deleted_at_once_but_none_that_is_approved(desk):
    public, draft = EpisodeFactory(), EpisodeFactory(draft=True)
    desk.post(
        reverse("admin:episodes_episode_changelist"),
        {"action": "delete_selected", "_selected_action": [public.pk, draft.pk], "post": "yes"},
    )
    assert list(Episode.objects.all()) == [public]
    assert EpisodeVersion.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_bin_takes_the_same_queries_for_one_as_for_three(desk, editor, count, django_assert_num_queries):
    for episode in EpisodeFactory.create_batch(count, draft=True):
        desk.post(reverse("admin:episodes_episode_delete", args=[episode.pk]), {"post": "yes"})
    with django_assert_num_queries(7):
        desk.get(reverse("admin:episodes_episode_bin"))


def test_the_bin_offers_a_producer_to_put_back_drafts_alone(client, producer, editor):
    for episode in (EpisodeFactory(draft=True, title="A draft"), EpisodeFactory(withdrawn=True, title="Withdrawn")):
        episode_bin.discard(episode=episode, by=editor)
    client.force_login(producer)
    page = client.get(reverse("admin:episodes_episode_bin")).text
    assert "Put “A draft” back" in page
    assert "Put “Withdrawn” back" not in page
    assert "An editor puts it back." in page


def test_saving_what_is_in_the_bin_by_now_says_so_and_keeps_what_was_typed(desk, editor):
    episode = EpisodeFactory(draft=True, title="The lamp room")
    episode_bin.discard(episode=episode, by=editor)
    address = reverse("admin:episodes_episode_change", args=[episode.pk])
    page = desk.post(address, {"title": "The fog room", "seen": "", "_save": "1"}, follow=True)
    assert page.redirect_chain[0][0] == reverse("admin:episodes_episode_bin")
    assert "emil put “The lamp room” into the bin:" in page.text
    assert "What you typed is not saved, but kept" in page.text
    assert OpenForm.objects.get().fields == [["title", "The fog room"]]
    assert "put “The lamp room” into the bin" in desk.get(address, follow=True).text
    assert OpenForm.objects.count() == 1
    assert "doesn’t exist" in desk.get(address.replace(f"/{episode.pk}/", "/999/"), follow=True).text
