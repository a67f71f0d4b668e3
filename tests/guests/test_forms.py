"""Pictures given at the desk: covers by the directories' rules, nothing chosen twice, nothing hostile kept."""

import datetime as dt
import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from episodes.models import Episode, Show
from guests import pictures
from guests.models import Person
from tests.episodes.admin.test_episode import ADD, errors, typed
from tests.factories import PersonFactory, ShowFactory

pytestmark = pytest.mark.django_db

NO_LINKS = {"links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0"}


@pytest.fixture
def show():
    return ShowFactory()


@pytest.fixture
def desk(client, producer, show):
    client.force_login(producer)
    return client


def picture(size=(1500, 1500), *, mode="RGB", kind="JPEG", colour=None, **options):
    out = io.BytesIO()
    Image.new(mode, size, colour or 0).save(out, kind, **options)
    return out.getvalue()


def halves(size, left="red", right="blue"):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, left)
    image.paste(Image.new("RGB", (size[0] - size[0] // 2, size[1]), right), (size[0] // 2, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def give(desk, data, name="cover.jpg", **more):
    return desk.post(ADD, typed(cover=SimpleUploadedFile(name, data), **more), follow=True)


def cover():
    with default_storage.open(Episode.objects.get().cover.name) as file:
        image = Image.open(file)
        image.load()
    return image


def said(response):
    return [str(message) for message in response.context["messages"]]


# --- The directories' rules -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            picture((1600, 1200)),
            "The cover has 1600 × 1200 pixels; directories want a square. Choose the part to show, or let the square be"
            " cut from the middle.",
        ),
        (
            picture((900, 900)),
            "The cover has 900 × 900 pixels; directories want at least 1400 × 1400. Give a larger one.",
        ),
    ],
)
def test_a_cover_that_directories_would_refuse_is_refused_with_a_sentence(desk, data, sentence):
    assert errors(give(desk, data)) == {"cover": [sentence]}


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (picture((1500, 1500)), None),
        (picture((3200, 3200), mode="L"), "The cover was made smaller, to 3000 × 3000 pixels"),
        (picture(mode="RGBA", kind="PNG"), "Directories take no transparency"),
        (picture(mode="P", kind="PNG", transparency=0), "Directories take no transparency"),
        (picture(mode="CMYK"), "The colours for printing (CMYK) were turned into those for screens (RGB)."),
        (picture(kind="WEBP"), None),
        (picture(mode="I;16", kind="PNG"), None),
        (
            picture(kind="WEBP", save_all=True, append_images=[Image.new("RGB", (1500, 1500), "red")]),
            "Of an animation only the first picture is kept.",
        ),
    ],
)
def test_what_can_be_mended_is_with_a_sentence(desk, data, note):
    response = give(desk, data)
    image = cover()
    assert (image.format, image.mode, image.width == image.height <= 3000) == ("JPEG", "RGB", True)
    *notes, _saved = said(response)
    assert [sentence.startswith(note or "") for sentence in notes] == [True] * bool(note)


def test_what_was_see_through_is_white(desk):
    give(desk, picture(mode="RGBA", kind="PNG"))
    assert cover().getpixel((700, 700)) == (255, 255, 255)


def test_grey_of_16_bits_keeps_its_shades(desk):
    give(desk, picture(mode="I;16", kind="PNG", colour=0x8000))
    assert cover().getpixel((700, 700)) == (128, 128, 128)


# --- Cropping ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "left", "right"),
    [
        ({"cover-middle": "on"}, "red", "blue"),
        ({"cover-crop_x": "0", "cover-crop_y": "0", "cover-crop_side": "1400"}, "red", "red"),
        ({"cover-crop_x": "1400", "cover-crop_y": "10", "cover-crop_side": "1400"}, "blue", "blue"),
    ],
)
def test_the_square_that_is_wanted_is_cut_out(desk, wanted, left, right):
    give(desk, halves((2800, 1500)), **wanted)
    image = cover()
    colours = {"red": (254, 0, 0), "blue": (0, 0, 254)}
    assert [image.getpixel((20, 700)), image.getpixel((image.width - 20, 700))] == [colours[left], colours[right]]


