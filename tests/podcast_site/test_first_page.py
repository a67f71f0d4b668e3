import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from episodes import publishing, schedule, versions
from episodes.models import Episode, Membership
from tests.factories import EpisodeFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SHOWN = "Nov 2026, 13:00 Europe/Berlin (UTC+1)"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def page(client):
    return client.get("/admin/").context


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number_of_shows_and_episodes(
    client, editor, producer, django_assert_num_queries, count
):
    client.force_login(editor)
    # All of them first: the roles of somebody are read once for each user object.
    for show in [ShowFactory(update_rule="FREQ=WEEKLY;BYDAY=TU") for _ in range(count)]:
        for _each in range(count):
            EpisodeFactory(show=show)
            EpisodeFactory(show=show, scheduled=True)
            episode = EpisodeFactory(show=show, draft=True)
            versions.keep(episode=episode, by=producer)
            publishing.submit(episode=episode, by=producer)
    page(client)
    with django_assert_num_queries(30):
        page(client)


# --- Late -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "kind", "sentence"),
    [
        ({"state": "draft", "publish_at": NOW - DAY}, "passed", "Its planned moment has passed, and nobody"),
        ({"state": "in_review", "publish_at": NOW + DAY}, "soon", "planned for the next two days, and not approved"),
        ({"publish_at": NOW + 9 * DAY, "audio_size": None}, "lacking", "Give the audio's type, size and duration."),
        ({"publish_at": NOW - DAY, "silent": True}, "lacking", "It should be public, and has no audio."),
    ],
)
def test_what_is_late_is_said(client, editor, fields, kind, sentence):
    client.force_login(editor)
    episode = EpisodeFactory(**fields)
    EpisodeFactory(scheduled=True)
    EpisodeFactory(draft=True)
    (late,) = schedule.late(shows=[episode.show])
    assert (late.kind, late.episode) == (kind, episode)
    assert sentence in late.sentence
    assert sentence in " ".join(row["sentence"] for row in page(client)["late"])


def test_a_long_review_is_late(client, editor):
    episode = EpisodeFactory(in_review=True, publish_at=None)
    Episode.objects.filter(pk=episode.pk).update(updated_at=NOW - 5 * DAY)
    (late,) = schedule.late(shows=[episode.show])
    assert (late.kind, late.sentence) == ("review", "It waits for an editor for 5 days.")


def test_a_slot_of_this_week_without_an_episode_is_late():
    show = ShowFactory(time_zone="Europe/Berlin", update_rule="FREQ=WEEKLY;BYDAY=FR;BYHOUR=6;BYMINUTE=0")
    (late,) = schedule.late(shows=[show])
    assert (late.kind, late.at) == ("gap", dt.datetime(2026, 11, 27, 5, tzinfo=dt.UTC))
    EpisodeFactory(show=show, publish_at=dt.datetime(2026, 11, 27, 5, tzinfo=dt.UTC))
    assert schedule.late(shows=[show]) == []


# --- News -------------------------------------------------------------------------------------


def test_what_others_did_is_new_until_somebody_comes_back_after_a_pause(client, editor, producer, clock):
    client.force_login(editor)
    episode = EpisodeFactory(draft=True, title="The buoys")
    page(client)
    clock.shift(60)
    versions.keep(episode=episode, by=producer)
    publishing.submit(episode=episode, by=producer, note="Mind the end.")
    clock.shift(60)

    def news():
        return [(row["episode"], row["said"], row["note"]) for row in page(client)["news"]]

    told = (episode, ["petra handed it in for review", "petra changed it"], "Mind the end.")
    assert news() == [told]
    clock.shift(600)
    assert news() == [told]  # looked at again within the same sitting
    clock.shift(dt.timedelta(hours=2))
    assert news() == []


def test_what_is_seen_is_not_new_any_more(client, editor, producer, clock):
    client.force_login(editor)
    publishing.submit(episode=EpisodeFactory(draft=True), by=producer)
    assert len(page(client)["news"]) == 1
    clock.shift(1)
    client.get(reverse("desk_seen"))
    assert len(page(client)["news"]) == 1
    client.post(reverse("desk_seen"))
    assert page(client)["news"] == []


def test_steps_are_told_in_words_and_one_s_own_are_not(client, editor, producer):
    other = UserFactory(username="otto", role="editor")
    episode = EpisodeFactory(show=ShowFactory(time_zone="Europe/Berlin"), draft=True)
    publishing.submit(episode=episode, by=producer)
    publishing.approve(episode=episode, by=other, publish_at=NOW + DAY)
    schedule.move(episode=episode, to=NOW + 2 * DAY, by=other, seen=NOW + DAY)
    for user, said in [
        (producer, [f"otto moved it to Thu 26 {SHOWN}", f"otto approved it for Wed 25 {SHOWN}"]),
        (other, ["petra handed it in for review"]),
    ]:  # fmt: skip
        client.force_login(user)
        assert [row["said"] for row in page(client)["news"]] == [said]


def test_nothing_is_said_of_shows_that_are_none_of_ones_business(client, producer):
    user, show = UserFactory(), ShowFactory()
    other = EpisodeFactory(draft=True, title="None of it")
    EpisodeFactory(state="draft", title="None of this", publish_at=NOW - DAY)
    EpisodeFactory(title="None at all", scheduled=True)
    publishing.submit(episode=other, by=producer)
    Membership.objects.create(user=user, show=show, role="editor")
    client.force_login(user)
    assert "None" not in client.get("/admin/").content.decode().replace("None yet", "")
