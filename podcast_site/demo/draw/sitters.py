"""The people of the demo, as they sit for their portraits."""

import math
import random
from collections.abc import Callable, Iterable

from podcast_site.demo.draw.canvas import (
    BRICK,
    CORAL,
    CREAM,
    FOREST,
    GOLD,
    MUSTARD,
    NAVY,
    ORANGE,
    PLUM,
    SAGE,
    SKY,
    SLATE,
    TEAL,
    Canvas,
    Painter,
    Point,
    darker,
)
from podcast_site.demo.draw.portraits import (
    Sitter,
    collar,
    shoulders,
    spectacles,
    wool_roll,
)


def sun(colour: str, at: Point, radius: float) -> Painter:
    def paint(canvas: Canvas) -> None:
        canvas.disc(at, radius, colour)

    return paint


def screen(colour: str, *, towards: Point, reach: float, pitch: float = 22) -> Painter:
    """A halftone screen that thins out with the distance from a point."""

    def size(x: float, y: float) -> float:
        away = math.dist((x, y), towards) / reach
        return max(0.0, pitch * 0.36 * (1.05 - away))

    return lambda canvas: canvas.dots(colour=colour, pitch=pitch, radius=size)


def waves(colour: str, *, top: float, gap: float = 62, width: float = 15) -> Painter:
    def paint(canvas: Canvas) -> None:
        y = top
        while y < 830:
            line = [(x, y + (13 if (x // 50) % 2 else -13)) for x in range(-50, 900, 50)]
            canvas.stroke(line, colour, width)
            y += gap

    return paint


def rays(colour: str, *, centre: Point, count: int) -> Painter:
    def paint(canvas: Canvas) -> None:
        for k in range(count):
            angles = ((k - 0.26) * math.tau / count, (k + 0.26) * math.tau / count)
            rim = [(centre[0] + 1200 * math.cos(a), centre[1] + 1200 * math.sin(a)) for a in angles]
            canvas.polygon([centre, *rim], colour)

    return paint


def stripes(colour: str, *, gap: float, width: float, lean: float = 0) -> Painter:
    def paint(canvas: Canvas) -> None:
        x = -abs(lean)
        while x < 900:
            canvas.polygon([(x, -10), (x + width, -10), (x + width + lean, 810), (x + lean, 810)], colour)
            x += gap

    return paint


def both(*painters: Painter) -> Painter:
    def paint(canvas: Canvas) -> None:
        for painter in painters:
            painter(canvas)

    return paint


# -- the sitters


def ines() -> Sitter:
    hair = "#2a1c22"

    def behind(canvas: Canvas) -> None:
        canvas.blob(
            [(400, 142), (500, 160), (562, 240), (578, 360), (580, 470), (560, 560), (490, 575), (400, 560),
             (310, 575), (240, 560), (220, 470), (222, 360), (238, 240), (300, 160)],
            hair,
        )  # fmt: skip

    def clothes(canvas: Canvas) -> None:
        body = shoulders(canvas, CREAM, neckline=672)
        for y in range(676, 860, 42):
            line = [(0, y + 34), (200, y + 6), (400, y - 4 + 10), (600, y + 6), (800, y + 34)]
            canvas.stroke(line, NAVY, 15, within=body)
        canvas.stroke([(322, 606), (360, 660), (400, 678), (440, 660), (478, 606)], NAVY, 12)

    def above(canvas: Canvas) -> None:
        canvas.blob(
            [(262, 420), (250, 320), (276, 220), (340, 162), (400, 148), (470, 162), (528, 222), (550, 320),
             (540, 425), (516, 400), (508, 318), (470, 310), (400, 316), (330, 310), (294, 318), (284, 400)],
            hair,
        )  # fmt: skip
        for x, top in ((330, 236), (368, 222), (410, 220), (452, 228)):
            canvas.stroke([(x, top), (x - 4, 262), (x - 2, 296)], "#5a3a3c", 4, taper=True)
        spectacles(canvas, "#c8321f", radius=37)
        canvas.disc((278, 462), 8, GOLD)
        canvas.disc((522, 462), 8, GOLD)

    return Sitter(
        skin="#e6b48f",
        lips="#c4473f",
        hair=hair,
        ground=CORAL,
        motif=both(sun("#f6876c", (400, 400), 330), screen("#f9c3a6", towards=(700, 80), reach=520)),
        behind=behind,
        clothes=clothes,
        above=above,
        jaw=0.94,
        lashes=True,
        brow_width=8,
        smile=7,
    )


def ravindra() -> Sitter:
    hair = "#33303a"

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, "#e9dcc0", neckline=690)
        body = shoulders(canvas, NAVY, neckline=790)
        canvas.polygon([(300, 610), (400, 800), (500, 610), (470, 590), (400, 690), (330, 590)], "#f3e7cf")
        collar(canvas, "#f3e7cf")
        canvas.polygon([(380, 656), (420, 656), (432, 800), (368, 800)], MUSTARD)
        canvas.polygon([(378, 650), (422, 650), (412, 690), (388, 690)], GOLD)
        canvas.stroke([(170, 700), (176, 860)], "#3c4f7d", 4, within=body)

    def above(canvas: Canvas) -> None:
        canvas.blob(
            [(286, 352), (276, 262), (312, 190), (400, 156), (492, 186), (526, 262), (514, 352), (504, 296),
             (476, 250), (420, 236), (352, 244), (306, 280), (296, 320)],
            hair,
        )  # fmt: skip
        for side in (-1, 1):
            x = 400 + side * 112
            canvas.blob([(x - 9, 296), (x + 9, 282), (x + 10, 350), (x, 380), (x - 8, 350)], "#b9b3ad")
        canvas.stroke([(330, 216), (390, 182), (460, 194)], "#5d5864", 6, taper=True)
        canvas.blob(
            [(326, 480), (344, 452), (376, 442), (400, 448), (424, 442), (456, 452), (474, 480), (444, 474),
             (400, 467), (356, 474)],
            "#3a353d",
        )  # fmt: skip
        canvas.stroke([(352, 462), (380, 453), (398, 456)], "#77707a", 3.2, taper=True)

    return Sitter(
        skin="#9c6442",
        lips="#8f4a3e",
        hair=hair,
        ground=TEAL,
        motif=both(waves("#2b8a84", top=40), sun("#e9dcc0", (560, 240), 150)),
        clothes=clothes,
        above=above,
        jaw=1.06,
        age=0.45,
        brow_width=12,
        smile=4,
    )


def solveig() -> Sitter:
    hair = "#efe8dc"

    def clothes(canvas: Canvas) -> None:
        body = shoulders(canvas, NAVY, neckline=650)
        for row, y in enumerate((676, 720, 764)):
            for x in range(40, 780, 40):
                dip = ((x - 400) / 400) ** 2 * 46
                if row % 2:
                    canvas.polygon(
                        [(x, y + dip - 13), (x + 13, y + dip), (x, y + dip + 13), (x - 13, y + dip)], CREAM, within=body
                    )
                else:
                    canvas.disc((x + 20, y + dip), 7, CREAM, within=body)
        wool_roll(canvas, BRICK)

    def above(canvas: Canvas) -> None:
        canvas.blob(
            [(280, 372), (270, 262), (318, 184), (400, 160), (482, 184), (530, 262), (520, 372), (506, 300),
             (470, 246), (402, 224), (334, 246), (294, 300)],
            hair,
        )  # fmt: skip
        canvas.stroke([(402, 168), (400, 224)], "#b7aa9c", 4, taper=True)
        for side in (-1, 1):
            for bend in (0, 26):
                canvas.stroke(
                    [(400 + side * 18, 196 + bend / 2), (400 + side * 70, 214 + bend), (400 + side * 104, 270 + bend)],
                    "#c9bdae", 4, taper=True,
                )  # fmt: skip
            for k in range(7):
                x = 400 + side * (132 + 7 * math.sin(k * 1.2))
                y = 392 + k * 40
                canvas.disc((x, y), 25 - k * 0.9, hair if side < 0 else "#d8cec0", ry=27)
                canvas.stroke(
                    [(x - 16 * side, y - 16), (x + 4 * side, y + 4), (x - 6 * side, y + 20)], "#b7aa9c", 4, taper=True
                )
            canvas.disc((400 + side * 134, 664), 13, CORAL)

    return Sitter(
        skin="#eec3a4",
        lips="#b8594e",
        hair=hair,
        brow="#cfc3b4",
        ground=MUSTARD,
        motif=both(rays("#f6c95c", centre=(400, 360), count=18), sun("#f9dc8d", (400, 360), 250)),
        clothes=clothes,
        above=above,
        jaw=0.98,
        age=0.95,
        brow_width=9,
        smile=8,
        eyes="#3f6d8c",
    )


def drizzle(canvas: Canvas) -> None:
    for row in range(12):
        for column in range(11):
            x, y = column * 82 + (41 if row % 2 else 0), row * 74 - 20
            canvas.stroke([(x, y), (x - 12, y + 40)], "#f9cfc6", 7, taper=True)


def haruka() -> Sitter:
    hair = "#17151f"

    def behind(canvas: Canvas) -> None:
        canvas.disc((400, 138), 70, hair, ry=62)
        canvas.stroke([(366, 116), (392, 100), (424, 104)], "#45415a", 5, taper=True)
        # A signwriter's brush holds the bun.
        canvas.stroke([(300, 172), (400, 136), (522, 92)], "#c98b3f", 10)
        canvas.polygon([(508, 88), (540, 78), (546, 92), (514, 105)], "#d9d2c4")
        canvas.blob([(540, 76), (566, 62), (590, 62), (570, 80), (546, 94)], CORAL)
        canvas.blob(
            [(400, 160), (500, 180), (546, 280), (538, 400), (400, 470), (262, 400), (254, 280), (300, 180)], hair
        )

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, "#2f4a86", neckline=690)
        collar(canvas, "#3b5a9c")
        bib = canvas.polygon([(262, 716), (538, 716), (566, 860), (234, 860)], CREAM)
        canvas.polygon([(480, 716), (538, 716), (566, 860), (496, 860)], "#6d6478", within=bib, over=0.4)
        for side in (-1, 1):
            canvas.stroke([(400 + side * 124, 730), (400 + side * 120, 660), (400 + side * 100, 612)], CREAM, 19)
        for x, y, size, colour in (
            (330, 772, 15, CORAL),
            (356, 790, 7, CORAL),
            (440, 750, 9, MUSTARD),
            (462, 800, 13, TEAL),
            (300, 742, 6, TEAL),
        ):
            canvas.disc((x, y), size, colour, ry=size * 0.85)

    def above(canvas: Canvas) -> None:
        canvas.blob(
            [(282, 380), (270, 280), (310, 196), (400, 168), (490, 196), (530, 280), (518, 380), (510, 310),
             (480, 262), (430, 236), (390, 230), (340, 258), (300, 300)],
            hair,
        )  # fmt: skip
        canvas.stroke([(318, 232), (372, 196), (440, 192)], "#45415a", 5, taper=True)
        canvas.stroke([(286, 360), (282, 410), (290, 452)], hair, 9, taper=True)
        canvas.stroke([(474, 414), (486, 408)], CORAL, 6, taper=True)

    return Sitter(
        skin="#efc7a2",
        lips="#c13f3c",
        hair=hair,
        ground="#ee9d92",
        motif=drizzle,
        behind=behind,
        clothes=clothes,
        above=above,
        jaw=0.9,
        lashes=True,
        brow_width=8,
        smile=5,
    )


def idris() -> Sitter:
    hair = "#1f191d"

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, "#e8dcc3", neckline=670)
        shoulders(canvas, FOREST, neckline=740)
        for x in (-1, 1):
            canvas.polygon(
                [(400 + x * 62, 590), (400 + x * 120, 626), (400 + x * 90, 720), (400, 770)],
                "#0f3129" if x > 0 else "#215a4c",
            )
        canvas.disc((400, 790), 9, GOLD)

    def above(canvas: Canvas) -> None:
        beard = canvas.blob(
            [(286, 390), (300, 446), (338, 452), (366, 444), (400, 452), (434, 444), (462, 452), (500, 446),
             (514, 390), (516, 450), (484, 524), (440, 560), (400, 568), (360, 560), (316, 524), (284, 450)],
            hair,
        )  # fmt: skip
        canvas.blob([(366, 472), (400, 466), (436, 472), (420, 494), (400, 498), (380, 494)], "#a3564a")
        canvas.stroke([(362, 473), (400, 481), (438, 473)], "#4d2626", 3.2, taper=True)
        for x, y in ((330, 486), (360, 520), (420, 530), (470, 486), (392, 546)):
            canvas.stroke([(x, y), (x + 3, y + 18)], "#4a3d40", 3.4, taper=True, within=beard)
        cap = canvas.blob(
            [(272, 298), (266, 220), (310, 146), (400, 120), (490, 146), (534, 220), (528, 298), (400, 272)], BRICK
        )
        for y in (176, 226):
            canvas.stroke([(256, y + 34), (400, y - 6), (544, y + 34)], CREAM, 9, within=cap)
        for x in range(270, 560, 34):
            mid = 201 + ((x - 400) / 140) ** 2 * 26
            canvas.polygon([(x, mid - 12), (x + 11, mid), (x, mid + 12), (x - 11, mid)], MUSTARD, within=cap)
        canvas.polygon([(452, 100), (560, 160), (560, 330), (470, 300)], "#6d6478", within=cap, over=0.4)
        canvas.stroke([(270, 296), (400, 270), (530, 296)], darker(BRICK, 0.7), 15)

    return Sitter(
        skin="#b57c52",
        lips="#a3564a",
        hair=hair,
        ground="#d99a3d",
        motif=both(waves("#e5b060", top=60, gap=50, width=7), screen("#a8651f", towards=(80, 760), reach=560)),
        clothes=clothes,
        above=above,
        jaw=1.04,
        brow_width=12,
        smile=4,
    )


def kwabena() -> Sitter:
    hair = "#b9b2aa"

    def clothes(canvas: Canvas) -> None:
        body = shoulders(canvas, "#d9cdb4", neckline=660, width=1.1)
        canvas.stroke([(316, 610), (360, 660), (400, 672), (440, 660), (484, 610)], "#bfae8d", 12)
        canvas.polygon([(250, 700), (550, 700), (600, 860), (200, 860)], "#7a4a2b", within=body)
        canvas.polygon([(470, 700), (550, 700), (600, 860), (490, 860)], "#5f3820", within=body)
        for side in (-1, 1):
            canvas.stroke([(400 + side * 130, 720), (400 + side * 118, 640), (400 + side * 92, 600)], "#7a4a2b", 20)
            canvas.disc((400 + side * 128, 722), 9, MUSTARD)

    def above(canvas: Canvas) -> None:
        beard = canvas.blob(
            [(290, 430), (312, 468), (346, 460), (372, 447), (400, 453), (428, 447), (454, 460), (488, 468),
             (512, 430), (506, 482), (466, 548), (400, 572), (334, 548), (294, 482)],
            hair,
        )  # fmt: skip
        canvas.polygon([(430, 430), (540, 420), (540, 600), (440, 600)], "#7d7480", within=beard, over=0.5)
        canvas.blob([(368, 474), (400, 467), (434, 474), (420, 496), (400, 500), (380, 496)], "#8a4a42")
        canvas.stroke([(364, 472), (400, 482), (438, 472)], "#3d1f1f", 3.4, taper=True)
        for x, y in ((326, 488), (350, 520), (384, 530), (420, 530), (452, 512), (476, 486)):
            canvas.stroke([(x, y), (x + 2, y + 20)], "#938b86", 3.6, taper=True, within=beard)
        canvas.stroke([(330, 246), (366, 224), (404, 220)], "#a8714f", 9, taper=True)

    return Sitter(
        skin="#7a4a31",
        lips="#8a4a42",
        hair=hair,
        brow="#8f8780",
        ground=SAGE,
        motif=both(
            sun("#a9c29c", (400, 380), 300),
            sun("#c3d4b2", (400, 380), 210),
            screen(FOREST, towards=(760, 780), reach=460),
        ),
        clothes=clothes,
        above=above,
        jaw=1.1,
        age=0.55,
        brow_width=11,
        smile=7,
    )


def zsofia() -> Sitter:
    hair = "#c4502b"
    shuffled = random.Random(7)  # noqa: S311 - curls, not secrets

    def curls(canvas: Canvas, spots: Iterable[Point], radius: float) -> None:
        for x, y in spots:
            size = radius * shuffled.uniform(0.85, 1.15)
            canvas.disc((x, y), size, hair)
        for x, y in spots:
            ring = [(x + radius * 0.55 * math.cos(k), y + radius * 0.55 * math.sin(k)) for k in (3.4, 4.2, 5.0, 5.8)]
            canvas.stroke(ring, "#e2814f", 4.5, taper=True)

    def behind(canvas: Canvas) -> None:
        curls(canvas, [(400 + 176 * math.cos(a / 10), 330 + 190 * math.sin(a / 10)) for a in range(26, 72, 4)], 60)
        curls(canvas, [(232, 400), (226, 480), (250, 556), (568, 400), (574, 480), (550, 556)], 56)

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, FOREST, neckline=650)
        scarf = canvas.blob(
            [(310, 560), (400, 602), (490, 560), (530, 622), (500, 690), (400, 720), (300, 690), (270, 622)], "#f4e3c1"
        )
        knot = canvas.blob(
            [(370, 660), (430, 660), (470, 800), (420, 830), (400, 740), (372, 830), (330, 790)], "#ead3a6"
        )
        for x in range(270, 540, 42):
            for row, y in enumerate(range(578, 830, 38)):
                for plate in (scarf, knot):
                    canvas.disc((x + 21 * (row % 2), y), 7.5, CORAL, within=plate)

    def above(canvas: Canvas) -> None:
        curls(
            canvas,
            [
                (300, 262),
                (322, 214),
                (366, 186),
                (416, 180),
                (466, 196),
                (500, 236),
                (514, 282),
                (288, 312),
                (518, 326),
            ],
            40,
        )
        for x, y in (
            (352, 408),
            (366, 418),
            (340, 418),
            (330, 404),
            (352, 428),
            (384, 404),
            (440, 410),
            (456, 420),
            (470, 408),
            (452, 430),
        ):
            canvas.disc((x, y), 3.4, "#c27a55")

    return Sitter(
        skin="#f3cdb0",
        lips="#cc5a4a",
        hair="#a8431f",
        ground=SKY,
        motif=both(stripes("#bcdbe4", gap=80, width=40), screen("#5d97ad", towards=(60, 60), reach=520)),
        behind=behind,
        clothes=clothes,
        above=above,
        jaw=0.97,
        lashes=True,
        brow_width=7,
        smile=9,
        eyes="#3f7a54",
    )


