import pytest

from guests.addresses import origin_on, whole


@pytest.mark.parametrize(
    ("address", "is_whole"),
    [
        ("/slack/", "https://site.example/slack/"),
        ("https://tides.example/moon/", "https://tides.example/moon/"),
        ("", ""),
    ],
)
def test_a_path_begins_with_the_origin_and_what_is_whole_stays(address, is_whole):
    assert whole(address, at="https://site.example") == is_whole


@pytest.mark.parametrize(
    ("domain", "site", "domains", "origin"),
    [
        ("tides.example", "https://site.example", ("tides.example",), "https://tides.example"),
        ("tides.localhost", "http://localhost:8000", ("tides.localhost",), "http://tides.localhost:8000"),
        ("", "https://site.example", ("tides.example",), ""),
        ("tides.example", "", ("tides.example",), ""),
        ("tides.example", "https://site.example", ("other.example",), ""),
    ],
)
def test_a_domain_has_an_origin_while_the_site_answers_at_it(settings, domain, site, domains, origin):
    settings.SITE_URL, settings.SHOW_DOMAINS = site, domains
    assert origin_on(domain) == origin
