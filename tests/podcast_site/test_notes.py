import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.factories import ShowFactory, UserFactory

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def picture(kind="PNG", size=(300, 200), **options):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **options)
    return file.getvalue()


def upload(client, data, name="a.png", content_type="image/png"):
    return client.post(reverse("markdownx_upload"), {"image": SimpleUploadedFile(name, data, content_type)})


@pytest.fixture
def writer(client, producer):
    ShowFactory()
    client.force_login(producer)
    return client


def test_the_editor_finds_its_addresses():
    assert [reverse("markdownx_upload"), reverse("markdownx_markdownify")] == [
        "/admin/markdownx/upload/",
        "/admin/markdownx/markdownify/",
    ]


def test_a_picture_is_made_anew_and_shown_by_the_answer(writer):
    code = upload(writer, picture("WEBP"), "../../evil.html", "text/html").json()["image_code"]
    name = code.removeprefix("![](/media/").removesuffix(")")
    folder, _slash, file = name.partition("/")
    assert (folder, len(file), file[32:]) == ("images", 36, ".jpg")
    with default_storage.open(name) as stored:
        assert Image.open(stored).format == "JPEG"


def test_a_picture_is_turned_upright_and_loses_its_metadata(writer):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "where I live"
    code = upload(writer, picture("JPEG", exif=exif)).json()["image_code"]
    with default_storage.open(code.removeprefix("![](/media/").removesuffix(")")) as stored:
        image = Image.open(stored)
        assert (image.size, dict(image.getexif())) == ((200, 300), {})


@pytest.mark.parametrize("data", [SVG, b"<script>", b"", picture()[:60], b"GIF89a" + bytes(40)])
def test_what_is_no_picture_is_refused_with_a_sentence(writer, data):
    response = upload(writer, data)
    assert (response.status_code, list(response.json())) == (400, ["image"])


def test_no_picture_at_all_is_refused(writer):
    assert writer.post(reverse("markdownx_upload")).status_code == 400


@pytest.mark.parametrize("name", ["markdownx_upload", "markdownx_markdownify"])
@pytest.mark.parametrize("who", [None, "stranger", "newcomer"])
def test_who_may_not_write_is_refused_in_json(client, request, name, who):
    if who == "stranger":
        client.force_login(request.getfixturevalue("stranger"))
    if who == "newcomer":
        client.force_login(UserFactory())
    response = client.post(reverse(name), {"content": "x"})
    assert (response.status_code, list(response.json())) == (403, ["error"])


def test_the_preview_is_what_the_page_shows(writer):
    response = writer.post(reverse("markdownx_markdownify"), {"content": "**Hi** <script>alert(1)</script>"})
    assert (response.status_code, "<strong>Hi</strong>" in response.text, "<script" in response.text) == (
        200,
        True,
        False,
    )


@pytest.mark.parametrize("name", ["markdownx_upload", "markdownx_markdownify"])
def test_looking_changes_nothing(writer, name):
    assert writer.get(reverse(name)).status_code == 405
