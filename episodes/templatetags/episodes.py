"""Times and notes in templates."""

import hashlib

from django import template
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from episodes.formats import markdown, timestamps
from episodes.models import Episode, Role
from guests.keeping.version import code_version
from guests.models import Person

register = template.Library()

GUESTS = (Role.GUEST, Role.GUEST_HOST)


@register.filter
def clock(ms: int | None) -> str:
    """Milliseconds as a listener reads them: `14:37`, `1:02:03`; empty for None."""
    return "" if ms is None else timestamps.format_clock(ms)


@register.filter
def iso_duration(ms: int | None) -> str:
    """Milliseconds as `<time datetime>` wants them: `PT1H2M3S`."""
    return "" if ms is None else timestamps.format_iso(ms)


@register.filter
def seconds(ms: int | None) -> str:
    """Milliseconds as the `t` of an address and as scripts read them: `877`, `877.5`; empty for None."""
    return "" if ms is None else timestamps.format_seconds(ms)


@register.filter
def minutes(ms: int | None) -> int:
    """Milliseconds in whole minutes, at least one."""
    return max(1, round((ms or 0) / 60_000))


@register.filter
def markdown_html(source: str) -> SafeString:
    """Markdown as sanitised HTML, made once."""
    key = f"html:{hashlib.sha256((code_version() + source).encode(errors='backslashreplace')).hexdigest()}"
    html: str | None = cache.get(key)
    if html is None:
        html = markdown.render(source)
        cache.set(key, html, timeout=None)
    return mark_safe(html)  # noqa: S308 - render() sanitises


@register.filter
def guests(episode: Episode) -> list[Person]:
    """Return the guests of an episode in order, each once. Without `for_cards` it costs a query."""
    return list(dict.fromkeys(credit.person for credit in episode.credits.all() if credit.role in GUESTS))
