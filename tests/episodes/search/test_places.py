import pytest

from episodes import search
from episodes.models import Episode
from tests.words import episode

pytestmark = pytest.mark.django_db


def places(question, *episodes):
    list(search.index())
    found = search.places(search.ask(question), episodes=Episode.objects.filter(pk__in=[one.pk for one in episodes]))
    return [
        [
            (place.clock, place.speaker, "".join(f"[{words}]" if it else words for words, it in place.pieces))
            for place in its
        ]
        for its in found.values()
    ]


def test_a_place_is_the_line_with_its_second_and_who_says_it():
    made = episode(said=["Ana: Good morning.", "Bo: The tide table is wrong.", "Ana: By how much?"])
    assert places("tide table", made) == [[("0:10", "Bo", "The [tide] [table] is wrong.")]]


def test_a_chapter_is_a_place_unless_a_line_says_more():
    made = episode(chapters=["Welcome", "The tide"], said=["Nothing.", "The tide table."])
    assert places("tide", made) == [[("0:10", "", "The [tide] table."), ("1:00", "", "The [tide]")]]
    assert places("tide table", made) == [[("0:10", "", "The [tide] [table].")]]


def test_a_hidden_chapter_is_no_place():
    made = episode(chapters=["The tide"])
    made.chapters.update(hidden=True)
    assert places("tide", made) == [[]]


def test_there_are_at_most_three_in_the_order_in_which_they_are_heard():
    made = episode(chapters=["Tide one"], said=["Tide."] * 40)
    assert [clock for clock, _, _ in places("tide", made)[0]] == ["0:00", "0:00", "0:30"]


def test_places_of_many_episodes_are_one_query(django_assert_num_queries):
    made = [episode(chapters=["A"], said=["The tide."]) for _ in range(3)]
    list(search.index())
    question = search.ask("tide")
    for some in (made[:1], made):
        prefetched = Episode.objects.select_related("show").prefetch_related("chapters")
        episodes = list(prefetched.filter(pk__in=[one.pk for one in some]))
        with django_assert_num_queries(1):
            found = search.places(question, episodes=episodes)
        assert all(len(its) == 1 for its in found.values())


def test_without_a_question_or_episodes_there_are_none():
    assert places("?", episode(said=["Tide."])) == [[]]
    assert places("tide") == []
