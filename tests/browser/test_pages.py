"""The public pages as they are seen, in every look; and what they are without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import complaints
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    ShowFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley, keeper of the northernmost lamp"


@pytest.fixture
def episode():
    """With something of everything, in words that are long or written from the right."""
    show = ShowFactory(slug="slack", title="Slack Water", takes_questions=True, tagline=LONG)
    episode = EpisodeFactory(
        show=show, slug="moon", title="The moon", notes=f"# {LONG}\n\nAt 0:10.", duration_ms=60_000
    )
    for at, name in enumerate((LONG, "عبد الرحمن بن عبد العزيز")):
        CreditFactory(episode=episode, person=PersonFactory(name=name, headline=name, slug=f"person-{at}"))
        ChapterFactory(episode=episode, title=name, start_ms=at * 20_000)
        ResourceLinkFactory(episode=episode, label=name, url=f"https://links.example/{'a' * 150}")
    TranscriptFactory(episode=episode)
    episode.topics.add(TopicFactory(slug="tides"))
    EpisodeFactory(show=show, slug="ebb", title="The ebb, and the moon")
    return episode


def test_nothing_is_wrong_with_home_show_episode_and_person_in_any_look(page, site_url, episode):
    found = {}
    for path in ("/", "/slack/moon/", "/guests/person-1/", "/search/?q=moon"):
        page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("about:blank")
        page.goto(site_url + path, wait_until="load")
        if wrong := complaints(page):
            found[path] = wrong
    assert found == {}


def test_without_scripts_one_reads_hears_finds_asks_and_goes_on(page_without_scripts, site_url, episode):
    """The journey of a listener whose browser runs nothing, from the first page to a question."""
    page = page_without_scripts
    page.goto(site_url)
    assert page.locator("[hidden]:visible").count() == 0
    page.get_by_role("link", name="The moon", exact=True).first.click()
    # It plays by the browser's own controls; chapters, lines and moments in the notes are links to their second.
    audio = page.locator("audio")
    expect(audio).to_have_attribute("controls", "")
    for link, second in ((".chapter__link >> nth=1", "20"), (".notes a >> text=0:10", "10")):
        page.locator(link).click()
        expect(audio).to_have_attribute("src", f"{episode.get_audio_url()}#t={second}")
    page.locator("#transcript summary").click()
    line = page.locator("#transcript a[href*='t=']").first
    line.click()
    assert "t=" in page.url
    # Nothing is shown that only scripts could do.
    for name in ("Play", "Share", "Play later", "Captions", "Queue"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    expect(page.get_by_role("complementary", name="Now playing")).to_be_hidden()
    # The guest, with what they were heard on, and back; the show in pages; the search.
    page.get_by_role("link", name=LONG).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG)
    page.get_by_role("link", name="The moon", exact=True).first.click()
    page.get_by_role("link", name="Ask us about this episode").click()
    page.locator("[name=text]").fill("Why does it pull?")
    page.get_by_role("button").first.click()
    expect(page.locator("[name=text]")).to_have_value("Why does it pull?")  # too quick for a person: nothing is lost
    page.goto(site_url + "/slack/moon/embed/")
    expect(page.locator("audio")).to_have_attribute("controls", "")
