"""The settings of an installation, with the floors at addresses of their own."""

from podcast_site.settings import *  # noqa: F403

ROOT_URLCONF = "bench_urls"
