"""What lists of episodes ask, against the same asked by the models one by one."""

import datetime as dt

import pytest

from episodes.listing import choices, listed, makers
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
        seasons, topics = choices(show)
    assert [(season.number, season.name, season.pk) for season in seasons] == [
        (season.number, season.name, season.pk) for season in show.seasons.exclude(number=90).order_by("number")
    ]
    assert [topic.name for topic in topics] == [f"T{number}" for number in range(1, n + 1)]
    assert all(topic.slug for topic in topics)


def test_a_maker_is_heard_once_on_a_public_episode(show):
    heard, unheard = StandingCreditFactory(show=show), StandingCreditFactory(show=show, position=1)
    CreditFactory(person=heard.person)
    CreditFactory(person=unheard.person, episode=EpisodeFactory(state="draft"))
    assert [(credit, credit.is_heard) for credit in makers(show)] == [(heard, True), (unheard, False)]
