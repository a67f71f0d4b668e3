"""A cover → the colours of its show's pages. Pure.

Contrast is that of WCAG 2.2: an accent has at least 4.5:1 to the ground it stands on, so it can carry text;
on a band, light text stands with at least 7:1.
"""

import colorsys
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from PIL import Image

LIGHT_GROUND = "#fbf9f4"
DARK_GROUND = "#161512"
MIN_CONTRAST = 4.6  # a little over 4.5, for the rounding to eight bits
MIN_BAND_CONTRAST = 7.0
# A colour as people write it here.
WRITTEN = re.compile(r"^#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True, kw_only=True)
class Accent:
    """`#rrggbb` for light and for dark pages, and for the band behind a title, which is deep on both."""

    light: str
    dark: str
    band: str


DEFAULT = Accent(light="#9c2f16", dark="#f0895f", band="#6e2413")


def accent_of(cover: IO[bytes]) -> Accent:
    """Return the colour that stands out most in the picture, darkened and lightened until it can be read,
    and the one that covers most of it, deepened until light text can be read on it.

    A picture without colour, or one that cannot be read, gives `DEFAULT`.
    """
    try:
        with Image.open(cover, formats=("JPEG", "PNG", "WEBP")) as image:
            image.thumbnail((96, 96))
            palette = image.convert("RGB").quantize(24, method=Image.Quantize.FASTOCTREE).convert("RGB")
            counted = palette.getcolors(96 * 96) or []
    except (OSError, ValueError, SyntaxError):
        return DEFAULT
    counts = [(count, rgb) for count, rgb in counted if isinstance(rgb, tuple)]
    hue, _lightness, saturation, chroma = _most(counts, _striking)
    saturation = min(saturation, chroma * 1.6)  # a dark colour can be saturated and yet look grey
    if saturation < 0.15:
        return DEFAULT
    band_hue, band_lightness, band_saturation, _ = _most(counts, _covering)
    return Accent(
        light=_readable(hue, saturation, ground=LIGHT_GROUND, lightness=0.45, step=-0.01),
        dark=_readable(hue, saturation, ground=DARK_GROUND, lightness=0.60, step=0.01),
        band=_readable(
            band_hue,
            band_saturation,
            ground=LIGHT_GROUND,
            lightness=min(band_lightness, 0.4),
            step=-0.01,
            least=MIN_BAND_CONTRAST,
        ),
    )


def with_accent(chosen: str, *, band: str = "") -> Accent:
    """Return the colours for an accent that somebody chose, `#rrggbb`: as it is where it can be read, else as near as
    that goes. Without a `band`, that is the same colour, deepened.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(chosen[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    inner = min(max(lightness, 0.01), 0.99)  # at either end there is no way to go
    return Accent(
        light=_kept_or(chosen, hue, saturation, ground=LIGHT_GROUND, lightness=inner, step=-0.01),
        dark=_kept_or(chosen, hue, saturation, ground=DARK_GROUND, lightness=inner, step=0.01),
        band=band
        or _readable(
            hue, saturation, ground=LIGHT_GROUND, lightness=min(inner, 0.4), step=-0.01, least=MIN_BAND_CONTRAST
        ),
    )


def _kept_or(chosen: str, hue: float, saturation: float, *, ground: str, lightness: float, step: float) -> str:
    if contrast(chosen, ground) >= MIN_CONTRAST:
        return chosen.lower()
    return _readable(hue, saturation, ground=ground, lightness=lightness, step=step)


# Hues that are nearer than this, of the circle, look like one; more shows than have room on it share.
_APART = 1 / 12


def apart(accents: Sequence[Accent]) -> list[Accent]:
    """Return the accents so that no two look alike: the later of two takes the hue of its band, or one beside it."""
    told: list[Accent] = []
    taken: list[float] = []
    for accent in accents:
        hue, saturation = _hue_of(accent.light)
        others = [_hue_of(accent.band)[0], *((hue + turn / 12) % 1 for turn in (4, 8, 2, 6, 10, 1, 3, 5, 7, 9, 11))]
        free = next((each for each in (hue, *others) if all(_turn(each, other) >= _APART for other in taken)), hue)
        taken.append(free)
        told.append(accent if free == hue else _of_hue(accent, free, max(saturation, 0.4)))
    return told


def _of_hue(accent: Accent, hue: float, saturation: float) -> Accent:
    return Accent(
        light=_readable(hue, saturation, ground=LIGHT_GROUND, lightness=0.45, step=-0.01),
        dark=_readable(hue, saturation, ground=DARK_GROUND, lightness=0.60, step=0.01),
        band=accent.band,
    )


def _hue_of(colour: str) -> tuple[float, float]:
    hue, _lightness, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return hue, saturation


def _turn(one: float, other: float) -> float:
    """How far two hues are from each other, at most half the circle."""
    return min((one - other) % 1, (other - one) % 1)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _striking(count: int, rgb: tuple[int, ...]) -> float:
    """Vivid and large, not just large; a yellow that would turn to mud before it can be read counts for less."""
    return float(count**0.4 * _chroma(rgb) ** 2 * min(contrast(_hex(rgb), LIGHT_GROUND), 3))


def _covering(count: int, rgb: tuple[int, ...]) -> float:
    """Large and deep already, with some colour in it."""
    return float(count * (0.1 + _chroma(rgb)) * min(contrast(_hex(rgb), LIGHT_GROUND), MIN_BAND_CONTRAST))


def _most(
    counts: Sequence[tuple[int, tuple[int, ...]]], score: Callable[[int, tuple[int, ...]], float]
) -> tuple[float, float, float, float]:
    """Return hue, lightness, saturation and chroma of the colour with the highest score."""
    _count, rgb = max(counts, key=lambda counted: score(*counted))
    return *colorsys.rgb_to_hls(*(channel / 255 for channel in rgb)), _chroma(rgb)


def _chroma(rgb: tuple[int, ...]) -> float:
    return (max(rgb) - min(rgb)) / 255


def _readable(
    hue: float, saturation: float, *, ground: str, lightness: float, step: float, least: float = MIN_CONTRAST
) -> str:
    while True:
        red, green, blue = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), min(saturation, 0.85))
        colour = _hex((round(red * 255), round(green * 255), round(blue * 255)))
        if contrast(colour, ground) >= least or not 0 < lightness < 1:
            return colour
        lightness += step


def _hex(rgb: tuple[int, ...]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
