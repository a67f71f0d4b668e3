"""Pictures of every public page, on a phone and on a desk, light and dark, side by side: `make screenshots`.

The demo and what is hard to show are served as in production; `docs/screenshots/NAME.webp` is written for each of
`SHOTS`, or for those named in the environment variable `SHOTS`. Its name is not a test's, so no run takes it along.
"""

import io
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import Page, Route

from tests.browser import hard_content

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TARGET = Path(__file__).parents[2] / "docs/screenshots"
# Width and height of the screen, and by how much its picture is made smaller.
PHONE, DESK = (390, 1000, 0.72), (1440, 1000, 0.72)
GAP = 16


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A page; `press` is what is pressed before and `until` what comes of it, `private` what only its producers see."""

    address: str
    press: str = ""
    until: str = ""
    anchor: str = ""
    private: bool = False
    status: int = 200


SHOTS = {
    "home": Shot(address="/"),
    "show": Shot(address="/lost-property/"),
    "show-list": Shot(address="/lost-property/", anchor="#episodes"),
    "subscribe": Shot(address="/lost-property/subscribe/"),
    "episode": Shot(address="/slack-water/the-man-who-disagrees-with-the-moon/"),
    "episode-chapters": Shot(address="/slack-water/the-man-who-disagrees-with-the-moon/", anchor="#chapters"),
    "episode-heard": Shot(
        address="/slack-water/the-man-who-disagrees-with-the-moon/?t=45",
        press="[data-play]",
        until="[data-heard-picture] img[alt^=Picture]",
    ),
    "episode-picture": Shot(
        address="/slack-water/the-man-who-disagrees-with-the-moon/",
        press="[data-chapter-picture]",
        until="[data-plate] img",
    ),
    "embed": Shot(address="/slack-water/the-man-who-disagrees-with-the-moon/embed/"),
    "people": Shot(address="/guests/"),
    "person": Shot(address="/guests/tadeusz-wroblewicz/"),
    "topics": Shot(address="/topics/"),
    "topic": Shot(address="/topics/weather/"),
    "links": Shot(address="/slack-water/links/"),
    "ask": Shot(address="/slack-water/ask/"),
    "search": Shot(address="/search/?q=moon"),
    "offline": Shot(address="/offline/"),
    "not-found": Shot(address="/no-such-show/", status=404),
    "german-show": Shot(address="/wetterwarte/"),
    "german-episode": Shot(address="/wetterwarte/nebel-mit-geraeusch/"),
    "arabic-show": Shot(address="/hikayat/"),
    "arabic-episode": Shot(address="/hikayat/lamp/"),
    "hard-show": Shot(address="/hard/"),
    "hard-long": Shot(address="/hard/long/"),
    "hard-one-chapter": Shot(address="/hard/one-chapter/"),
    "hard-200-chapters": Shot(address="/hard/chapters/", anchor="#chapters"),
    "hard-audio-404": Shot(address="/hard/gone/", press="[data-play]", until="[data-error]"),
    "hard-no-audio": Shot(address="/hard/silent/", private=True),
}


def open_shot(page: Page, address: str, shot: Shot) -> None:
    """Let `page` show what is meant, what has to be pressed included; `address` is where the site answers."""
    page.goto("about:blank")  # to an anchor of the page that is open, one would only scroll
    response = page.goto(f"{address}{shot.address}{shot.anchor}", wait_until="load")
    assert response.status == shot.status, shot
    if shot.press:
        page.locator(shot.press).first.click()
        page.locator(shot.until).first.wait_for(timeout=60_000)


def picture(page: Page, address: str, shot: Shot) -> Image.Image:
    """The page as it is seen when everything has come."""
    open_shot(page, address, shot)
    page.evaluate("document.fonts.ready")
    page.wait_for_function("[...document.images].every(image => image.complete || image.loading === 'lazy')")
    if not shot.press:  # what plays goes on loading
        page.wait_for_load_state("networkidle")
    return Image.open(io.BytesIO(page.screenshot()))


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(each.height for each in pictures)), "#8a8a8a")
    left = 0
    for each in pictures:
        sheet.paste(each, (left, 0))
        left += each.width + GAP
    return sheet


def _ours_alone(route: Route) -> None:
    route.abort()


def test_pictures_are_taken(site_url, settings, new_context):
    settings.SITE_NAME = "Net Loft Radio"
    client = Client()
    client.force_login(hard_content.make())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}
    wanted = [name for name in os.environ.get("SHOTS", "").split(",") if name] or list(SHOTS)
    taken: dict[str, list[Image.Image]] = {name: [] for name in wanted}
    for width, height, scale in (PHONE, DESK):
        for scheme in ("light", "dark"):
            screen = {"viewport": {"width": width, "height": height}}
            context = new_context(**screen, color_scheme=scheme, reduced_motion="reduce")
            context.set_default_timeout(120_000)
            context.route("https://**", _ours_alone)
            page = context.new_page()
            page.goto(site_url)  # the faces are there from now on
            for name in wanted:
                context.clear_cookies()
                if SHOTS[name].private:
                    context.add_cookies([cookie])
                seen = picture(page, site_url, SHOTS[name])
                small = (round(seen.width * scale), round(seen.height * scale))
                taken[name].append(seen.resize(small, Image.Resampling.LANCZOS))
    TARGET.mkdir(exist_ok=True)
    for name, pictures in taken.items():
        side_by_side(pictures).save(TARGET / f"{name}.webp", "WEBP", quality=62, method=6)
