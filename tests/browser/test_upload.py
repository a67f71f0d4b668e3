"""Audio that is dropped while the form is filled in, whatever breaks meanwhile."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from mutagen.id3 import CHAP, ID3, TIT2, TRCK
from playwright.sync_api import expect

from tests.audio import long_mp3, silent_mp3
from tests.browser.process import SiteProcess

pytestmark = pytest.mark.browser

ADD = "/admin/episodes/episode/add/"
RECORDING = long_mp3(45)


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    file = tmp_path_factory.mktemp("recording") / "the-lamp-room.mp3"
    file.write_bytes(RECORDING)
    return file


@pytest.fixture
def site(tmp_path, static_root, empty_site):
    process = SiteProcess(tmp_path, static_root, like=empty_site)
    process.start()
    yield process
    process.kill()


@pytest.fixture
def context(browser, site):
    """A producer's browser. What it says of a dead line is no mistake here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": site.session, "url": site.url}])
    yield context
    context.close()


@pytest.fixture
def form(context, site):
    page = context.new_page()
    page.goto(f"{site.url}{ADD}")
    return page


def choose(page, file):
    page.locator("[name=audio_file]").set_input_files(file)


def zone(page):
    return page.locator(".audio-input")


def save(page, site):
    page.locator("[name=_continue]").click()
    page.wait_for_url("**/change/**")
    assert site.stored() == [RECORDING]


def throttle(page, *, kilobytes):
    """Make the line as slow as `kilobytes` a second upwards."""
    line = page.context.new_cdp_session(page)
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": kilobytes * 1000}
    line.send("Network.emulateNetworkConditions", conditions)


def reach(page, share):
    page.wait_for_function("share => document.querySelector('.upload-bar').value > share", arg=share)


def hold_second_piece(page):
    """Keep everything after the first piece from leaving; what is returned lets go of it."""
    waiting, seen = [], []

    def handle(route):
        seen.append(route)
        if len(seen) > 1 and not released:
            waiting.append(route)
        else:
            route.continue_()

    def release():
        released.append(True)
        for route in waiting:
            route.continue_()

    released = []
    page.route("**/uploads/?*/", handle)
    return release


def offsets(page):
    """Where each piece that is sent begins."""
    begins = []
    page.on(
        "request",
        lambda request: begins.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None,
    )
    return begins


def assert_accessible(page):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [violation["id"] for violation in found.response["violations"]] == []


def test_a_server_that_is_killed_in_the_middle_costs_nothing(form, site, recording):
    begins = offsets(form)
    throttle(form, kilobytes=6000)
    choose(form, recording)
    form.locator("#tab-basics").click()
    form.locator("[name=title]").fill("The lamp room")
    reach(form, 0.3)
    site.kill()
    form.locator("[name=summary]").fill("Typed while the server was dead.")
    expect(zone(form)).to_have_attribute("data-state", "broken")
    form.locator("#tab-audio").click()
    assert_accessible(form)
    [came] = site.parts()
    assert 0 < came < len(RECORDING)
    site.start()
    expect(zone(form)).to_have_attribute("data-state", "done", timeout=30_000)
    assert came in begins
    save(form, site)
    expect(form.locator("[name=title]")).to_have_value("The lamp room")
    expect(form.locator("[name=summary]")).to_have_value("Typed while the server was dead.")


def test_a_network_that_goes_away_and_comes_back_costs_nothing(form, site, recording):
    held = hold_second_piece(form)
    choose(form, recording)
    reach(form, 0.1)
    form.context.set_offline(True)
    held()
    form.locator("[name=title]").fill("The lamp room")
    expect(zone(form)).to_have_attribute("data-state", "broken")
    expect(zone(form).locator(".upload-figures")).to_contain_text("It goes on by itself.")
    form.context.set_offline(False)
    expect(zone(form)).to_have_attribute("data-state", "done", timeout=30_000)
    save(form, site)


def test_a_session_that_ends_is_waited_for(form, site, recording):
    throttle(form, kilobytes=6000)
    choose(form, recording)
    reach(form, 0.2)
    form.context.clear_cookies(name="sessionid")
    expect(zone(form).locator(".upload-figures")).to_contain_text("You are signed out. Sign in in another tab")
    form.context.add_cookies([{"name": "sessionid", "value": site.session, "url": site.url}])
    form.locator("[name=title]").fill("The lamp room")
    expect(zone(form)).to_have_attribute("data-state", "done", timeout=30_000)
    save(form, site)


def test_after_the_tab_was_closed_the_same_file_goes_on_where_it_broke_off(form, site, recording):
    throttle(form, kilobytes=6000)
    choose(form, recording)
    reach(form, 0.3)
    form.close(run_before_unload=False)
    page = form.context.new_page()
    begins = offsets(page)
    page.goto(f"{site.url}{ADD}#panel-audio")
    expect(page.locator(".upload-waiting li")).to_contain_text("Drop the same file again and it goes on from there.")
    assert_accessible(page)
    choose(page, recording)
    expect(zone(page)).to_have_attribute("data-state", "done", timeout=30_000)
    assert begins[0] > 0
    page.locator("#tab-basics").click()
    page.locator("[name=title]").fill("The lamp room")
    save(page, site)


