import pytest
from hypothesis import given
from hypothesis import strategies as st

from guests.slugs import slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Äpfel & Straße", "aepfel-strasse"),
        ("Кухня", "kukhnia"),
        ("東京", "dong-jing"),
        ("  Zoë Ní Bhriain ", "zoe-ni-bhriain"),
        ("🎧", "fallback"),
        ("", "fallback"),
    ],
)
def test_titles_of_any_script_become_addresses(text, slug):
    assert slugify(text, fallback="fallback") == slug


@given(st.text())
def test_a_slug_is_never_empty_nor_anything_but_ascii_words(text):
    slug = slugify(text, fallback="fallback")
    assert slug
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
