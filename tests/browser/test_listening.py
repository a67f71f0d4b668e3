"""What plays goes on: over pages, and from where somebody stopped."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.audio import silent_mp3
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ShowFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.browser

LENGTH = 600
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="session")
def short_audio() -> bytes:
    return silent_mp3(LENGTH)


@pytest.fixture
def show(transactional_db):
    return ShowFactory(title="Slack Water", slug="slack-water")


def recorded(audio, **its):
    """A public episode of ten minutes in three chapters."""
    found = EpisodeFactory(audio_url="", duration_ms=LENGTH * 1000, **its)
    found.audio_file.save(f"{found.slug}.mp3", ContentFile(audio))
    for start, title in ((0, "Welcome"), (120, "Rope"), (300, "Neaps")):
        ChapterFactory(episode=found, start_ms=start * 1000, title=title)
    return found


@pytest.fixture
def episode(show, short_audio):
    """With somebody on it who speaks every twelve seconds, and somebody else who answers."""
    found = recorded(short_audio, show=show, slug="moon", title="The moon")
    CreditFactory(episode=found, person=PersonFactory(name="Ada Ferrier", slug="ada-ferrier"))
    cues = "".join(
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60 + 5:02}.000\n<v {who}>{words} {at}\n\n"
        for at, who, words in ((12 * n, ("Ada", "Bo")[n % 4 == 3], "The tide is at") for n in range(50))
    )
    TranscriptFactory(episode=found, language=show.language, webvtt=f"WEBVTT\n\n{cues}")
    return found


def opened(page, address):
    page.goto(address)
    expect(page.locator(".player.is-ready")).to_be_visible(timeout=20_000)
    return page


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
    - button "Queue"
    - button "Stop and close the player"
"""

PLAYER = """
- region "Player":
  - paragraph: Rope
  - paragraph: /2:24/
  - slider "Position": "144"
  - group "Playback":
    - button "Previous chapter"
    - button "Back 15 seconds"
    - button "Play"
    - button "Forward 30 seconds"
    - button "Next chapter"
  - combobox "Speed"
  - combobox "Sleep"
  - button "Share"
  - button "Captions"
  - button "Play later"
  - button "Queue"
"""

NAVIGATOR = """
- navigation /Chapters/:
  - heading "Chapters 3" [level=2]
  - list:
    - listitem:
      - link "0:00 Welcome"
      - button "Copy link to “Welcome”"
      - button "What is said in “Welcome”"
    - listitem:
      - link "2:00 Rope"
      - button "Copy link to “Rope”"
      - button "What is said in “Rope”" [expanded]
      - paragraph:
        - link "Ada"
      - paragraph:
        - link "2:00"
        - text: The tide is at 120
"""

TRANSCRIPT = """
- region "Transcript":
  - heading "Transcript" [level=2]
  - group:
    - text: Read what is said
    - search "In the transcript":
      - text: Find in what is said
      - searchbox "Find in what is said"
      - status
      - button "Previous place" [disabled]
      - button "Next place" [disabled]
    - group "What is said":
      - heading "Welcome" [level=3]
      - paragraph:
        - link "Ada":
          - /url: /guests/ada-ferrier/
      - paragraph:
        - link "0:00":
          - /url: "?t=0#player"
        - text: The tide is at 0
"""


