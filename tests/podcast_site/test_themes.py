"""Templates and static files of a theme take the place of the site's own: shown by the one in the documentation."""

import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from guests.keeping import version
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, ShowFactory

ROOT = Path(django_settings.BASE_DIR)
TELETEXT = ROOT / "docs/themes/teletext"

pytestmark = pytest.mark.django_db


@pytest.fixture
def themed(settings):
    """As if the site had been started with the theme."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].insert(0, TELETEXT / "templates")
    settings.TEMPLATES = templates
    settings.STATICFILES_DIRS = [TELETEXT / "static", *settings.STATICFILES_DIRS]


@pytest.fixture
def episodes():
    show = ShowFactory(slug="slack-water")
    ada = PersonFactory(slug="ada")
    for slug in ("a-lamp", "a-horn", "a-bell"):
        CreditFactory(episode=EpisodeFactory(show=show, slug=slug), person=ada, role="guest")
    EpisodeFactory(show=ShowFactory(slug="elsewhere"))


@pytest.mark.parametrize(
    "address", ["/", "/slack-water/", "/slack-water/a-lamp/", "/slack-water/subscribe/", "/guests/", "/guests/ada/"]
)
def test_every_page_wears_the_theme(client, themed, episodes, address):
    page = client.get(address).text
    assert "theme/teletext.css" in page
    assert 'class="fastext"' in page
    assert 'class="masthead"' not in page
    assert "<main" in page


def test_a_part_is_replaced_and_the_rest_is_as_before(client, themed, episodes):
    page = client.get("/slack-water/").text
    assert page.count('class="line"') == 2  # and one above them, large
    assert 'class="listing"' not in page
    assert 'class="showhead__title' in page


def test_without_it_nothing_of_it_is_there(client, episodes):
    page = client.get("/").text
    assert "teletext" not in page
    assert 'class="masthead"' in page


def test_the_setting_puts_a_theme_before_the_site(tmp_path):
    code = "from podcast_site import settings as s;print(*s.TEMPLATES[0]['DIRS'], *s.STATICFILES_DIRS, sep='\\n')"
    environment = {**os.environ, "SECRET_KEY": "x", "THEME_DIRS": f"docs/themes/teletext,{tmp_path}"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    expected = [
        TELETEXT / "templates",
        tmp_path / "templates",
        ROOT / "templates",
        TELETEXT / "static",
        ROOT / "static",
    ]
    assert done.stdout.split() == [str(path) for path in expected]


def test_what_is_kept_is_made_anew_when_a_template_of_a_theme_has_changed(settings, tmp_path):
    (tmp_path / "templates").mkdir()
    part = tmp_path / "templates/_card.html"
    settings.THEME_DIRS = [tmp_path]
    seen = set()
    for text in ("one", "another"):
        part.write_text(text)
        version._code.cache_clear()
        seen.add(version.code_version())
    version._code.cache_clear()
    assert len(seen) == 2
