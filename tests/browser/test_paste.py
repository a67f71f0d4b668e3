"""A page of notes becomes a draft: pasted, looked at, made."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from episodes.models import Episode
from tests.episodes.formats.notes.pages import PAGE
from tests.factories import PersonFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.browser

PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/plain", plain);
  if (html) data.setData("text/html", html);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture
def desk(page, context, client, site_url):
    ShowFactory(title="Slack Water", slug="slack-water")
    PersonFactory(name="Ines Carvalho", slug="ines-carvalho", headline="Radio maker")
    client.force_login(UserFactory(username="petra", role="producer"))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    page.goto(site_url + "/admin/")
    return page


def assert_accessible(page):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [violation["id"] for violation in found.response["violations"]] == []


def test_pasted_page_is_a_draft_after_a_click_a_paste_and_two_key_strokes(desk):
    desk.get_by_role("link", name="Paste notes").click()
    box = desk.get_by_label("Notes", exact=True)
    expect(box).to_be_focused()
    assert_accessible(desk)
    desk.keyboard.insert_text(PAGE)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("heading", name="The notes, line by line")).to_be_visible()
    assert_accessible(desk)
    expect(desk.get_by_text("needs an address")).to_have_count(10)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("is a draft now")).to_be_visible()
    episode = Episode.objects.get()
    assert desk.url.endswith(reverse("admin:episodes_episode_change", args=[episode.pk]))
    assert (episode.chapters.count(), episode.resource_links.count(), episode.credits.count()) == (13, 10, 2)


def test_rich_text_keeps_headings_lists_and_links(desk, site_url):
    desk.goto(site_url + "/admin/episodes/episode/paste/")
    html = "<h2>Links</h2><ul><li><a href='https://chart.example/'>The chart</a></li></ul>"
    desk.evaluate(PASTE, [html, "Links The chart"])
    value = re.compile(r"^\s*## Links\s+- \[The chart\]\(<https://chart\.example/>\)\s*$")
    expect(desk.get_by_label("Notes", exact=True)).to_have_value(value)
    expect(desk.get_by_text("Headings, lists and links were kept.")).to_be_visible()


def test_plain_text_is_pasted_where_the_server_does_not_answer(desk, site_url, console_errors):
    desk.goto(site_url + "/admin/episodes/episode/paste/")
    desk.route("**/paste/text/", lambda route: route.abort())
    desk.evaluate(PASTE, ["<h2>Links</h2>", "Links"])
    expect(desk.get_by_label("Notes", exact=True)).to_have_value("Links")
    assert console_errors.pop() == "Failed to load resource: net::ERR_FAILED"


def test_review_fits_a_tablet(desk, site_url):
    desk.set_viewport_size({"width": 820, "height": 1100})
    desk.goto(site_url + "/admin/episodes/episode/paste/")
    desk.get_by_label("Notes", exact=True).fill(PAGE)
    desk.get_by_role("button", name="Read the notes").click()
    expect(desk.get_by_role("heading", name="The notes, line by line")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
