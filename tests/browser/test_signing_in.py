"""A passkey, in a browser with a virtual authenticator: set up, then signed in by, with the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from podcast_site.models import AuditEntry

PASSWORD = "a lantern on the quay"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

pytestmark = pytest.mark.browser


@pytest.fixture
def desk_url(site_url):
    """By name: a passkey belongs to one, and not to a number."""
    return site_url.replace("127.0.0.1", "localhost") + "/admin/"


@pytest.fixture
def phone(page):
    """A device with a fingerprint reader that always knows its owner."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def assert_accessible(page):
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


def type_password(page):
    page.get_by_label("Username").focus()
    page.keyboard.type("ines")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def test_a_passkey_is_set_up_and_signs_in_by_itself(phone, desk_url):
    User.objects.create_superuser("ines", password=PASSWORD)
    page = phone
    page.goto(f"{desk_url}account/")
    assert_accessible(page)
    type_password(page)
    expect(page).to_have_url(f"{desk_url}account/")
    assert_accessible(page)

    page.get_by_role("link", name="Add a passkey").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desk_url}account/passkeys/add/")
    assert_accessible(page)
    page.get_by_label("Name").fill("Telephone")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desk_url}account/recovery-codes/")
    assert_accessible(page)
    expect(page.get_by_role("list", name="Codes that are left").locator("li")).to_have_count(10)

    page.context.clear_cookies()
    page.goto(desk_url)
    page.get_by_role("button", name="Sign in with a passkey").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(desk_url)
    newest = AuditEntry.objects.filter(event=AuditEntry.Event.SIGNED_IN).first()
    assert (newest.account, newest.detail) == ("ines", "webauthn")

    page.context.clear_cookies()
    page.goto(desk_url)
    type_password(page)
    expect(page).to_have_url(f"{desk_url}login/second-factor/")
    assert_accessible(page)
    page.get_by_role("button", name="Use a passkey").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(desk_url)
