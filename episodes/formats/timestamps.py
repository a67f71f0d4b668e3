"""Moments and durations: what people type ⇄ whole milliseconds.

`12:34` is always minutes and seconds, never hours and minutes. The forms written here are those of
Normal Play Time (RFC 2326, 3.6), WebVTT and ISO 8601.
"""

import re

LONGEST_MS = 100 * 3_600_000 - 1

_LONGEST_TEXT = 40
_EXAMPLES = "14:38, 1:02:03 or 877 (seconds)"

_LINK_PREFIX = re.compile(r"[#?&]?t=")
_SECONDS = re.compile(r"(?P<s>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?")
_CLOCK = re.compile(r"(?:(?P<h>[0-9]+):)?(?P<m>[0-9]+):(?P<s>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?")
_PRIMES = re.compile(
    r"(?:(?P<h>[0-9]+)\s?h\s?)?(?P<m>[0-9]+)\s?['’′]"
    r"\s?(?:(?P<s>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?(?:[\"”″]|['’′]{2})?)?"
)
_LOOSE = re.compile(r"(?P<h>[0-9]+)h(?P<m>[0-9]{2})(?:m(?P<s>[0-9]{2}))?")
_UNITS = re.compile(
    r"(?:(?P<h>[0-9]+)\s?h)?\s?"
    r"(?:(?P<m>[0-9]+)\s?m(?:in)?)?\s?"
    r"(?:(?P<s>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?\s?s)?",
    re.IGNORECASE,
)


class TimestampError(ValueError):
    """A time that cannot be understood; the message is a sentence that says what would be right."""


def parse(text: str) -> int:
    """Milliseconds for `877`, `14:38`, `1:02:03.5`, `90:00`, `00:03:00,250`, `14m37s`, `1h2m3s`, `14'37`, `1h02`.

    The `t=` of a deep link (`#t=877`, `?t=14m37s`) may stand before it. Digits after the third
    decimal are cut off, so that a moment never lies after the one that was meant. Raises
    `TimestampError`.
    """
    value = _LINK_PREFIX.sub("", text.strip(), count=1) if "t=" in text[:8] else text.strip()
    if not value:
        raise TimestampError(f"There is no time here. Write it as {_EXAMPLES}.")
    if len(value) > _LONGEST_TEXT:
        raise TimestampError(f"“{value[:20]}…” is too long for a time. Write it as {_EXAMPLES}.")
    found = _SECONDS.fullmatch(value) or _CLOCK.fullmatch(value) or _UNITS.fullmatch(value)
    found = found or _PRIMES.fullmatch(value) or _LOOSE.fullmatch(value)
    if found is None:
        raise TimestampError(f"“{value}” is not a time. Write it as {_EXAMPLES}.")
    return _milliseconds(value, found)


def _milliseconds(value: str, found: re.Match[str]) -> int:
    parts = {**dict.fromkeys(("h", "m", "fraction")), **found.groupdict()}
    if found.re is _CLOCK:
        _check_two_digits(value, parts)
    hours, minutes, seconds = (int(parts[unit] or 0) for unit in "hms")
    if parts["m"] is not None and seconds > 59:
        raise TimestampError(f"“{value}” has {seconds} seconds. After the minutes there are at most 59.")
    if parts["h"] is not None and minutes > 59:
        raise TimestampError(f"“{value}” has {minutes} minutes. After the hours there are at most 59.")
    milliseconds = int((parts["fraction"] or "")[:3].ljust(3, "0"))
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
    if total > LONGEST_MS:
        raise TimestampError(f"“{value}” is longer than 100 hours. Write it as {_EXAMPLES}.")
    return total


def _check_two_digits(value: str, parts: dict[str, str | None]) -> None:
    after_a_colon = [parts["s"]] if parts["h"] is None else [parts["m"], parts["s"]]
    if any(part is None or len(part) != 2 for part in after_a_colon):
        raise TimestampError(f"“{value}” is not clear. Write two digits after each colon, for example 1:02 or 1:02:03.")


def format_clock(ms: int) -> str:
    """`0:04`, `14:37`, `1:02:03`: for reading; parts of a second are dropped."""
    hours, minutes, seconds, _ = _split(ms)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_exact(ms: int) -> str:
    """`14:37` or `14:37.250`: for editing; `parse` gives back the same milliseconds."""
    milliseconds = _split(ms)[3]
    return format_clock(ms) + (f".{milliseconds:03}" if milliseconds else "")


def format_full(ms: int) -> str:
    """`00:14:37.000`: the full form of WebVTT and Normal Play Time."""
    hours, minutes, seconds, milliseconds = _split(ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def format_iso(ms: int) -> str:
    """`PT1H2M3S`: a duration by ISO 8601, in whole seconds."""
    hours, minutes, seconds, _ = _split(ms)
    parts = [f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n]
    return "PT" + ("".join(parts) or "0S")


def format_seconds(ms: int) -> str:
    """`877` or `877.5`: for `#t=` in an address, the plain seconds of Media Fragments 1.0."""
    seconds, milliseconds = divmod(_not_negative(ms), 1000)
    return f"{seconds}.{milliseconds:03}".rstrip("0") if milliseconds else str(seconds)


def _split(ms: int) -> tuple[int, int, int, int]:
    seconds, milliseconds = divmod(_not_negative(ms), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, milliseconds


def _not_negative(ms: int) -> int:
    if ms < 0:
        raise ValueError(f"A moment in an episode is not before its start: {ms} ms.")
    return ms
