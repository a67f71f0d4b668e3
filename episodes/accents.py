"""The colour of a show, read from its cover once and kept."""

from django.core.cache import cache

from episodes.formats import colours
from episodes.models import Show


def accent_of(*, show: Show) -> colours.Accent:
    if not show.cover:
        return colours.DEFAULT
    key = f"accent:{show.cover.name}"
    accent: colours.Accent | None = cache.get(key)
    if accent is None:
        try:
            with show.cover.open("rb") as cover:
                accent = colours.accent_of(cover)
        except OSError:
            return colours.DEFAULT
        cache.set(key, accent, timeout=None)
    return accent
