"""How a show looks, set in its form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from episodes.models import Show
from tests.episodes.admin.forms import as_sent
from tests.factories import ShowFactory
from tests.guests.test_pictures import encoded


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def show():
    return ShowFactory(own_css="a { color: teal }", header_text="As it was")


def save(desk, show, **changes):
    address = reverse("admin:episodes_show_change", args=[show.pk])
    return desk.post(address, {**as_sent(desk.get(address), form="show_form"), **changes})


def css(text, name="own.css"):
    return SimpleUploadedFile(name, text, content_type="text/css")


def test_an_editor_gives_the_show_its_looks(desk, show):
    response = save(
        desk,
        show,
        accent="#7a1fa2",
        scheme="dark",
        header_text="New with every tide",
        footer_links="Imprint – https://harbour.example/",
        logo=SimpleUploadedFile("logo.png", encoded((1920, 480), mode="RGBA", kind="PNG")),
        own_css_file=css(b"\xef\xbb\xbf.band { background: navy }"),
    )
    assert response.status_code == 302
    now = Show.objects.get(pk=show.pk)
    assert (now.accent, now.scheme, now.header_text) == ("#7a1fa2", "dark", "New with every tide")
    assert now.own_css == ".band { background: navy }"
    with Image.open(now.logo) as logo:
        assert (now.logo_width, now.logo_height) == logo.size == (960, 240)
    now.logo.close()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"own_css_file": css(b"a {")}, "Line 1: This “{” is never closed"),
        ({"own_css_file": css("a { content: 'ü' }".encode("latin-1"))}, "The file is no text in UTF-8"),
        ({"own_css_file": css(b"a" * 200_001)}, "The file is too large"),
        ({"own_css": "@import 'b.css';"}, "“@import” fetches another stylesheet"),
        ({"accent": "teal"}, "six digits"),
        ({"footer_links": "Imprint"}, "has no words or no address"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(desk, show, sent, says):
    response = save(desk, show, header_text="Typed and not lost", **sent)
    assert response.status_code == 200
    assert says in response.text
    assert 'value="Typed and not lost"' in response.text
    assert Show.objects.get(pk=show.pk).own_css == "a { color: teal }"
