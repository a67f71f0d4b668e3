"""How anybody's portrait is painted, in 800 by 800 units; light falls from the left."""

import math
from dataclasses import dataclass

from PIL import Image

from podcast_site.demo.draw.canvas import (
    INK,
    Canvas,
    Painter,
    Point,
    darker,
    mirrored,
    spline,
)


@dataclass(frozen=True, kw_only=True)
class Sitter:
    """Who sits for a portrait: colours, proportions, and painters for what makes them themselves.

    `jaw` widens (> 1) or narrows the lower face, `age` from 0 to 1 adds lines.
    """

    skin: str
    lips: str
    hair: str
    ground: str
    motif: Painter
    behind: Painter | None = None
    clothes: Painter
    above: Painter
    jaw: float = 1.0
    age: float = 0.0
    brow_width: float = 9
    brow: str = ""
    lashes: bool = False
    smile: float = 5
    eyes: str = INK


def face_outline(jaw: float) -> list[Point]:
    right = [
        (400, 205), (466, 222), (508, 286), (513, 366),
        (400 + 98 * jaw, 442), (400 + 62 * jaw, 508),
    ]  # fmt: skip
    return [*right, (400, 532), *reversed(mirrored(right[1:]))]


def paint_portrait(sitter: Sitter) -> Canvas:
    canvas = Canvas(size=800, oversampling=3, ground=sitter.ground)
    sitter.motif(canvas)
    if sitter.behind:
        sitter.behind(canvas)
    paint_neck(canvas, sitter)
    sitter.clothes(canvas)
    paint_face(canvas, sitter)
    sitter.above(canvas)
    return canvas


def paint_neck(canvas: Canvas, sitter: Sitter) -> None:
    neck = canvas.blob(
        [(338, 430), (342, 560), (316, 622), (230, 690), (400, 800), (570, 690), (484, 622), (458, 560), (462, 430)],
        sitter.skin,
    )  # fmt: skip
    canvas.blob(
        [(330, 470), (360, 545), (420, 572), (452, 640), (600, 700), (520, 560), (480, 440)],
        "#8d6a72",
        within=neck,
        over=0.62,
    )


def paint_face(canvas: Canvas, sitter: Sitter) -> None:
    shade = "#96717a"
    for side in (-1, 1):
        ear = canvas.disc((400 + side * 112, 378), 22, sitter.skin, ry=38)
        canvas.disc((400 + side * 116, 382), 11, shade, ry=22, within=ear, over=0.5)
    face = canvas.blob(face_outline(sitter.jaw), sitter.skin)
    # The far side of the face and of the nose lie in shadow: this one shape makes the head round.
    canvas.polygon(
        [
            *spline(
                [
                    (470, 180), (462, 260), (446, 318), (418, 346), (414, 380), (432, 414), (436, 432),
                    (412, 442), (420, 462), (428, 486), (424, 508), (440, 545),
                ],
                closed=False,
            ),
            (600, 560),
            (600, 180),
        ],
        shade,
        within=face,
        over=0.46,
    )  # fmt: skip
    canvas.disc((338, 432), 34, "#e8705c", ry=26, within=face, over=0.16)
    canvas.disc((470, 432), 30, "#e8705c", ry=26, within=face, over=0.12)
    paint_eyes(canvas, sitter)
    paint_nose_and_mouth(canvas, sitter)
    if sitter.age:
        paint_lines(canvas, sitter)


def paint_eyes(canvas: Canvas, sitter: Sitter) -> None:
    for side in (-1, 1):
        x = 400 + side * 52
        white = canvas.blob(
            [(x - 23, 367), (x - 10, 358), (x + 8, 357), (x + 23, 365), (x + 8, 374), (x - 9, 375)],
            "#f7ecdb" if side < 0 else "#dccbbd",
        )
        canvas.disc((x + 1, 363), 11.5, sitter.eyes, within=white)
        canvas.disc((x + 1, 363), 5.5, INK, within=white)
        lid = [(x - 26, 368), (x - 12, 357), (x + 8, 355), (x + 26, 365)]
        canvas.stroke(lid, INK, 6.5, taper=True)
        if sitter.lashes:
            tip = x + side * 26
            canvas.stroke([(tip, 364), (tip + side * 9, 357)], INK, 4.5, taper=True)
        canvas.stroke([(x - 20, 344), (x - 2, 339), (x + 20, 345)], darker(sitter.skin, 0.74), 3, taper=True)
        brow = [(x - side * 24, 326), (x, 316), (x + side * 32, 326)]
        canvas.stroke(brow, sitter.brow or darker(sitter.hair, 0.8), sitter.brow_width, taper=True)


