import pytest
from django.core.cache import cache
from django.urls import reverse

from episodes.admin import links
from episodes.models import ResourceLink
from tests.episodes.admin.test_episode import change, errors, rows, typed
from tests.factories import EpisodeFactory, ResourceLinkFactory, ShowFactory
from tests.servers import LOOPBACK, Server, answer

pytestmark = pytest.mark.django_db

LOOK_UP, READ = reverse("link_look_up"), reverse("link_list")


@pytest.fixture(autouse=True)
def nothing_looked_up_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def show(db):
    """A show in which somebody can be a producer."""
    return ShowFactory()


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


def stored(episode):
    return list(episode.resource_links.values_list("label", "url", "position"))


# --- Rows and lists ---------------------------------------------------------------------------


def test_a_pasted_list_follows_the_rows_without_what_is_there_already(desk):
    episode = EpisodeFactory(draft=True)
    link = ResourceLinkFactory(episode=episode, label="The lamp", url="https://a.example/", position=4)
    row = {"id": link.pk, "label": "The lamp", "url": "https://a.example/", "position": "1"}
    text = "The lamp https://a.example/\nhttps://b.example/page/\nThe book"
    sent = typed(episode, **rows("resource_links", row, initial=1), **{"resource_links_list-text": text})
    response = desk.post(change(episode), sent, follow=True)
    assert stored(episode) == [
        ("The lamp", "https://a.example/", 1),
        ("b.example/page", "https://b.example/page/", 2),
        ("The book", "", 3),
    ]
    assert "3 links taken from the list." in response.text


def test_a_row_without_a_label_is_named_by_its_address_and_one_without_anything_is_none(desk):
    episode = EpisodeFactory(draft=True)
    some = rows("resource_links", {"label": "", "url": "https://www.b.example/"}, {"label": "", "url": ""})
    desk.post(change(episode), typed(episode, **some))
    assert stored(episode) == [("b.example", "https://www.b.example/", 1)]


def test_a_row_that_is_sponsored_and_nothing_else_is_a_mistake(desk):
    episode = EpisodeFactory(draft=True)
    sent = typed(episode, **rows("resource_links", {"label": "", "url": "", "sponsored": "on"}))
    assert errors(desk.post(change(episode), sent)) == {
        "resource_links-0-label": ["Give a label, or an address that one can be made from."]
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fine\n" + "x" * 256, f"Line 2: The label “{'x' * 40}…” has 256 characters. There is room for 255."),
        ("Half https://half/", "“https://half/” cannot be an address. Mend it, or take it out."),
    ],
)
def test_each_mistake_of_a_list_is_named_and_nothing_of_it_is_lost(desk, text, said):
    episode = EpisodeFactory(draft=True)
    response = desk.post(change(episode), typed(episode, **{"resource_links_list-text": text}))
    assert stored(episode) == []
    formset = next(each.formset for each in response.context["inline_admin_formsets"] if each.opts.panel == "links")
    assert formset.pasted.mistakes == [said]
    assert formset.non_form_errors() == ["Nothing of the list is taken over before its mistakes are mended."]
    assert formset.pasted["text"].value() == text


# --- What the rows ask for --------------------------------------------------------------------


def test_a_list_is_read_before_it_is_saved(desk):
    answered = desk.post(READ, {"text": "A https://a.example/\nB"})
    assert answered.json() == {"links": [{"label": "A", "url": "https://a.example/"}, {"label": "B", "url": ""}]}
    answered = desk.post(READ, {"text": "x" * 256})
    assert list(answered.json()) == ["mistakes"]
    assert ResourceLink.objects.count() == 0


def test_an_address_is_looked_up(rf, producer):
    with Server({"/": answer(b"<title>The lamp room</title>")}) as server:
        request = rf.post(LOOK_UP, {"address": f" {server.url()} "})
        request.user = producer
        response = links.look_up(request, trusted=LOOPBACK)
    assert response.content == b'{"alive": true, "title": "The lamp room", "note": ""}'


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1"])
def test_no_editor_sees_into_our_own_network(desk, host):
    with Server({"/": answer(b"<title>Secret</title>")}) as server:
        found = desk.post(LOOK_UP, {"address": server.url(host=host)}).json()
        assert server.requests == []
    assert (found["alive"], found["title"]) == (None, "")
    assert found["note"].endswith("is in a network that is not public. Only pages that everybody can open are asked.")


def test_what_is_no_address_is_answered_with_a_sentence(desk):
    found = desk.post(LOOK_UP, {}).json()
    assert found == {"alive": None, "title": "", "note": "Give a whole web address, as in https://example.com/page."}


def test_nobody_looks_up_more_than_a_list_in_a_minute(client, producer, time_machine):
    time_machine.move_to("2027-03-02T12:00:10Z", tick=False)
    client.force_login(producer)
    statuses = [client.post(LOOK_UP, {"address": "x"}).status_code for _ in range(links.LOOK_UPS_A_MINUTE + 1)]
    assert statuses == [200] * 60 + [429]
    time_machine.move_to("2027-03-02T12:01:00Z", tick=False)
    assert client.post(LOOK_UP, {"address": "x"}).status_code == 200


@pytest.mark.parametrize("path", [LOOK_UP, READ])
def test_it_is_for_those_who_may_write_and_only_when_posted(client, stranger, producer, path):
    assert client.post(path, {"address": "x"}).status_code == 403
    client.force_login(stranger)
    assert client.post(path, {"address": "x"}).status_code == 403
    client.force_login(producer)
    assert client.get(path).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(path, {"address": "x"}).status_code == 403


def test_a_mistake_is_listed_with_its_place_and_leads_there(desk):
    episode = EpisodeFactory(draft=True)
    some = rows("resource_links", {"label": "Lamp", "url": "https://lamp.example/"}, {"label": "Chart", "url": "chart"})
    page = desk.post(change(episode), typed(episode, **some, number="four"))
    assert [(each.where, each.sentence, each.panel, each.field) for each in page.context["mistakes"]] == [
        ("Number", "This is no whole number. Write it in digits, as in 12.", "basics", "id_number"),
        (
            "Links, row 2, address",
            "This is no web address. Write it whole, as in https://example.com/page.",
            "links",
            "id_resource_links-1-url",
        ),
    ]
    assert "Nothing is saved yet. 2 things have to be mended:" in page.text
    assert '<a href="#id_resource_links-1-url" data-panel="links">Links, row 2, address</a>' in page.text
    assert "Please correct" not in page.text
