"""What a show makes of its own pages."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    show = ShowFactory(slug="slack-water", title="Slack Water")
    EpisodeFactory(show=show, slug="a-lamp")
    EpisodeFactory(show=ShowFactory(slug="elsewhere"), slug="a-horn")
    return show


def change(show, **values):
    for name, value in values.items():
        setattr(show, name, value)
    show.full_clean()
    show.save()


def picture(width, height):
    out = io.BytesIO()
    Image.new("RGBA", (width, height)).save(out, "PNG")
    return out.getvalue()


def stylesheets_of(text):
    return re.findall(r'<link rel="stylesheet" href="(/[^"]*/(?:theme|own)\.css\?v=\w+)"', text)


PAGES = ["/slack-water/", "/slack-water/a-lamp/", "/slack-water/subscribe/"]


@pytest.mark.parametrize("address", PAGES)
def test_head_foot_and_scheme_are_on_every_page_of_the_show_at_once_and_on_no_other(client, show, address):
    said = ("New with every tide", 'href="https://harbour.example/imprint"', 'data-theme="dark"')
    assert [text in client.get(address).text for text in said] == [False] * 3
    change(
        show,
        header_text="New with every tide",
        footer_links="Imprint – https://harbour.example/imprint",
        scheme="dark",
    )
    assert [text in client.get(address).text for text in said] == [True] * 3
    assert [text in client.get("/elsewhere/a-horn/").text for text in said] == [False] * 3


def test_logo_leads_to_the_show_in_place_of_the_name_of_the_site(client, show):
    show.logo.save("logo.png", ContentFile(picture(300, 100)))
    page = client.get("/slack-water/a-lamp/").text
    assert f'<img src="{show.logo.url}" width="300" height="100" alt="Slack Water">' in page
    assert 'class="masthead__name"' not in page


def test_accent_is_that_of_the_show_at_a_new_address(client, show):
    (before,) = stylesheets_of(client.get("/slack-water/").text)
    change(show, accent="#7a1fa2")
    (after,) = stylesheets_of(client.get("/slack-water/").text)
    assert before != after
    assert "--accent:#7a1fa2" in client.get(after).text


def test_own_stylesheet_comes_last_and_is_served_as_one(client, show):
    assert client.get("/slack-water/own.css").status_code == 404
    change(show, own_css=".band { background: navy }")
    theme, own = stylesheets_of(client.get("/slack-water/a-lamp/").text)
    assert (theme.split("?")[0], own.split("?")[0]) == ("/slack-water/theme.css", "/slack-water/own.css")
    response = client.get(own)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.text == ".band { background: navy }"
    assert len(stylesheets_of(client.get("/slack-water/a-lamp/embed/").text)) == 1


def test_stylesheet_of_a_show_that_is_being_prepared_is_not_there(client):
    change(ShowFactory(slug="preparing"), own_css="a { color: red }")
    assert client.get("/preparing/own.css").status_code == 404


def test_first_page_wears_the_colours_of_the_show_that_was_on_last_and_not_its_stylesheet(client, show):
    change(show, own_css="a { color: red }")
    EpisodeFactory(show=show, slug="the-newest")
    (worn,) = stylesheets_of(client.get("/").text)
    assert worn.startswith("/slack-water/theme.css")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("accent", "red", "six digits"),
        ("accent", "#12345g", "six digits"),
        ("scheme", "sepia", "not a valid choice"),
        ("footer_links", "Imprint", "“Imprint” has no words or no address"),
        ("footer_links", "https://harbour.example/", "has no words or no address"),
        ("footer_links", f"Imprint – https://harbour.example/{'a' * 2000}", "There is room for 2000"),
        ("own_css", "a { color: red", "Line 1: This “{” is never closed"),
    ],
)
def test_a_mistake_says_what_would_be_right(show, field, value, says):
    with pytest.raises(ValidationError) as raised:
        change(show, **{field: value})
    assert says in str(raised.value.message_dict[field])


def test_links_at_the_foot_are_escaped(client, show):
    change(show, footer_links='<a href="https://harbour.example/?a=1&b=2">Rules & <b>more</b></a>')
    page = client.get("/slack-water/").text
    assert '<a href="https://harbour.example/?a=1&amp;b=2" rel="noopener" dir="auto">Rules &amp; more</a>' in page
