"""How far an import is, on a page that keeps up by itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from episodes.models import ImportRun, ImportRunItem
from tests.browser.test_desk import desk
from tests.factories import ShowFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]


def test_the_page_keeps_up_until_it_is_done(desk, site_url):
    show = ShowFactory()
    now = timezone.now()
    facts = {"counts": {"new": 2}}
    run = ImportRun.objects.create(
        show=show, title="Rope", state="writing", begun_at=now, due_at=now, with_media=False, facts=facts
    )
    items = [ImportRunItem(run=run, number=n, title=f"Item {n}", verdict="new", is_needed=True) for n in (1, 2)]
    ImportRunItem.objects.bulk_create(items)
    desk.goto(site_url + reverse("import_run", args=[run.pk]))
    bar = desk.get_by_role("progressbar", name="Episodes are being brought in")
    expect(bar).to_have_attribute("value", "0")
    assert Axe().run(desk, ".bring").violations_count == 0
    stop = desk.get_by_role("button", name="Stop")
    stop.focus()
    run.items.filter(number=1).update(outcome="written")
    expect(bar).to_have_attribute("value", "1", timeout=30_000)
    expect(stop).to_be_focused()  # whoever is about to press it is not disturbed

    run.items.update(outcome="written")
    ImportRun.objects.update(state="done", due_at=None, done_at=timezone.now())
    expect(desk.get_by_role("heading", name="Episodes are here")).to_be_visible(timeout=30_000)
    expect(desk.get_by_role("link", name="Open the show")).to_be_visible()
    assert Axe().run(desk, ".bring").violations_count == 0