def test_what_broke_off_can_be_forgotten(form, site, recording):
    throttle(form, kilobytes=6000)
    choose(form, recording)
    reach(form, 0.3)
    form.close(run_before_unload=False)
    page = form.context.new_page()
    page.goto(f"{site.url}{ADD}#panel-audio")
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator(".upload-waiting")).to_be_hidden()
    assert site.parts() == []


def test_a_cancelled_upload_leaves_nothing_but_what_was_typed(form, site, recording):
    throttle(form, kilobytes=6000)
    form.locator("[name=title]").fill("Still here")
    form.locator("#tab-audio").click()
    choose(form, recording)
    reach(form, 0.2)
    with form.expect_response(lambda response: response.request.method == "DELETE"):
        form.get_by_role("button", name="Cancel the upload").click()
    expect(zone(form)).to_have_attribute("data-state", "idle")
    expect(form.locator("[name=audio_file]")).to_be_focused()
    assert (site.parts(), form.locator("[name=title]").input_value()) == ([], "Still here")


def test_a_form_that_is_sent_too_early_goes_when_its_audio_is_there(form, site, recording):
    throttle(form, kilobytes=6000)
    choose(form, recording)
    form.locator("[name=title]").fill("The lamp room")
    form.locator("[name=_continue]").click()
    expect(form.locator(".upload-pending")).to_be_visible()
    expect(form.get_by_role("button", name="Cancel the upload")).to_be_focused()
    form.wait_for_url("**/change/**", timeout=60_000)
    expect(form.locator("[name=title]")).to_have_value("The lamp room")
    assert site.stored() == [RECORDING]


def test_two_tabs_send_two_files_at_once(form, context, site, recording, tmp_path):
    other = tmp_path / "other.mp3"
    other.write_bytes(silent_mp3(120))
    second = context.new_page()
    second.goto(f"{site.url}{ADD}")
    choose(form, recording)
    choose(second, other)
    for page in (second, form):
        expect(zone(page)).to_have_attribute("data-state", "done", timeout=30_000)
    assert sorted(site.stored(), key=len) == [silent_mp3(120), RECORDING]


DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const send = (type) => document.querySelector("h1, h2").dispatchEvent(
    new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  send("dragenter");
  const over = document.querySelector(".audio-input").classList.contains("upload-over");
  send("drop");
  return over;
}"""


def test_a_file_dropped_anywhere_is_taken_and_what_is_no_audio_refused_with_the_reason(form, site, recording):
    assert form.evaluate(DROP, ["page.mp3", "<html><body>"]) is True
    expect(zone(form).get_by_role("alert")).to_have_text(
        "“page.mp3” is a web page, not audio as MP3 or M4A. Choose another file."
    )
    expect(form.locator("#panel-audio")).to_be_visible()
    assert_accessible(form)
    choose(form, recording)
    expect(zone(form)).to_have_attribute("data-state", "done", timeout=30_000)


def talkative(tmp_path):
    tags = ID3()
    tags.add(TIT2(text=["The lamp room"]))
    tags.add(TRCK(text=["7"]))
    for place, (start, title) in enumerate([(0, "Welcome"), (20_000, "Goodbye")]):
        tags.add(CHAP(element_id=f"c{place}", start_time=start, end_time=50_000, sub_frames=[TIT2(text=[title])]))
    file = tmp_path / "talkative.mp3"
    tags.save(file)
    with file.open("ab") as end:
        end.write(silent_mp3(60))
    return file


def test_what_the_file_says_is_offered_beside_the_fields_and_nothing_typed_is_overwritten(form, site, tmp_path):
    form.locator("[name=title]").fill("Typed by hand")
    choose(form, talkative(tmp_path))
    expect(zone(form)).to_have_attribute("data-state", "done")
    expect(form.locator("[name=title]")).to_have_value("Typed by hand")
    assert_accessible(form)
    form.get_by_role("button", name="Take: In the file: number 7").click()
    expect(form.locator("[name=number]")).to_have_value("7")
    form.locator("#tab-chapters").click()
    form.get_by_role("button", name="Take: In the file: 2 chapters").click()
    rows = form.locator("#chapters-group tbody .desk-row")
    assert [row.locator("[name$=-start_ms]").input_value() for row in rows.all()][:2] == ["0:00", "0:20"]
    form.locator("[name=_continue]").click()
    form.wait_for_url("**/change/**")
    assert [row.locator("[name$='-title']").input_value() for row in rows.all()][:2] == ["Welcome", "Goodbye"]
    expect(form.locator("[name=title]")).to_have_value("Typed by hand")


def test_the_same_audio_is_said_to_be_elsewhere(form, site, recording):
    choose(form, recording)
    expect(zone(form)).to_have_attribute("data-state", "done", timeout=30_000)
    form.locator("[name=title]").fill("The lamp room")
    save(form, site)
    form.goto(f"{site.url}{ADD}#panel-audio")
    choose(form, recording)
    expect(zone(form)).to_have_attribute("data-state", "done", timeout=30_000)
    expect(form.locator(".upload-twins li")).to_have_text("“The lamp room” (Slack Water) has the same audio already.")
    assert_accessible(form)
