"""The covers of the demo's shows and of some episodes, in 1400 by 1400 units."""

import math
from collections.abc import Callable, Iterable

from PIL import Image

from podcast_site.demo.draw.canvas import (
    BRICK,
    CORAL,
    CREAM,
    GOLD,
    INK,
    MUSTARD,
    NAVY,
    TEAL,
    Canvas,
    Point,
    darker,
    spline,
)


def poster(ground: str) -> Canvas:
    return Canvas(size=1400, oversampling=2, ground=ground)


def swell(canvas: Canvas, colour: str, *, top: float, height: float, length: float, shift: float) -> Image.Image:
    line = [(x, top + height * math.sin((x + shift) * math.tau / length)) for x in range(-20, 1441, 20)]
    return canvas.polygon([*line, (1440, 1440), (-20, 1440)], colour)


def lighthouse(canvas: Canvas, *, x: float, top: float, foot: float) -> None:
    tower = canvas.polygon([(x - 58, top), (x + 58, top), (x + 104, foot), (x - 104, foot)], CREAM)
    step = (foot - top) / 5
    for k in (0, 2, 4):
        canvas.polygon(
            [
                (x - 200, top + k * step),
                (x + 200, top + k * step),
                (x + 200, top + (k + 1) * step),
                (x - 200, top + (k + 1) * step),
            ],
            CORAL,
            within=tower,
        )
    canvas.polygon([(x + 14, top), (x + 300, top), (x + 300, foot), (x + 30, foot)], "#5b5a86", within=tower, over=0.7)
    for y, side in ((top + 1.4 * step, -1), (top + 3.4 * step, -1)):
        canvas.polygon(
            [
                (x + side * 8 - 13, y - 30),
                (x + side * 8 + 13, y - 30),
                (x + side * 8 + 13, y + 26),
                (x + side * 8 - 13, y + 26),
            ],
            NAVY,
        )
    canvas.polygon([(x - 88, top - 22), (x + 88, top - 22), (x + 72, top + 10), (x - 72, top + 10)], INK)
    for rail in range(-84, 85, 24):
        canvas.stroke([(x + rail, top - 66), (x + rail, top - 20)], INK, 5)
    canvas.stroke([(x - 90, top - 66), (x + 90, top - 66)], INK, 7)
    canvas.polygon([(x - 46, top - 150), (x + 46, top - 150), (x + 46, top - 22), (x - 46, top - 22)], MUSTARD)
    for bar in (-46, -15, 15, 46):
        canvas.stroke([(x + bar, top - 150), (x + bar, top - 22)], INK, 6)
    canvas.blob(
        [
            (x - 66, top - 150),
            (x - 50, top - 196),
            (x, top - 232),
            (x + 50, top - 196),
            (x + 66, top - 150),
            (x, top - 146),
        ],
        CORAL,
    )
    canvas.disc((x, top - 240), 13, INK)


