"""What lists of episodes ask, against the same asked by the models one by one."""

import datetime as dt

import pytest

from episodes.listing import beside, listed, makers, shows_on, topics
from tests.factories import (
    CreditFactory,
    EpisodeFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)


@pytest.fixture
def show():
    return ShowFactory()


def test_a_part_of_the_list_says_how_long_the_whole_is(show):
    episodes = [EpisodeFactory(show=show, publish_at=MOMENT - dt.timedelta(days=n)) for n in range(5)]
    EpisodeFactory(show=show, state="draft")
    EpisodeFactory()
    found = listed(1, 3, show=show)
    assert (found, [episode.listed for episode in found]) == (episodes[1:3], [5, 5])
    assert listed(5, 7, show=show) == []


def test_season_and_topic_narrow_the_list(show):
    season, topic = SeasonFactory(show=show), TopicFactory()
    both, one, other = (EpisodeFactory(show=show, season=season) for _ in range(3))
    other.season = None
    other.save()
    for episode in (both, other):
        episode.topics.add(topic)
    assert set(listed(0, 9, show=show, season=season)) == {both, one}
    assert set(listed(0, 9, show=show, topic=topic)) == {both, other}
    assert listed(0, 9, show=show, season=season, topic=topic) == [both]


@pytest.mark.parametrize("n", [1, 3])
def test_seasons_by_number_and_topics_by_name_come_in_one_query(show, n, django_assert_num_queries):
    for number in range(n, 0, -1):
        season = SeasonFactory(show=show, number=number, name=f"S{number}")
        EpisodeFactory(show=show, season=season).topics.add(TopicFactory(name=f"T{number}"))
    SeasonFactory(show=show, number=90)
    EpisodeFactory(show=show, state="draft").topics.add(TopicFactory())
    EpisodeFactory().topics.add(TopicFactory())
    with django_assert_num_queries(1):
        found, _coming = beside(show)
    assert [(one.value, one.name, one.row, one.episodes) for one in found.seasons] == [
        (str(season.number), season.name, season, 1) for season in show.seasons.exclude(number=90).order_by("number")
    ]
    assert [(one.name, one.episodes) for one in found.topics] == [(f"T{number}", 1) for number in range(1, n + 1)]
    assert all(one.value and one.row.pk for one in found.topics)


def test_years_are_those_of_the_clock_of_the_show_each_with_its_episodes():
    show = ShowFactory(time_zone="Pacific/Auckland")
    for day in ((2024, 12, 31, 20), (2024, 12, 31, 9), (2025, 6, 1, 0), (2023, 1, 1, 0)):
        EpisodeFactory(show=show, publish_at=dt.datetime(*day, tzinfo=dt.UTC))
    found, _coming = beside(show)
    assert [(one.value, one.episodes) for one in found.years] == [("2025", 2), ("2024", 1), ("2023", 1)]
    assert len(listed(0, 9, show=show, year=2025)) == 2


def test_shows_and_topics_say_how_many_episodes_are_public(show, django_assert_num_queries):
    topic, other = TopicFactory(name="Light", slug="light"), TopicFactory(name="Arc")
    for _ in range(2):
        EpisodeFactory(show=show).topics.add(topic)
    elsewhere = EpisodeFactory(show=ShowFactory(title="Zero"))
    elsewhere.topics.add(topic, other)
    EpisodeFactory(draft=True).topics.add(topic, TopicFactory())
    with django_assert_num_queries(2):
        assert [(one.value, one.episodes) for one in shows_on(topic)] == [(show.slug, 2), (elsewhere.show.slug, 1)]
        assert [(one.name, n) for one, n in topics()] == [("Arc", 1), ("Light", 3)]


def test_a_maker_is_heard_once_on_a_public_episode(show):
    heard, unheard = StandingCreditFactory(show=show), StandingCreditFactory(show=show, position=1)
    CreditFactory(person=heard.person)
    CreditFactory(person=unheard.person, episode=EpisodeFactory(state="draft"))
    assert [(credit, credit.is_heard) for credit in makers(show)] == [(heard, True), (unheard, False)]
