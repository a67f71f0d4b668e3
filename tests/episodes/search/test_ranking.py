import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from episodes import search
from episodes.models import Episode, Season
from tests.factories import ShowFactory, TopicFactory
from tests.words import episode, found

pytestmark = pytest.mark.django_db


def test_title_then_names_then_texts_then_speech_and_the_newest_among_equals():
    episode("Spoken", days_old=1, said=["The lighthouse is out."])
    episode("Written", days_old=2, notes="On a *lighthouse*.")
    episode("Linked", days_old=3, links=["Lighthouse society"])
    episode("Chaptered", days_old=4, chapters=["Start", "The lighthouse"])
    episode("The Old Lighthouse", days_old=6)
    episode("The New Lighthouse", days_old=5)
    expected = ["The New Lighthouse", "The Old Lighthouse", "Chaptered", "Written", "Linked", "Spoken"]
    assert found("lighthouse") == expected


def test_said_together_comes_before_said_far_apart():
    far = [f"Line {number}." for number in range(30)]
    episode("Apart", days_old=1, said=["A bell rang.", *far, "Fog came in."])
    episode("Together", days_old=2, said=["A bell rang in the fog."])
    assert found("bell fog") == ["Together", "Apart"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("tides", ["Tide Tables"]),
        ("TIDE", ["Tide Tables"]),
        ("tide wickramanayake", ["Tide Tables"]),  # one of the title, one of the people
        ("ines", ["Tide Tables"]),
        ("inês", ["Tide Tables"]),
        ('"slack water"', ["Tide Tables"]),
        ('"water slack"', []),
        ("hydrogr", ["Tide Tables"]),
        ("meteorology", ["Tide Tables"]),
        ("second winter", ["Tide Tables"]),
        ("secret chapter", []),
        ("foghorn", []),
    ],
)
def test_everything_of_an_episode_finds_it(question, expected):
    show = ShowFactory()
    made = episode(
        "Tide Tables",
        show=show,
        season=Season.objects.create(show=show, number=2, name="Second winter"),
        summary="What slack water is.",
        people=["Ravindra Wickramanayake", "Inês Carvalho"],
        chapters=["Hydrography for all"],
    )
    made.topics.add(TopicFactory(name="Meteorology"))
    made.chapters.create(title="Secret chapter", start_ms=90_000, hidden=True)
    episode("Nothing of it")
    assert found(question) == expected


def test_endings_go_by_the_language_of_the_show():
    episode("Die Häuser am Hafen", show=ShowFactory(language="de"))
    episode("Horaires des marées", show=ShowFactory(language="fr"))
    episode("海辺のラジオ", show=ShowFactory(language="ja"))
    assert found("Haus") == ["Die Häuser am Hafen"]
    assert found("maree") == ["Horaires des marées"]
    assert [found(text) for text in ("海辺", "ラジオ", "ｵ", "辺のラ", "ラ")] == [["海辺のラジオ"]] * 5


def test_a_beginning_finds_titles_and_names_alone():
    episode("A Library", said=["Nothing."])
    episode("Other", said=["The librarian."])
    assert found("libra") == ["A Library"]


def test_where_none_has_all_the_rarest_words_decide():
    for number in range(6):
        episode(f"Common {number}", said=["Where did they go?"])
    episode("Rare", days_old=50, said=["The sourdough was out."])
    assert found("where did they say sourdough")[0] == "Rare"


def test_what_is_not_among_those_asked_is_not_found():
    episode("Public tide")
    episode("Draft tide", days_old=2, state="draft")
    assert found("tide") == ["Public tide"]
    assert found("tide", among=Episode.objects.all()) == ["Public tide", "Draft tide"]


def test_nothing_asked_is_everything():
    episode("One")
    assert [one.title for one in search.matching(search.ask("?"), among=Episode.objects.all())] == ["One"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(st.sampled_from("ab \"*:^(){}-+'\\&|!<>~,;%_\0АЯ海\u0301 NEAR OR AND NOT") | st.characters()))
def test_any_question_can_be_asked(text):
    assert isinstance(found(text), list)
