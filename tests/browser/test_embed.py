import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.audio import silent_mp3
from tests.factories import ChapterFactory, EpisodeFactory
from tests.servers import Server, answer

pytestmark = pytest.mark.browser


def test_it_plays_inside_a_page_of_another_origin(page, site_url):
    audio = silent_mp3(120)
    episode = EpisodeFactory(audio_url="", audio_size=len(audio), duration_ms=120_000)
    episode.audio_file.save("a.mp3", ContentFile(audio))
    ChapterFactory(episode=episode, title="The second", start_ms=60_000)
    player = f"{site_url}{episode.get_embed_url()}?theme=dark"
    blog = f'<!doctype html><link rel="icon" href="data:,"><iframe src="{player}" width="640" height="420"></iframe>'
    with Server({"/": answer(blog.encode())}) as elsewhere:
        page.goto(elsewhere.url(host="localhost"))
        frame = page.frame_locator("iframe")
        frame.get_by_role("link", name="1:00 The second").click()
        expect(frame.get_by_role("button", name="Pause")).to_be_attached()
        expect(frame.locator("[data-position]")).to_contain_text("1:0")
        expect(frame.get_by_role("link", name=episode.title)).to_have_attribute("target", "_blank")
        frame.get_by_role("button", name="Share").click()
        sheet = frame.get_by_role("dialog", name="Share")
        sheet.get_by_label("This chapter").check()
        expect(sheet.get_by_label("Address")).to_have_value(re.compile(r"\?t=60#the-second$"))
        expect(sheet.get_by_role("button", name="Copy")).to_have_css("min-height", "44px")
        expect(sheet.get_by_role("button", name="Send to …")).to_be_hidden()
        sheet.get_by_role("button", name="Close").click()