def paint_nose_and_mouth(canvas: Canvas, sitter: Sitter) -> None:
    line = darker(sitter.skin, 0.6)
    canvas.stroke([(374, 424), (380, 436), (398, 438), (412, 436)], line, 4.5, taper=True)
    lift = sitter.smile
    upper = [
        (364, 474 - lift), (384, 465), (400, 469), (416, 465), (438, 474 - lift), (418, 479), (400, 480), (382, 479),
    ]  # fmt: skip
    canvas.blob([(368, 476 - lift), (400, 480), (434, 476 - lift), (418, 494), (400, 498), (382, 494)], sitter.lips)
    canvas.blob(upper, darker(sitter.lips, 0.76))
    canvas.stroke(
        [(360, 473 - lift), (382, 480), (400, 481), (420, 480), (442, 473 - lift)],
        darker(sitter.lips, 0.42),
        3.2,
        taper=True,
    )


def paint_lines(canvas: Canvas, sitter: Sitter) -> None:
    line = darker(sitter.skin, 0.76)
    width = 2 + 2.4 * sitter.age
    for side in (-1, 1):
        x = 400 + side * 52
        canvas.stroke([(400 + side * 40, 430), (400 + side * 54, 456), (400 + side * 52, 480)], line, width, taper=True)
        canvas.stroke([(x - side * 18, 386), (x, 392), (x + side * 22, 384)], line, width, taper=True)
        for drop in (-6, 6):
            canvas.stroke([(x + side * 34, 364), (x + side * 48, 364 + drop)], line, width, taper=True)
    if sitter.age > 0.6:
        for y in (262, 282):
            canvas.stroke([(352, y + 4), (400, y), (446, y + 4)], line, width, taper=True)


def shoulders(canvas: Canvas, colour: str, *, neckline: float = 640, width: float = 1.0) -> Image.Image:
    def out(x: float) -> float:
        return 400 + (x - 400) * width

    left = [(out(60), 860), (out(84), 745), (out(140), 682), (out(235), 645), (330, 600)]
    body = canvas.mask(
        [*spline(left, closed=False), (400, neckline), *reversed(mirrored(spline(left, closed=False))), (out(740), 860)]
    )
    canvas.print(body, colour)
    canvas.polygon(
        [*spline([(470, 590), (520, 680), (505, 760), (530, 860)], closed=False), (800, 860), (800, 590)],
        "#6d6478",
        within=body,
        over=0.42,
    )
    return body


def collar(canvas: Canvas, colour: str) -> None:
    for side in (-1, 1):
        tip = [(400 + side * 66, 574), (400 + side * 96, 610), (400 + side * 52, 700), (400, 652)]
        canvas.polygon(tip, colour if side < 0 else darker(colour, 0.82))


def wool_roll(canvas: Canvas, colour: str) -> None:
    roll = canvas.blob(
        [(322, 560), (400, 588), (478, 560), (496, 600), (486, 640), (400, 668), (314, 640), (304, 600)], colour
    )
    canvas.polygon([(430, 540), (520, 540), (520, 690), (440, 690)], "#6d6478", within=roll, over=0.4)
    for x in range(312, 500, 17):
        bend = (x - 400) * 0.08
        canvas.stroke([(x - bend, 556), (x + bend, 668)], darker(colour, 0.78), 3, within=roll)


def spectacles(canvas: Canvas, colour: str, *, radius: float, square: bool = False) -> None:
    for side in (-1, 1):
        x, y, r = 400 + side * 54, 364, radius
        if square:
            ring = [
                (x - r, y - r * 0.7),
                (x + r, y - r * 0.76),
                (x + r * 0.92, y + r * 0.66),
                (x - r * 0.92, y + r * 0.66),
            ]
            ring = [
                point
                for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
                for point in (
                    (a[0] * 0.82 + b[0] * 0.18, a[1] * 0.82 + b[1] * 0.18),
                    (a[0] * 0.18 + b[0] * 0.82, a[1] * 0.18 + b[1] * 0.82),
                )
            ]
        else:
            ring = [(x + r * math.cos(k * math.tau / 12), y + r * math.sin(k * math.tau / 12)) for k in range(12)]
        canvas.blob(ring, "#fff6e2", over=0.0, within=Image.new("L", canvas.image.size, 26))
        canvas.stroke(ring, colour, 6.5, closed=True)
        canvas.stroke([(x + side * r, y - 6), (400 + side * 114, y - 10)], colour, 5.5)
    canvas.stroke([(400 - 54 + radius, 358), (400, 350), (400 + 54 - radius, 358)], colour, 6)
