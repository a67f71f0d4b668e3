"""A month of two shows, planned by mouse and then by the keyboard alone; and what axe says of every view."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from episodes.models import Episode, StateChange
from tests.factories import EpisodeFactory, ShowFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def month():
    """The first Monday of a month that is all to come."""
    first = (timezone.now().date().replace(day=1) + dt.timedelta(days=70)).replace(day=1)
    return first + dt.timedelta(days=-first.weekday() % 7)


@pytest.fixture
def planned(month):
    """Two shows on two clocks: an approved episode and a draft of each, and one draft more."""
    lisbon = ShowFactory(title="Slack Water", time_zone="Europe/Lisbon", update_rule="FREQ=WEEKLY;BYDAY=TU;BYHOUR=6")
    halifax = ShowFactory(title="Lost Property", time_zone="America/Halifax")
    at = dt.datetime.combine(month, dt.time(14), dt.UTC)
    return {
        "scheduled": EpisodeFactory(show=lisbon, title="The sea", publish_at=at),
        "bell": EpisodeFactory(show=halifax, title="The bell", publish_at=at + dt.timedelta(days=1)),
        "draft": EpisodeFactory(show=lisbon, title="The buoys", draft=True, silent=True),
        "clock": EpisodeFactory(show=halifax, title="The clock", draft=True),
    }


@pytest.fixture
def desk(site_url, context, page):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    page.set_viewport_size({"width": 1280, "height": 1000})
    return page


def address(site_url, view, day):
    return site_url + reverse("desk_calendar_view", kwargs={"view": view, "day": day.isoformat()})


def local(episode):
    episode.refresh_from_db()
    return episode.publish_at and episode.local_publish_at.strftime("%Y-%m-%d %H:%M")


def on(desk, day, hour=None):
    return desk.locator(f'td[data-day="{day}"]' + (f'[data-hour="{hour}"]' if hour is not None else ""))


def card(desk, episode):
    return desk.locator(f"#episode-{episode.pk}")


def test_a_month_is_planned_with_the_mouse(desk, site_url, month, planned):
    day = [month + dt.timedelta(days=n) for n in range(14)]
    hour = {name: local(planned[name])[-5:] for name in ("scheduled", "bell")}
    desk.goto(address(site_url, "month", month))

    card(desk, planned["scheduled"]).drag_to(on(desk, day[3]))  # another day, the same hour
    expect(desk.locator(".cal-toast")).to_contain_text("“The sea” goes out on")
    card(desk, planned["bell"]).drag_to(on(desk, day[9]))
    expect(desk.locator(".cal-toast")).to_contain_text("“The bell” goes out on")
    card(desk, planned["draft"]).drag_to(on(desk, day[8]))  # from the tray
    expect(desk.locator(".cal-toast")).to_contain_text("Still missing: The episode has no audio yet")
    card(desk, planned["clock"]).drag_to(on(desk, day[4]))
    expect(desk.locator(".cal-toast")).to_contain_text("“The clock” is planned for")
    expect(desk.locator(".cal-tray .cal-card")).to_have_count(0)
    assert local(planned["scheduled"]) == f"{day[3]} {hour['scheduled']}"
    assert local(planned["bell"]) == f"{day[9]} {hour['bell']}"
    assert local(planned["draft"]) == f"{day[8]} 06:00"

    desk.locator("#cal-undo").click()
    expect(desk.locator(".cal-tray")).to_contain_text("The clock")
    assert local(planned["clock"]) is None

    card(desk, planned["draft"]).drag_to(desk.locator(".cal-tray"))  # and back
    expect(desk.locator(".cal-toast")).to_contain_text("“The buoys” is off the calendar.")

    desk.goto(address(site_url, "week", day[3]))
    card(desk, planned["scheduled"]).drag_to(on(desk, day[2], 9))  # in a week the hour too
    expect(desk.locator(".cal-toast")).to_contain_text("09:00")
    assert local(planned["scheduled"]) == f"{day[2]} 09:00"
    assert Episode.objects.filter(state="approved").count() == 2
    assert StateChange.objects.count() == 7


def test_a_month_is_planned_with_the_keyboard_alone(desk, site_url, month, planned):
    day = [month + dt.timedelta(days=n) for n in range(14)]
    hour = local(planned["scheduled"])[-5:]
    desk.goto(address(site_url, "month", month))
    said, keys = desk.locator("#cal-said"), desk.keyboard

    def take(name):
        handle = card(desk, planned[name]).locator(".cal-move")
        while not handle.evaluate("each => each === document.activeElement"):
            keys.press("Tab")
        keys.press("Enter")
        expect(said).to_contain_text(f"Moving “{planned[name].title}”")

    take("scheduled")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        keys.press(key)
    expect(said).to_contain_text(f"{day[8]:%b}")
    keys.press("Enter")
    expect(said).to_contain_text("“The sea” goes out on")
    expect(card(desk, planned["scheduled"]).locator(".cal-move")).to_be_focused()
    assert local(planned["scheduled"]) == f"{day[8]} {hour}"

    desk.keyboard.press("ControlOrMeta+z")
    expect(on(desk, day[0])).to_contain_text("The sea")
    assert local(planned["scheduled"]) == f"{day[0]} {hour}"

    desk.locator("h1").first.click()
    take("bell")
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(said).to_contain_text("“The bell” stays where it was.")
    assert local(planned["bell"]).startswith(str(day[1]))

    desk.goto(address(site_url, "week", day[0]))
    take("scheduled")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        keys.press(key)
    keys.press("Enter")
    expect(said).to_contain_text("“The sea” goes out on")
    assert local(planned["scheduled"]) == f"{day[1]} {int(hour[:2]) + 2:02}:{hour[3:]}"

    desk.goto(address(site_url, "agenda", day[0]))  # days below one another: the free ones come up to be chosen
    take("draft")
    expect(desk.locator(f'[data-day="{day[7]}"]')).to_be_visible()
    for key in ("PageDown", "ArrowUp", "ArrowRight"):
        keys.press(key)
    keys.press("Enter")
    expect(said).to_contain_text("“The buoys” is planned for")
    assert local(planned["draft"])[11:] == "07:00"
    expect(desk.locator(f'[data-day="{day[7]}"]')).to_be_hidden()

    free = desk.locator(f'[data-day="{day[4]}"]')
    card(desk, planned["bell"]).hover()
    desk.mouse.down()
    card(desk, planned["scheduled"]).hover()
    expect(free).to_be_visible()
    free.hover()
    desk.mouse.up()
    expect(desk.locator(".cal-toast")).to_contain_text("“The bell” goes out on")
    assert local(planned["bell"]).startswith(str(day[4]))


def test_a_finger_takes_an_episode_up_and_puts_it_on_a_day(site_url, desk, new_context, month, planned):
    day = [month + dt.timedelta(days=n) for n in range(7)]
    phone = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.add_cookies(desk.context.cookies())
    page = phone.new_page()
    page.goto(address(site_url, "month", month))
    expect(on(page, day[2])).to_be_hidden()  # a list of the days on which something is
    card(page, planned["draft"]).locator(".cal-move").tap()
    expect(page.locator("#cal-moving-words")).to_contain_text("Moving “The buoys”")
    on(page, day[2]).tap()
    expect(page.locator(".cal-toast")).to_contain_text("“The buoys” is planned for")
    assert local(planned["draft"]) == f"{day[2]} 06:00"

    moment = local(planned["scheduled"])
    card(page, planned["scheduled"]).locator(".cal-move").tap()
    page.locator(".cal-leave").tap()
    expect(page.locator(".cal-toast")).to_contain_text("“The sea” stays where it was.")
    card(page, planned["scheduled"]).locator(".cal-move").tap()
    page.locator(".cal-type").tap()
    expect(page.locator("[name=moment]").first).to_have_value(moment.replace(" ", "T"))


def test_without_scripts_an_episode_is_moved_by_its_form(site_url, page_without_scripts, month, planned):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = page_without_scripts
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    page.goto(address(site_url, "month", month))
    card(page, planned["draft"]).locator(".cal-move").click()
    page.locator("[name=moment]").first.fill(f"{month}T07:15")
    page.get_by_role("button", name="Move", exact=True).click()
    assert page.url == address(site_url, "month", month)
    assert local(planned["draft"]) == f"{month} 07:15"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_in_order_for_axe_and_fits_a_phone(desk, site_url, month, planned, scheme):
    desk.add_init_script(f"localStorage.setItem('adminTheme', JSON.stringify('{scheme}'))")
    for view in ("month", "week", "agenda", "year") if scheme == "light" else ("month",):
        desk.goto(address(site_url, view, month))
        assert Axe().run(desk, "main").response["violations"] == [], view
        desk.set_viewport_size({"width": 390, "height": 844})
        assert desk.evaluate("document.documentElement.scrollWidth") == 390, view
        desk.set_viewport_size({"width": 1280, "height": 1000})
    for path in ("/admin/", "/admin/calendar/holidays/", "/admin/calendar/address/", "/admin/calendar/lay-out/"):
        desk.goto(site_url + path)
        assert Axe().run(desk, "main").response["violations"] == [], path
