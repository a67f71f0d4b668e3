"""Nothing typed is lost, whatever breaks: the server, the line, the session, the tab; nor by another tab or person."""

import itertools
import re
import sqlite3
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.process import SiteProcess

pytestmark = pytest.mark.browser

PASTE = "/admin/episodes/episode/paste/"
_FILL = """
from django.contrib.auth.models import User
from django.test import Client
from episodes.models import Episode, Membership, Show
editor = User.objects.create_user("emil", is_staff=True)
Membership.objects.create(user=editor, show=Show.objects.get(), role="editor")
client = Client()
client.force_login(editor)
print(client.cookies["sessionid"].value)
for number in range(1, 10):
    Episode.objects.create(show=Show.objects.get(), title=f"Draft {number}", slug=f"draft-{number}", notes="As it was.")
"""
# Works for hours on the second row that a save writes, with the transaction open.
_SLOW = """
CREATE TRIGGER slow AFTER INSERT ON episodes_resourcelink WHEN new.position > 1
BEGIN SELECT count(*) FROM sqlite_master a, sqlite_master b, sqlite_master c, sqlite_master d, sqlite_master e; END
"""


class Site(SiteProcess):
    """With an editor besides the producer, and drafts enough for every test."""

    def __init__(self, folder, static_root, *, like):
        super().__init__(folder, static_root, like=like)
        self.editor = self.manage("shell", "--verbosity", "0", "-c", _FILL).strip()
        self._keys = itertools.count(1)

    def draft(self):
        key = next(self._keys)
        return key, f"{self.url}/admin/episodes/episode/{key}/change/"

    def database(self, **options):
        return closing(sqlite3.connect(self.folder / "site.sqlite3", isolation_level=None, **options))

    def stored(self, key):
        """Title, summary, notes with plain line ends, and the labels of the links."""
        with self.database() as database:
            fields = database.execute("SELECT title, summary, notes FROM episodes_episode WHERE id = ?", [key])
            labels = database.execute(
                "SELECT label FROM episodes_resourcelink WHERE episode_id = ? ORDER BY position", [key]
            )
            return *(text.replace("\r\n", "\n") for text in fields.fetchone()), [label for (label,) in labels]

    def is_writing(self):
        with self.database(timeout=0) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False


@pytest.fixture(scope="module")
def site(tmp_path_factory, static_root, empty_site):
    process = Site(tmp_path_factory.mktemp("site"), static_root, like=empty_site)
    process.start()
    yield process
    process.kill()