def tadeusz() -> Sitter:
    hair = "#e4ddd2"

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, "#f3e7cf", neckline=690)
        shoulders(canvas, "#242a44", neckline=770)
        collar(canvas, "#f3e7cf")
        canvas.polygon([(384, 656), (416, 656), (426, 790), (400, 812), (374, 790)], BRICK)
        for side in (-1, 1):
            canvas.polygon(
                [
                    (400 + side * 84, 606),
                    (400 + side * 160, 650),
                    (400 + side * 110, 720),
                    (400 + side * 30, 800),
                    (400 + side * 60, 690),
                ],
                "#171c31" if side > 0 else "#313961",
            )
            canvas.disc((400 + side * 86, 778), 11, GOLD)

    def above(canvas: Canvas) -> None:
        for side in (-1, 1):
            x = 400 + side * 108
            canvas.blob([(x - 12, 300), (x + 14, 292), (x + 14, 350), (x + 2, 392), (x - 8, 350)], hair)
        canvas.blob(
            [(322, 480), (346, 454), (378, 446), (400, 451), (422, 446), (454, 454), (480, 480), (446, 478),
             (400, 470), (356, 478)],
            hair,
        )  # fmt: skip
        for points in ([(344, 470), (370, 456), (396, 458)], [(404, 458), (430, 456), (458, 470)]):
            canvas.stroke(points, "#b9ae9f", 3.4, taper=True)
        crown = canvas.blob(
            [(258, 262), (232, 190), (270, 140), (400, 112), (530, 140), (568, 190), (542, 262), (400, 236)], "#2a3152"
        )
        canvas.polygon([(440, 90), (600, 100), (600, 290), (452, 290)], "#6d6478", within=crown, over=0.45)
        band = canvas.blob([(262, 256), (400, 222), (538, 256), (536, 300), (400, 270), (264, 300)], BRICK)
        canvas.polygon([(440, 200), (600, 200), (600, 320), (452, 320)], "#6d6478", within=band, over=0.4)
        canvas.blob([(270, 296), (400, 268), (530, 296), (500, 322), (400, 312), (300, 322)], "#12131f")
        canvas.stroke([(318, 304), (380, 290), (440, 290)], "#4a5076", 5, taper=True)
        canvas.disc((400, 210), 23, GOLD)
        canvas.disc((400, 210), 15, "#2a3152")
        canvas.polygon([(400, 198), (409, 216), (391, 216)], MUSTARD)

    return Sitter(
        skin="#e9b998",
        lips="#b25e50",
        hair=hair,
        brow="#d5ccc0",
        ground=PLUM,
        motif=both(
            stripes("#6b3a5b", gap=120, width=8, lean=300),
            sun("#f3d59a", (590, 190), 96),
            screen("#7d4a6b", towards=(120, 700), reach=520),
        ),
        clothes=clothes,
        above=above,
        jaw=1.02,
        age=0.9,
        brow_width=12,
        smile=6,
        eyes="#49657a",
    )


