import pytest

from podcast_site.checks import outside_addresses


@pytest.mark.parametrize(
    ("site", "hub", "found"),
    [
        ("", "", []),
        ("https://podcasts.example", "", []),
        ("http://127.0.0.1:8000", "https://hub.example/?a=b", []),
        ("", "https://hub.example/", ["podcast_site.W001"]),
        ("podcasts.example", "", ["podcast_site.E001"]),
        ("https://podcasts.example/shows", "", ["podcast_site.E001"]),
        ("https://podcasts.example", "hub.example", ["podcast_site.E002"]),
        ("ftp://podcasts.example", "file:///etc/passwd", ["podcast_site.E001", "podcast_site.E002"]),
    ],
)
def test_addresses_that_are_none_and_a_hub_without_ours_are_objected_to(settings, site, hub, found):
    settings.SITE_URL, settings.WEBSUB_HUB = site, hub
    assert [message.id for message in outside_addresses()] == found
