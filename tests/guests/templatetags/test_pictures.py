import io

import pytest
from django.core.files.base import ContentFile
from django.template import Context
from django.test import RequestFactory
from PIL import Image

from guests.models import Person
from guests.templatetags.pictures import picture, picture_address


@pytest.fixture
def person() -> Person:
    person = Person()
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "#1c2f5a").save(out, "PNG")
    person.portrait.save("portrait.png", ContentFile(out.getvalue()), save=False)
    return person


def test_no_picture_is_no_markup_and_no_address(rf: RequestFactory) -> None:
    nobody = Person()

    assert picture(nobody.portrait) == ""
    assert picture_address(Context({"request": rf.get("/")}), nobody.portrait) == ""


def test_address_for_other_sites_is_absolute_and_of_the_largest_width(person: Person, rf: RequestFactory) -> None:
    address = picture_address(Context({"request": rf.get("/guests/", secure=True)}), person.portrait)

    assert address == f"https://testserver{person.portrait.rendition_url(1200)}"


@pytest.mark.parametrize(("css", "start"), [("", "<img src="), ("portrait", '<img class="portrait" src=')])
def test_class_is_written_only_where_one_is_given(person: Person, css: str, start: str) -> None:
    assert picture(person.portrait, css=css).startswith(start)


def test_words_of_the_picture_are_escaped(person: Person) -> None:
    assert 'alt="&quot;&gt;&lt;script&gt;"' in picture(person.portrait, alt='"><script>')