def slack_water() -> Canvas:
    canvas = poster("#1b2c57")
    canvas.dots(colour="#3f5c93", pitch=24, radius=lambda x, y: max(0.0, 8.6 * (y - 260) / 900), over=0.0)
    lamp = (1046, 452)
    for spread, colour in ((0.205, "#e9b949"), (0.118, "#f7d777")):
        rim = [(lamp[0] - 1500 * math.cos(a), lamp[1] + 1500 * math.sin(a)) for a in (0.13 - spread, 0.13 + spread)]
        canvas.polygon([lamp, *rim], colour)
    canvas.polygon([(lamp[0], lamp[1]), (1500, 340), (1500, 500)], "#e9b949")
    canvas.disc(lamp, 96, "#f7d777")
    swell(canvas, "#2f6f8f", top=934, height=7, length=700, shift=0)
    rock = canvas.blob(
        [
            (760, 1010),
            (830, 924),
            (930, 894),
            (1060, 886),
            (1190, 898),
            (1290, 950),
            (1420, 1010),
            (1420, 1100),
            (760, 1100),
        ],
        INK,
    )
    canvas.polygon([(740, 880), (960, 880), (900, 1100), (740, 1100)], "#38365a", within=rock)
    lighthouse(canvas, x=1046, top=536, foot=912)
    for top, colour, height, length, shift in (
        (986, "#3f8aa3", 13, 560, 90), (1050, "#2b6488", 15, 640, 320), (1126, "#214a75", 16, 720, 60),
        (1212, "#18345f", 15, 800, 420), (1302, "#12264a", 12, 900, 150),
    ):  # fmt: skip
        water = swell(canvas, colour, top=top, height=height, length=length, shift=shift)
        for k in range(3):
            left = 1030 + 26 * k + (top % 37) - 18
            y = top + 26 + k * 15
            canvas.stroke(
                [(left, y), (left + 150 - 40 * k, y)],
                "#e9b949" if top < 1120 else "#c45046",
                8,
                taper=True,
                within=water,
            )
    canvas.polygon([(250, 1006), (430, 1006), (396, 1052), (286, 1052)], CORAL)
    canvas.polygon([(340, 996), (340, 846), (438, 986)], CREAM)
    canvas.polygon([(330, 992), (330, 884), (262, 986)], "#d9cdb8")
    swell(canvas, "#2b6488", top=1056, height=9, length=420, shift=60)
    for top, colour, height, length, shift in (
        (1126, "#214a75", 16, 720, 60),
        (1212, "#18345f", 15, 800, 420),
        (1302, "#12264a", 12, 900, 150),
    ):
        water = swell(canvas, colour, top=top, height=height, length=length, shift=shift)
        for k in range(3):
            left = 1030 + 26 * k + (top % 37) - 18
            canvas.stroke(
                [(left, top + 30 + k * 16), (left + 160 - 40 * k, top + 30 + k * 16)],
                "#c98f4a",
                7,
                taper=True,
                within=water,
            )
    canvas.letters("SLACK", (82, 322), CREAM, height=300, weight="Black", spacing=-0.02)
    canvas.letters("WATER", (82, 1330), CREAM, height=300, weight="Black", spacing=-0.02)
    return canvas


def bell(canvas: Canvas, *, x: float, top: float, height: float, colour: str, shade: str) -> Image.Image:
    def at(across: float, down: float) -> Point:
        return (x + across * height, top + down * height)

    right = [at(0.0, 0.0), at(0.2, 0.02), at(0.27, 0.12), at(0.3, 0.4), at(0.36, 0.68), at(0.5, 0.9), at(0.53, 0.985)]
    body = [*spline(right, closed=False), *reversed([(2 * x - px, py) for px, py in spline(right, closed=False)])]
    canvas.disc(at(0, 1.0), 0.115 * height, darker(shade, 0.7))
    plate = canvas.polygon(body, colour)
    canvas.disc(at(0, 0.985), 0.53 * height, darker(shade, 0.62), ry=0.035 * height)
    canvas.blob(
        [
            at(0.07, -0.05),
            at(0.1, 0.3),
            at(0.08, 0.6),
            at(0.2, 0.86),
            at(0.22, 1.05),
            at(0.7, 1.05),
            at(0.6, 0.4),
            at(0.4, -0.05),
        ],
        shade,
        within=plate,
    )
    canvas.blob(
        [at(-0.2, 0.1), at(-0.16, 0.1), at(-0.2, 0.42), at(-0.27, 0.7), at(-0.33, 0.7), at(-0.24, 0.42)],
        "#fbe3a4",
        within=plate,
    )
    for down, width in ((0.14, 0.012), (0.175, 0.006), (0.3, 0.006), (0.72, 0.006), (0.76, 0.014), (0.905, 0.008)):
        canvas.stroke(
            [at(-0.6, down - 0.015), at(0, down + 0.02), at(0.6, down - 0.015)],
            darker(shade, 0.72),
            width * height,
            within=plate,
        )
    canvas.stroke(
        [at(-0.085, 0.02), at(-0.085, -0.1), at(0, -0.15), at(0.085, -0.1), at(0.085, 0.02)], shade, 0.05 * height
    )
    return plate


