"""What a site asks of programs is read once and kept to."""

import pytest
from django.core.cache import cache

from episodes.fetching import robots
from tests.servers import LOOPBACK, Server, answer

RULES = b"User-agent: *\nDisallow: /private/\n\nUser-agent: podcast-site\nDisallow: /not-you/\n"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/not-you/page", False), ("/private/page", True), ("/page?of=/not-you/", True)],
)
def test_the_rules_for_us_count(path, allowed):
    with Server({"/robots.txt": answer(RULES, Content_Type="text/plain")}) as server:
        assert robots.allows(server.url(path), trusted=LOOPBACK) is allowed


def test_the_rules_for_all_count_where_there_are_none_for_us():
    with Server({"/robots.txt": answer(b"User-agent: *\nDisallow: /\n")}) as server:
        assert not robots.allows(server.url("/page"), trusted=LOOPBACK)


@pytest.mark.parametrize("found", [answer(b"", status="404 Not Found"), answer(b"", status="500 Oh"), b"", b"\0\xff"])
def test_who_has_no_rules_lets_everybody(found):
    with Server({"/robots.txt": found}) as server:
        assert robots.allows(server.url("/page"), trusted=LOOPBACK)


def test_a_site_is_asked_once_a_day():
    with Server({"/robots.txt": answer(RULES)}) as server:
        for page in range(3):
            robots.allows(server.url(f"/{page}"), trusted=LOOPBACK)
        assert len(server.requests) == 1


@pytest.mark.parametrize("address", ["", "ftp://x.example/", "http://[", "http://10.0.0.1/"])
def test_what_cannot_be_asked_is_left_to_the_look_up(address):
    assert robots.allows(address)
