import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.words import fold, words


def stems(text, language=""):
    return [word.stem for word in words(text, language=language)]


@pytest.mark.parametrize(
    ("written", "found_by"),
    [
        ("Dún Laoghaire", "DUN LAOGHAIRE"),
        ("Straße", "strasse"),
        ("don’t", "dont"),
        ("ﬁsh", "fish"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("e\u0301te\u0301", "été"),
        ("İstanbul", "istanbul"),
        ("ﾗｼﾞｵ", "ラジオ"),
        ("مُحَمَّد", "محمد"),
        ("Ёлка", "Елка"),
    ],
)
def test_case_accents_points_and_width_make_no_difference(written, found_by):
    assert stems(written) == stems(found_by) != []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "tides", "tide"),
        ("en-GB", "publishing", "published"),
        ("de", "Häuser", "Haus"),
        ("fr", "marées", "marée"),
        ("es", "pescadores", "pescador"),
        ("tlh", "tide", "tide"),
    ],
)
def test_endings_of_the_language_make_no_difference(language, one, other):
    assert stems(one, language) == stems(other, language)


def test_endings_of_another_language_stay():
    assert stems("Häuser", "en") != stems("Haus", "en")


def test_marks_that_make_another_letter_stay():
    assert stems("हिन्दी में") == ["हिन्दी", "में"]
    assert fold("が") != fold("か")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海", ["海"]),
        ("海辺", ["海辺", "辺"]),
        ("海辺の", ["海辺", "辺の", "の"]),
        ("FM海辺", ["fm", "海辺", "辺"]),
        ("안녕", ["안녕", "녕"]),
    ],
)
def test_unspaced_scripts_are_pairs_and_the_last_character(text, expected):
    assert stems(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "!?…", "__", "''", "\u0301", "🌊", "\u0640"])
def test_without_letters_there_are_no_words(text):
    assert stems(text) == []


@given(st.text(), st.sampled_from(["", "en", "de", "ja", "x-none"]))
def test_every_word_says_where_it_stands(text, language):
    end = 0
    for word in words(text, language=language):
        assert 0 <= word.start < word.end <= len(text)
        assert word.end >= end
        assert word.folded
        assert word.stem
        assert not set(word.stem) & set(" \"'\\:&|()*")
        end = word.end


@given(st.text(st.characters(codec="latin-1")) | st.text("aé_-'’ 1"), st.sampled_from(["", "en", "de"]))
def test_words_are_the_same_beside_an_unspaced_script(text, language):
    assert list(words(text, language=language)) == list(words(f"{text} 海", language=language))[:-1]
