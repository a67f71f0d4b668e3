"""Every public page in every look, those of the demo and what is hard to show: `make sweep`.

It takes minutes; what every run asks of four pages is in `test_pages`. Its name is not a test's.
"""

import pytest

from tests.browser import hard_content
from tests.browser.looks import complaints
from tests.browser.screenshots import SHOTS, open_shot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nothing_is_wrong_with_any_page_in_any_look(site_url, context, page, console_errors):
    hard_content.make()
    page.set_default_timeout(120_000)
    context.route("https://**", lambda route: route.abort())
    found = {}
    for name, shot in SHOTS.items():
        if shot.private or shot.anchor:
            continue
        page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
        page.set_viewport_size({"width": 390, "height": 844})
        open_shot(page, site_url, shot)
        wrong = complaints(page)
        if shot.press:
            wrong.pop("shifted", None)  # what a press brings may move what is below it
        if wrong:
            found[name] = wrong
    console_errors.clear()  # pages that are not there are among them
    assert found == {}
