import pytest

from episodes import former_host, importer
from episodes.models import Episode, ImportedEpisode, ImportedShow
from guests.models import Redirect
from tests.episodes.importer.conftest import feed
from tests.factories import EpisodeFactory, ShowFactory
from tests.servers import LOOPBACK, Server, answer, redirect

pytestmark = pytest.mark.django_db

ASKING = importer.Asking(trusted=LOOPBACK)
FEED = feed("<title>One</title>")
NEW = "<title>Rope</title><itunes:new-feed-url>{}</itunes:new-feed-url>"


def _look(pages, old="/old.xml", here="/rope/feed.xml"):
    with Server({}) as server:
        server.pages.update({path: page(server) if callable(page) else page for path, page in pages.items()})
        imported = ImportedShow(show=ShowFactory(), address=server.url(old))
        found = former_host.look(imported=imported, here=server.url(here), asking=ASKING)
    return found


def moved(to):
    return redirect(to, "301 Moved")


def _named(path):
    return lambda server: answer(feed("<title>One</title>", channel=NEW.format(server.url(path))))


@pytest.mark.parametrize(
    ("pages", "verdict", "is_done"),
    [
        ({"/old.xml": moved("/rope/feed.xml"), "/rope/feed.xml": answer(FEED)}, "leads_here", True),
        ({"/old.xml": moved("/a"), "/a": redirect("/rope/feed.xml/", "308 So"), "/rope/feed.xml/": answer(FEED)},
         "leads_here", True),
        ({"/old.xml": redirect("/rope/feed.xml"), "/rope/feed.xml": answer(FEED)}, "leads_here_for_now", False),
        ({"/old.xml": moved("/a"), "/a": redirect("/rope/feed.xml", "307 Now"), "/rope/feed.xml": answer(FEED)},
         "leads_here_for_now", False),
        ({"/old.xml": _named("/rope/feed.xml")}, "says_so", True),
        ({"/old.xml": _named("/elsewhere.xml")}, "leads_away", False),
        ({"/old.xml": redirect("/elsewhere.xml"), "/elsewhere.xml": answer(FEED)}, "leads_away", False),
        ({"/old.xml": answer(FEED)}, "still_there", False),
        ({"/old.xml": answer(b"<html><p>Sold")}, "gone", False),
        ({"/old.xml": answer(status="410 Gone")}, "gone", False),
        ({"/old.xml": redirect("/old.xml")}, "silent", False),
    ],
)  # fmt: skip
def test_the_old_address_is_asked_whether_it_leads_here(pages, verdict, is_done):
    found = _look(pages)
    assert (found.verdict, found.verdict.is_done) == (verdict, is_done)
    assert found.sentence


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("301 For ever", "The old address leads here for good (301). Apps follow within days."),
        ("302 Found", "The old address leads here, but only for now (302): apps find new episodes, and keep the old "
         "address. Ask the old host for a permanent redirect (301); when the old address is gone, so are those apps."),
    ],
)  # fmt: skip
def test_a_redirect_for_now_is_told_from_one_for_good(status, sentence):
    pages = {"/old.xml": redirect("/rope/feed.xml", status), "/rope/feed.xml": answer(FEED)}
    assert _look(pages).sentence == sentence


def test_an_address_that_is_not_public_is_not_asked():
    imported = ImportedShow(show=ShowFactory(), address="http://127.0.0.1:1/feed.xml")
    found = former_host.look(imported=imported, here="https://here.example/", asking=importer.Asking())
    assert found.verdict == "silent"


# --- Old pages --------------------------------------------------------------------------------


@pytest.fixture
def show():
    """A show whose episodes had pages on two hosts."""
    show = ShowFactory(slug="rope")
    links = {
        "one": "https://rope.example/2019/one.html",
        "two": "https://rope.example/?p=2",
        "front": "https://rope.example/",
        "three": "https://host.example/rope/3/",
        "same": "https://rope.example/rope/same",
        "comma": 'https://rope.example/a,"b"',
    }
    for slug, link in links.items():
        ImportedEpisode.objects.create(episode=EpisodeFactory(show=show, slug=slug), link=link)
    ImportedEpisode.objects.create(episode=EpisodeFactory(show=show, slug="nowhere"), link="")
    return show


def _counted(show):
    return [(pages.host, pages.count, pages.led) for pages in former_host.old_pages(show=show)]


def test_old_pages_are_led_to_the_new_ones_and_nothing_is_written_twice(show, client):
    assert _counted(show) == [("rope.example", 5, 0), ("host.example", 1, 0)]
    planned = former_host.lead(show=show, host="rope.example")
    assert dict(Redirect.objects.values_list("old", "new")) == {
        "/2019/one.html": "/rope/one/",
        "/?p=2": "/rope/two/",
        '/a,"b"': "/rope/comma/",
    }
    assert [line.old for line in planned.refused] == ["https://rope.example/"]
    assert former_host.lead(show=show, host="rope.example").to_write == []
    assert _counted(show) == [("rope.example", 5, 3), ("host.example", 1, 0)]
    response = client.get("/2019/one.html")
    assert (response.status_code, response["Location"]) == (301, "/rope/one/")
    assert client.get("/rope/same/").status_code == 200


def test_where_an_editor_leads_an_old_page_stays(show):
    Redirect.objects.create(old="/rope/3", new="/rope/")
    assert former_host.lead(show=show, host="host.example").to_write == []
    assert Redirect.objects.get().new == "/rope/"


def test_of_an_episode_in_the_bin_nothing_is_led(show):
    Episode.objects.filter(slug="three").update(state="draft", deleted_at="2026-01-01T00:00Z")
    assert former_host.lead(show=show, host="host.example").lines == ()