def lost_property() -> Canvas:
    canvas = poster("#16463b")
    canvas.dots(colour="#2c6a57", pitch=26, radius=lambda x, y: max(0.0, 9.6 - math.dist((x, y), (700, 1000)) / 74))
    for radius in (660, 560, 460):
        ring = [
            (700 + radius * math.cos(k * math.tau / 60), 1000 + radius * math.sin(k * math.tau / 60)) for k in range(60)
        ]
        canvas.stroke(ring, "#2c6a57", 5, closed=True)
    tag = [(72, 72), (1328, 72), (1328, 470), (1236, 560), (164, 560), (72, 470)]
    canvas.polygon([(x + 14, y + 18) for x, y in tag], "#0d2f27")
    canvas.polygon(tag, "#f1e2bd")
    canvas.letters("LOST", (128, 286), "#16463b", height=262, weight="Black")
    for y, start in ((128, 790), (270, 790)):
        canvas.stroke([(start, y), (1268, y)], "#c9b68a", 5)
    canvas.letters("No. 407", (872, 230), BRICK, height=96, spacing=0.03)
    canvas.letters("PROPERTY", (128, 484), BRICK, height=262, weight="Black", width=1144)
    canvas.disc((700, 518), 25, "#16463b")
    canvas.disc((700, 518), 12, INK)
    bell(canvas, x=700, top=722, height=560, colour="#e3a63a", shade="#b9742a")
    canvas.stroke([(700, 518), (690, 556), (704, 600), (698, 648)], "#f1e2bd", 11)
    return canvas


def wetterwarte() -> Canvas:
    canvas = poster("#efe3c8")
    canvas.dots(colour="#a9cfd8", pitch=26, radius=lambda x, y: max(0.0, 10.5 * (1 - y / 900)), over=0.0)
    canvas.disc((700, 520), 370, "#e4543a")
    for y in range(560, 900, 44):
        canvas.polygon([(300, y), (1100, y), (1100, y + (y - 540) / 16), (300, y + (y - 540) / 16)], "#efe3c8")
    canvas.polygon(
        [
            (-20, 1010),
            (210, 770),
            (330, 856),
            (520, 700),
            (760, 930),
            (1000, 740),
            (1190, 880),
            (1420, 720),
            (1420, 1420),
            (-20, 1420),
        ],
        "#8fb8c4",
        over=0.9,
    )
    canvas.polygon(
        [
            (-20, 1180),
            (160, 1010),
            (360, 1080),
            (700, 760),
            (1040, 1090),
            (1230, 1010),
            (1420, 1150),
            (1420, 1420),
            (-20, 1420),
        ],
        "#2c5c7a",
    )
    canvas.polygon(
        [(700, 760), (1040, 1090), (900, 1100), (820, 1020), (780, 1090), (730, 960), (690, 1010)], "#1d3f5c"
    )
    canvas.polygon([(700, 760), (610, 846), (650, 880), (690, 842), (722, 880), (756, 850), (790, 848)], "#f7efdd")
    weather_hut(canvas, x=700, foot=768)
    canvas.polygon([(-20, 1150), (1420, 1150), (1420, 1420), (-20, 1420)], "#17304b")
    canvas.stroke([(-40, 1150), (240, 1128), (520, 1158), (800, 1130), (1120, 1160), (1440, 1132)], "#17304b", 56)
    canvas.letters("WETTERWARTE", (84, 1300), CREAM, height=200, weight="Black", width=1232, spacing=-0.01)
    canvas.letters("HOHENKLINK", (88, 1362), "#e4543a", height=56, weight="Bold", spacing=1.66)
    for x, y, span in ((250, 300, 40), (330, 236, 28), (196, 386, 24), (1130, 262, 34), (1200, 330, 22)):
        canvas.stroke(
            [
                (x - span, y - span * 0.45),
                (x - span * 0.3, y - span * 0.35),
                (x, y + 4),
                (x + span * 0.3, y - span * 0.35),
                (x + span, y - span * 0.45),
            ],
            INK,
            8,
            taper=True,
        )
    return canvas


