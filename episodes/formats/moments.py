"""Time stamps in HTML → links that play from there."""

import re

from episodes.formats import timestamps

# `14:37` or `1:02:03`, not as a part of something longer: a date, an address, a score, a clock with a fraction.
_MOMENT = re.compile(r"(?<![\w:.,/+-])(?:\d{1,2}:)?\d{1,2}:\d{2}(?![\w:/]|[.,]\d)", re.ASCII)
_TAG = re.compile(r"(<[^<>]*>)")
_LEFT_ALONE = re.compile(r"<(/?)(?:a|code|pre)\b", re.IGNORECASE)


def link_moments(html: str, *, duration_ms: int) -> str:
    """Sanitised HTML whose time stamps within the duration are links to `?t=` of the page that shows it.

    What stands in a link or in code stays as it is, and what is later than the audio is a time of something else.
    """
    depth = 0
    parts = _TAG.split(html)
    for place, part in enumerate(parts):
        if tag := _LEFT_ALONE.match(part):
            depth = max(0, depth - 1) if tag[1] else depth + 1
        elif depth == 0 and not part.startswith("<"):
            parts[place] = _MOMENT.sub(lambda found: _link(found[0], duration_ms), part)
    return "".join(parts)


def _link(written: str, duration_ms: int) -> str:
    try:
        start_ms = timestamps.parse(written)
    except timestamps.TimestampError:  # 99:75
        return written
    if start_ms >= duration_ms:
        return written
    return f'<a class="moment" href="?t={timestamps.format_seconds(start_ms)}#player">{written}</a>'
