"""The hub hears of each feed that has changed, and of none twice."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from episodes import posting, websub
from episodes.models import Episode, HubPing, Show
from episodes.models.errand import BROKEN_OFF, MOST_ATTEMPTS
from tests.factories import ChapterFactory, EpisodeFactory, ShowFactory
from tests.hub import HANG, running_hub

pytestmark = pytest.mark.django_db

SITE = "https://podcasts.example"
MINUTE = dt.timedelta(minutes=1)


def publish(slug):
    return {"hub.mode": "publish", "hub.url": f"{SITE}/{slug}/feed.xml"}


@pytest.fixture
def hub(settings, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with running_hub() as hub:
        settings.WEBSUB_HUB, settings.SITE_URL = hub.address, SITE
        yield hub


@pytest.fixture
def show(db):
    show = ShowFactory(slug="slack-water")
    EpisodeFactory.create_batch(3, show=show)
    return show


def told():
    return list(websub.announce())


def test_a_hub_hears_of_each_feed_once_however_many_episodes_there_are(hub, show):
    EpisodeFactory(show__slug="wetterwarte")
    ShowFactory(slug="nothing-yet")
    EpisodeFactory(show__slug="not-yet", scheduled=True)
    assert sorted(told()) == [
        f"The hub was told of {SITE}/slack-water/feed.xml.",
        f"The hub was told of {SITE}/wetterwarte/feed.xml.",
    ]
    assert sorted(hub.heard, key=str) == [publish("slack-water"), publish("wetterwarte")]
    assert told() == []


@pytest.mark.parametrize(
    ("change", "times"),
    [
        (lambda show: EpisodeFactory(show=show), 1),
        (lambda show: EpisodeFactory(show=show, publish_at=timezone.now() - dt.timedelta(days=900)), 1),
        (lambda show: EpisodeFactory.create_batch(2, show=show), 1),
        (lambda show: Episode.objects.filter(pk=show.episodes.first().pk).update(state="withdrawn"), 1),
        (lambda show: show.episodes.update(publish_at=timezone.now() - dt.timedelta(days=1)), 1),
        (lambda show: Show.objects.update(slug="low-water"), 1),
        (lambda show: show.episodes.update(title="Mended", notes="Mended"), 0),
        (lambda show: ChapterFactory(episode=show.episodes.first()), 0),
        (lambda show: EpisodeFactory(show=show, scheduled=True), 0),
        (lambda show: EpisodeFactory(show=show, draft=True), 0),
        (lambda show: show.episodes.update(state="withdrawn"), 0),  # there is no feed any more
        (lambda show: Show.objects.update(redirect_feed=True, new_feed_url="https://new.example/"), 0),
    ],
)
def test_what_a_hub_hears_of(hub, show, change, times):
    told()
    change(show)
    assert [len(told()), len(told())] == [times, 0]
    assert len(hub.heard) == 1 + times


def test_a_scheduled_episode_is_announced_once_its_moment_has_come(hub, show):
    moment = timezone.now() + dt.timedelta(hours=1)
    EpisodeFactory(show=show, publish_at=moment)
    told()
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert told() == []
    with time_machine.travel(moment, tick=False):
        assert [len(told()), len(told())] == [1, 0]


def test_after_a_stand_still_over_several_moments_there_is_one_ping(hub, show):
    told()
    now = timezone.now()
    for hours in (1, 2, 3):
        EpisodeFactory(show=show, publish_at=now + dt.timedelta(hours=hours))
    with time_machine.travel(now + dt.timedelta(days=2), tick=False):
        assert [len(told()), len(told())] == [1, 0]


def test_another_hub_hears_of_it_too(hub, show, settings):
    told()
    with running_hub() as other:
        settings.WEBSUB_HUB = other.address
        assert [len(told()), len(told())] == [1, 0]
    assert [hub.heard, other.heard] == [[publish("slack-water")], [publish("slack-water")]]


def test_it_is_told_of_the_address_that_the_site_has_now(hub, show, settings):
    told()
    settings.SITE_URL = "https://other.example"
    assert len(told()) == 1
    assert hub.heard[-1]["hub.url"] == "https://other.example/slack-water/feed.xml"


@pytest.mark.parametrize(("hub_set", "site_set"), [(False, True), (True, False), (False, False)])
def test_without_a_hub_or_an_address_of_ours_nothing_is_done(hub, show, settings, hub_set, site_set):
    settings.WEBSUB_HUB = hub.address if hub_set else ""
    settings.SITE_URL = SITE if site_set else ""
    assert told() == []
    assert not HubPing.objects.exists()


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 500, 503])
def test_what_was_not_accepted_is_told_again_after_a_pause(hub, show, status):
    hub.answers = [status]
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        assert told() == [f"The hub was not told of {SITE}/slack-water/feed.xml: It answered {status}."]
        assert told() == []
    with time_machine.travel(now + 0.9 * MINUTE, tick=False):
        assert told() == []
    with time_machine.travel(now + MINUTE, tick=False):
        assert [len(told()), len(told())] == [1, 0]
    assert len(hub.heard) == 2
    assert HubPing.objects.get().error == ""


def test_a_hub_that_hangs_is_left_and_told_again(hub, show, monkeypatch):
    monkeypatch.setattr(posting, "ANSWER_SECONDS", 0.1)
    hub.answers = [HANG]
    assert told() == [f"The hub was not told of {SITE}/slack-water/feed.xml: It did not answer within 0.1 seconds."]
    with time_machine.travel(timezone.now() + MINUTE, tick=False):
        assert len(told()) == 1
    assert len(hub.heard) == 2


def test_a_hub_that_is_not_there_is_told_again(show, settings, monkeypatch):
    monkeypatch.delenv("http_proxy", raising=False)
    with running_hub() as gone:
        settings.WEBSUB_HUB, settings.SITE_URL = gone.address, SITE
    (sentence,) = told()
    assert sentence.startswith(f"The hub was not told of {SITE}/slack-water/feed.xml: It cannot be reached (")
    assert HubPing.objects.get().attempts == 1


def test_pauses_grow_to_six_hours_and_in_the_end_it_is_given_up(hub, show):
    hub.answers = [500] * 100
    now = start = timezone.now()
    pauses = []
    while True:
        with time_machine.travel(now, tick=False):
            told()
        ping = HubPing.objects.get()
        if ping.attempts == MOST_ATTEMPTS:
            break
        pauses.append(round((ping.due_at - now) / MINUTE))
        now = ping.due_at
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    with time_machine.travel(start + dt.timedelta(days=30), tick=False):
        assert told() == []
        assert len(hub.heard) == MOST_ATTEMPTS
        EpisodeFactory(show=show)  # what is new is told, whatever became of what was before
        hub.answers = []
        assert len(told()) == 1


def test_what_was_begun_by_somebody_who_was_killed_is_done_when_the_claim_has_run_out(hub, show):
    websub._look()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        lost = HubPing.objects.claim(lasting=2 * MINUTE)
        assert lost.error == BROKEN_OFF
        assert told() == []
    with time_machine.travel(now + 2 * MINUTE, tick=False):
        assert [len(told()), len(told())] == [1, 0]
        assert HubPing.objects.finish(lost) is False
        HubPing.objects.put_off(lost, error="Late.")
    assert HubPing.objects.get().error == ""
    assert len(hub.heard) == 1


def test_an_episode_that_comes_out_during_a_ping_gets_a_ping_of_its_own(hub, show):
    websub._look()
    ping = HubPing.objects.claim(lasting=MINUTE)
    EpisodeFactory(show=show)
    websub._look()
    assert HubPing.objects.finish(ping) is True
    assert [len(told()), len(told())] == [1, 0]


@pytest.mark.parametrize("shows", [1, 3])
def test_a_look_makes_as_many_queries_for_one_show_as_for_three(hub, shows, django_assert_num_queries):
    for number in range(shows):
        EpisodeFactory.create_batch(2, show=ShowFactory(slug=f"show-no-{number}"))
    assert len(told()) == shows
    Episode.objects.update(title="Mended")
    with django_assert_num_queries(10):
        websub._look()
    with django_assert_num_queries(3):  # the state, the last look; what is due
        assert told() == []
