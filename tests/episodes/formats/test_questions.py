import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.questions import MOST_TERMS, parse


def asked(text, *languages):
    return [(term.phrases, term.prefix) for term in parse(text, languages=languages).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tide table", [((("tide",),), ""), ((("table",),), "table")]),
        ('"tide table" moon', [((("tide", "table"),), ""), ((("moon",),), "moon")]),
        ("„tide table“", [((("tide", "table"),), "")]),
        ("« tide »", [((("tide",),), "")]),
        ("it's", [((("its",),), "its")]),
        ("deep-sea", [((("deep",),), ""), ((("sea",),), "sea")]),
        ("tide tide", [((("tide",),), ""), ((("tide",),), "tide")]),
        ("x", [((("x",),), "")]),
        ("海", [((("海",),), "海")]),
        ("海辺の", [((("海辺", "辺の"),), "")]),
    ],
)
def test_a_question_is_read(text, expected):
    assert asked(text) == expected


def test_each_language_has_its_own_way_to_write_a_term():
    assert asked("marées", "en", "fr") == [((("marees",), ("mare",)), "marees")]


@pytest.mark.parametrize("text", ["", "   ", "?!", '""', '"', "-", "\0", "*"])
def test_without_words_there_is_no_question(text):
    assert not parse(text)


def test_one_character_of_an_unspaced_script_begins_pairs():
    assert [term.is_character for text in ("辺", "海辺", "a") for term in parse(text).terms] == [True, False, False]


def test_what_nobody_types_is_cut():
    assert len(parse(" ".join(f"word{number}" for number in range(40))).terms) == MOST_TERMS
    assert len(parse("a" * 1000).text) == 200


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("tides", "The tide turns, tides turn.", ["tide", "tides"]),
        ('"slack water"', "Slack water is slack by water.", ["Slack water"]),
        ("lib", "A Library of libels", ["Library", "libels"]),
        ("slack water", "Slack water", ["Slack", "water"]),
        ('water "slack water"', "Slack water", ["Slack water"]),
        ("辺", "海辺", ["辺"]),
        ("moon", "The tide", []),
    ],
)
def test_what_was_asked_for_is_marked_in_a_text(question, text, said):
    spans = parse(question, languages=["en"]).says(text, language="en")
    assert [text[start:end] for start, end in spans] == said


@pytest.mark.parametrize(
    ("question", "stems", "begins"),
    [
        ("tides", "a tide and a tide", [1, 4]),
        ('"tide tables"', "tide tabl tide and tabl", [0]),
        ("tide tables", "tabl tide", [1, 0]),
        ("tab", "the tabl", [1]),
        ("rip", "strip", []),
        ("潮", "灯台 潮の の", [1]),
        ("?", "tide", []),
    ],
)
def test_a_term_is_found_in_stems_by_the_number_of_its_word(question, stems, begins):
    assert [number for _, number in parse(question, languages=["en"]).begins(stems)] == begins


@given(st.text(), st.text())
def test_anything_can_be_asked_of_anything(question, text):
    end = -1
    for start, stop in parse(question, languages=["en", "de"]).says(text, language="en"):
        assert end < start < stop <= len(text)
        end = stop
