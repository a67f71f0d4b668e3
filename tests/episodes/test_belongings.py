"""What belongs to an episode, in one query, is what its relations give."""

import pytest
from django.forms import model_to_dict

from episodes.belongings import belongings, credits_of
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, ResourceLinkFactory, TopicFactory

pytestmark = pytest.mark.django_db


def fill(episode, count):
    for n in range(count, 0, -1):
        ChapterFactory(
            episode=episode, start_ms=n * 1000, end_ms=n * 1000 + 500 if n % 2 else None, hidden=n == 2, url="",
            image="images/a.jpg" if n == 1 else "",
        )  # fmt: skip
        ResourceLinkFactory(episode=episode, position=n // 2, sponsored=n == 1, label=f"L{n}")
        episode.topics.add(TopicFactory(name=f"T{n} of {episode.pk}"))
        CreditFactory(episode=episode, position=n)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_one_query_for_all_three(count, django_assert_num_queries):
    episode = EpisodeFactory()
    fill(episode, count)
    fill(EpisodeFactory(), 1)
    with django_assert_num_queries(1):
        found = belongings(episode)
    for mine, there in ((found.chapters, episode.chapters), (found.links, episode.resource_links)):
        assert [model_to_dict(row) for row in mine] == [model_to_dict(row) for row in there.all()]
    assert [(topic.name, topic.slug) for topic in found.topics] == list(episode.topics.values_list("name", "slug"))
    assert [chapter.hidden for chapter in found.chapters] == [row.hidden for row in episode.chapters.all()]


@pytest.mark.parametrize("count", [1, 3])
def test_credits_come_in_order_with_their_people(count, django_assert_num_queries):
    episode = EpisodeFactory()
    fill(episode, count)
    with django_assert_num_queries(1):
        assert [credit.person.name for credit in credits_of(episode)]
    assert credits_of(episode) == list(episode.credits.all())
