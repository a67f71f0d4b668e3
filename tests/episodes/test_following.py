import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from episodes import following, importer
from episodes.models import Chapter, Episode, FollowedShow, MediaErrand, ResourceLink, Show
from tests.episodes.importer.conftest import feed
from tests.factories import CreditFactory, ShowFactory
from tests.servers import LOOPBACK, Server, answer

pytestmark = pytest.mark.django_db

ONE = feed("<title>One</title>")
TWO = feed("<title>One, again</title>", "<title>Two</title>")
ASKING = importer.Asking(trusted=LOOPBACK, pause=lambda seconds: None)


@pytest.fixture
def server():
    with Server({"/feed.xml": answer(ONE, ETag='"one"', Last_Modified="Wed, 01 Jan 2020 06:00:00 GMT")}) as server:
        yield server


@pytest.fixture
def show(server) -> Show:
    """A show that has been brought in from there, and is not followed yet."""
    source = importer.bring(server.url("/feed.xml"), asking=ASKING)
    for step in importer.apply(plan=importer.plan(source=source, with_media=False), asking=ASKING):
        assert not step.failed
    server.requests.clear()
    return Show.objects.get()


def _follow():
    """What the next turn says, with all feeds due."""
    FollowedShow.objects.update(due_at=timezone.now())
    return list(following.follow(asking=ASKING))


def test_what_has_not_changed_is_asked_for_on_condition_and_nothing_is_written(server, show):
    following.start(show=show, new_episodes="public")
    assert _follow() == []
    server.pages["/feed.xml"] = answer(status="304 Not Modified", Content_Length=None)
    before = Episode.objects.get().updated_at
    assert _follow() == []
    assert 'If-None-Match: "one"' in server.requests[1]
    assert "If-Modified-Since: Wed, 01 Jan 2020 06:00:00 GMT" in server.requests[1]
    assert "If-None-Match" not in server.requests[0]
    assert Episode.objects.get().updated_at == before
    assert FollowedShow.objects.get().due_at > timezone.now()


@pytest.mark.parametrize(
    ("choice", "states"), [("public", ["approved", "approved"]), ("drafts", ["approved", "draft"])]
)
def test_a_new_episode_comes_public_or_as_a_draft_by_choice(server, show, choice, states):
    following.start(show=show, new_episodes=choice)
    server.pages["/feed.xml"] = answer(TWO, ETag='"two"')
    assert _follow() == ["“Rope” follows its feed: 2 episodes are new or other."]
    assert [(one.title, one.state) for one in Episode.objects.order_by("pk")] == list(
        zip(["One, again", "Two"], states, strict=True)
    )


def test_new_episodes_are_linked_to_once_somebody_has_wanted_files_to_stay_where_they_are(server, show):
    for with_media in (True, False):
        source = importer.bring(server.url("/feed.xml"), asking=ASKING)
        list(importer.apply(plan=importer.plan(source=source, with_media=with_media), asking=ASKING))
    MediaErrand.objects.create(key="another", kind="audio", show=show, url="https://rope.example/came.mp3")
    following.start(show=show, new_episodes="public")
    server.pages["/feed.xml"] = answer(TWO)
    _follow()
    assert [one.audio_url for one in Episode.objects.order_by("pk")] == [
        "https://rope.example/1.mp3", "https://rope.example/2.mp3",
    ]  # fmt: skip


def test_a_draft_stays_one_whatever_the_feed_says_later(server, show):
    following.start(show=show, new_episodes="drafts")
    server.pages["/feed.xml"] = answer(TWO)
    _follow()
    server.pages["/feed.xml"] = answer(TWO.replace(b"02 Jan 2020", b"03 Jan 2020").replace(b">Two<", b">Two, other<"))
    _follow()
    second = Episode.objects.get(guid="rope-2")
    assert (second.title, second.state, second.publish_at) == ("Two, other", "draft", None)


