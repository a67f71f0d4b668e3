import pytest

from guests import redirects
from guests.models import Redirect
from guests.redirects.addresses import read_old
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/blog-12", "/blog-12/"),  # where a page may be, so that is looked at first
        ("/blog-12/", "/show/"),
        ("/blog-12/?utm=x", "/show/?utm=x"),
        ("/index.php?p=7", "/show/?season=1"),
        ("/index.php?p=8", None),
        ("/%C3%BCber-uns/", "/%C3%BCber/"),
        ("/blog-13/", None),
        ("/blog-12%00", None),
        ("/" + "x" * 600 + "/", None),
    ],
)
def test_an_old_address_leads_where_editors_said(client, asked, leads_to):
    Redirect.objects.create(old="/blog-12", new="/show/")
    Redirect.objects.create(old="/index.php?p=7", new="/show/?season=1")
    Redirect.objects.create(old="/über-uns", new="/über/")
    response = client.get(asked)
    assert (response.status_code, response.get("Location")) == (301 if leads_to else 404, leads_to)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("/?p=7", "/show/lamp/"), ("/?p=8", None), ("/?page=1", None), ("/", None), ("/show/?p=7", None)],
)
def test_a_first_page_leads_on_by_its_query_alone(client, asked, leads_to):
    EpisodeFactory(show=ShowFactory(slug="show"), slug="lamp")
    Redirect.objects.create(old=read_old("https://old.example/?p=7"), new="/show/lamp/")
    response = client.get(asked)
    assert (response.status_code, response.get("Location")) == (301 if leads_to else 200, leads_to)


def test_a_first_page_that_is_asked_for_no_post_is_looked_for_nowhere(client, django_assert_num_queries):
    ShowFactory()
    client.get("/")
    for asked in ("/", "/?utm=x"):
        with django_assert_num_queries(1):
            client.get(asked)
    with django_assert_num_queries(2):
        client.get("/?p=7")


def test_old_addresses_lead_on_the_domain_of_a_show_too(client, settings):
    settings.SITE_URL, settings.SHOW_DOMAINS = "https://site.example", ("rope.example",)
    settings.ALLOWED_HOSTS = ["rope.example"]
    EpisodeFactory(show=ShowFactory(slug="rope", domain="rope.example"), slug="knots")
    for old in ("/2020/knots.html", "/?p=7", "/rope/hitches"):
        Redirect.objects.create(old=old, new="/rope/knots/")
    for asked in ("/2020/knots.html", "/?p=7", "/hitches/"):
        response = client.get(asked, headers={"host": "rope.example"}, follow=True)
        assert (response.redirect_chain[-1], response.status_code) == (("https://rope.example/knots/", 301), 200)


def test_nobody_keeps_it_without_asking_again(client):
    Redirect.objects.create(old="/index.php", new="/")
    Redirect.objects.create(old="/blog", new="/")
    assert client.get("/index.php")["Cache-Control"] == "no-cache"
    assert client.get("/blog/")["Cache-Control"] == "no-store, private"  # who asks was looked at before


def test_what_is_there_comes_first(client):
    episode = EpisodeFactory(show=ShowFactory(slug="show"), slug="lamp")
    Redirect.objects.create(old="/show/lamp", new="/show/")
    assert client.get("/show/lamp/").status_code == 200
    assert client.get("/show/lamp")["Location"] == "/show/lamp/"
    type(episode).objects.update(state="draft")
    assert client.get("/show/lamp/")["Location"] == "/show/"


def test_what_was_taken_off_the_air_leads_on_where_editors_say_so(client):
    episode = EpisodeFactory(withdrawn=True, was_public=True)
    assert client.get(episode.get_absolute_url()).status_code == 410
    Redirect.objects.create(old=episode.get_absolute_url().rstrip("/"), new="/")
    assert client.get(episode.get_absolute_url())["Location"] == "/"


def test_it_is_looked_for_with_one_query(django_assert_num_queries):
    Redirect.objects.create(old="/a", new="/")
    with django_assert_num_queries(1):
        assert redirects.find(paths=["/b/", "/a/"], query="b") == "/?b"
