"""What plays goes on: over pages, and from where somebody stopped."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.audio import silent_mp3
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, PersonFactory, ShowFactory

pytestmark = pytest.mark.browser

LENGTH = 600
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="session")
def short_audio() -> bytes:
    return silent_mp3(LENGTH)


@pytest.fixture
def show(transactional_db):
    return ShowFactory(title="Slack Water", slug="slack-water")


@pytest.fixture
def episode(show, short_audio):
    """Ten minutes in three chapters, with somebody on it."""
    found = EpisodeFactory(show=show, slug="moon", title="The moon", audio_url="", duration_ms=LENGTH * 1000)
    found.audio_file.save("moon.mp3", ContentFile(short_audio))
    for start, title in ((0, "Welcome"), (120, "Rope"), (300, "Neaps")):
        ChapterFactory(episode=found, start_ms=start * 1000, title=title)
    CreditFactory(episode=found, person=PersonFactory(name="Ada Ferrier", slug="ada-ferrier"))
    return found


def heard(page, at_least):
    """Wait until the one audio of the page plays behind `at_least` seconds, and return where."""
    page.wait_for_function(
        """from => {
            const [audio, ...others] = document.querySelectorAll("audio");
            return audio && !others.length && !audio.paused && audio.currentTime > from;
        }""",
        arg=at_least,
    )
    return page.evaluate("() => document.querySelector('audio').currentTime")


def violations(page):
    results = Axe().run(page, options=RULES)
    return results.generate_report() if results.violations_count else ""


SMALL_PLAYER = """
- complementary "Now playing":
  - link "The moon Rope":
    - /url: /slack-water/moon/
  - paragraph: /\\d:\\d+/
  - group "Playback":
    - button "Back 15 seconds"
    - button "Pause"
    - button "Forward 30 seconds"
    - button "Stop and close the player"
"""


def test_sound_goes_on_over_three_pages_and_back(page, site_url, show, episode):
    page.goto(f"{site_url}{episode.get_absolute_url()}?t=130")
    page.get_by_role("button", name="Play", exact=True).click()
    at = heard(page, 130)
    for press, address, heading in (
        ("Slack Water", show.get_absolute_url(), "Slack Water"),
        ("People", "/guests/", "People"),
        ("Ada Ferrier", "/guests/ada-ferrier/", "Ada Ferrier"),
    ):
        page.get_by_role("link", name=press, exact=True).first.click()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_focused()
        expect(page).to_have_url(site_url + address)
        assert page.title().startswith(heading)
        at = heard(page, at)
        expect(page.get_by_role("complementary")).to_match_aria_snapshot(SMALL_PLAYER)
    assert page.locator("link[rel=canonical]").get_attribute("href") == site_url + address
    assert violations(page) == ""

    for address in ("/guests/", show.get_absolute_url(), f"{episode.get_absolute_url()}?t=130"):
        page.go_back()
        expect(page).to_have_url(site_url + address)
        at = heard(page, at)
    # The page's own player shows what is heard, where it is, and not where the address once began.
    expect(page.locator(".player.is-ready [data-play]")).to_have_accessible_name("Pause")
    expect(page.get_by_role("complementary")).to_be_hidden()
    assert at < 250
    page.keyboard.press("n")
    expect(page.locator("[data-now]")).to_have_text("Neaps")

    page.get_by_role("link", name="Search").first.click()
    page.get_by_role("searchbox").fill("rope")
    expect(page.get_by_role("searchbox")).to_be_focused()
    heard(page, 300)
    page.get_by_role("button", name="Stop and close the player").click()
    expect(page.get_by_role("complementary")).to_be_hidden()
    expect(page.locator("audio")).to_have_count(0)
