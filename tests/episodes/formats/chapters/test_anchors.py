import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.chapters import Chapter, slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Welcome to the Harbour", "welcome-to-the-harbour"),
        ("Äpfel, Öl & Straße", "aepfel-oel-strasse"),
        ("A\u0308pfel", "aepfel"),
        ("ÜBER", "ueber"),
        ("Кухня", "kukhnia"),
        ("café", "cafe"),
        ("t=877", "t-877"),
        ("“…”", "chapter-1"),
        ("", "chapter-1"),
        ("word " * 60, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_slug_is_readable_ascii(title: str, slug: str) -> None:
    assert slugs([title]) == (slug,)


def test_slugs_differ_from_each_other_and_from_the_pages_own() -> None:
    assert slugs(
        [Chapter(0, "Pier"), Chapter(1, "Pier 2"), Chapter(2, "pier"), Chapter(3, "!"), Chapter(4, "Notes")],
        reserved={"notes"},
    ) == ("pier", "pier-2", "pier-3", "chapter-4", "notes-2")


@given(st.lists(st.text() | st.sampled_from(["a", "a 2", "a 2 2", "chapter 1", "t=1"])))
def test_slugs_are_always_different_and_never_a_moment(given_titles: list[str]) -> None:
    found = slugs(given_titles)
    assert len(set(found)) == len(given_titles)
    assert all(set(slug) <= set(string.ascii_lowercase + string.digits + "-") for slug in found)
    assert slugs(given_titles) == found
