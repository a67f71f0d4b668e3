import pytest

from podcast_site.checks import outside_addresses, themes


def test_domains_of_shows_without_an_address_of_ours_are_objected_to(settings):
    settings.SITE_URL, settings.SHOW_DOMAINS = "", ("tides.example",)
    assert [message.id for message in outside_addresses()] == ["podcast_site.W003"]


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


@pytest.mark.parametrize(("folder", "found"), [("templates", []), ("static", []), ("pages", ["podcast_site.E003"])])
def test_a_folder_that_is_no_theme_is_objected_to(settings, tmp_path, folder, found):
    (tmp_path / folder).mkdir()
    settings.THEME_DIRS = [tmp_path]
    assert [message.id for message in themes()] == found


@pytest.mark.parametrize(
    ("site", "key", "endpoint", "found"),
    [
        ("", "", "nonsense", []),
        ("https://podcasts.example", "0123456789abcdef", "https://index.example/", []),
        ("", "0123456789abcdef", "https://index.example/", ["podcast_site.W002"]),
        ("https://podcasts.example", "short", "https://index.example/", ["podcast_site.E004"]),
        ("https://podcasts.example", "with a space", "index.example", ["podcast_site.E004", "podcast_site.E005"]),
    ],
)
def test_a_key_for_search_engines_is_looked_at(settings, site, key, endpoint, found):
    settings.SITE_URL, settings.WEBSUB_HUB = site, ""
    settings.INDEXNOW_KEY, settings.INDEXNOW_ENDPOINT = key, endpoint
    assert [message.id for message in outside_addresses()] == found
