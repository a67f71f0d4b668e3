"""A cover ⇄ the accent colour of its show's pages. Pure.

Contrast is that of WCAG 2.2: an accent has at least 4.5:1 to the ground it stands on, so it can carry text.
"""

import colorsys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from PIL import Image

LIGHT_GROUND = "#fbf9f4"
DARK_GROUND = "#161512"
MIN_CONTRAST = 4.6  # a little over 4.5, for the rounding to eight bits


@dataclass(frozen=True, kw_only=True)
class Accent:
    """`#rrggbb` for light and for dark pages."""

    light: str
    dark: str


DEFAULT = Accent(light="#9c2f16", dark="#f0895f")


def accent_of(cover: IO[bytes]) -> Accent:
    """Return the colour that stands out most in the picture, darkened and lightened until it can be read.

    A picture without colour, or one that cannot be read, gives `DEFAULT`.
    """
    try:
        with Image.open(cover, formats=("JPEG", "PNG", "WEBP")) as image:
            image.thumbnail((96, 96))
            palette = image.convert("RGB").quantize(24, method=Image.Quantize.FASTOCTREE).convert("RGB")
            counts = palette.getcolors(96 * 96) or []
    except (OSError, ValueError, SyntaxError):
        return DEFAULT
    hue, saturation = _most_striking((count, rgb) for count, rgb in counts if isinstance(rgb, tuple))
    if saturation < 0.15:
        return DEFAULT
    return Accent(
        light=_readable(hue, saturation, ground=LIGHT_GROUND, lightness=0.45, step=-0.01),
        dark=_readable(hue, saturation, ground=DARK_GROUND, lightness=0.60, step=0.01),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _most_striking(counts: Iterable[tuple[int, tuple[int, ...]]]) -> tuple[float, float]:
    """Return hue and saturation of the colour with most pixels × chroma: vivid and large, not just large."""
    best = (0.0, 0.0, 0.0)
    for count, (red, green, blue) in counts:
        chroma = (max(red, green, blue) - min(red, green, blue)) / 255
        hue, _lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
        score = count**0.5 * chroma**1.5
        if score > best[0]:
            best = (score, hue, min(saturation, chroma * 1.6))
    return best[1], best[2]


def _readable(hue: float, saturation: float, *, ground: str, lightness: float, step: float) -> str:
    while True:
        red, green, blue = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), min(saturation, 0.85))
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        if contrast(colour, ground) >= MIN_CONTRAST or not 0 < lightness < 1:
            return colour
        lightness += step


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
