"""Addresses of links: what was found is kept, and looked for again by the tick, kindly."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from episodes import bin as episode_bin
from episodes import fetching, link_checks, readiness
from episodes.models import AddressCheck, ResourceLink
from tests.factories import EpisodeFactory, ResourceLinkFactory
from tests.servers import Server, answer

pytestmark = pytest.mark.django_db

DEAD = fetching.Found(alive=False, note="There is no page at this address (404).")
ALIVE = fetching.Found(alive=True, title="The lamp room")


class Web:
    """Answers as it is told, and remembers what was asked."""

    def __init__(self, found=ALIVE):
        self.found, self.asked = found, []

    def __call__(self, *, address):
        self.asked.append(address)
        return self.found


def link(url, **values):
    return ResourceLinkFactory(episode=EpisodeFactory(**values), url=url)


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"draft": True}, True),
        ({"withdrawn": True}, True),
        ({"publish_at": timezone.now() + dt.timedelta(days=400)}, True),
        ({"publish_at": timezone.now() - dt.timedelta(days=29)}, True),
        ({"publish_at": timezone.now() - dt.timedelta(days=31)}, False),
    ],
)
def test_links_of_what_is_to_come_and_of_what_is_new_are_looked_up(values, asked):
    link("https://lamp.org/", **values)
    web = Web()
    list(link_checks.refresh(look_up=web))
    assert web.asked == (["https://lamp.org/"] if asked else [])


@pytest.mark.parametrize("url", ["", "https://lamp.example/", "https://www.lamp.test/", "http://lamp.invalid/"])
def test_what_can_answer_never_is_not_asked(url):
    link(url, draft=True)
    web = Web()
    list(link_checks.refresh(look_up=web))
    assert web.asked == []


def test_nothing_is_asked_where_that_is_not_wished_nor_for_what_is_in_the_bin(settings, editor):
    binned = link("https://lamp.org/", draft=True).episode
    episode_bin.discard(episode=binned, by=editor)
    web = Web()
    list(link_checks.refresh(look_up=web))
    settings.LOOK_UP_LINKS = False
    link("https://chart.org/", draft=True)
    list(link_checks.refresh(look_up=web))
    assert web.asked == []


def test_a_dead_link_is_part_of_readiness_until_it_answers_again():
    dead = link("https://lamp.org/", draft=True)
    with time_machine.travel("2026-07-14T10:00:00Z", tick=False) as clock:
        assert list(link_checks.refresh(look_up=Web(DEAD))) == [f"https://lamp.org/: {DEAD.note}"]
        facts = readiness.facts_of(episode=dead.episode)
        [entry] = [each for each in readiness.checklist(facts, must_have=()) if each.name == "answers"]
        assert entry.sentence == (
            f"No page answers: “{dead.label}” – {DEAD.note} Look the address up again, or take the link out."
        )
        assert (entry.must, entry.panel) == (False, "links")
        clock.shift(link_checks.AGAIN_DEAD)
        assert list(link_checks.refresh(look_up=Web())) == []
    facts = readiness.facts_of(episode=dead.episode)
    assert [each.state for each in readiness.checklist(facts, must_have=()) if each.name == "answers"] == ["met"]


def test_few_are_asked_at_a_time_and_no_host_twice_in_a_minute():
    episode = EpisodeFactory(draft=True)
    for number in range(8):
        ResourceLinkFactory(episode=episode, url=f"https://host-{number}.org/")
    for number in range(2):
        ResourceLinkFactory(episode=episode, url=f"https://host-0.org/{number}")
    web = Web()
    with time_machine.travel("2026-07-14T10:00:00Z", tick=False) as clock:
        list(link_checks.refresh(look_up=web))
        assert web.asked == [f"https://host-{number}.org/" for number in range(5)]
        list(link_checks.refresh(look_up=web))
        assert web.asked[5:] == [f"https://host-{number}.org/" for number in range(5, 8)]
        for page in ("0", "1"):
            clock.shift(link_checks.HOST_PAUSE + dt.timedelta(seconds=1))
            list(link_checks.refresh(look_up=web))
            assert web.asked[-1] == f"https://host-0.org/{page}"
        clock.shift(link_checks.HOST_PAUSE + dt.timedelta(seconds=1))
        list(link_checks.refresh(look_up=web))
        assert len(web.asked) == 10


def test_what_another_tick_has_begun_is_not_begun_again():
    link("https://lamp.org/", draft=True)
    other = Web()

    def meanwhile(*, address):
        list(link_checks.refresh(look_up=other))
        return ALIVE

    list(link_checks.refresh(look_up=meanwhile))
    assert other.asked == []


def test_an_address_that_no_link_has_any_more_is_forgotten_after_a_week():
    link("https://lamp.org/", draft=True)
    with time_machine.travel("2026-07-14T10:00:00Z", tick=False) as clock:
        list(link_checks.refresh(look_up=Web()))
        ResourceLink.objects.all().delete()
        for days, left in ((6, 1), (2, 0)):
            clock.shift(dt.timedelta(days=days))
            list(link_checks.refresh(look_up=Web()))
            assert AddressCheck.objects.count() == left


def test_the_look_up_is_the_guarded_one():
    with Server({"/": answer(b"<title>Inside</title>")}) as server:
        link(server.url(), draft=True)
        list(link_checks.refresh())
        assert server.requests == []
    check = AddressCheck.objects.get()
    assert check.alive is None
    assert "private" in check.note or "network" in check.note


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_three_addresses_that_are_known_as_for_one(count, django_assert_num_queries):
    for number in range(count):
        link(f"https://host-{number}.org/", draft=True)
    list(link_checks.refresh(look_up=Web()))
    with django_assert_num_queries(5):
        list(link_checks.refresh(look_up=Web()))
