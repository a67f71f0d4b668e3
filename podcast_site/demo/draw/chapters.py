"""Pictures of chapters, in 900 by 900 units: each says what its chapter speaks of."""

import math
from collections.abc import Callable

from podcast_site.demo.draw.canvas import BRICK, CORAL, CREAM, INK, MUSTARD, Canvas, Point


def plate(ground: str) -> Canvas:
    return Canvas(size=900, oversampling=2, ground=ground)


def well() -> Canvas:
    """A shaft in the rock, a float on its water, and above it the drum on which a pen writes."""
    canvas = plate("#12414a")
    canvas.dots(colour="#1d5b63", pitch=24, radius=lambda x, y: max(0.0, 8 - y / 60), over=0.0)
    ground = canvas.polygon([(-20, 340), (920, 340), (920, 920), (-20, 920)], "#0b2a33")
    for row, y in enumerate(range(340, 920, 64)):
        canvas.stroke([(-20, y), (920, y)], "#174650", 6, within=ground)
        for x in range(-20 + (60 if row % 2 else 0), 920, 130):
            canvas.stroke([(x, y), (x, y + 64)], "#174650", 6, within=ground)
    canvas.polygon([(330, 340), (570, 340), (570, 860), (330, 860)], "#2a5a64")
    water = canvas.polygon([(330, 640), (570, 640), (570, 860), (330, 860)], "#2f8a8a")
    for y in (690, 746, 802):
        canvas.stroke([(360, y), (540, y)], "#55b3a8", 7, taper=True, within=water)
    canvas.polygon([(570, 780), (920, 780), (920, 820), (570, 820)], "#2f8a8a")
    canvas.stroke([(450, 210), (450, 640)], CREAM, 5)
    canvas.polygon([(392, 612), (508, 612), (486, 668), (414, 668)], CORAL)
    canvas.polygon([(240, 320), (660, 320), (660, 350), (240, 350)], BRICK)
    canvas.polygon([(270, 110), (610, 110), (610, 290), (270, 290)], MUSTARD)
    canvas.polygon([(300, 128), (580, 128), (580, 272), (300, 272)], CREAM)
    tide = [(300 + x, 200 - 46 * math.sin(x / 34)) for x in range(0, 281, 8)]
    canvas.stroke(tide, INK, 7)
    canvas.stroke([(580, 200), (700, 120)], INK, 9)
    for x in (270, 610):
        canvas.stroke([(x, 290), (x, 322)], INK, 16)
    return canvas


def late_moon() -> Canvas:
    """The moon on three nights, each time a little further on."""
    canvas = plate("#202448")
    canvas.dots(colour="#343a6e", pitch=24, radius=lambda x, y: max(0.0, 9 - math.dist((x, y), (450, 1000)) / 90))
    path = [(450 + 620 * math.cos(t), 960 - 620 * math.sin(t)) for t in (k * math.pi / 40 for k in range(41))]
    canvas.stroke(path, "#55598f", 5)
    for turn, colour in ((2.34, "#8b8fc0"), (1.9, "#c3b98f")):
        canvas.disc((450 + 620 * math.cos(turn), 960 - 620 * math.sin(turn)), 78, colour)
    moon: Point = (450 + 620 * math.cos(1.36), 960 - 620 * math.sin(1.36))
    full = canvas.disc(moon, 128, "#f3e2b3")
    for x, y, r in ((-44, -30, 26), (38, 40, 32), (52, -54, 16), (-36, 62, 14)):
        canvas.disc((moon[0] + x, moon[1] + y), r, "#ddc68c", within=full)
    for top, colour, shift in ((690, "#2b6488", 0), (746, "#214a75", 120), (806, "#18345f", 260)):
        line = [(x, top + 12 * math.sin((x + shift) * math.tau / 430)) for x in range(-20, 941, 20)]
        water = canvas.polygon([*line, (940, 940), (-20, 940)], colour)
        for k in range(3):
            left = moon[0] - 96 + 22 * k
            canvas.stroke([(left, top + 22 + k * 14), (left + 170 - 44 * k, top + 22 + k * 14)], "#f3e2b3", 7,
                          taper=True, within=water)  # fmt: skip
    return canvas


def lowest_water() -> Canvas:
    """The harbour wall from below, at the lowest water of the month: rings, steps that lead to nothing, and a door."""
    canvas = plate("#f0d9a8")
    canvas.disc((690, 170), 96, CORAL)
    wall = canvas.polygon([(-20, 250), (920, 210), (920, 720), (-20, 720)], "#1d4b57")
    for row, y in enumerate(range(240, 720, 68)):
        canvas.stroke([(-20, y + 14), (920, y - 26)], "#2d6470", 6, within=wall)
        for x in range(-20 + (60 if row % 2 else 0), 920, 140):
            canvas.stroke([(x, y), (x, y + 68)], "#2d6470", 6, within=wall)
    canvas.polygon([(-20, 560), (920, 560), (920, 720), (-20, 720)], "#0f3039", within=wall, over=0.7)
    for x in (110, 250):
        ring = [(x + 30 * math.cos(k * math.tau / 24), 480 + 30 * math.sin(k * math.tau / 24)) for k in range(24)]
        canvas.stroke(ring, INK, 11, closed=True)
    arch = [(450 + 74 * math.cos(k * math.pi / 20), 440 - 74 * math.sin(k * math.pi / 20)) for k in range(21)]
    canvas.polygon([(450 + (x - 450) * 1.24, y - 14) for x, y in [*arch, (376, 690), (524, 690)]], "#4d8690")
    canvas.polygon([*arch, (376, 690), (524, 690)], BRICK)
    canvas.disc((500, 560), 10, MUSTARD)
    for k in range(6):
        left, top, foot = 640 + 44 * k, 690 - 62 * k, 752 - 62 * k
        canvas.polygon([(left, top), (920, top), (920, foot), (left, foot)], ("#c9bda8", CREAM)[k % 2])
    sand = canvas.polygon([(-20, 700), (920, 690), (920, 920), (-20, 920)], "#b98a4e")
    for x, y, span in ((60, 770, 210), (360, 820, 260), (640, 760, 220), (120, 870, 300)):
        canvas.stroke([(x, y), (x + span, y - 6)], "#8f6433", 8, taper=True, within=sand)
    canvas.polygon([(540, 860), (940, 800), (940, 940), (540, 940)], "#2f8a8a", within=sand)
    return canvas


CHAPTERS: dict[str, Callable[[], Canvas]] = {
    "chapter-well": well,
    "chapter-late-moon": late_moon,
    "chapter-lowest-water": lowest_water,
}