def test_sound_goes_on_over_three_pages_and_back(page, site_url, show, episode):
    EpisodeFactory(show=ShowFactory(title="Wetterwarte", language="de"))
    opened(page, f"{site_url}{episode.get_absolute_url()}?t=130")
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
    page.get_by_role("link", name="Shows", exact=True).first.click()
    page.get_by_role("link", name="Wetterwarte", exact=True).first.click()
    deck = page.get_by_role("complementary", name="Läuft gerade")
    expect(deck.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    deck.get_by_role("button", name="Warteschlange").click()
    expect(page.get_by_role("dialog", name="Als Nächstes")).to_be_visible()
    page.keyboard.press("Escape")
    page.go_back()
    page.get_by_role("button", name="Stop and close the player").click()
    expect(page.get_by_role("complementary")).to_be_hidden()
    expect(page.locator("audio")).to_have_count(0)


def test_transcript_follows_seeks_and_finds(page, page_without_scripts, site_url, episode):
    address = site_url + episode.get_absolute_url()
    opened(page, f"{address}?t=144")
    page.get_by_text("Read what is said").click()
    page.get_by_role("button", name="What is said in “Rope”").click()
    expect(page.get_by_role("region", name="Player")).to_match_aria_snapshot(PLAYER)
    expect(page.get_by_role("navigation", name="Chapters")).to_match_aria_snapshot(NAVIGATOR)
    expect(page.get_by_role("region", name="Transcript")).to_match_aria_snapshot(TRANSCRIPT)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert violations(page) == ""

    lines = page.get_by_role("group", name="What is said")
    now = lines.locator(".line.is-current")
    expect(now).to_contain_text("The tide is at 144")
    lines.get_by_text("The tide is at 480").click()
    heard(page, 479)
    expect(now).to_contain_text("The tide is at 480")
    expect(now.get_by_role("link")).to_have_attribute("aria-current", "true")
    expect(now).to_be_in_viewport()

    back = page.get_by_role("button", name="Back to what is heard")
    expect(back).to_be_hidden()
    lines.hover()
    page.mouse.wheel(0, -3000)
    expect(now).not_to_be_in_viewport()
    back.click()
    expect(back).to_be_hidden()
    expect(now).to_be_in_viewport()
    lines.get_by_role("link", name="5:12", exact=True).focus()
    page.keyboard.press("Enter")
    expect(now).to_contain_text("The tide is at 312")

    page.get_by_role("searchbox", name="Find in what is said").fill("AT 4")
    found = page.locator("[data-found]")
    expect(found).to_have_text("1 of 9")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(found).to_have_text("3 of 9")
    expect(lines.get_by_text("The tide is at 420")).to_be_in_viewport()
    page.keyboard.press("Shift+Enter")
    expect(found).to_have_text("2 of 9")

    plain = page_without_scripts
    plain.goto(f"{address}#line_480000")
    expect(plain.get_by_text("The tide is at 480")).to_be_in_viewport()
    plain.get_by_role("link", name="8:00", exact=True).click()
    expect(plain).to_have_url(f"{address}?t=480#player")
    expect(plain.locator("audio")).to_have_attribute("src", f"{episode.get_audio_url()}#t=480")


def test_a_chapter_is_shared_the_queue_goes_on_and_sleep_comes(page, new_context, site_url, show, episode, short_audio):
    recorded(short_audio, show=show, slug="rope", title="The rope")
    address = site_url + episode.get_absolute_url()
    page.clock.install()
    page.add_init_script("navigator.share = async (what) => { window.sent = what; };")
    opened(page, f"{address}?t=310")
    page.get_by_role("button", name="Share").click()
    sheet = page.get_by_role("dialog", name="Share")
    sheet.get_by_label("This chapter").check()
    shared = sheet.get_by_label("Address").input_value()
    sheet.get_by_role("button", name="Send to …").click()
    expect(sheet).to_be_hidden()
    assert page.evaluate("sent") == {"title": "The moon", "url": shared}
    fresh = opened(new_context().new_page(), shared)
    expect(fresh.locator("[data-position]")).to_have_text("5:00")
    expect(fresh.locator("[aria-current=true]").first).to_contain_text("Neaps")

    # Minutes.
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page, 310)
    page.get_by_label("Sleep").select_option("5")
    page.clock.fast_forward(301_000)
    page.wait_for_function("() => document.querySelector('audio').paused")
    expect(page.get_by_label("Sleep")).to_have_value("")
    # The end of a chapter.
    page.get_by_label("Sleep").select_option("chapter")
    page.evaluate("() => { document.querySelector('audio').currentTime = 118.5; }")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(
        "() => { const { paused, currentTime } = document.querySelector('audio'); return paused && currentTime > 119; }"
    )
    assert page.evaluate("() => document.querySelector('audio').currentTime") < 122

    # On the show's page the episode waits to be continued, and the other one is put behind it.
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page, 119)
    page.get_by_role("link", name="Slack Water", exact=True).first.click()
    line = page.get_by_role("article").filter(has=page.get_by_role("heading", name="The moon"))
    expect(line).to_contain_text("8 min left")
    other = page.get_by_role("link", name="The rope", exact=True).first
    other.click()
    # The page that is left has such buttons too.
    expect(page.get_by_role("heading", level=1, name="The rope")).to_be_focused()
    expect(page.locator(".player.is-ready")).to_be_visible()
    page.get_by_role("button", name="Play later").click()
    page.get_by_role("button", name="Queue").first.click()
    expect(page.get_by_role("dialog", name="Plays next").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Close", exact=True).click()
    page.evaluate("() => { const audio = document.querySelector('audio'); audio.currentTime = audio.duration - 0.5; }")
    expect(page.locator("[data-player] [data-play]")).to_have_accessible_name("Pause", timeout=20_000)
    expect(page.get_by_role("complementary")).to_be_hidden()


def test_the_queue_waits_for_a_connection_and_forgets_what_was_heard(
    page, context, console_errors, site_url, show, episode, short_audio
):
    rope = recorded(short_audio, show=show, slug="rope", title="The rope")
    for each in (rope, episode):
        opened(page, site_url + each.get_absolute_url())
        page.locator("[data-player]").get_by_role("button", name="Play later").click()
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page, 0)
    page.get_by_role("button", name="Queue").first.click()
    sheet = page.get_by_role("dialog", name="Plays next")
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    context.set_offline(True)
    page.evaluate("() => { const audio = document.querySelector('audio'); audio.currentTime = audio.duration - 0.5; }")
    page.wait_for_function("() => document.querySelector('audio').ended")
    expect(sheet.get_by_role("listitem")).to_have_count(1)
    sheet.get_by_role("button", name="Play The rope now").click()
    expect(sheet.get_by_text("No connection")).to_be_visible()
    expect(sheet.get_by_role("listitem")).to_have_count(1)
    context.set_offline(False)
    sheet.get_by_role("button", name="Play The rope now").click()
    expect(sheet).to_be_hidden()
    deck = page.get_by_role("complementary", name="Now playing")
    expect(deck).to_contain_text("The rope")
    expect(deck.get_by_role("button", name="Pause")).to_be_visible()
    assert all("ERR_INTERNET_DISCONNECTED" in each for each in console_errors)
    console_errors.clear()


