import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from guests.redirects.addresses import read_new, read_old, refuse_loop


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/blog/episode-12", "/blog/episode-12"),
        ("  /blog/episode-12/ ", "/blog/episode-12"),
        ("https://old.example/blog/episode-12/?page=2", "/blog/episode-12?page=2"),
        ("/%C3%BCber/uns", "/über/uns"),
        ("/index.php?p=12", "/index.php?p=12"),
        ("/blog/#top", "/blog"),
        ("https://old.example?p=12", "/?p=12"),
        ("/?p=12", "/?p=12"),
    ],
)
def test_an_old_address_is_kept_in_one_form(typed, kept):
    assert read_old(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "An address is missing"),
        ("blog/episode-12", "“blog/episode-12” is no address: write it as in /blog/episode-12."),
        ("/", "The first page is always there"),
        ("https://old.example", "The first page is always there"),
        ("https://old.example/?page=2", "The first page is always there"),
        ("/?p=12&utm=x", "The first page is always there"),
        ("/admin/episodes/", "“/admin/episodes/” belongs to the site itself."),
        ("/a b", "is no address"),
        ("/a%0d%0aSet-Cookie:x", "is no address"),
        ("//evil.example/a", "is no address"),
        ("javascript:alert(1)", "is no address"),
        ("https://[", "is no address"),
        ("/" + "a" * 500, "501 characters; at most 500"),
    ],
)
def test_what_is_no_old_address_is_said_to_be_none(typed, said):
    with pytest.raises(ValidationError, match=said.replace("(", r"\(")):
        read_old(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/show/episode/", "/show/episode/"),
        ("/show/episode/?t=14:37#notes", "/show/episode/?t=14:37#notes"),
        ("/show/episode?t=14:37", "/show/episode/?t=14:37"),
        ("https://podcasts.example/show/", "/show/"),
        ("/", "/"),
    ],
)
def test_a_new_address_is_a_path_of_this_site(typed, kept):
    assert read_new(typed, hosts=("podcasts.example",)) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://evil.example/show/", "“evil.example” is another site"),
        ("https://podcasts.example@evil.example/", "is another site"),
        ("//evil.example/", "is no address"),
        ("https://podcasts.example//evil.example/", "begins with one slash"),
        ("/\\evil.example/", "is no address"),
        ("/%5cevil.example/", "is no address"),
        ("/no/such/page/at/all", "“/no/such/page/at/all” leads nowhere"),
    ],
)
def test_no_address_leads_to_another_site_or_nowhere(typed, said):
    with pytest.raises(ValidationError, match=said):
        read_new(typed, hosts=("podcasts.example",))


@given(st.text() | st.from_regex(r"(https?:)?[/\\]{0,3}[a-z.@:]*[/\\?#%0-9a-f]*"))
def test_whatever_is_typed_stays_on_this_site(text):
    try:
        new = read_new(text, hosts=("podcasts.example",))
    except ValidationError:
        return
    assert new.startswith("/")
    assert not new.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("old", "new", "known", "steps"),
    [
        ("/a", "/a/", {}, "/a → /a"),
        ("/a", "/b/", {"/b": "/c/", "/c": "/a"}, "/a → /b → /c → /a"),
        ("/a", "/a/?p=1#top", {}, "/a → /a"),
        ("/a?p=1", "/a/", {}, r"/a\?p=1 → /a\?p=1"),
        ("/a?p=1", "/b/", {"/b": "/a/"}, r"/a\?p=1 → /b → /a\?p=1"),
    ],
)
def test_a_loop_is_refused_with_its_steps(old, new, known, steps):
    with pytest.raises(ValidationError, match=f"would lead back to itself: {steps}."):
        refuse_loop(old, new, known=known)


def test_a_way_that_ends_is_none():
    refuse_loop("/a", "/b/", known={"/b": "/c/", "/x": "/a/"})
    refuse_loop("/a", "/b/", known={"/b": "/c/", "/c": "/b/"})  # another's loop
    refuse_loop("/a?p=1", "/a/?p=2", known={})
