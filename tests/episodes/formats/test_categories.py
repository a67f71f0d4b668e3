import pytest

from episodes.formats.categories import CATEGORIES, joined, split


def test_there_are_110_of_which_19_are_whole():
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 110
    assert sum(not split(name)[1] for name in CATEGORIES) == 19


@pytest.mark.parametrize("name", CATEGORIES)
def test_a_name_is_parted_and_joined_again(name):
    assert joined(*split(name)) == name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Technology", ("Technology", "")),
        ("Society & Culture > Places & Travel", ("Society & Culture", "Places & Travel")),
        ("Religion & Spirituality > Religion", ("Religion & Spirituality", "Religion")),
    ],
)
def test_the_parts_are_spelt_as_directories_spell_them(name, parts):
    assert split(name) == parts
    assert name in CATEGORIES
