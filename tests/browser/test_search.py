import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from episodes import search
from tests.audio import silent_mp3
from tests.words import episode

pytestmark = pytest.mark.browser

LENGTH = 20 * 60
MINUTE_14 = 14 * 60


@pytest.fixture
def address(site_url):
    """Where to search; two of two episodes speak of tides, one says “sextant” in its fifteenth minute."""
    lines = [f"Line {number} of the tide." for number in range(LENGTH // 10)]
    lines[MINUTE_14 // 10] = "Ana: That is what the sextant is for."
    made = episode("The moon", said=lines, audio_url="", duration_ms=LENGTH * 1000)
    made.audio_file.save("moon.mp3", ContentFile(silent_mp3(LENGTH)))
    episode("The tide", said=["Nothing."])
    for _ in search.index():
        pass
    return f"{site_url}/search/"


def test_a_word_is_typed_its_line_pressed_and_its_minute_heard(page, address):
    page.goto(address)
    field = page.get_by_label("What was it about?")
    expect(field).to_be_focused()
    field.press_sequentially("tides")
    expect(page.get_by_role("status")).to_have_text("2 episodes")
    expect(page).to_have_url(f"{address}?q=tides")
    field.fill("sextants")
    expect(page.get_by_role("status")).to_have_text("1 episode")
    page.get_by_role("link", name="14:00 Ana That is what the sextant is for.").click()
    page.wait_for_function(
        "([from, to]) => { const audio = document.querySelector('audio');"
        " return audio && !audio.paused && audio.currentTime >= from && audio.currentTime < to; }",
        arg=[MINUTE_14 - 0.3, MINUTE_14 + 30],
    )


def test_an_answer_that_comes_late_calls_nobody_back(page, address):
    late, on_the_way = [], []
    page.goto(address)
    page.route("**/search/?q=*", lambda route: late.append(route))
    page.route(re.compile(r"/guests/$"), lambda route: on_the_way.append(route))
    with page.expect_request("**/search/?q=tides"):
        page.get_by_label("What was it about?").fill("tides")
    with page.expect_request(re.compile(r"/guests/$")):
        page.get_by_role("link", name="People", exact=True).first.click()
    with page.expect_response("**/search/?q=tides"):
        late.pop().continue_()
    expect(page.get_by_role("status")).to_have_text("2 episodes")
    on_the_way.pop().continue_()
    expect(page.get_by_role("heading", level=1, name="People")).to_be_focused()
    expect(page).to_have_url(address.replace("/search/", "/guests/"))


def test_without_scripts_it_takes_two_presses(page_without_scripts, address):
    page = page_without_scripts
    page.goto(address)
    page.get_by_label("What was it about?").fill("sextant")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="14:00 Ana That is what the sextant is for.").click()
    source = page.locator("audio").get_attribute("src")
    assert source.endswith(f"#t={MINUTE_14}")
    expect(page.locator("audio")).to_be_in_viewport()
