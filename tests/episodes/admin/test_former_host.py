import pytest
from django.urls import reverse

from episodes.models import FollowedShow, ImportedEpisode, ImportedShow
from guests.models import Redirect
from tests.factories import EpisodeFactory, ShowFactory


@pytest.fixture
def show(db):
    show = ShowFactory(slug="rope")
    ImportedShow.objects.create(show=show, address="http://127.0.0.1:1/feed.xml")
    return show


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def _page(show):
    return reverse("show_former_host", args=[show.pk])


def test_the_page_says_what_is_to_be_done_and_where(desk, show):
    said = desk.get(_page(show)).content.decode()
    assert "http://127.0.0.1:1/feed.xml" in said
    assert "&lt;itunes:new-feed-url&gt;http://testserver/rope/feed.xml&lt;/itunes:new-feed-url&gt;" in said


def test_the_form_of_the_show_leads_there(desk, show):
    assert _page(show) in desk.get(reverse("admin:episodes_show_change", args=[show.pk])).content.decode()


def test_a_show_that_came_from_nowhere_has_no_such_page(desk):
    show = ShowFactory()
    assert desk.get(_page(show)).status_code == 404
    assert _page(show) not in desk.get(reverse("admin:episodes_show_change", args=[show.pk])).content.decode()


def test_the_old_address_is_looked_at_and_what_was_found_is_said(desk, show):
    response = desk.post(_page(show), {"_look": "1"})
    assert response.context["seen"].verdict == "silent"  # a network that is not public is not asked
    assert response.context["seen"].sentence in response.content.decode().replace("&quot;", '"').replace("&#x27;", "'")


def test_a_show_that_came_from_a_file_has_no_address_to_look_at(desk, show):
    ImportedShow.objects.update(address="")
    said = desk.get(_page(show)).content.decode()
    assert "came from a file" in said
    assert f"{show.get_feed_url()}&lt;/itunes:new-feed-url&gt;" in said
    assert "Look whether it is done" not in said
    assert desk.post(_page(show), {"_look": "1"}).status_code == 302
    desk.post(_page(show), {"_follow": "drafts"})
    assert not FollowedShow.objects.exists()


def test_old_pages_are_led_here_and_what_cannot_be_is_said(desk, show):
    for slug, link in {
        "one": "https://rope.example/1.html",
        "two": "https://rope.example/",
        "three": "https://rope.example/?p=3",
    }.items():
        ImportedEpisode.objects.create(episode=EpisodeFactory(show=show, slug=slug), link=link)
    response = desk.post(_page(show), {"_lead": "rope.example"}, follow=True)
    led = {"/1.html": "/rope/one/", "/?p=3": "/rope/three/"}
    assert dict(Redirect.objects.values_list("old", "new")) == led
    said = [str(message) for message in response.context["messages"]]
    assert said[0] == "2 old pages lead here now."
    assert said[1].startswith("https://rope.example/: The first page is always there")


def test_following_is_begun_changed_and_ended(desk, show):
    for choice in ("drafts", "public"):
        desk.post(_page(show), {"_follow": choice})
        assert FollowedShow.objects.get().new_episodes == choice
    desk.post(_page(show), {"_follow": "no"})
    assert not FollowedShow.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(desk, show, count, django_assert_num_queries):
    for number in range(count):
        ImportedEpisode.objects.create(episode=EpisodeFactory(show=show), link=f"https://rope.example/{number}")
    with django_assert_num_queries(11):
        desk.get(_page(show))
