import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from guests.models import MissedAddress, Redirect
from tests.factories import ShowFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/guests/redirect/"
IMPORT = f"{LIST}import/"
MISSED = "/admin/guests/missedaddress/"


@pytest.fixture
def desk(client, editor):
    ShowFactory()
    client.force_login(editor)
    return client


def miss(path):
    return MissedAddress.objects.create(path=path, times=3, first_at=timezone.now(), last_at=timezone.now())


def test_what_was_asked_for_in_vain_is_led_elsewhere(desk):
    miss("/blog/12")
    page = desk.get(MISSED).text
    assert "/blog/12" in page
    assert "/admin/guests/redirect/add/?old=%2Fblog%2F12" in page
    assert 'value="/blog/12"' in desk.get(f"{LIST}add/", {"old": "/blog/12"}).text
    desk.post(f"{LIST}add/", {"old": "/blog/12", "new": "http://testserver/"})
    assert Redirect.objects.get().new == "/"
    assert not MissedAddress.objects.exists()
    assert desk.get("/blog/12/")["Location"] == "/"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("blog", "/", "“blog” is no address"),
        ("/blog", "https://evil.example/", "“evil.example” is another site"),
        ("/blog", "/blog/", "would lead back to itself"),
        ("/taken/", "/", "Another has this already"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(desk, old, new, said):
    Redirect.objects.create(old="/taken", new="/")
    page = desk.post(f"{LIST}add/", {"old": old, "new": new}).text
    assert said in page
    assert f'value="{old}"' in page
    assert Redirect.objects.count() == 1


def test_one_that_is_there_can_be_saved_again(desk):
    made = Redirect.objects.create(old="/a", new="/")
    desk.post(f"{LIST}{made.pk}/change/", {"old": "/a", "new": "/guests/"})
    assert Redirect.objects.get().new == "/guests/"


def test_a_list_is_shown_and_then_written(desk):
    miss("/a")
    text = "/a,/guests/\nb,/\n"
    page = desk.post(IMPORT, {"text": text}).text
    assert "1 address will be written." in page
    assert "Line 2: “b” is no address" in page
    assert not Redirect.objects.exists()
    assert desk.post(IMPORT, {"text": text, "_write": "1"})["Location"] == LIST
    assert dict(Redirect.objects.values_list("old", "new")) == {"/a": "/guests/"}
    assert not MissedAddress.objects.exists()


def test_where_listeners_find_nothing_a_line_is_doubted_and_written_all_the_same(desk):
    Redirect.objects.create(old="/lamp", new="/")
    text = "/a,/guests/\n/b,/guests/nobody/\n/c,/lamp/\n/d,/lamp/?t=4\n"
    page = desk.post(IMPORT, {"text": text}).text
    assert "1 line leads to where listeners find nothing now." in page
    assert "Line 2: “/guests/nobody/” shows listeners nothing now" in page
    desk.post(IMPORT, {"text": text, "_write": "1"})
    assert Redirect.objects.count() == 5


def test_one_that_leads_to_nothing_is_saved_with_a_warning(desk):
    for new, is_doubted in (("/guests/", False), ("/guests/nobody/", True)):
        page = desk.post(f"{LIST}add/", {"old": f"/old{new}", "new": new}, follow=True).text
        assert ("“/guests/nobody/” shows listeners nothing now" in page) is is_doubted
    assert Redirect.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\ufeff/a;/guests/".encode(), "1 address will be written."),
        ("/ä,/guests/".encode("latin-1"), "no text in UTF-8"),
        (b"/a,/guests/\n" * 200_000, "larger than 2 MB"),
        (b"\n", "There is nothing in the list"),
    ],
)
def test_a_file_is_read_or_said_to_be_none(desk, content, said):
    assert said in desk.post(IMPORT, {"file": SimpleUploadedFile("old.csv", content)}).text


def test_producers_lead_nothing_anywhere(client, producer):
    ShowFactory()
    client.force_login(producer)
    assert "Old addresses" not in client.get("/admin/").text
    assert [client.get(address).status_code for address in (LIST, IMPORT, MISSED)] == [403] * 3
