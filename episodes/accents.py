"""The colours of a show: read from its cover once and kept, or chosen by those who make it."""

from django.core.cache import cache

from episodes.formats import colours
from episodes.models import Show


def accent_of(*, show: Show) -> colours.Accent:
    covers = _of_cover(show) if show.cover else None
    if colours.WRITTEN.match(show.accent):  # not every row has come by a form
        return colours.with_accent(show.accent, band=covers.band if covers else "")
    return covers or colours.DEFAULT


def _of_cover(show: Show) -> colours.Accent:
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
