"""Addresses of links: what was found is kept, and looked for again by the tick, kindly."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from episodes import bin as episode_bin
from episodes import fetching, link_checks, readiness
from episodes.fetching import robots
from episodes.models import AddressCheck, ResourceLink, Revision
from tests.factories import EpisodeFactory, ResourceLinkFactory
from tests.servers import LOOPBACK, Server, answer

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
def test_links_of_what_is_to_come_and_of_what_is_new_are_looked_up_at_once(values, asked):
    link("https://lamp.org/", **values)
    web = Web()
    list(link_checks.refresh(look_up=web))
    assert web.asked == (["https://lamp.org/"] if asked else [])


def test_all_others_have_their_turn_within_a_month_and_each_month_again():
    old = EpisodeFactory(publish_at=timezone.now() - dt.timedelta(days=400))
    for number in range(8):
        ResourceLinkFactory(episode=old, url=f"https://host-{number}.org/")
    web = Web()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(31):
            for _ in range(2):
                list(link_checks.refresh(look_up=web))
            clock.shift(dt.timedelta(days=1))
        assert sorted(web.asked) == [f"https://host-{number}.org/" for number in range(8)]
        assert not AddressCheck.objects.exclude(alive=True).exists()


def test_what_a_new_episode_links_to_does_not_wait_for_its_turn():
    link("https://lamp.org/", publish_at=timezone.now() - dt.timedelta(days=400))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        AddressCheck.objects.create(
            key=link_checks.key_of("https://lamp.org/"),
            url="https://lamp.org/",
            due_at=timezone.now() + link_checks.RARELY,
        )
        web = Web()
        list(link_checks.refresh(look_up=web))
        assert web.asked == []
        link("https://lamp.org/", draft=True)
        clock.shift(1)
        list(link_checks.refresh(look_up=web))
        assert web.asked == ["https://lamp.org/"]


def test_what_stays_dead_is_asked_ever_less_often():
    link("https://lamp.org/", draft=True)
    pauses = []
    with time_machine.travel("2026-07-14T10:00:00Z", tick=False) as clock:
        for _ in range(6):
            list(link_checks.refresh(look_up=Web(DEAD)))
            pauses.append(AddressCheck.objects.get().due_at - timezone.now())
            clock.shift(pauses[-1])
    assert pauses == [*link_checks.AGAIN_DEAD, link_checks.RARELY]


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
        clock.shift(link_checks.AGAIN_DEAD[0])
        assert list(link_checks.refresh(look_up=Web())) == []
    facts = readiness.facts_of(episode=dead.episode)
    assert [each.state for each in readiness.checklist(facts, must_have=()) if each.name == "answers"] == ["met"]


def test_a_link_is_marked_dead_at_the_second_look_and_alive_at_the_first():
    old = link("https://lamp.org/", publish_at=timezone.now() - dt.timedelta(days=400))
    marks = []
    with time_machine.travel("2026-07-14T10:00:00Z", tick=False) as clock:
        for found in (DEAD, DEAD, ALIVE):
            link_checks.remember(address="https://lamp.org/", found=found)
            old.refresh_from_db()
            marks.append(old.is_dead)
            clock.shift(dt.timedelta(hours=4))
    assert marks == [False, True, False]


def test_while_this_machine_has_no_way_out_no_link_is_dead_and_none_alive():
    dead, alive = link("https://lamp.org/", draft=True), link("https://chart.org/", draft=True)
    offline = fetching.Found(alive=None, note="No way.", offline=True)
    with time_machine.travel("2026-07-14T10:00:00Z", tick=False) as clock:
        for _ in range(2):
            link_checks.remember(address=dead.url, found=DEAD)
            clock.shift(dt.timedelta(days=1))
        for _ in range(3):
            said = list(link_checks.refresh(look_up=Web(offline)))
            clock.shift(dt.timedelta(minutes=11))
        assert sorted(said) == [f"{alive.url}: No way.", f"{dead.url}: No way."]
        assert list(ResourceLink.objects.filter(is_dead=True)) == [dead]
        web = Web()
        list(link_checks.refresh(look_up=web))
        assert sorted(web.asked) == [alive.url, dead.url]
    assert not ResourceLink.objects.filter(is_dead=True).exists()


def test_looks_within_an_hour_are_one():
    link("https://lamp.org/")
    for _ in range(3):
        link_checks.remember(address="https://lamp.org/", found=DEAD)
    assert not ResourceLink.objects.filter(is_dead=True).exists()


def test_a_look_that_changes_nothing_changes_no_answer_that_is_kept():
    link("https://lamp.org/")
    before = Revision.objects.get().token
    link_checks.remember(address="https://lamp.org/", found=ALIVE)
    assert Revision.objects.get().token == before


def test_links_that_came_with_a_version_or_a_copy_are_marked_by_the_next_tick():
    dead, alive = link("https://lamp.org/"), link("https://chart.org/")
    AddressCheck.objects.create(
        key=link_checks.key_of(dead.url), url=dead.url, alive=False, failures=2, due_at=timezone.now() + dt.timedelta(9)
    )
    ResourceLink.objects.filter(pk=alive.pk).update(is_dead=True)
    list(link_checks.refresh(look_up=Web()))
    assert list(ResourceLink.objects.order_by("pk").values_list("is_dead", flat=True)) == [True, False]


def test_a_site_that_asks_programs_to_stay_away_is_left_alone():
    with Server({"/robots.txt": answer(b"User-agent: *\nDisallow: /\n"), "/": answer(b"x")}) as server:
        robots.allows(server.url(), trusted=LOOPBACK)  # and so its rules are known
        found = link_checks.look_up_kindly(address=server.url())
        assert (found.alive, len(server.requests)) == (None, 1)
    assert "stay away" in found.note


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
    with django_assert_num_queries(4):
        list(link_checks.refresh(look_up=Web()))