def marguerite() -> Sitter:
    hair = "#7c3722"

    def behind(canvas: Canvas) -> None:
        canvas.blob(
            [(400, 140), (510, 164), (566, 260), (572, 400), (604, 540), (596, 700), (500, 740), (300, 740),
             (204, 700), (196, 540), (228, 400), (234, 260), (290, 164)],
            hair,
        )  # fmt: skip

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, "#2d3a4d", neckline=650)
        for side in (-1, 1):
            canvas.blob(
                [(400 + side * 150, 470), (400 + side * 196, 560), (400 + side * 188, 700), (400 + side * 140, 800),
                 (400 + side * 96, 790), (400 + side * 128, 690), (400 + side * 130, 580)],
                hair if side < 0 else darker(hair, 0.8),
            )  # fmt: skip
        scarf = canvas.blob(
            [(300, 562), (400, 606), (500, 562), (536, 630), (506, 704), (400, 736), (294, 704), (264, 630)], MUSTARD
        )
        canvas.polygon([(440, 540), (560, 540), (560, 760), (456, 760)], "#8a6a5a", within=scarf, over=0.45)
        for y in (610, 650, 690):
            canvas.stroke([(262, y - 20), (400, y + 22), (538, y - 20)], GOLD, 6, within=scarf)

    def above(canvas: Canvas) -> None:
        canvas.blob(
            [(266, 470), (252, 340), (276, 224), (340, 166), (430, 156), (512, 206), (546, 330), (534, 470),
             (514, 400), (500, 316), (452, 262), (392, 232), (350, 268), (304, 322), (288, 400)],
            hair,
        )  # fmt: skip
        for points in (
            [(392, 180), (330, 224), (292, 300)],
            [(410, 182), (480, 232), (516, 320)],
            [(272, 350), (268, 420), (278, 460)],
        ):
            canvas.stroke(points, "#b0603c", 5, taper=True)
        canvas.stroke(
            [(262, 380), (262, 240), (320, 142), (400, 120), (480, 142), (538, 240), (538, 380)], "#20242f", 17
        )
        canvas.stroke([(300, 168), (346, 140), (400, 130)], "#5d6678", 5, taper=True)
        for side in (-1, 1):
            canvas.disc((400 + side * 140, 388), 31, CORAL, ry=52)
            canvas.disc((400 + side * 126, 388), 21, "#20242f", ry=46)

    return Sitter(
        skin="#f0c5a6",
        lips="#bf4f47",
        hair=hair,
        ground=SLATE,
        motif=both(sun("#6c88a2", (400, 390), 320), screen("#2f4a66", towards=(740, 760), reach=600)),
        behind=behind,
        clothes=clothes,
        above=above,
        jaw=0.95,
        age=0.2,
        lashes=True,
        brow_width=8,
        smile=6,
        eyes="#4c6b4f",
    )


