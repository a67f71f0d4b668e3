"""Links on the desk, as they are typed, pasted and put in order."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from episodes.models import Episode, ResourceLink
from tests.browser.test_desk import change, desk
from tests.factories import EpisodeFactory, ResourceLinkFactory, StandingLinkFactory
from tests.servers import Server, answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def loopback_may_be_looked_up(settings):
    settings.ROOT_URLCONF = "tests.browser.urls_with_loopback"
    cache.clear()


@pytest.fixture
def lamp():
    """A page with a title; any other address of its server is dead."""
    with Server({"/": answer(b"<title>The lamp room</title>")}) as server:
        yield server


def links(desk, site_url, episode):
    desk.goto(change(site_url, episode) + "#panel-links")
    expect(desk.locator("#panel-links")).to_be_visible()


def field(desk, row, name):
    return desk.locator(f"[name=resource_links-{row}-{name}]")


def note(desk, row):
    return desk.locator(f"#resource_links-{row} .desk-link-note")


def save(desk):
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".desk-links")).to_be_attached()
    desk.wait_for_load_state()


def test_an_address_names_its_link_and_a_dead_one_is_said_to_be_dead(desk, site_url, lamp):
    episode = EpisodeFactory(draft=True)
    links(desk, site_url, episode)
    field(desk, 0, "url").fill(lamp.url())
    field(desk, 0, "url").press("Enter")
    expect(field(desk, 0, "label")).to_have_value("The lamp room")
    expect(note(desk, 0)).to_contain_text("Named after its page.")

    field(desk, 1, "label").fill("My own words")
    field(desk, 1, "url").fill(lamp.url())
    field(desk, 1, "url").blur()
    offer = note(desk, 1).get_by_role("button", name="Use the title of the page: “The lamp room”")
    expect(field(desk, 1, "label")).to_have_value("My own words")
    offer.click()
    expect(field(desk, 1, "label")).to_have_value("The lamp room")

    field(desk, 1, "url").fill(lamp.url("/gone"))
    field(desk, 1, "url").blur()
    expect(note(desk, 1)).to_contain_text("There is no page at this address (404).")
    expect(note(desk, 1)).to_have_attribute("data-state", "dead")
    assert Axe().run(desk, "#panel-links").violations_count == 0

    # None of it keeps anybody from saving.
    save(desk)
    assert set(ResourceLink.objects.values_list("url", flat=True)) == {lamp.url(), lamp.url("/gone")}


def test_a_list_becomes_rows_that_are_moved_by_keyboard_and_then_saved(desk, site_url, lamp):
    episode = EpisodeFactory(draft=True)
    ResourceLinkFactory(episode=episode, label="There already", url="", position=1)
    links(desk, site_url, episode)
    expect(note(desk, 0)).to_contain_text("Needs an address.")
    desk.get_by_text("Paste a list").locator("visible=true").click()
    box = desk.locator("[name=resource_links_list-text]")
    box.fill(f"{lamp.url()}\nThe book – {lamp.url('/gone')}\nA film")
    desk.get_by_role("button", name="Make rows of it").click()
    expect(box).to_have_value("")
    expect(field(desk, 1, "label")).to_have_value("The lamp room")
    expect(note(desk, 2)).to_contain_text("404")
    expect(note(desk, 3)).to_contain_text("Needs an address.")

    field(desk, 3, "label").press("Alt+ArrowUp")
    field(desk, 3, "label").press("Alt+ArrowUp")
    expect(field(desk, 3, "label")).to_be_focused()
    desk.locator("#resource_links-0 .desk-down").click()
    save(desk)
    assert list(episode.resource_links.values_list("label", flat=True)) == [
        "A film",
        "There already",
        "The lamp room",
        "The book",
    ]


def test_a_mistake_of_a_list_is_shown_and_the_list_stays(desk, site_url):
    episode = EpisodeFactory(draft=True)
    links(desk, site_url, episode)
    desk.locator("#panel-links summary").click()
    box = desk.locator("[name=resource_links_list-text]")
    box.fill("fine\n" + "x" * 256)
    desk.get_by_role("button", name="Make rows of it").click()
    expect(desk.locator(".desk-links-mistakes li")).to_contain_text("Line 2: The label")
    expect(box).to_have_value("fine\n" + "x" * 256)


def test_rich_text_is_pasted_with_its_addresses(desk, site_url):
    episode = EpisodeFactory(draft=True)
    links(desk, site_url, episode)
    desk.locator("#panel-links summary").click()
    box = desk.locator("[name=resource_links_list-text]")
    box.evaluate(
        """(box) => {
          const data = new DataTransfer();
          data.setData("text/html", `<ul><li><a href="https://a.example/?a=1&amp;b=2">The <b>lamp</b></a> and more</li>
            <li>A book</li></ul><img src=x><script>document.title = 'run'</script>`);
          box.focus();
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(box).to_have_value("[The lamp](<https://a.example/?a=1&b=2>) and more\nA book")
    assert "run" not in desk.title()

    # A field has room for one address: of several each gets a row, and a label that was typed keeps the first.
    box.fill("")
    field(desk, 0, "label").fill("Mine")
    field(desk, 0, "url").evaluate(
        """(input) => {
          const data = new DataTransfer();
          data.setData("text/plain", "http://127.0.0.1:9/a, http://127.0.0.1:9/b\\nhttp://127.0.0.1:9/c");
          input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(field(desk, 2, "url")).to_have_value("http://127.0.0.1:9/c")
    assert [field(desk, row, "url").input_value()[-2:] for row in range(3)] == ["/a", "/b", "/c"]
    expect(field(desk, 0, "label")).to_have_value("Mine")


def test_rows_are_dragged_a_draft_is_duplicated_and_a_show_has_a_new_one_ready(desk, site_url):
    episode = EpisodeFactory(
        draft=True, title="Fog", show__title_pattern="Lamp {number}:", show__notes_template="## Keys"
    )
    StandingLinkFactory(show=episode.show, label="The sponsor", url="https://sponsor.example/", sponsored=True)
    for position, label in enumerate(["One", "Two", "Three"], start=1):
        ResourceLinkFactory(episode=episode, label=label, url="", position=position)
    links(desk, site_url, episode)
    desk.locator("#resource_links-2 .desk-grip").drag_to(
        desk.locator("#resource_links-0"), target_position={"x": 20, "y": 2}
    )
    desk.get_by_role("button", name="Save and duplicate").click()
    desk.wait_for_url(lambda url: not url.startswith(change(site_url, episode)))
    expect(desk.get_by_text("is a new draft like")).to_be_visible()
    copy = Episode.objects.latest("pk")
    for each in (episode, copy):
        assert list(each.resource_links.values_list("label", flat=True)) == ["Three", "One", "Two"]
    desk.goto(f"{site_url}{reverse('admin:episodes_episode_add')}?show={episode.show_id}#panel-links")
    expect(field(desk, 0, "label")).to_have_value("The sponsor")
    expect(field(desk, 0, "sponsored")).to_be_checked()
    expect(desk.locator("[name=notes]")).to_have_value("## Keys")
    expect(desk.locator("[name=title]")).to_have_value(re.compile(r"^Lamp \d+: $"))
