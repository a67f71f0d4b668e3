"""Which code makes our answers: what another one kept must not be sent, it may be written otherwise."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

_PACKAGES = ("django", "lxml", "markdown", "nh3")
_SOURCES = ("episodes/**/*.py", "guests/**/*.py", "podcast_site/*.py", "templates/**/*.*", "*/locale/**/*.mo")
# What pages show of the settings, and what their addresses and headers are made of.
_SETTINGS = ("SITE_NAME", "SITE_URL", "SHOW_DOMAINS", "STATIC_URL", "MEDIA_URL", "WEBSUB_HUB", "FORCE_SCRIPT_NAME")


def version_key() -> str:
    """Everything that an answer depends on besides the database and the request."""
    shown = [getattr(settings, name) for name in _SETTINGS]
    return _key(
        getattr(staticfiles_storage, "manifest_hash", ""), get_language(), _signature(settings.SECRET_KEY), *shown
    )


@lru_cache(maxsize=1)
def _signature(secret: str) -> str:
    """What another secret key would sign otherwise: addresses of pictures have signatures in them."""
    return salted_hmac("guests.keeping", "", secret=secret, algorithm="sha256").hexdigest()


@lru_cache
def _key(*parts: str | None) -> str:
    return repr((code_version(), settings.SECURE_CSP, *parts))


def code_version() -> str:
    """A hash of the code, the templates and the libraries that write what we send."""
    return _code()[0]


def installed_at() -> int:
    """When the code or the `.env` was changed last, in whole seconds since 1970."""
    return _code()[1]


@lru_cache(maxsize=1)
def _code() -> tuple[str, int]:
    base = Path(settings.BASE_DIR)
    sources = sorted(path for pattern in _SOURCES for path in base.glob(pattern))
    for theme in settings.THEME_DIRS:
        sources += sorted(path for path in theme.glob("templates/**/*") if path.is_file())
    digest = hashlib.sha256(" ".join(map(version, _PACKAGES)).encode())
    for source in sources:
        digest.update(source.read_bytes())
    known = [*sources, base / ".env", Path(settings.STATIC_ROOT) / "staticfiles.json"]
    changed = max(int(path.stat().st_mtime) for path in known if path.exists())
    return digest.hexdigest(), changed