def test_the_way_back_to_what_is_heard_is_in_sight_on_a_phone(new_context, site_url, episode):
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    opened(page, f"{site_url}{episode.get_absolute_url()}?t=144")
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page, 144)
    page.get_by_text("Read what is said").click()
    lines = page.get_by_role("group", name="What is said")
    # Its upper half alone is on the screen.
    lines.evaluate("lines => scrollBy(0, lines.getBoundingClientRect().top - innerHeight / 2)")
    lines.hover(position={"x": 100, "y": 100})
    page.mouse.wheel(0, 2000)
    back = page.get_by_role("button", name="Back to what is heard")
    expect(back).to_be_in_viewport(ratio=1)
    back.click()  # nothing lies over it
    expect(back).to_be_hidden()


def test_on_paper_all_lines_begin_in_one_column(page, site_url, episode):
    opened(page, site_url + episode.get_absolute_url())
    page.emulate_media(media="print")
    for width in (660, 800):
        page.set_viewport_size({"width": width, "height": 900})
        lefts = page.locator(".line__words").evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
        assert len(set(lefts)) == 1, lefts


def test_an_episode_opened_from_a_page_without_a_player_plays(page, site_url, episode):
    page.goto(f"{site_url}/slack-water/")
    page.evaluate("() => { window.isSameDocument = true; }")
    page.get_by_role("link", name="The moon", exact=True).first.click()
    expect(page.locator(".player.is-ready")).to_be_visible(timeout=20_000)
    assert page.evaluate("() => window.isSameDocument")
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page, 0)
