"""Chapters by ear: mark, move and hear, with hands on the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.audio import silent_mp3
from tests.browser.test_desk import change, desk
from tests.factories import ChapterFactory, EpisodeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]


@pytest.fixture
def episode(media_in_a_folder_of_its_own):
    data = silent_mp3(120)
    return EpisodeFactory(
        draft=True,
        audio_url="",
        audio_file=ContentFile(data, "a.mp3"),
        audio_size=len(data),
        duration_ms=120_000,
    )


def chapters(desk, site_url, episode):
    desk.goto(change(site_url, episode) + "#panel-chapters")
    expect(desk.locator("#panel-chapters")).to_be_visible()


def field(desk, row, name):
    return desk.locator(f"[name=chapters-{row}-{name}]")


def now(desk):
    return desk.locator(".desk-ear audio").evaluate("(audio) => Math.round(audio.currentTime * 10) / 10")


def at(desk, seconds):
    desk.locator(".desk-ear audio").evaluate(
        """(audio, seconds) => new Promise((done) => {
          audio.preload = "auto";
          audio.addEventListener("seeked", done, { once: true });
          audio.currentTime = seconds;
        })""",
        seconds,
    )


def save(desk):
    desk.locator("[name=_continue]").click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()


def test_chapters_are_marked_moved_and_saved_without_the_mouse(desk, site_url, episode):
    ChapterFactory(episode=episode, start_ms=0, title="Welcome")
    ChapterFactory(episode=episode, start_ms=90_000, title="The end")
    chapters(desk, site_url, episode)
    at(desk, 42.34)
    field(desk, 0, "title").press("Control+Enter")
    expect(field(desk, 2, "title")).to_be_focused()
    expect(field(desk, 2, "start_ms")).to_have_value("0:42.3")
    expect(desk.locator(".desk-ear-said")).to_have_text("Marked at 0:42.3.")
    desk.keyboard.type("The lamp room")
    # It stands where it belongs, and a second mark there makes no second chapter.
    order = desk.locator("#chapters-group tbody [name$='-title']").evaluate_all(
        "(all) => all.map((each) => each.value)"
    )
    assert order == ["Welcome", "The lamp room", "The end"]
    field(desk, 0, "title").press("Control+Enter")
    expect(field(desk, 2, "title")).to_be_focused()

    start = field(desk, 2, "start_ms")
    start.press("ArrowUp")
    expect(start).to_have_value("0:42.4")
    start.press("Shift+ArrowDown")
    expect(start).to_have_value("0:41.4")
    desk.get_by_role("button", name="+1 s", exact=True).click()
    desk.get_by_role("button", name="−0.1 s").click()
    expect(start).to_have_value("0:42.3")
    assert now(desk) == 42.3
    save(desk)
    assert list(episode.chapters.values_list("start_ms", "title")) == [
        (0, "Welcome"),
        (42_300, "The lamp room"),
        (90_000, "The end"),
    ]


def test_a_row_plays_from_its_start_and_keys_at_the_player_do_not_clash_with_typing(desk, site_url, episode):
    ChapterFactory(episode=episode, start_ms=30_000, title="The lamp room")
    chapters(desk, site_url, episode)
    audio = desk.locator(".desk-ear audio")
    desk.locator("#chapters-0").get_by_role("button", name="Play from here").click()
    expect(audio).to_have_js_property("paused", False)
    field(desk, 0, "title").press("Control+ ")
    expect(audio).to_have_js_property("paused", True)
    assert 30 <= now(desk) < 45
    field(desk, 0, "title").press("Home")
    field(desk, 0, "title").press("k")
    field(desk, 0, "title").press("m")
    expect(field(desk, 0, "title")).to_have_value("kmThe lamp room")
    expect(audio).to_have_js_property("paused", True)

    at(desk, 60)
    mark = desk.get_by_role("button", name="Mark here")
    mark.press("l")
    mark.press(".")
    assert now(desk) == 65.1
    mark.press("m")
    expect(field(desk, 1, "start_ms")).to_have_value("1:05.1")


def test_a_file_that_has_just_been_chosen_can_be_heard_and_is_drawn(desk, site_url):
    episode = EpisodeFactory(draft=True, silent=True)
    chapters(desk, site_url, episode)
    expect(desk.locator(".desk-ear-empty")).to_be_visible()
    desk.locator("#tab-audio").click()
    file = {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": silent_mp3(90)}
    desk.locator("#panel-audio input[type=file]").set_input_files(file)
    desk.locator("#tab-chapters").click()
    expect(desk.locator(".desk-ear-wave")).to_be_visible()
    at(desk, 10)
    desk.get_by_role("button", name="Mark here").click()
    expect(field(desk, 0, "start_ms")).to_have_value("0:10")
    expect(field(desk, 0, "title")).to_be_focused()


def test_stored_audio_is_drawn_when_that_is_wished(desk, site_url, episode):
    ChapterFactory(episode=episode, start_ms=60_000, title="The lamp room")
    chapters(desk, site_url, episode)
    wave = desk.locator(".desk-ear-wave")
    expect(wave).to_be_hidden()
    desk.get_by_role("button", name="Draw the waveform").click()
    expect(wave).to_be_visible()
    expect(desk.locator(".desk-ear-said")).to_have_text("")
    wave.click(position={"x": 1, "y": 10})
    assert now(desk) < 1
    assert Axe().run(desk, "#panel-chapters").violations_count == 0


@pytest.mark.parametrize("width", [390, 820, 1360])
def test_a_start_is_never_cut(desk, site_url, episode, width):
    desk.set_viewport_size({"width": width, "height": 900})
    ChapterFactory(episode=episode, start_ms=119_123, title="The lamp room")
    chapters(desk, site_url, episode)
    start = field(desk, 0, "start_ms")
    start.fill("12:34:56.789")
    assert start.evaluate("(input) => input.scrollWidth <= input.clientWidth")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