def lupe() -> Sitter:
    hair = "#1b1519"

    def clothes(canvas: Canvas) -> None:
        body = shoulders(canvas, "#1f6f7a", neckline=690)
        canvas.stroke([(318, 606), (352, 668), (400, 692), (448, 668), (482, 606)], "#f2d9a0", 13)
        for k, x in enumerate(range(84, 740, 21)):
            tall = 10 + 30 * abs(math.sin(k * 0.55)) * abs(math.cos(k * 0.21))
            y = 742 + ((x - 400) / 400) ** 2 * 40
            canvas.stroke([(x, y - tall), (x, y + tall)], MUSTARD if k % 4 else CORAL, 9, within=body)

    def above(canvas: Canvas) -> None:
        spots = [
            (288, 300), (286, 258), (304, 216), (336, 184), (376, 166), (420, 164), (462, 178), (494, 208),
            (512, 250), (514, 300), (330, 232), (370, 208), (414, 200), (456, 216), (486, 250), (316, 268),
        ]  # fmt: skip
        for x, y in spots:
            canvas.disc((x, y), 33, hair)
        for x, y in spots:
            canvas.stroke([(x - 13, y + 3), (x - 4, y - 12), (x + 10, y - 6)], "#4f4048", 4.4, taper=True)
        for side in (-1, 1):
            x = 400 + side * 118
            ring = [(x + 25 * math.cos(k * math.tau / 12), 446 + 29 * math.sin(k * math.tau / 12)) for k in range(12)]
            canvas.stroke(ring, "#fff1c4", 7.5, closed=True)

    return Sitter(
        skin="#b67850",
        lips="#b53c42",
        hair=hair,
        ground=ORANGE,
        motif=both(
            *(
                sun(colour, (400, 400), r)
                for r, colour in ((420, "#f09a4e"), (335, ORANGE), (270, "#f6b36f"), (205, "#f9c88f"))
            )
        ),
        clothes=clothes,
        above=above,
        jaw=0.93,
        lashes=True,
        brow_width=10,
        smile=8,
    )


