import xml.etree.ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from episodes.models import Listing
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    show = ShowFactory(slug="slack-water", title="Slack Water")
    EpisodeFactory(show=show)
    return show


def test_the_page_leads_into_apps_and_gives_the_address_for_all_others(client, show):
    Listing.objects.create(show=show, label="Tidal", url="https://tidal.example/slack-water")
    page = client.get(show.get_subscribe_url()).text
    assert 'href="podcast://testserver/slack-water/feed.xml"' in page
    assert 'href="https://tidal.example/slack-water"' in page
    assert 'value="http://testserver/slack-water/feed.xml"' in page
    assert f'src="{reverse("episodes:subscribe_code", kwargs={"show": "slack-water"})}"' in page


def test_a_show_that_has_moved_away_is_followed_at_its_new_address(client, show):
    show.new_feed_url, show.redirect_feed = "https://elsewhere.example/feed", True
    show.save()
    page = client.get(show.get_subscribe_url()).text
    assert 'value="https://elsewhere.example/feed"' in page
    assert "testserver/slack-water/feed.xml" not in page


@pytest.mark.parametrize("listings", [1, 3])
def test_the_number_of_queries_does_not_grow(client, show, django_assert_num_queries, listings):
    for n in range(listings):
        Listing.objects.create(show=show, label=f"Place {n}", url="https://place.example/")
    with django_assert_num_queries(4):
        client.get(show.get_subscribe_url())


def test_the_code_is_a_drawing_that_scripts_nothing(client, show):
    answer = client.get(reverse("episodes:subscribe_code", kwargs={"show": "slack-water"}))
    drawing = ET.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert {part.tag.rpartition("}")[2] for part in drawing} == {"path"}


@pytest.mark.parametrize("view", ["subscribe", "subscribe_code"])
def test_before_the_first_episode_there_is_nothing_to_follow(client, admin_client, view):
    show = ShowFactory(slug="not-yet")
    EpisodeFactory(show=show, draft=True)
    for who in (client, admin_client):
        assert who.get(reverse(f"episodes:{view}", kwargs={"show": "not-yet"})).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("apple_id", "id1234567890"),
        ("spotify_url", "https://open.spotify.example/show/1"),
        ("spotify_url", "javascript:alert(1)//https://open.spotify.com/show/1"),
    ],
)
def test_what_leads_elsewhere_is_refused(show, field, value):
    setattr(show, field, value)
    with pytest.raises(ValidationError) as refused:
        show.full_clean()
    assert set(refused.value.message_dict) == {field}


def test_a_listing_leads_to_a_page():
    listing = Listing(show=ShowFactory(), label="Trap", url="ftp://files.example/")
    with pytest.raises(ValidationError, match="https://"):
        listing.full_clean()