def test_what_was_added_and_edited_here_stays(server, show):
    following.start(show=show, new_episodes="public")
    episode = Episode.objects.get()
    Episode.objects.filter(pk=episode.pk).update(title="One, as we call it")
    credit = CreditFactory(episode=episode)
    ResourceLink.objects.create(episode=episode, label="Ours", url="https://ours.example/")
    Chapter.objects.create(episode=episode, start_ms=0, title="Ours")
    server.pages["/feed.xml"] = answer(TWO.replace(b"</item>", b"<link>https://rope.example/1</link></item>", 1))
    _follow()
    episode.refresh_from_db()
    assert episode.title == "One, as we call it"
    assert list(episode.credits.all()) == [credit]
    assert [link.label for link in episode.resource_links.all()] == ["Ours"]
    assert [chapter.title for chapter in episode.chapters.all()] == ["Ours"]


def test_a_feed_that_cannot_be_read_is_tried_again_later_and_later(server, show):
    following.start(show=show, new_episodes="public")
    pauses = []
    server.pages["/feed.xml"] = answer(b"<html>Sold</html>")
    for _time in range(7):
        assert ["could not be followed" in sentence for sentence in _follow()] == [True]
        pauses.append(FollowedShow.objects.get().due_at - timezone.now())
    hours = [round(pause / dt.timedelta(hours=1)) for pause in pauses]
    assert hours == [1, 2, 4, 8, 12, 12, 12]
    assert FollowedShow.objects.get().error
    server.pages["/feed.xml"] = answer(ONE)
    assert _follow() == []
    assert (FollowedShow.objects.get().failures, FollowedShow.objects.get().error) == (0, "")


def test_whose_turn_it_is_not_is_not_asked(server, show):
    following.start(show=show, new_episodes="public")
    _follow()
    assert list(following.follow(asking=ASKING)) == []
    assert len(server.requests) == 1


def test_one_that_another_has_in_hand_is_left_to_them_until_they_do_not_come_back(server, show):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        following.start(show=show, new_episodes="public")
        assert following._claimed()
        assert following._claimed() is None
        clock.shift(dt.timedelta(minutes=21))
        assert following._claimed()


def test_no_more_is_brought_once_it_is_not_followed(server, show):
    following.start(show=show, new_episodes="public")
    following.start(show=show, new_episodes="drafts")
    assert FollowedShow.objects.get().new_episodes == "drafts"
    following.stop(show=show)
    assert _follow() == []
    assert server.requests == []


def test_a_show_that_came_from_nowhere_cannot_be_followed():
    with pytest.raises(importer.Refused, match="came from no address"):
        following.start(show=ShowFactory(), new_episodes="public")


def test_audio_that_somebody_uploaded_to_one_episode_does_not_bring_that_of_the_others(server, show):
    following.start(show=show, new_episodes="public")
    server.pages["/feed.xml"] = answer(TWO)
    _follow()
    Episode.objects.filter(guid="rope-1").update(audio_file="audio/ours.mp3", audio_url="")
    server.pages["/feed.xml"] = answer(feed("", "", "<title>Three</title>"))
    _follow()
    assert Episode.objects.get(guid="rope-3").audio_url == "https://rope.example/3.mp3"
    assert not show.media_errands.exists()


def test_a_feed_with_a_page_that_cannot_be_read_brings_what_it_has_and_is_read_again(server, show):
    following.start(show=show, new_episodes="public")
    atom = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/two"/>'
    channel = f"<title>Rope</title><language>en</language>{atom}"
    server.pages["/feed.xml"] = answer(feed("", "<title>Two</title>", channel=channel), ETag='"two"')
    said = _follow()
    assert said[1].startswith("The feed is not whole: page 2, and what may follow it, could not be read. ")
    assert "There is nothing at this address (404)." in said[1]
    followed = FollowedShow.objects.get()
    assert (Episode.objects.count(), followed.etag, followed.error) == (2, "", said[1])
    server.pages["/two"] = answer(feed("", "", "<title>Three</title>"))
    _follow()
    assert (Episode.objects.count(), FollowedShow.objects.get().etag) == (3, '"two"')
