"""Covers and portraits at the desk: shown at once, cropped by hand or by keys, kept while the form is mended."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from episodes.models import Episode
from guests.models import Person
from tests.factories import PersonFactory, ShowFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RED, BLUE = (254, 0, 0), (0, 0, 254)


@pytest.fixture
def desk(site_url, context, page):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    return page


def halves(size=(3000, 1500)):
    image = Image.new("RGB", size, "red")
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), "blue"), (size[0] // 2, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    return {"name": "wide.png", "mimeType": "image/png", "buffer": out.getvalue()}


def cover():
    with default_storage.open(Episode.objects.get().cover.name) as file:
        image = Image.open(file)
        return image.size, image.getpixel((20, 20)), image.getpixel((image.width - 20, 20))


def assert_accessible(page):
    # High enough for what has to be done to stand there whole: a line that its box cuts off is too small for axe.
    page.set_viewport_size({"width": 1280, "height": 1200})
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    violations = found.response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []


@pytest.fixture
def form(desk, site_url):
    show = ShowFactory()
    desk.goto(f"{site_url}{reverse('admin:episodes_episode_add')}?show={show.pk}")
    desk.locator("[name=title]").fill("The lamp room")
    return desk


def save(page):
    page.locator("[name=_continue]").click()
    page.wait_for_url("**/change/**")


def test_a_cover_that_is_no_square_gets_a_frame_that_keys_move(form):
    form.locator("[name=cover]").set_input_files(halves())
    frame = form.locator(".picture-frame")
    expect(form.locator("#panel-basics .picture-said")).to_contain_text("3000 × 1500 pixels, not a square")
    assert_accessible(form)
    frame.focus()
    for _ in range(5):
        frame.press("Shift+ArrowLeft")
    expect(form.locator("[name=cover-crop_x]")).to_have_value("0")
    frame.press("-")
    expect(form.locator("[name=cover-crop_side]")).to_have_value("1470")
    save(form)
    assert cover() == ((1470, 1470), RED, RED)


def test_the_frame_follows_the_hand_and_the_numbers(form):
    form.locator("[name=cover]").set_input_files(halves())
    frame = form.locator(".picture-frame")
    frame.evaluate("frame => frame.scrollIntoView({ block: 'center' })")
    box = frame.bounding_box()
    form.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    form.mouse.down()
    form.mouse.move(box["x"] + box["width"] * 3, box["y"] + 20, steps=5)
    form.mouse.up()
    expect(form.locator("[name=cover-crop_x]")).to_have_value("1500")
    form.locator("[name=cover-crop_side]").fill("1200")
    expect(form.locator("#panel-basics .picture-said")).to_have_text(
        "The part has 1200 × 1200 pixels; directories want at least 1400 × 1400."
    )
    form.locator("[name=cover-crop_side]").fill("1450")
    save(form)
    assert cover() == ((1450, 1450), BLUE, BLUE)


def test_a_picture_is_dropped_and_one_that_is_none_is_said_to_be(form):
    drop = """([name, type, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      const box = document.querySelector(".picture-input");
      for (const kind of ["dragover", "drop"]) box.dispatchEvent(
        new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    }"""
    form.evaluate(drop, ["page.png", "image/png", list(b"<html>")])
    expect(form.locator("#panel-basics .picture-said")).to_contain_text("“page.png” is no picture that can be shown.")
    expect(form.locator("#panel-basics .picture-stage")).to_be_hidden()
    form.evaluate(drop, ["wide.png", "image/png", list(halves((1600, 1600))["buffer"])])
    expect(form.locator("#panel-basics .picture-said")).to_have_text("1600 × 1600 pixels, a square.")
    expect(form.locator(".audio-input")).not_to_have_attribute("data-state", "refused")
    form.locator("#tab-chapters").click()
    form.locator("[name=chapters-0-start_ms]").fill("0:04")
    form.locator("[name=chapters-0-title]").fill("The lens")
    form.locator("[name=chapters-0-image]").set_input_files(halves((300, 200)))
    expect(form.locator("#chapters-0 .picture-said")).to_have_text("300 × 200 pixels.")
    # Whoever writes the name of the file somewhere writes it into a field of ours.
    expect(form.locator("[name=chapters-0-start_ms]")).not_to_have_attribute("value", "wide.png")
    save(form)
    assert cover()[0] == (1600, 1600)
    assert Episode.objects.get().chapters.get().image


def test_a_picture_is_kept_with_its_frame_while_the_form_is_mended(form):
    form.locator("[name=cover]").set_input_files(halves())
    form.locator("[name=title]").fill("")
    form.evaluate("document.querySelector('[name=title]').removeAttribute('required')")
    form.locator("[name=_continue]").click()
    expect(form.locator(".picture-kept")).to_be_visible()
    expect(form.locator(".picture-frame")).to_be_visible()
    form.locator("[name=cover-crop_x]").fill("0")
    form.locator("[name=title]").fill("The lamp room")
    save(form)
    assert cover() == ((1500, 1500), RED, RED)


def test_without_scripts_the_square_is_cut_from_the_middle(page_without_scripts, site_url):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = page_without_scripts
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url}])
    page.goto(f"{site_url}{reverse('admin:episodes_episode_add')}?show={ShowFactory().pk}")
    page.locator("[name=title]").fill("The lamp room")
    page.locator("[name=number]").fill("")
    page.locator("[name=cover]").set_input_files(halves())
    page.locator("[name=_continue]").click()
    expect(page.get_by_text("directories want a square").first).to_be_visible()
    page.get_by_label("Cut the square from the middle").check()
    page.locator("[name=_continue]").click()
    page.wait_for_url("**/change/**")
    assert cover() == ((1500, 1500), RED, BLUE)


def test_the_focus_of_a_portrait_is_pressed_or_moved_by_keys(desk, site_url):
    person = PersonFactory()
    desk.goto(site_url + reverse("admin:guests_person_change", args=[person.pk]))
    desk.locator("[name=portrait]").set_input_files(halves())
    point = desk.locator(".picture-point")
    expect(point).to_be_visible()
    assert_accessible(desk)
    box = desk.locator(".picture-stage").bounding_box()
    desk.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.25)
    expect(point).to_be_focused()
    expect(desk.locator("[name=portrait_x]")).to_have_value("80")
    point.press("ArrowLeft")
    point.press("Shift+ArrowDown")
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".messagelist, [role=status]").first).to_be_attached()
    desk.wait_for_function("document.querySelector('.picture-shown').src.includes('/media/images/')")
    found = Person.objects.get()
    assert (found.portrait_x, found.portrait_y) == (78, 35)
    expect(point).to_have_attribute("style", "left: 78%; top: 35%;")
