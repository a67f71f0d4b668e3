import pytest

from episodes.formats.categories import CATEGORIES, joined, nearest, split


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


@pytest.mark.parametrize(
    ("said", "today"),
    [
        (("Arts", "Design"), ("Arts", "Design")),
        (("Arts", ""), ("Arts", "")),
        (("Society & Culture", "History"), ("History", "")),
        (("Education", "Higher Education"), ("Education", "")),
        (("Games & Hobbies", "Video Games"), ("Leisure", "Video Games")),
        (("Knitting", "Socks"), None),
    ],
)
def test_category_of_former_days_is_the_nearest_of_today(said, today):
    assert nearest(*said) == today
