"""A prepared question says what the QuerySet says that it was written as, for any values and at any moment."""

import datetime as dt

import pytest
import time_machine
from django.db.models import Value

from episodes.models import Episode, Show
from guests.models import Person
from guests.prepared import NOW, Prepared, Slot, key
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, SeasonFactory, ShowFactory

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)


def test_each_asking_fills_in_its_own_values():
    question = Prepared(lambda: Person.objects.filter(slug=Slot("slug")))
    ada, bo = PersonFactory(slug="ada"), PersonFactory(slug="bo")
    assert [question(slug=slug) for slug in ("ada", "bo", "ada", "eve")] == [[ada], [bo], [ada], []]
    assert (question.first(slug="bo"), question.first(slug="eve")) == (bo, None)


@pytest.mark.parametrize("slug", ["%s", "100%", "it's", '"', "?", "", "ß\N{SNOWMAN}"])
def test_a_value_is_never_read_as_sql(slug):
    question = Prepared(lambda: Person.objects.filter(slug=Slot("slug")))
    person = PersonFactory(slug=slug)
    PersonFactory(slug="another")
    assert question(slug=slug) == [person]


def test_the_moment_is_that_of_the_asking():
    question = Prepared(lambda: Episode.objects.published(now=NOW))
    with time_machine.travel(MOMENT, tick=False) as clock:
        episode = EpisodeFactory(publish_at=MOMENT + dt.timedelta(seconds=1))
        assert question() == []
        clock.shift(1)
        assert question() == [episode]


def test_a_variant_is_a_question_of_its_own():
    question = Prepared(lambda first, end: Person.objects.order_by("slug")[first:end])
    people = [PersonFactory(slug=f"p-{n}") for n in range(3)]
    assert [question(0, 2), question(1, 3), question(0, 2)] == [people[:2], people[1:], people[:2]]


def test_rows_come_whole_with_what_belongs_to_them(django_assert_num_queries):
    question = Prepared(
        lambda: Episode.objects.filter(show=key("show")).select_related("show", "season").annotate(said=Value("yes"))
    )
    show = ShowFactory()
    episode = EpisodeFactory(show=show, season=SeasonFactory(show=show, number=4), publish_at=MOMENT)
    with django_assert_num_queries(1):
        (found,) = question(show=show.pk)
        assert (found.show, found.season.number, found.said, found.publish_at) == (show, 4, "yes", MOMENT)
    assert vars(found).keys() - {"said"} == vars(Episode.objects.get(pk=episode.pk)).keys()


def test_the_sql_is_written_once():
    written = []

    @Prepared
    def question():
        written.append(1)
        return Show.objects.filter(slug=Slot("slug")).values_list("title", "explicit")

    show = ShowFactory(explicit=True)
    assert question(slug=show.slug) == [(show.title, True)]
    assert question(slug="no-such") == []
    assert len(written) == 1


def test_the_connection_of_whoever_asked_first_is_let_go():
    question = Prepared(lambda: Person.objects.filter(slug=Slot("slug")))
    question(slug="ada")
    assert question._written()._compiler.connection is None


def test_a_slot_that_nobody_fills_is_told():
    question = Prepared(lambda: Person.objects.filter(slug=Slot("slug")))
    with pytest.raises(KeyError, match="slug"):
        question(slog="ada")


@pytest.mark.parametrize("count", [1, 3])
def test_what_a_list_shows_takes_one_question_for_the_credits(count, django_assert_num_queries):
    episodes = [EpisodeFactory() for _ in range(count)]
    for episode in episodes:
        CreditFactory(episode=episode, role="producer")
        guest = CreditFactory(episode=episode, role="guest")
    with django_assert_num_queries(1):
        found = Episode.objects.with_credits(episodes)
        assert [[credit.role for credit in episode.shown_credits] for episode in found] == [["guest"]] * count
        assert found[-1].shown_credits[0].person.name == guest.person.name
    with django_assert_num_queries(0):
        assert Episode.objects.with_credits([]) == []