def weather_hut(canvas: Canvas, *, x: float, foot: float) -> None:
    for side in (-1, 1):
        canvas.stroke([(x + side * 62, foot - 130), (x + side * 92, foot + 40)], INK, 13)
    canvas.stroke([(x - 84, foot + 6), (x + 70, foot - 90)], INK, 8)
    canvas.stroke([(x + 84, foot + 6), (x - 70, foot - 90)], INK, 8)
    canvas.polygon(
        [(x - 104, foot - 296), (x + 104, foot - 296), (x + 104, foot - 118), (x - 104, foot - 118)], "#fbf4e4"
    )
    canvas.polygon(
        [(x + 30, foot - 296), (x + 104, foot - 296), (x + 104, foot - 118), (x + 30, foot - 118)], "#cfd8d6"
    )
    for y in range(round(foot - 276), round(foot - 124), 22):
        canvas.stroke([(x - 92, y), (x - 8, y)], "#8a9aa3", 6)
        canvas.stroke([(x + 8, y), (x + 92, y)], "#6b7d89", 6)
    canvas.stroke([(x, foot - 292), (x, foot - 120)], INK, 6)
    canvas.polygon([(x - 134, foot - 292), (x, foot - 372), (x + 134, foot - 292)], INK)
    canvas.polygon([(x - 112, foot - 118), (x + 112, foot - 118), (x + 112, foot - 104), (x - 112, foot - 104)], INK)
    canvas.stroke([(x, foot - 370), (x, foot - 470)], INK, 7)
    canvas.polygon(
        [
            (x - 96, foot - 462),
            (x + 60, foot - 462),
            (x + 60, foot - 486),
            (x + 112, foot - 456),
            (x + 60, foot - 426),
            (x + 60, foot - 450),
            (x - 96, foot - 450),
        ],
        INK,
    )


def episode_moon() -> Canvas:
    canvas = poster("#12414a")
    canvas.dots(colour="#1d5b63", pitch=28, radius=lambda x, y: max(0.0, 11 - y / 120), over=0.0)
    moon = canvas.disc((900, 470), 380, "#f3e2b3")
    for x, y, r in ((780, 360, 60), (1010, 560, 84), (900, 700, 40), (1090, 340, 34), (720, 560, 36), (930, 250, 26)):
        canvas.disc((x, y), r, "#ddc68c", within=moon)
    teeth = [
        (
            470 + (300 if k % 4 < 2 else 262) * math.cos(k * math.tau / 96),
            640 + (300 if k % 4 < 2 else 262) * math.sin(k * math.tau / 96),
        )
        for k in range(96)
    ]
    wheel = canvas.polygon(teeth, "#e0962f", over=0.0)
    canvas.print(moon, "#b9622c", within=wheel)
    canvas.disc((470, 640), 214, "#12414a")
    for k in range(6):
        a = k * math.tau / 6 + 0.3
        canvas.stroke([(470, 640), (470 + 238 * math.cos(a), 640 + 238 * math.sin(a))], "#e0962f", 30)
    canvas.disc((470, 640), 64, "#e0962f")
    canvas.disc((470, 640), 24, "#12414a")
    wall = canvas.polygon([(-20, 990), (1420, 960), (1420, 1420), (-20, 1420)], "#0b2a33")
    for row, y in enumerate(range(1000, 1400, 74)):
        canvas.stroke([(-20, y), (1420, y - 26)], "#174650", 6, within=wall)
        for x in range(-20 + (70 if row % 2 else 0), 1420, 150):
            canvas.stroke([(x, y), (x, y + 74)], "#174650", 6, within=wall)
    arch = [(1120 + 82 * math.cos(k * math.pi / 24), 1146 - 82 * math.sin(k * math.pi / 24)) for k in range(25)]
    canvas.polygon([(x + (x - 1120) * 0.18, y - 12) for x, y in [*arch, (1038, 1330), (1202, 1330)]], "#2a5a64")
    canvas.polygon([*arch, (1038, 1330), (1202, 1330)], CORAL)
    for x in (1079, 1120, 1161):
        canvas.stroke([(x, 1072), (x, 1330)], BRICK, 6)
    canvas.disc((1172, 1170), 11, MUSTARD)
    swell(canvas, "#2f8a8a", top=1270, height=12, length=520, shift=0)
    swell(canvas, "#1f6a70", top=1330, height=12, length=640, shift=200)
    return canvas


