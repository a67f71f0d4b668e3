import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from guests import pictures
from guests.models import Person

NAME = "0f" * 16 + ".jpg"


def encoded(size=(40, 30), *, mode="RGB", kind="JPEG", colour=None, **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour or 0).save(out, kind, **options)
    return out.getvalue()


def upload(data: bytes, name="cat.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def opened(data) -> Image.Image:
    return Image.open(io.BytesIO(data.read()))


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (encoded(), "JPEG", "picture.jpg"),
        (encoded(mode="CMYK"), "JPEG", "picture.jpg"),
        (encoded(mode="L", kind="PNG"), "JPEG", "picture.jpg"),
        (encoded(mode="RGBA", kind="PNG"), "PNG", "picture.png"),
        (encoded(mode="P", kind="PNG", transparency=0), "PNG", "picture.png"),
        (encoded(kind="WEBP"), "JPEG", "picture.jpg"),
    ],
)
def test_a_picture_is_made_anew_whatever_its_name_says(data, kind, name):
    made = pictures.clean_picture(upload(data, "evil.html"))
    assert (made.name, opened(made).format) == (name, kind)


def test_what_the_camera_knew_is_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Camera of a private person"
    made = pictures.clean_picture(upload(encoded((40, 30), exif=exif)))
    image = opened(made)
    assert image.size == (30, 40)
    assert not image.getexif()


def test_a_large_picture_is_made_smaller():
    assert opened(pictures.clean_picture(upload(encoded((4000, 1000))))).size == (3000, 750)


BOMB = encoded((8000, 7000), kind="PNG", mode="1")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a picture that can be read"),
        (b"<html>", "not a picture that can be read"),
        (encoded(kind="GIF", mode="P"), "not a picture that can be read"),
        (encoded(kind="TIFF"), "not a picture that can be read"),
        (encoded((400, 300))[:200], "not a picture that can be read"),
        (BOMB, "8000 × 7000 pixels"),
        (b"\xff\xd8\xff" + b"0" * pictures.MAX_BYTES, "13 MB; at most 12 MB"),
    ],
)
def test_what_is_not_a_reasonable_picture_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ValidationError, match=sentence):
        pictures.clean_picture(upload(data))


@pytest.fixture
def person(db):
    person = Person(name="Ada", slug="ada")
    person.portrait.save("Ada's passport photo.jpg", ContentFile(encoded((400, 300), colour=(200, 30, 30))))
    return person


def test_a_stored_picture_has_an_unguessable_name(person):
    assert len(person.portrait.name) == len("images/" + "0" * 32 + ".jpg")
    assert "passport" not in person.portrait.name


def test_renditions_are_squares_made_once(client, person):
    address = person.portrait.rendition_url(192)
    first = client.get(address)
    image_bytes = first.getvalue()
    image = Image.open(io.BytesIO(image_bytes))
    assert (image.format, image.size) == ("WEBP", (192, 192))
    assert first["Content-Type"] == "image/webp"
    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first["Access-Control-Allow-Origin"] == "*"
    default_storage.delete(person.portrait.name)
    again = client.get(address)
    assert (again.status_code, again.getvalue()) == (200, image_bytes)


def test_nobody_can_fill_the_disk_with_widths_of_their_own(client, person):
    address = person.portrait.rendition_url(192)
    for other in ("191", "100000", "0"):
        assert client.get(address.replace("192.webp", f"{other}.webp")).status_code == 404
    assert not default_storage.exists("renditions")


@pytest.mark.parametrize("address", [f"/media/renditions/{NAME}/192.webp", f"/media/images/{NAME}"])
def test_a_picture_that_is_not_there_is_404(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["..", ".", "%2e%2e", "..%2fpodcast.sqlite3", "%00", "a" * 300, NAME.upper(), f"x{NAME}"]
)
@pytest.mark.parametrize("address", ["/media/images/{}", "/media/renditions/{}/192.webp"])
def test_a_name_that_is_none_of_ours_is_404(client, person, address, name):
    assert client.get(address.format(name)).status_code == 404


class Overtaken(FileSystemStorage):
    """Somebody else's request makes the same rendition while this one opens the original."""

    def open(self, name, mode="rb"):
        pictures.rendition(default_storage, name.removeprefix("images/"), 96)
        return super().open(name, mode)


def test_two_requests_at_once_make_one_rendition(person):
    token = person.portrait.name.removeprefix("images/")
    assert pictures.rendition(Overtaken(), token, 96) == f"renditions/{token}/96.webp"
    assert default_storage.listdir(f"renditions/{token}") == ([], ["96.webp"])


def test_the_original_is_served_as_what_it_is_and_can_run_nothing(client, person):
    response = client.get(f"/media/{person.portrait.name}")
    assert response.getvalue()
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_every_width_is_in_the_srcset(person):
    assert [part.split()[1] for part in person.portrait.srcset.split(", ")] == [f"{w}w" for w in pictures.WIDTHS]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (encoded((900, 300)), (60, 20)),
        (encoded((40, 30)), (40, 30)),
        (encoded((300, 900), mode="RGBA", kind="PNG", colour=(0, 0, 0, 0)), (20, 60)),
        (encoded((120, 120), mode="P", kind="PNG", transparency=0), (60, 60)),
        (encoded((120, 120), kind="WEBP"), (60, 60)),
    ],
)
def test_a_picture_for_audio_is_a_small_jpeg(data, size):
    default_storage.save("images/a.png", ContentFile(data))
    made = Image.open(io.BytesIO(pictures.jpeg(default_storage, "images/a.png", edge=60)))
    assert (made.format, made.size) == ("JPEG", size)


def test_what_was_transparent_is_white_in_a_picture_for_audio():
    default_storage.save("images/a.png", ContentFile(encoded(mode="RGBA", kind="PNG", colour=(0, 0, 0, 0))))
    made = Image.open(io.BytesIO(pictures.jpeg(default_storage, "images/a.png", edge=60)))
    assert made.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [None, b"no picture", encoded()[:200]])
def test_no_picture_for_audio_where_there_is_none(data):
    if data:
        default_storage.save("images/a.png", ContentFile(data))
    assert pictures.jpeg(default_storage, "images/a.png", edge=60) is None
