"""What `manage.py check` says about settings that do not go together."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(?P<rest>[/?#]\S*)?")
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")


def outside_addresses(**_: Any) -> list[CheckMessage]:
    """SITE_URL, WEBSUB_HUB, SHOW_DOMAINS and IndexNow: addresses of the right form, and our own if needed."""
    found: list[CheckMessage] = []
    site = _WEB_ADDRESS.fullmatch(settings.SITE_URL)
    if settings.SITE_URL and (not site or site["rest"]):
        found.append(
            Error(
                f"SITE_URL is “{settings.SITE_URL}”, which is not the address of a site.",
                hint="Write scheme and host alone, as in https://podcasts.example.org.",
                id="podcast_site.E001",
            )
        )
    if settings.WEBSUB_HUB and not _WEB_ADDRESS.fullmatch(settings.WEBSUB_HUB):
        found.append(
            Error(
                f"WEBSUB_HUB is “{settings.WEBSUB_HUB}”, which is not a web address.",
                hint="Write the whole address of the hub, as in https://hub.example.org/.",
                id="podcast_site.E002",
            )
        )
    if settings.WEBSUB_HUB and not settings.SITE_URL:
        found.append(
            Warning(
                "WEBSUB_HUB is set but SITE_URL is not: the hub is not told of new episodes.",
                hint="Set SITE_URL to the site's public address, as in https://podcasts.example.org.",
                id="podcast_site.W001",
            )
        )
    if settings.SHOW_DOMAINS and not settings.SITE_URL:
        found.append(
            Warning(
                "SHOW_DOMAINS is set but SITE_URL is not: no show is on a domain of its own.",
                hint="Set SITE_URL to the site's public address, as in https://podcasts.example.org.",
                id="podcast_site.W003",
            )
        )
    found += _about_indexnow()
    return found


def _about_indexnow() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.INDEXNOW_KEY and not _KEY.fullmatch(settings.INDEXNOW_KEY):
        found.append(
            Error(
                "INDEXNOW_KEY has characters that a key may not have, or is too short or too long.",
                hint="Choose 8 to 128 letters of the alphabet, digits and hyphens.",
                id="podcast_site.E004",
            )
        )
    if settings.INDEXNOW_KEY and not _WEB_ADDRESS.fullmatch(settings.INDEXNOW_ENDPOINT):
        found.append(
            Error(
                f"INDEXNOW_ENDPOINT is “{settings.INDEXNOW_ENDPOINT}”, which is not a web address.",
                hint="Write it whole, as in https://api.indexnow.org/indexnow, or leave it out.",
                id="podcast_site.E005",
            )
        )
    if settings.INDEXNOW_KEY and not settings.SITE_URL:
        found.append(
            Warning(
                "INDEXNOW_KEY is set but SITE_URL is not: search engines are not told of pages that have changed.",
                hint="Set SITE_URL to the site's public address, as in https://podcasts.example.org.",
                id="podcast_site.W002",
            )
        )
    return found


def themes(**_: Any) -> list[CheckMessage]:
    """THEME_DIRS: folders that are there, with something in them that a theme can have."""
    return [
        Error(
            f"THEME_DIRS names “{theme}”, which is no folder with templates or static files.",
            hint="Give the folder that has “templates/” or “static/” in it; docs/themes.md says more.",
            id="podcast_site.E003",
        )
        for theme in settings.THEME_DIRS
        if not any((theme / part).is_dir() for part in ("templates", "static"))
    ]