def episode_lamp() -> Canvas:
    canvas = poster("#202448")
    centre = (240, 1030)
    for a, b, colour in ((-0.95, -0.12, "#f0b23c"), (-0.84, -0.23, "#f7d777")):
        rim = [(centre[0] + 2400 * math.cos(t), centre[1] + 2400 * math.sin(t)) for t in (a, b)]
        canvas.polygon([centre, *rim], colour)
    goat(canvas, x=650, y=270, size=1.18, colour="#202448")
    canvas.polygon([(96, 1170), (384, 1170), (430, 1420), (50, 1420)], CREAM)
    canvas.polygon([(270, 1170), (384, 1170), (430, 1420), (300, 1420)], "#c9bda8")
    canvas.polygon([(60, 1140), (420, 1140), (400, 1190), (80, 1190)], INK)
    canvas.polygon([(120, 920), (360, 920), (360, 1140), (120, 1140)], "#fbe9b4")
    for r in (92, 66, 40):
        ring = [(240 + r * math.cos(k * math.tau / 24), 1030 + r * math.sin(k * math.tau / 24)) for k in range(24)]
        canvas.stroke(ring, GOLD, 8, closed=True)
    canvas.disc((240, 1030), 18, CORAL)
    for x in (120, 200, 280, 360):
        canvas.stroke([(x, 920), (x, 1140)], INK, 8)
    canvas.polygon([(90, 926), (240, 800), (390, 926)], CORAL)
    canvas.disc((240, 796), 20, INK)
    for k in range(46):
        x, y = (k * 389) % 1400, (k * 251) % 1300
        if math.atan2(y - centre[1], x - centre[0]) < -1.0 or y > 960:
            canvas.disc((x, y), 3 + k % 3, "#8b8fc0")
    return canvas


def goat(canvas: Canvas, *, x: float, y: float, size: float, colour: str) -> None:
    def at(points: Iterable[Point]) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in points]

    canvas.blob(
        at(
            [
                (120, 190),
                (230, 160),
                (360, 178),
                (430, 190),
                (446, 260),
                (430, 330),
                (330, 346),
                (220, 340),
                (140, 350),
                (100, 280),
            ]
        ),
        colour,
    )
    canvas.blob(at([(60, 60), (120, 50), (160, 110), (190, 190), (170, 290), (110, 270), (84, 180), (70, 140)]), colour)
    canvas.blob(
        at([(-50, 130), (-30, 96), (30, 54), (90, 44), (126, 78), (110, 130), (40, 148), (-10, 166), (-44, 160)]),
        colour,
    )
    canvas.blob(at([(-6, 158), (22, 150), (20, 200), (2, 236), (-10, 200)]), colour)
    canvas.blob(at([(100, 66), (160, 70), (190, 100), (140, 106)]), colour)
    for shift in (0, 44):
        horn = [(70, 70), (82, -2), (128, -54), (200, -74), (142, -34), (106, 14), (98, 70)]
        canvas.blob(at([(px + shift, py) for px, py in horn]), colour)
    for left, lean in ((150, -12), (206, 8), (356, -6), (408, 12)):
        canvas.stroke(at([(left, 310), (left + lean, 420), (left + lean * 0.4, 520)]), colour, 34 * size)
        canvas.polygon(at([(left - 22, 508), (left + 20, 508), (left + 24, 546), (left - 26, 546)]), colour)
    canvas.stroke(at([(428, 210), (470, 160), (490, 170)]), colour, 26 * size, taper=True)
    canvas.disc(at([(36, 92)])[0], 9 * size, "#f7d777")


def episode_platform() -> Canvas:
    canvas = poster("#3a2144")
    canvas.dots(colour="#57345f", pitch=28, radius=lambda x, y: max(0.0, 11 - math.dist((x, y), (700, 420)) / 62))
    canvas.polygon([(640, 0), (760, 0), (760, 190), (640, 190)], INK)
    station_clock(canvas, centre=(700, 450), radius=300)
    canvas.polygon([(-20, 1130), (1420, 1130), (1420, 1420), (-20, 1420)], "#22132c")
    canvas.polygon([(-20, 1130), (1420, 1130), (1420, 1152), (-20, 1152)], MUSTARD)
    canvas.polygon([(180, 1420), (1220, 1420), (960, 1152), (440, 1152)], "#57345f")
    for leg in (330, 1070):
        canvas.polygon([(leg - 16, 1010), (leg + 16, 1010), (leg + 28, 1250), (leg - 28, 1250)], INK)
    for y, colour in ((884, TEAL), (936, TEAL), (1000, "#0e5a57")):
        canvas.polygon([(270, y), (1130, y), (1130, y + 34), (270, y + 34)], colour)
    suitcase(canvas, x=800, foot=1286)
    return canvas