@pytest.mark.parametrize(
    ("x", "y", "side", "sentence"),
    [
        ("1000", "0", "1500", "The part to show does not lie within the picture of 1600 × 1500 pixels."),
        ("0", "0", "0", "The part to show does not lie within the picture of 1600 × 1500 pixels."),
        ("0", "0", "600", "The cover has 600 × 600 pixels; directories want at least 1400 × 1400. Give a larger one."),
    ],
)
def test_a_part_that_cannot_be_is_refused(desk, x, y, side, sentence):
    wanted = {"cover-crop_x": x, "cover-crop_y": y, "cover-crop_side": side}
    assert errors(give(desk, picture((1600, 1500)), **wanted)) == {"cover": [sentence]}


@pytest.mark.parametrize("x", ["", "-5", "nonsense", "١", "9" * 9])
def test_numbers_that_are_none_choose_no_part(desk, x):
    wanted = {"cover-crop_x": x, "cover-crop_y": "0", "cover-crop_side": "1400"}
    assert list(errors(give(desk, picture((1600, 1500)), **wanted))) == ["cover"]


# --- Nothing is chosen twice ------------------------------------------------------------------


def kept_token(response):
    widget = response.context["adminform"].form.fields["cover"].widget
    assert f'value="{widget.kept.token}"' in response.content.decode()
    return widget.kept.token


def test_a_picture_is_kept_while_something_is_mended(desk):
    token = kept_token(give(desk, halves((2800, 1500)), title=""))
    response = desk.post(ADD, typed(**{"cover-kept": token}), follow=True)
    assert kept_token(response) == token
    desk.post(ADD, typed(**{"cover-kept": token, "cover-middle": "on"}))
    assert cover().size == (1500, 1500)


def test_a_picture_that_nobody_came_back_for_is_removed(desk):
    token = kept_token(give(desk, picture(), title=""))
    now = timezone.now()
    assert pictures.expire_kept(default_storage, before=now - dt.timedelta(hours=1)) == 0
    assert pictures.expire_kept(default_storage, before=now + dt.timedelta(hours=1)) == 1
    assert not default_storage.exists(f"kept/{token}")


@pytest.mark.parametrize("token", ["nonsense", "../images/a.jpg", "0" * 32 + ".jpg", "0" * 32 + ".jpg\n"])
def test_a_forged_token_gives_no_picture(desk, token):
    desk.post(ADD, typed(**{"cover-kept": token}))
    assert not Episode.objects.get().cover


def test_a_cover_taken_away_is_gone(desk):
    give(desk, picture())
    episode = Episode.objects.get()
    url = reverse("admin:episodes_episode_change", args=[episode.pk])
    desk.post(url, typed(episode, **{"cover-clear": "on"}))
    assert not Episode.objects.get().cover


def test_a_show_s_cover_follows_the_same_rules(client, editor, show):
    client.force_login(editor)
    url = reverse("admin:episodes_show_change", args=[show.pk])
    response = client.post(url, {"title": show.title, "cover": SimpleUploadedFile("c.jpg", picture((1600, 1200)))})
    assert errors(response)["cover"][0].startswith("The cover has 1600 × 1200 pixels")
    assert not Show.objects.get().cover


# --- Hostile files ----------------------------------------------------------------------------


def bomb(width, height):
    """A PNG of some hundred bytes that claims to be so large."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


UNREADABLE = "This is not a picture that can be read. Upload a JPEG, PNG or WebP file."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("c.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", UNREADABLE),
        ("c.jpg", b"<html><script>alert(1)</script>", UNREADABLE),
        ("c.gif", picture(kind="GIF", mode="P"), UNREADABLE),
        ("c.jpg", picture()[:3000], UNREADABLE),
        (
            "c.png",
            bomb(50_000, 50_000),
            "The picture has far more than 50 million pixels, and no more are taken. Make it smaller.",
        ),
        ("c.png", bomb(8_000, 7_000), "The picture has 8000 × 7000 pixels; at most 50 million are taken."),
    ],
)
def test_a_hostile_picture_is_refused_with_a_sentence_and_nothing_stays(desk, name, data, sentence):
    response = give(desk, data, name, title="Still here")
    assert errors(response) == {"cover": [sentence]}
    assert response.context["adminform"].form["title"].value() == "Still here"
    assert [default_storage.exists(folder) for folder in ("images", "kept")] == [False, False]


def test_of_a_picture_that_is_a_web_page_too_only_the_picture_is_kept(desk):
    give(desk, picture(comment=b"<script>alert(1)</script>") + b"<html><script>alert(2)</script>", "cover.html")
    episode = Episode.objects.get()
    assert episode.cover.name.endswith(".jpg")
    with default_storage.open(episode.cover.name) as file:
        assert b"script" not in file.read()


@pytest.mark.parametrize("name", ["a" * 296 + ".jpg", "../../../etc/passwd.jpg", "..\\c.jpg", "c\u202egpj.exe"])
def test_nothing_of_a_name_is_kept(desk, name):
    give(desk, picture(), name)
    assert len(Episode.objects.get().cover.name) == len("images/" + "0" * 32 + ".jpg")


def located():
    """A JPEG that knows where it was taken, by which camera, and which way up it is."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of a private person"
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (53.0, 33.0, 7.5), 3: "E", 4: (9.0, 59.0, 31.2)})
    return picture((1600, 1400), exif=exif, comment=b"at home", xmp=b"<x:xmpmeta>GPSLatitude 53.55</x:xmpmeta>")


