"""A card as a picture: the cover over the whole height, beside it the words on the colour of the show."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from guests.social_images import lines, typefaces
from guests.social_images.typefaces import Setting

WIDTH, HEIGHT = 1200, 630
PAPER = "#fbf9f4"
_MARGIN = 52
_FACE = 92
_TITLES = (84, 76, 68, 60, 54, 48, 42, 37, 33)  # the largest in which the whole title has room
_LEADING = 1.12
_SMALL = 27


def draw(
    *,
    title: str,
    above: str,
    below: str,
    ground: str,
    cover: Image.Image | None = None,
    faces: Sequence[Image.Image] = (),
) -> bytes:
    """A JPEG. `cover` and `faces` are squares; `ground` is a dark `#rrggbb`."""
    canvas = Image.new("RGB", (WIDTH, HEIGHT), ground)
    mirrored = typefaces.is_right_to_left(title)
    left, right = _MARGIN, WIDTH - _MARGIN
    if cover is not None:
        square = cover.convert("RGB").resize((HEIGHT, HEIGHT), Image.Resampling.LANCZOS)
        canvas.paste(square, (WIDTH - HEIGHT if mirrored else 0, 0))
        left, right = (left, right - HEIGHT) if mirrored else (left + HEIGHT, right)
    _Column(canvas, left=left, right=right, mirrored=mirrored).fill(
        title=typefaces.settable(title), above=typefaces.settable(above), below=typefaces.settable(below), faces=faces
    )
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=86, optimize=True, progressive=True)
    return out.getvalue()


class _Column:
    """The words and faces, between `left` and `right`; `mirrored` where they go from right to left."""

    def __init__(self, canvas: Image.Image, *, left: int, right: int, mirrored: bool) -> None:
        self.canvas, self.pen = canvas, ImageDraw.Draw(canvas)
        self.left, self.right, self.mirrored = left, right, mirrored
        self.width = right - left

    def fill(self, *, title: str, above: str, below: str, faces: Sequence[Image.Image]) -> None:
        top = self._above(above)
        bottom = self._below(below, faces)
        self._title(title, top, bottom)

    def _above(self, words: str) -> float:
        """The line at the top, with a rule below it; where the title may begin."""
        small = Setting(_SMALL, whole=words)
        y = _MARGIN + _SMALL * 0.8
        if words:
            self._line(small, lines.cut(words, measure=small.width, width=self.width, most=1)[0], y)
            y += _SMALL * 0.7
            self.pen.line([(self.left, y), (self.right, y)], fill=PAPER, width=2)
        return y

    def _below(self, words: str, faces: Sequence[Image.Image]) -> float:
        """Faces at the foot and the names above them; where the title has to end."""
        y: float = HEIGHT - _MARGIN
        if faces:
            y -= _FACE
            for place, face in enumerate(faces):
                x = place * (_FACE + 12)
                self._face(face, round(self.right - _FACE - x if self.mirrored else self.left + x), round(y))
            y -= 20
        if words:
            small = Setting(_SMALL, whole=words)
            rows = lines.broken(words, measure=small.width, width=self.width, most=2)
            rows = rows or lines.cut(words, measure=small.width, width=self.width, most=2)
            for row in reversed(rows):
                self._line(small, row, y - _SMALL * 0.2)
                y -= _SMALL * 1.25
        return y

    def _title(self, words: str, top: float, bottom: float) -> None:
        if not words:
            return
        setting, rows = self._set(words, bottom - top - _MARGIN * 1.2)
        y = top + _MARGIN * 0.6
        for row in rows:
            self._line(setting, row, y + setting.size * 0.8)
            y += setting.size * _LEADING

    def _set(self, words: str, height: float) -> tuple[Setting, list[str]]:
        for size in _TITLES:
            setting = Setting(size, whole=words)
            rows = lines.broken(words, measure=setting.width, width=self.width, most=int(height // (size * _LEADING)))
            if rows:
                return setting, rows
        smallest = Setting(_TITLES[-1], whole=words)
        most = max(1, int(height // (smallest.size * _LEADING)))
        return smallest, lines.cut(words, measure=smallest.width, width=self.width, most=most)

    def _line(self, setting: Setting, words: str, y: float) -> None:
        if setting.is_right_to_left:
            setting.write(self.pen, (self.right, y), words, fill=PAPER)
        elif self.mirrored:
            setting.write(self.pen, (self.right - setting.width(words), y), words, fill=PAPER)
        else:
            setting.write(self.pen, (self.left, y), words, fill=PAPER)

    def _face(self, face: Image.Image, x: int, y: int) -> None:
        large = Image.new("L", (_FACE * 4, _FACE * 4), 0)
        ImageDraw.Draw(large).ellipse([0, 0, _FACE * 4 - 1, _FACE * 4 - 1], fill=255)
        round_ = large.resize((_FACE, _FACE), Image.Resampling.LANCZOS)
        self.canvas.paste(face.convert("RGB").resize((_FACE, _FACE), Image.Resampling.LANCZOS), (x, y), round_)
