import pytest

from episodes import search
from episodes.models import SearchDocument, SearchPassage
from tests.words import episode

pytestmark = pytest.mark.django_db


def places(question, *episodes):
    list(search.index())
    found = search.places(search.ask(question), languages={one.pk: one.show.language for one in episodes})
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


def test_a_chapter_is_no_place_from_the_moment_on_at_which_it_is_hidden():
    made = episode(chapters=["The tide"], said=["A tide."])
    places("tide", made)
    made.chapters.update(hidden=True)  # and no tick has run since
    found = search.places(search.ask("tide"), languages={made.pk: "en"})
    assert [place.is_chapter for place in found[made.pk]] == [False]


def test_there_are_at_most_three_in_the_order_in_which_they_are_heard():
    made = episode(chapters=["Tide one"], said=["Tide."] * 40)
    assert [clock for clock, _, _ in places("tide", made)[0]] == ["0:00", "0:00", "0:30"]


@pytest.mark.parametrize(
    ("chapters", "queries", "expected"),
    [
        (["Tide", "A tide", "The tide", "Tides"], 1, ["0:00", "1:00", "2:00"]),
        (["Tide table", "Tide"], 2, ["0:00"]),
        (["Tide", "Table", "Tide"], 2, ["0:00", "1:00", "2:00"]),
        (["Tide", "Other", "Tide"], 3, ["0:00", "0:00", "2:00"]),
    ],
)
def test_lines_are_looked_for_only_where_they_could_be_among_the_best(
    chapters, queries, expected, django_assert_num_queries
):
    made = episode(chapters=chapters, said=["A tide."])
    list(search.index())
    question = search.ask("tide" if queries == 1 else "tide table")
    with django_assert_num_queries(queries):
        found = search.places(question, languages={made.pk: "en"})
    assert [place.clock for place in found[made.pk]] == expected


def test_places_of_many_episodes_are_two_queries(django_assert_num_queries):
    made = [episode(chapters=["A"], said=["The tide."]) for _ in range(3)]
    list(search.index())
    question = search.ask("tide")
    for some in (made[:1], made):
        with django_assert_num_queries(2):
            found = search.places(question, languages={one.pk: "en" for one in some})
        assert all(len(its) == 1 for its in found.values())


def test_without_a_question_or_episodes_there_are_none():
    assert places("?", episode(said=["Tide."])) == [[]]
    assert places("tide") == []


def test_what_is_said_across_lines_is_at_the_line_in_which_it_begins():
    made = episode(said=["Bo: Good morning.", "Ana: They rang the harbour", "Bo: bell."])
    assert places('"harbour bell"', made) == [[("0:10", "Ana", "They rang the harbour")]]


def test_where_no_passage_has_all_words_the_best_have_some():
    far = ["Nothing."] * 10
    made = episode(said=["A bell rang.", *far, "Fog, and a horn.", *far, "No bell."])
    assert [clock for clock, _, _ in places("fog horn bell", made)[0]] == ["1:50"]


def test_what_older_rules_took_down_is_found_by_its_half_minute():
    made = episode(chapters=["Tide"], said=["Good morning.", "The tide."])
    list(search.index())
    SearchPassage.objects.update(counts=[])
    SearchDocument.objects.update(chapters=[])
    found = search.places(search.ask("tide"), languages={made.pk: "en"})
    assert [place.clock for place in found[made.pk]] == ["0:00"]