def test_a_picture_does_not_say_where_it_was_taken(desk):
    data = located()
    given = Image.open(io.BytesIO(data))
    assert (given.getexif().get_ifd(0x8825)[1], given.info["comment"], b"GPSLatitude" in data) == (
        "N",
        b"at home",
        True,
    )
    give(desk, data, **{"cover-crop_x": "0", "cover-crop_y": "100", "cover-crop_side": "1400"})
    image = cover()
    assert (dict(image.getexif()), "comment" in image.info, "xmp" in image.info, "exif" in image.info) == (
        {},
        False,
        False,
        False,
    )
    for folder in ("images", "kept"):
        for name in default_storage.listdir(folder)[1]:
            with default_storage.open(f"{folder}/{name}") as file:
                assert not any(word in file.read() for word in (b"GPS", b"Exif", b"private", b"at home"))


# --- The focus of a portrait ------------------------------------------------------------------


def face(client, person, width=96):
    """The colour in the middle of the square crop."""
    image = Image.open(io.BytesIO(client.get(person.portrait.rendition_url(width)).getvalue()))
    red, _green, blue = image.convert("RGB").getpixel((width // 2, width // 2))
    return "red" if red > blue else "blue"


def with_portrait(desk, **focus):
    person = PersonFactory()
    url = reverse("admin:guests_person_change", args=[person.pk])
    portrait = SimpleUploadedFile("face.png", halves((3000, 1000)))
    data = {"name": person.name, "slug": person.slug, "portrait": portrait, "portrait_x": "50", "portrait_y": "50"}
    response = desk.post(url, {**data, **focus, **NO_LINKS})
    return Person.objects.get(pk=person.pk), response


def test_squares_of_a_portrait_are_cropped_around_its_focus(desk):
    person, _response = with_portrait(desk, portrait_x="20")
    assert face(desk, person) == "red"
    person.portrait_x = 80
    assert face(desk, person) == "blue"


def test_another_focus_is_another_address_and_the_middle_the_plain_one(desk):
    person, _response = with_portrait(desk)
    addresses = {person.portrait.rendition_url(96)}
    assert addresses == {f"/media/renditions/{person.portrait.name.removeprefix('images/')}/96.webp"}
    for x, y in [(0, 0), (100, 100), (30, 70)]:
        person.portrait_x, person.portrait_y = x, y
        addresses |= {person.portrait.rendition_url(96)}
        assert face(desk, person) in ("red", "blue")
    assert len(addresses) == 4


def test_strangers_cannot_ask_for_a_focus_of_their_own(client, desk):
    person, _response = with_portrait(desk, portrait_x="20")
    address = person.portrait.rendition_url(96)
    assert client.get(address.replace("/20-50-", "/21-50-")).status_code == 404
    assert client.get(address.replace("/20-50-", "/999-50-")).status_code == 404


def test_a_focus_that_nobody_gives_is_the_middle(desk):
    person, _response = with_portrait(desk, portrait_x="", portrait_y="")
    assert person.portrait.focus == (50, 50)


@pytest.mark.parametrize("x", ["101", "-1", "left"])
def test_a_focus_outside_the_portrait_is_refused(desk, x):
    _person, response = with_portrait(desk, portrait_x=x)
    found = response.context["adminform"].form.errors
    assert found
    assert Person.objects.get().portrait.name == ""
