"""What the desk's scripts add for hands: the offset beside a moment, rows by Enter, one wish for two presses."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from episodes.models import Episode
from tests.factories import EpisodeFactory, ResourceLinkFactory, ShowFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(site_url, context, page):
    """A page of somebody who has signed in and may do everything."""
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    return page


def change(site_url, episode):
    return site_url + reverse("admin:episodes_episode_change", args=[episode.pk])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2126-07-14T06:00", "America/Halifax (UTC−3)"),
        ("2126-12-14T06:00", "America/Halifax (UTC−4)"),
        ("2020-07-14T06:00", "America/Halifax (UTC−3) – past: once approved, the episode is public at once"),
        ("2026-03-08T02:30", "America/Halifax – this hour does not exist that night"),
        ("2026-11-01T01:30", "America/Halifax – this hour happens twice that night"),
    ],
)
def test_the_offset_follows_the_moment_that_is_being_typed(desk, site_url, typed, said):
    episode = EpisodeFactory(in_review=True, show__time_zone="America/Halifax", publish_at=None)
    desk.goto(change(site_url, episode) + "#panel-publication")
    desk.locator("[name=publish_at]").fill(typed)
    expect(desk.locator("output[data-zone]")).to_have_text(said)


def test_enter_in_a_row_goes_on_to_the_next_and_makes_one_after_the_last(desk, site_url):
    episode = EpisodeFactory(draft=True)
    ResourceLinkFactory(episode=episode, label="One")
    desk.goto(change(site_url, episode) + "#panel-links")
    desk.locator("[name=resource_links-0-url]").press("Enter")
    expect(desk.locator("[name=resource_links-1-label]")).to_be_focused()
    desk.locator("[name=resource_links-1-label]").press("Enter")
    expect(desk.locator("[name=resource_links-2-label]")).to_be_focused()


def test_two_presses_of_a_button_make_one_episode(desk, site_url):
    show = ShowFactory()
    desk.goto(f"{site_url}{reverse('admin:episodes_episode_add')}?show={show.pk}")
    desk.locator("[name=title]").fill("Pressed twice")
    desk.locator("[name=number]").fill("")
    desk.locator("[name=_continue]").dblclick()
    expect(desk.locator("[name=title]")).to_have_value("Pressed twice")
    desk.wait_for_url("**/change/**")
    assert Episode.objects.values_list("title", flat=True).get() == "Pressed twice"
