"""Flat shapes printed in few colours: the tools with which covers and portraits are drawn."""

import io
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts/opentype/league-spartan")

CREAM, INK = "#f6ead2", "#1d1a2b"
CORAL, BRICK, MUSTARD, GOLD = "#ee5d42", "#b03a2a", "#f0b23c", "#d8912a"
TEAL, NAVY, SKY, SLATE = "#12716d", "#1f2f57", "#a8cfdc", "#4d6a86"
PINK, PLUM, SAGE, FOREST, ORANGE = "#f2a79d", "#57294a", "#8fae84", "#17453b", "#ec8436"

type Point = tuple[float, float]
type Painter = Callable[["Canvas"], None]


def spline(points: Sequence[Point], *, closed: bool = True, steps: int = 14) -> list[Point]:
    """A smooth line through every point (Catmull-Rom)."""
    count = len(points)
    if not closed:
        points = [points[0], *points, points[-1]]
    spans = range(count) if closed else range(1, count)
    line: list[Point] = []
    for i in spans:
        a, b, c, d = (points[(i + k) % len(points)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            line.append((curve(a[0], b[0], c[0], d[0], t), curve(a[1], b[1], c[1], d[1], t)))
    if not closed:
        line.append(points[-1])
    return line


def curve(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def mirrored(points: Iterable[Point], *, axis: float = 400) -> list[Point]:
    return [(2 * axis - x, y) for x, y in points]


def bridge(one: tuple[float, float, float], two: tuple[float, float, float]) -> list[Point]:
    """The four-sided outline between two discs (x, y, radius)."""
    (ax, ay, ar), (bx, by, br) = one, two
    length = math.dist((ax, ay), (bx, by))
    nx, ny = (ay - by) / length, (bx - ax) / length
    return [
        (ax + nx * ar, ay + ny * ar),
        (bx + nx * br, by + ny * br),
        (bx - nx * br, by - ny * br),
        (ax - nx * ar, ay - ny * ar),
    ]


class Canvas:
    """Draws flat shapes in picture units; `within` limits what follows to a shape drawn before."""

    def __init__(self, *, size: int, oversampling: int, ground: str) -> None:
        self.size, self.scale = size, oversampling
        self.image = Image.new("RGB", (size * oversampling,) * 2, ground)

    def mask(self, points: Sequence[Point], *, smooth: bool = False) -> Image.Image:
        plate = Image.new("L", self.image.size, 0)
        line = spline(points) if smooth else points
        ImageDraw.Draw(plate).polygon([(x * self.scale, y * self.scale) for x, y in line], fill=255)
        return plate

    def print(
        self,
        plate: Image.Image,
        colour: str,
        *,
        within: Image.Image | None = None,
        over: float = 0.0,
    ) -> None:
        """Lays a colour through a plate; `over` > 0 overprints like translucent ink."""
        if within is not None:
            plate = ImageChops.multiply(plate, within)
        flat = Image.new("RGB", self.image.size, colour)
        if over:
            flat = Image.blend(self.image, ImageChops.multiply(self.image, flat), over)
        self.image.paste(flat, (0, 0), plate)

    def blob(
        self,
        points: Sequence[Point],
        colour: str,
        *,
        within: Image.Image | None = None,
        over: float = 0.0,
    ) -> Image.Image:
        plate = self.mask(points, smooth=True)
        self.print(plate, colour, within=within, over=over)
        return plate

    def polygon(
        self,
        points: Sequence[Point],
        colour: str,
        *,
        within: Image.Image | None = None,
        over: float = 0.0,
    ) -> Image.Image:
        plate = self.mask(points)
        self.print(plate, colour, within=within, over=over)
        return plate

    def disc(
        self,
        centre: Point,
        radius: float,
        colour: str,
        *,
        ry: float | None = None,
        within: Image.Image | None = None,
        over: float = 0.0,
    ) -> Image.Image:
        x, y = centre
        tall = radius if ry is None else ry
        ring = [
            (x + radius * math.cos(k * math.tau / 120), y + tall * math.sin(k * math.tau / 120)) for k in range(120)
        ]
        return self.polygon(ring, colour, within=within, over=over)

    def stroke(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        *,
        taper: bool = False,
        closed: bool = False,
        within: Image.Image | None = None,
    ) -> None:
        """Draws a round brush along a smooth line; with `taper` it is lifted towards the ends."""
        line = spline(points, closed=closed, steps=24)
        if closed:
            line.append(line[0])
        plate = Image.new("L", self.image.size, 0)
        draw = ImageDraw.Draw(plate)
        before: tuple[float, float, float] | None = None
        for i, point in enumerate(line):
            share = i / (len(line) - 1)
            lift = math.sin(math.pi * (0.12 + 0.88 * share)) if taper else 1
            x, y, r = (self.scale * value for value in (*point, width / 2 * lift + 0.3))
            draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
            if before and before[:2] != (x, y):
                draw.polygon(bridge(before, (x, y, r)), fill=255)
            before = (x, y, r)
        self.print(plate, colour, within=within)

    def dots(self, *, colour: str, pitch: float, radius: Callable[[float, float], float], over: float = 1.0) -> None:
        """A halftone screen; `radius` gives a dot's size at a place, 0 for none."""
        plate = Image.new("L", self.image.size, 0)
        draw = ImageDraw.Draw(plate)
        rows = int(self.size / (pitch * 0.5)) + 2
        for row in range(rows):
            y = row * pitch * 0.5
            for column in range(int(self.size / pitch) + 2):
                x = column * pitch + (pitch / 2 if row % 2 else 0)
                r = radius(x, y)
                if r > 0.4:
                    draw.ellipse(
                        [(x - r) * self.scale, (y - r) * self.scale, (x + r) * self.scale, (y + r) * self.scale],
                        fill=255,
                    )
        self.print(plate, colour, over=over)

    def letters(
        self,
        text: str,
        at: Point,
        colour: str,
        *,
        height: float,
        weight: str = "Bold",
        spacing: float = 0.0,
        anchor: str = "ls",
        width: float | None = None,
    ) -> None:
        """Sets a line; `spacing` in ems; with `width` the size is chosen to fill exactly that."""
        if width is not None:
            height *= width / self.measure(text, height=height, weight=weight, spacing=spacing)
        font = ImageFont.truetype(FONTS / f"LeagueSpartan-{weight}.otf", height * self.scale)
        x = at[0] * self.scale
        if anchor[0] == "m":
            x -= self.measure(text, height=height, weight=weight, spacing=spacing) * self.scale / 2
        draw = ImageDraw.Draw(self.image)
        for i, letter in enumerate(text):
            draw.text((x, at[1] * self.scale), letter, font=font, fill=colour, anchor="ls")
            pair = text[i : i + 2]
            kern = font.getlength(pair) - font.getlength(pair[1:]) if len(pair) == 2 else 0
            x += kern + spacing * height * self.scale

    def measure(self, text: str, *, height: float, weight: str, spacing: float) -> float:
        font = ImageFont.truetype(FONTS / f"LeagueSpartan-{weight}.otf", height * self.scale)
        return font.getlength(text) / self.scale + spacing * height * (len(text) - 1)

    def finished(self, *, grain: float, box: tuple[float, ...] = ()) -> Image.Image:
        """The picture, or a square part of it (left, top, right, bottom), at the full size."""
        part = tuple(edge * self.scale for edge in box) or (0, 0, *self.image.size)
        small = self.image.resize(
            (self.size, self.size), Image.Resampling.LANCZOS, box=(part[0], part[1], part[2], part[3])
        )
        noise = Image.effect_noise(small.size, 70).filter(ImageFilter.GaussianBlur(0.6))
        speckled = ImageChops.soft_light(small, Image.merge("RGB", [noise] * 3))
        return Image.blend(small, speckled, grain)


def save(image: Image.Image, *, path: Path, limit_bytes: int) -> None:
    """Keeps the best JPEG quality that stays under the limit."""
    for quality in range(90, 40, -3):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() <= limit_bytes:
            break
    path.write_bytes(buffer.getvalue())


def darker(colour: str, share: float) -> str:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return f"#{round(red * share):02x}{round(green * share):02x}{round(blue * share):02x}"