@pytest.fixture
def producer(browser, site):
    """A browser in which the producer is signed in. What it says of a dead line is no mistake here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site, site.session)
    yield context
    context.close()


@pytest.fixture
def editor(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site, site.editor)
    yield context
    context.close()


def sign_in(context, site, session):
    context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])


def opened(context, address):
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".desk-unsaved[data-ready]")).to_be_attached()
    return page


def fill(page, **fields):
    for name, text in fields.items():
        panel = "notes" if name == "notes" else "links" if name.startswith("resource_links") else "basics"
        page.locator(f"#tab-{panel}").click()
        page.locator(f"[name={name}]").fill(text)


def kept_by_the_server(page):
    expect(page.locator(".desk-unsaved-state")).to_contain_text("Unsaved work is kept")


def notice(page, words):
    return page.locator(".desk-notice", has_text=words)


def take_up(page):
    notice(page, "You have unsaved work.").get_by_role("button", name="Take it up").click()


def save(page):
    with page.expect_navigation():
        page.locator("[name=_continue]").click()


def assert_accessible(page, part):
    found = Axe().run(page, part, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [violation["id"] for violation in found.response["violations"]] == []


def test_a_server_that_is_killed_in_the_middle_of_a_save_leaves_the_episode_whole_and_what_was_typed(producer, site):
    key, address = site.draft()
    typed = {"title": "The lamp room", "summary": "Who keeps the light.", "notes": "Come in.\n\nMind the step."}
    form = opened(producer, address)
    fill(form, **typed, **{"resource_links-0-label": "The lamp", "resource_links-0-url": "https://lamp.invalid/"})
    form.locator("[name=resource_links-0-label]").press("Enter")
    form.locator("[name=resource_links-1-label]").fill("The chart")
    kept_by_the_server(form)
    before = site.stored(key)
    with site.database() as database:
        database.execute(_SLOW)
    with form.expect_event("requestfailed", lambda request: request.method == "POST" and request.url == address):
        form.locator("[name=_continue]").click(no_wait_after=True)
        while not site.is_writing():
            form.wait_for_timeout(20)
        site.kill()
    assert site.stored(key) == before == ("Draft 1", "", "As it was.", [])
    with site.database() as database:
        database.execute("DROP TRIGGER slow")
    site.start()
    form.goto(address)
    expect(form.locator("[name=title]")).to_have_value("Draft 1")
    take_up(form)
    save(form)
    assert site.stored(key) == (*typed.values(), ["The lamp", "The chart"])
    expect(form.locator(".desk-unsaved[data-ready]")).to_be_attached()
    expect(form.locator(".desk-notice")).to_have_count(0)


def test_a_line_that_goes_and_a_tab_that_is_closed_cost_nothing(producer, site):
    key, address = site.draft()
    form = opened(producer, address)
    producer.set_offline(True)
    fill(form, title="Typed without a line")
    expect(notice(form, "The server cannot be reached.")).to_be_visible()
    producer.set_offline(False)
    kept_by_the_server(form)
    expect(notice(form, "The server cannot be reached.")).to_have_count(0)
    producer.set_offline(True)
    fill(form, summary="And this as well.")
    form.close(run_before_unload=False)
    producer.set_offline(False)
    form = opened(producer, address)
    expect(form.locator(".desk-notice")).to_have_count(1)
    take_up(form)
    save(form)
    assert site.stored(key)[:2] == ("Typed without a line", "And this as well.")


def test_a_session_that_ended_is_no_loss_when_saving(producer, site):
    key, address = site.draft()
    form = opened(producer, address)
    producer.clear_cookies(name="sessionid")
    fill(form, title="Typed without a session", notes="A long page of notes.")
    expect(notice(form, "You are signed out.").get_by_role("link")).to_have_attribute(
        "href", re.compile(r"next=.*change")
    )
    save(form)
    expect(form.locator("[name=password]")).to_be_visible()
    sign_in(producer, site, site.session)
    form = opened(producer, address)
    take_up(form)
    save(form)
    assert site.stored(key)[:3] == ("Typed without a session", "", "A long page of notes.")


def test_two_tabs_are_told_of_each_other_and_neither_text_is_lost(producer, site):
    key, address = site.draft()
    first, second = opened(producer, address), opened(producer, address)
    fill(first, title="From the first tab")
    fill(second, title="From the second tab", summary="Only here.")
    kept_by_the_server(first)
    kept_by_the_server(second)
    for page in (first, second):
        expect(notice(page, "in another tab as well")).to_be_visible()
    notice(first, "in another tab as well").get_by_role("button", name="Look at both").click()
    expect(first.get_by_role("row", name="From the first tab")).to_contain_text("From the second tab")
    assert_accessible(first, ".desk-both")
    first.get_by_role("button", name="Close").click()
    save(first)
    save(second)
    row = second.get_by_role("row", name="Title")
    expect(row).to_contain_text("From the first tab")
    expect(row).to_contain_text("From the second tab")
    row.get_by_label("as it was saved").check()
    expect(second.locator("[name=title]")).to_have_value("From the first tab")
    save(second)
    assert site.stored(key)[:2] == ("From the first tab", "Only here.")


def test_two_people_are_told_of_each_other_and_the_later_chooses_field_by_field(producer, editor, site):
    key, address = site.draft()
    mine, other = opened(producer, address), opened(editor, address)
    expect(notice(other, "petra has this episode open too")).to_be_visible()
    fill(other, title="The editor's title", notes="The editor's notes.")
    fill(other, **{"resource_links-0-label": "The editor's link"})
    save(other)
    fill(mine, title="The producer's title", summary="The producer's summary.")
    expect(notice(mine, "emil has this episode open too")).to_be_visible()
    expect(notice(mine, "Somebody has saved this episode")).to_be_visible()
    save(mine)
    both = mine.locator(".desk-overtaken")
    expect(both).to_contain_text("emil saved this episode at")
    assert both.locator("tbody th").all_text_contents() == ["Title", "Notes", "Links"]
    expect(mine.locator(".desk-works li")).to_have_count(0)
    assert_accessible(mine, ".desk-overtaken")
    assert site.stored(key)[0] == "The editor's title"
    expect(both.get_by_label("Title: as you have it")).to_be_checked()
    expect(both.get_by_label("Notes: as it was saved")).to_be_checked()
    expect(both.get_by_label("Links: as it was saved")).to_be_checked()
    save(mine)
    fields = ("The producer's title", "The producer's summary.", "The editor's notes.")
    assert site.stored(key) == (*fields, ["The editor's link"])


def test_pasted_notes_outlive_the_session_with_their_corrections(producer, site):
    page = producer.new_page()
    page.goto(site.url + PASTE)
    page.get_by_label("Notes", exact=True).fill("The lamp room\n\nWho keeps the light.")
    page.get_by_role("button", name="Read the notes").click()
    page.get_by_label("Title", exact=True).fill("Corrected by hand")
    producer.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Make the episode").click()
    expect(page.locator("[name=password]")).to_be_visible()
    sign_in(producer, site, site.session)
    page.goto(site.url + PASTE)
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Read the notes").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Corrected by hand")
    page.get_by_role("button", name="Make the episode").click()
    expect(page.locator(".desk-unsaved[data-ready]")).to_be_attached()
    expect(page.locator("[name=title]")).to_have_value("Corrected by hand")
    page.goto(site.url + PASTE)
    expect(page.locator(".paste-kept")).to_be_hidden()


def test_who_signs_out_leaves_nothing_in_the_browser_and_finds_it_again(producer, site):
    _key, address = site.draft()
    form = opened(producer, address)
    fill(form, title="Not saved yet")
    form.on("dialog", lambda dialog: dialog.accept())
    form.locator("#logout-form").evaluate("form => form.requestSubmit()")
    expect(form.get_by_text("Log in again").or_(form.locator("[name=password]"))).to_be_visible()
    assert form.evaluate("Object.keys(localStorage).filter(key => key.startsWith('desk-unsaved'))") == []
    sign_in(producer, site, site.editor)
    form = opened(producer, address)
    expect(form.locator(".desk-works li")).to_have_count(0)
    producer.clear_cookies()
    with site.database() as database:
        kept = database.execute(
            "SELECT username FROM episodes_openform JOIN auth_user ON auth_user.id = owner_id WHERE fields LIKE ?",
            ["%Not saved yet%"],
        )
        assert kept.fetchall() == [("petra",)]
