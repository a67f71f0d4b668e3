"""redbot asks for each kind of answer in the ways that caches and players do, and says what it found."""

import pytest

from tests.clients.programs import run
from tests.clients.rows import full_show

pytestmark = pytest.mark.clients

CONDITIONAL = "If-None-Match conditional requests are supported"
PARTS = "A ranged request returned the correct partial content"
LENGTH = "The Content-Length header is correct"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("feed.xml", [CONDITIONAL]),
        ("fog/audio.mp3", [CONDITIONAL, PARTS, LENGTH]),
        ("fog/chapters.json", [CONDITIONAL]),
        ("fog/transcript.vtt", [CONDITIONAL]),
    ],
)
def test_it_finds_what_caches_and_players_need(site, tmp_path, path, expected):
    full_show()
    site.publish()
    said = run("redbot", "-o", "text", f"{site.url}/slack-water/{path}", home=tmp_path)
    assert [each for each in expected if each not in said] == [], said
