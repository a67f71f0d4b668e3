"""The producer's pages as they are seen: what is typed, looked at before it is saved; nothing in anybody's way."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from episodes import bin as episode_bin
from episodes import versions
from episodes.models import Episode
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley, keeper of the northernmost lamp"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def producer():
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def desk(site_url, context, page, producer):
    client = Client()
    client.force_login(producer)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    return page


@pytest.fixture
def episode(producer):
    """A draft with something of everything, in names that are long or written from the right."""
    episode = EpisodeFactory(draft=True, title=LONG, summary="حلقة عن المنارة. " * 12, notes="# " + LONG, audio_url="")
    episode.topics.add(TopicFactory())
    for name in (LONG, "عبد الرحمن بن عبد العزيز"):
        CreditFactory(episode=episode, person=PersonFactory(name=name, headline=name))
        ChapterFactory(episode=episode, title=name, url=f"https://chapter.example/{'a' * 150}")
        ResourceLinkFactory(episode=episode, label=name, url="")
    versions.keep(episode=episode, by=producer)
    Episode.objects.filter(pk=episode.pk).update(summary="Changed.")
    versions.keep(episode=Episode.objects.get(pk=episode.pk), by=producer)
    episode_bin.discard(episode=EpisodeFactory(draft=True, show=episode.show, title=LONG), by=producer)
    return episode


def test_what_is_typed_is_looked_at_in_another_tab_and_the_form_stays(desk, context, site_url, episode):
    desk.goto(site_url + reverse("admin:episodes_episode_change", args=[episode.pk]))
    desk.locator("[name=title]").fill("Typed and not saved")
    with context.expect_page() as opened:
        desk.get_by_role("button", name="Preview").click()
    looks = opened.value
    page = looks.frame_locator("iframe.looks-frame")
    expect(page.get_by_role("heading", level=1)).to_have_text("Typed and not saved")
    widths = {}
    for name in ("Phone", "Desk"):
        looks.get_by_text(name, exact=True).click()
        widths[name] = page.locator("html").evaluate("html => html.clientWidth")
    assert widths == {"Phone": 390, "Desk": 1280}
    expect(looks.get_by_label("In podcast apps")).to_contain_text("Typed and not saved")
    expect(desk.locator("[name=title]")).to_have_value("Typed and not saved")
    # The next look is in the tab that is there.
    desk.locator("[name=title]").fill("Typed again")
    desk.keyboard.press("Alt+v")
    expect(page.get_by_role("heading", level=1)).to_have_text("Typed again")
    assert len(context.pages) == 2
    assert Episode.objects.get(pk=episode.pk).title == LONG


def test_the_checklist_stands_beside_the_form_until_it_is_folded_up(desk, site_url, episode):
    desk.set_viewport_size({"width": 1280, "height": 900})
    address = site_url + reverse("admin:episodes_episode_change", args=[episode.pk])
    desk.goto(address)
    entry = desk.locator(".desk-ready").get_by_text("The episode has no audio yet", exact=False)
    expect(entry).to_be_visible()
    beside = desk.locator("#episode_form").bounding_box()
    assert beside["x"] + beside["width"] <= desk.locator(".desk-ready").bounding_box()["x"]
    desk.locator(".desk-ready summary").click()
    expect(entry).to_be_hidden()
    assert desk.locator("#episode_form").bounding_box()["width"] > beside["width"]
    desk.reload()
    expect(desk.locator(".desk-ready summary")).to_be_visible()
    expect(entry).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_producer_s_pages_and_none_is_too_wide(desk, site_url, episode, scheme):
    change = reverse("admin:episodes_episode_change", args=[episode.pk])
    pages = [
        reverse("admin:episodes_episode_add"),
        *(f"{change}#panel-{panel}" for panel in ("basics", "notes", "people", "links")),
        reverse("episode_preview", args=[episode.pk]),
        reverse("admin:episodes_episode_history", args=[episode.pk]),
        reverse("admin:episodes_episode_paste"),
        reverse("admin:episodes_episode_bin"),
        reverse("admin:guests_person_add"),
    ]
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in pages:
        desk.goto("about:blank")
        desk.goto(site_url + address, wait_until="load")
        for width in (390, 1280) if scheme == "light" else (390,):
            desk.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(desk, options=RULES)
            if results.violations_count:
                found[address, width] = results.generate_report()
            if desk.evaluate("document.documentElement.scrollWidth") > width:
                found[address, width, "too wide"] = desk.evaluate("document.documentElement.scrollWidth")
    assert found == {}
