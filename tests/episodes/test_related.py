"""What is related to an episode, and why."""

import datetime as dt

import pytest
from django.utils import timezone

from episodes import search
from episodes.related import related
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory(language="en")


@pytest.fixture
def make(show):
    made = iter(range(100))

    def make(title, *, guests=(), hosts=(), topics=(), show=show, **values):
        values.setdefault("publish_at", timezone.now() - dt.timedelta(days=next(made) + 1))
        episode = EpisodeFactory(show=show, title=title, **values)
        for role, people in (("guest", guests), ("host", hosts)):
            for person in people:
                CreditFactory(episode=episode, person=person, role=role)
        episode.topics.add(*topics)
        return episode

    return make


def why(episode):
    return [(one.episode.title, one.people, one.topics, one.words) for one in related(episode)]


def said(episode):
    list(search.index())
    return [(one.episode.title, one.said) for one in related(episode)]


def test_people_count_more_than_topics_and_topics_more_than_words(make):
    ada, light = PersonFactory(name="Ada"), TopicFactory(name="Light")
    this = make("The lamp room", guests=[ada], topics=[light])
    make("Nothing of it")
    make("Old lamps")
    make("Of the sun", topics=[light])
    make("A visit", guests=[ada])
    make("All of it: lamps", guests=[ada], topics=[light])
    assert why(this) == [
        ("All of it: lamps", ["Ada"], ["Light"], ["lamp"]),
        ("A visit", ["Ada"], [], []),
        ("Of the sun", [], ["Light"], []),
        ("Old lamps", [], [], ["lamp"]),
    ]


def test_among_equals_the_newest_comes_first_and_four_are_enough(make):
    light = TopicFactory()
    this = make("This", topics=[light])
    for number in range(6):
        make(f"No. {number}", topics=[light])
    assert [one.episode.title for one in related(this)] == ["No. 0", "No. 1", "No. 2", "No. 3"]


def test_hosts_relate_nothing_and_a_guest_who_hosts_elsewhere_does(make):
    host, ada = PersonFactory(), PersonFactory(name="Ada")
    this = make("Of wind", hosts=[host], guests=[ada])
    make("Of rain", hosts=[host])
    make("Elsewhere", hosts=[ada], show=ShowFactory())
    assert why(this) == [("Elsewhere", ["Ada"], [], [])]


def test_words_are_of_the_show_and_neither_short_nor_in_every_title(make):
    this = make("The keeper of the old radio")
    make("The keeper of keys", show=ShowFactory(language="en"))
    for number in range(14):
        make(f"Radio days {number}")
    make("Keepers")
    make("The old man of the sea")
    assert why(this) == [("Keepers", [], [], ["keeper"])]


def test_what_both_say_more_than_once_relates_them(make):
    this = make("This", summary="A fresnel lens.", notes="**Lenses** of glass, and a *keeper* of lenses. A keeper.")
    make("Once", notes="One lens.")
    make("Optics", notes="The lens, the [lenses](https://lens.example/), the keeper's keeper.")
    make("Elsewhere", notes="Lenses and lenses.", show=ShowFactory(language="en"))
    make("Hidden", notes="Lenses and lenses.", state="draft")
    assert said(this) == [("Optics", ["keeper"])]
    make("More keepers", notes="The keeper of keepers.")
    assert said(this) == [("Optics", ["keeper"]), ("More keepers", ["keeper"])]


def test_what_many_of_a_show_say_relates_nothing(make):
    this = make("This", notes="Foghorn, foghorn: a foghorn and a siren, a siren.")
    for number in range(10):
        make(f"No. {number}", notes="The foghorn and the foghorn." if number % 2 else "No foghorn.")
    make("Another", notes="A siren beside a foghorn; sirens and foghorns.")
    assert said(this) == [("Another", ["siren"])]


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "withdrawn", "silent"])
def test_what_is_not_public_is_related_to_nothing(make, trait):
    ada, light = PersonFactory(), TopicFactory()
    this = make("The lamp room", guests=[ada], topics=[light])
    hidden = EpisodeFactory(show=this.show, title="Lamps", **{trait: True})
    CreditFactory(episode=hidden, person=ada)
    hidden.topics.add(light)
    assert related(this) == []


@pytest.mark.parametrize("title", ["", "%", "_", "灯台の守り", "a b c", "L'été à Montréal"])
def test_any_title_can_be_asked_about(make, title):
    this = make(title or "x")
    make("灯台へ")
    assert [one.words for one in related(this)] == ([["灯台"]] if "灯" in title else [])


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_three_queries_however_much_is_shared(make, count, django_assert_num_queries):
    people, topics = PersonFactory.create_batch(count), TopicFactory.create_batch(count)
    this = make("The lamp room", guests=people, topics=topics, notes="A foghorn, the foghorn.")
    list(search.index())
    for _ in range(count):
        make("Lamps", guests=people, topics=topics, notes="Foghorn and foghorn.")
    with django_assert_num_queries(3):
        assert len(related(this)) == count