def station_clock(canvas: Canvas, *, centre: Point, radius: float) -> None:
    def at(turn: float, reach: float) -> Point:
        angle = turn * math.tau - math.pi / 2
        return (centre[0] + reach * radius * math.cos(angle), centre[1] + reach * radius * math.sin(angle))

    canvas.disc(centre, radius, INK)
    canvas.disc(centre, radius * 0.89, CREAM)
    for hour in range(12):
        quarter = hour % 3 == 0
        canvas.stroke([at(hour / 12, 0.65 if quarter else 0.74), at(hour / 12, 0.82)], INK, 17 if quarter else 9)
    ten_past_ten = (10 + 10 / 60) / 12
    for turn, reach, width, colour in ((ten_past_ten, 0.45, 25, INK), (1 / 6, 0.69, 17, INK), (0.64, 0.72, 8, CORAL)):
        canvas.stroke([at(turn + 0.5, 0.12), at(turn, reach)], colour, width)
    canvas.disc(centre, radius * 0.07, CORAL)


def suitcase(canvas: Canvas, *, x: float, foot: float) -> None:
    left, right, top = x - 150, x + 150, foot - 200
    canvas.stroke([(x - 44, top), (x - 40, top - 40), (x + 40, top - 40), (x + 44, top)], INK, 17)
    case = canvas.blob(
        [
            *((left, top + 12), (left + 14, top), (right - 14, top), (right, top + 12)),
            *((right, foot - 12), (right - 14, foot), (left + 14, foot), (left, foot - 12)),
        ],
        "#b5663a",
    )
    canvas.polygon(
        [(x + 60, top - 20), (right + 20, top - 20), (right + 20, foot + 20), (x + 84, foot + 20)],
        "#8a4526",
        within=case,
    )
    for strap in (x - 92, x + 92):
        canvas.stroke([(strap, top - 10), (strap, foot + 10)], "#4d2818", 26, within=case)
        canvas.disc((strap, top + 66), 15, MUSTARD)
    canvas.polygon([(x - 40, top + 96), (x + 30, top + 96), (x + 30, top + 142), (x - 40, top + 142)], CREAM)
    canvas.stroke([(x - 28, top + 112), (x + 18, top + 112)], "#8a4526", 5)
    canvas.stroke([(x - 28, top + 127), (x, top + 127)], "#8a4526", 5)


def episode_ticket() -> Canvas:
    canvas = poster("#c9532f")
    canvas.dots(
        colour="#d96b45", pitch=30, radius=lambda x, y: max(0.0, 12 - math.dist((x, y), (300, 300)) / 90), over=0.0
    )
    bell(canvas, x=420, top=250, height=1240, colour="#e9b24a", shade="#b06a22")
    canvas.stroke([(420, 116), (620, 60), (820, 130), (900, 300), (868, 420)], "#f6ead2", 12)
    tag = [(690, 520), (790, 396), (960, 396), (1060, 520), (1060, 1120), (690, 1120)]
    canvas.polygon([(px + 20, py + 24) for px, py in tag], "#6b2a17", over=0.8)
    canvas.polygon(tag, "#d8b483")
    canvas.polygon([(960, 396), (1060, 520), (1060, 1120), (1010, 1120), (1010, 500)], "#c39a66")
    canvas.disc((875, 468), 40, BRICK)
    canvas.disc((875, 468), 19, INK)
    canvas.stroke([(868, 420), (862, 444), (875, 468)], "#f6ead2", 12)
    canvas.letters("407", (860, 740), INK, height=156, weight="Black", anchor="ms")
    for y, end in ((812, 1010), (872, 1010), (932, 1010), (992, 900)):
        canvas.stroke([(740, y), (end, y)], "#8a6338", 6)
    return canvas


COVERS: dict[str, Callable[[], Canvas]] = {
    "slack-water": slack_water,
    "lost-property": lost_property,
    "wetterwarte": wetterwarte,
    "episode-moon": episode_moon,
    "episode-lamp": episode_lamp,
    "episode-platform": episode_platform,
    "episode-ticket": episode_ticket,
}