def friederike() -> Sitter:
    hair = "#dcb35a"

    def clothes(canvas: Canvas) -> None:
        shoulders(canvas, "#e0a526", neckline=650)
        wool_roll(canvas, "#e9ded0")
        canvas.stroke([(400, 668), (402, 740), (400, 830)], "#9c6f10", 7)
        for y in (720, 790):
            canvas.disc((400, y), 11, NAVY)
        for k in range(7):
            x, y = 536 + 9 * math.sin(k * 1.3), 470 + k * 42
            canvas.disc((x, y), 31 - k, hair if k % 2 else darker(hair, 0.92), ry=30)
            canvas.stroke([(x - 20, y - 16), (x, y + 4), (x + 22, y - 14)], "#a87d2c", 4.4, taper=True)
        canvas.disc((536, 764), 17, BRICK)

    def above(canvas: Canvas) -> None:
        canvas.blob([(284, 390), (276, 300), (300, 262), (352, 268), (318, 300), (298, 340)], hair)
        canvas.blob([(516, 420), (526, 300), (500, 262), (448, 268), (486, 300), (504, 350)], hair)
        cap = canvas.blob(
            [(266, 286), (260, 210), (304, 130), (400, 100), (496, 130), (540, 210), (534, 286), (400, 262)], "#c9402f"
        )
        for x in range(250, 560, 24):
            bend = (x - 400) * 0.35
            canvas.stroke([(x - bend * 0.9, 92), (x, 190), (x + 2, 290)], "#a52f22", 4, within=cap)
        canvas.polygon([(446, 80), (560, 100), (560, 310), (466, 310)], "#6d6478", within=cap, over=0.4)
        roll = canvas.blob([(258, 262), (400, 230), (542, 262), (546, 310), (400, 280), (254, 310)], "#e9ded0")
        for x in range(256, 550, 20):
            canvas.stroke([(x, 220), (x - 2, 330)], "#c6b7a3", 4, within=roll)
        canvas.disc((400, 92), 38, "#e9ded0")
        for k in range(14):
            a = k * math.tau / 14
            canvas.stroke(
                [(400 + 18 * math.cos(a), 92 + 18 * math.sin(a)), (400 + 42 * math.cos(a), 92 + 42 * math.sin(a))],
                "#cfc1ae",
                5,
                taper=True,
            )

    return Sitter(
        skin="#f2cbb1",
        lips="#c2564f",
        hair="#b98c35",
        ground="#b9d9e6",
        motif=both(waves("#cbe5ee", top=70, gap=84, width=26), screen("#7fb0c6", towards=(760, 120), reach=560)),
        clothes=clothes,
        above=above,
        jaw=1.0,
        age=0.4,
        brow_width=8,
        smile=6,
        eyes="#3a6f9c",
    )


SITTERS: dict[str, Callable[[], Sitter]] = {
    "ines-carvalho": ines,
    "ravindra-wickramanayake": ravindra,
    "solveig-anestad": solveig,
    "haruka-minagawa": haruka,
    "idris-benhaddou": idris,
    "kwabena-ntiamoah": kwabena,
    "zsofia-korosi": zsofia,
    "tadeusz-wroblewicz": tadeusz,
    "marguerite-theriault-macaskill": marguerite,
    "lupe-quintanilla-ibanez": lupe,
    "friederike-osswald": friederike,
}
