"""Where newcomers begin: a trailer, then what editors pick."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from episodes import start_here
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory(slug="slack-water")


def pick(editor, *episodes):
    for episode in episodes:
        start_here.pick(episode=episode, by=editor)


def test_the_newest_trailer_comes_first_then_the_picks_in_their_order(client, show, editor):
    first, second, hidden = (EpisodeFactory(show=show, title=title) for title in ("First", "Second", "Hidden"))
    pick(editor, second, hidden, first)
    type(hidden).objects.filter(pk=hidden.pk).update(state="withdrawn")
    assert start_here.for_newcomers(show) == [second, first]
    old = timezone.now() - dt.timedelta(days=9)
    EpisodeFactory(show=show, kind="trailer", publish_at=old, title="Old trailer")
    trailer = EpisodeFactory(show=show, kind="trailer", title="Trailer")
    EpisodeFactory(show=show, kind="trailer", scheduled=True)
    EpisodeFactory(kind="trailer")
    assert start_here.for_newcomers(show) == [trailer, second, first]
    shown = client.get("/slack-water/")
    assert list(shown.context["start_here"]) == [trailer, second, first]
    assert "Start here" in shown.text


def test_a_show_without_trailer_and_picks_has_no_such_section(client, show):
    EpisodeFactory(show=show)
    assert "Start here" not in client.get("/slack-water/").text


def test_picks_are_put_up_and_taken_out(show, editor):
    one, two, three = EpisodeFactory.create_batch(3, show=show)
    pick(editor, one, two, three)
    start_here.raise_up(episode=three, by=editor)
    start_here.raise_up(episode=one, by=editor)
    assert start_here.picked(show=show) == [one, three, two]
    start_here.raise_up(episode=one, by=editor)
    start_here.drop(episode=three, by=editor)
    assert start_here.picked(show=show) == [one, two]
    assert list(one.__class__.objects.filter(start_here__position=2)) == [two]


def test_one_is_picked_once_and_six_are_enough(show, editor):
    episodes = EpisodeFactory.create_batch(start_here.MOST + 1, show=show)
    pick(editor, *episodes[:-1])
    with pytest.raises(start_here.Refused, match="already"):
        start_here.pick(episode=episodes[0], by=editor)
    with pytest.raises(start_here.Refused, match="enough"):
        start_here.pick(episode=episodes[-1], by=editor)


@pytest.mark.parametrize("step", [start_here.pick, start_here.drop, start_here.raise_up])
def test_only_editors_of_the_show_pick(show, step):
    episode = EpisodeFactory(show=show)
    for membership in ({"show": show, "role": "producer"}, {"show": ShowFactory(), "role": "editor"}):
        user = UserFactory()
        MembershipFactory(user=user, **membership)
        with pytest.raises(PermissionDenied):
            step(episode=episode, by=user)


def test_the_desk_picks_moves_and_takes_out_by_buttons(client, show, editor):
    one, two = EpisodeFactory(show=show, title="The tide"), EpisodeFactory(show=show, title="The lamp")
    elsewhere = EpisodeFactory(title="The tide elsewhere")
    client.force_login(editor)
    address = f"/admin/episodes/show/{show.pk}/start-here/"
    assert client.get(f"{address}?q=TIDE").context["found"] == [one]
    for step in (f"pick:{two.pk}", f"pick:{one.pk}", f"up:{one.pk}", f"pick:{elsewhere.pk}", "pick:x", "spoil:1", ""):
        assert client.post(address, {"step": step}, follow=True).status_code == 200
    assert client.get(address).context["picked"] == [one, two]
    client.post(address, {"step": f"drop:{one.pk}"})
    assert start_here.picked(show=show) == [two]
    assert "already" in client.post(address, {"step": f"pick:{two.pk}"}, follow=True).text
    assert client.get(address, {"q": "\0"}).status_code == 200
