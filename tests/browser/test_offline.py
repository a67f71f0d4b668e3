"""What stands there without a connection: one page that says so, and never one that was true yesterday."""

import pytest
from playwright.sync_api import expect

from tests.factories import EpisodeFactory, ShowFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_without_a_connection_a_page_says_so_and_nothing_old_is_shown(site_url, new_context):
    EpisodeFactory(show=ShowFactory(slug="slack-water"), slug="a-lamp", title="A Lamp")
    context = new_context()
    page = context.new_page()
    page.goto(f"{site_url}/slack-water/a-lamp/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    page.goto(f"{site_url}/slack-water/a-lamp/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).fontWeight") == "800"  # it has its stylesheet
    expect(page.get_by_text("A Lamp")).to_have_count(0)
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A Lamp")
