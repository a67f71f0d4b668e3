"""Transcripts on the desk: chosen, mended where they stand, downloaded."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_desk import change, desk
from tests.factories import EpisodeFactory, TranscriptFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]

SLOPPY = "WEBVTT\n\n0:01 --> 0:04\n<v Ada>Good evening.\n\nwho is this?\n"


def violations(desk):
    found = Axe().run(desk, "#panel-transcript").response["violations"]
    return [(violation["id"], node["html"]) for violation in found for node in violation["nodes"]]


def test_a_refused_file_is_mended_where_it_stands_and_its_remarks_are_shown(desk, site_url, tmp_path):
    episode = EpisodeFactory(draft=True)
    file = tmp_path / "take-3.vtt"
    file.write_text(SLOPPY.replace("0:01", "0:99"))
    desk.goto(change(site_url, episode) + "#panel-transcript")
    desk.get_by_label("Drop the file here, or choose it").set_input_files(file)
    desk.locator("[name=_continue]").click()
    text = desk.get_by_label("The text of “take-3.vtt”, kept")
    expect(text).to_have_value(SLOPPY.replace("0:01", "0:99"))
    assert violations(desk) == []
    text.fill(SLOPPY)
    desk.locator("[name=_continue]").click()
    said = "Line 6: This text has no times; it was left out. who is this?"
    expect(desk.locator(".desk-transcript-remarks li")).to_have_text(said)
    assert violations(desk) == []


def test_a_transcript_is_downloaded_by_the_keyboard(desk, site_url):
    stored = TranscriptFactory(episode=EpisodeFactory(draft=True))
    desk.goto(change(site_url, stored.episode) + "#panel-transcript")
    link = desk.get_by_role("link", name="Download as SRT, en")
    link.focus()
    with desk.expect_download() as download:
        link.press("Enter")
    assert download.value.suggested_filename == f"{stored.episode.slug}.en.srt"
