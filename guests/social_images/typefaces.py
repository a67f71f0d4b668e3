"""Which of the bundled fonts has a letter, and words set in them: no letter is ever a box."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont, features

_HERE = Path(__file__).parent / "fonts"
_ARCHIVO = Path(settings.BASE_DIR) / "static/vendor/archivo-5.3.0"
# The first that has a letter sets it.
_FILES = (
    _ARCHIVO / "archivo-latin.woff2",
    _ARCHIVO / "archivo-latin-ext.woff2",
    _HERE / "DejaVuSans-Bold.ttf",
    _HERE / "DroidSansFallback.ttf",
)
_OF_THE_SITE = 2  # so many of them, one typeface in two files
_RIGHT_TO_LEFT = _HERE / "DejaVuSans-Bold.ttf"
_WEIGHT = 700
# Signs on one letter; more of them reach out of their line.
_MOST_SIGNS = 3
_NOBODY_HAS = "\uffff"
_JOINERS = "\u200c\u200d\u200e\u200f"
_AT_AN_END = re.compile(rf"(?<!\S)[{_JOINERS}]+|[{_JOINERS}]+(?!\S)")

type Font = ImageFont.FreeTypeFont


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction goes from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in directions if way in ("L", "R", "AL")), False)


def settable(text: str) -> str:
    """The text without the letters that no font here has; empty where that is most of them."""
    text = unicodedata.normalize("NFC", text)
    files = (_RIGHT_TO_LEFT,) if is_right_to_left(text) else _FILES
    if is_right_to_left(text) and not features.check("raqm"):  # letters would stand apart, the wrong way round
        return ""
    letters = _letters(text)
    kept = [letter if letter.isspace() else _without_what_is_missing(letter, files) for letter in letters]
    if sum(map(_is_ink, kept)) * 2 <= sum(map(_is_ink, letters)):
        return ""
    return " ".join(_AT_AN_END.sub("", "".join(kept)).split())  # nothing is left there to be joined


class Setting:
    """Lines of one text in one size. All that is set has been through `settable`.

    Which way its lines go, and whether the typeface of the site has what it needs, is asked of the `whole` text: a line
    of Arabic may begin with a word in Latin letters.
    """

    def __init__(self, size: int, *, whole: str) -> None:
        self.size = size
        self.is_right_to_left = is_right_to_left(whole)
        self._way = "rtl" if self.is_right_to_left else None
        self._files = _FILES if _site_has(whole) else _FILES[_OF_THE_SITE:]

    def width(self, text: str) -> float:
        return sum(font.getlength(run, direction=self._way) for font, run in self._runs(text))

    def write(self, canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str, *, fill: str) -> None:
        """Write `text` on its base line: to the right of `at`, or to the left where it goes from right to left."""
        x, y = at
        for font, run in self._runs(text):
            anchor = "rs" if self.is_right_to_left else "ls"
            canvas.text((x, y), run, font=font, fill=fill, anchor=anchor, direction=self._way)
            x += font.getlength(run, direction=self._way)

    def _runs(self, text: str) -> list[tuple[Font, str]]:
        if self.is_right_to_left:
            return [(_font(_RIGHT_TO_LEFT, round(self.size * 0.9)), text)]
        runs: list[tuple[Font, str]] = []
        for letter in _letters(text):
            font = self._font_for(letter, runs[-1][0] if runs else None)
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + letter)
            else:
                runs.append((font, letter))
        return runs

    def _font_for(self, letter: str, before: Font | None) -> Font:
        """A space stays with what it follows."""
        if before is not None and letter.isspace():
            return before
        file = next((file for file in self._files if _has_all(file, letter)), self._files[0])
        return _font(file, self.size if file.parent == _ARCHIVO else round(self.size * 0.9))


def _site_has(text: str) -> bool:
    """Whether no Latin letter is missing in the typeface of the site: single ones of another would stand out."""
    latin = (letter for letter in _letters(text) if unicodedata.name(letter[0], "").startswith("LATIN"))
    return all(any(_has_all(file, letter) for file in _FILES[:_OF_THE_SITE]) for letter in latin)


def _letters(text: str) -> list[str]:
    """Each letter with the signs above and below it: no other font can set those in their place."""
    found: list[str] = []
    for letter in text:
        if found and unicodedata.combining(letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _without_what_is_missing(letter: str, files: Sequence[Path]) -> str:
    """The letter with those of its signs that one font has with it; empty where none has the letter itself."""
    letter = letter[: 1 + _MOST_SIGNS]
    had = ("".join(filter(partial(_has, file), letter)) for file in files if _has(file, letter[0]))
    return max(had, key=len, default="")


def _is_ink(letter: str) -> bool:
    return bool(letter) and not letter.isspace()


def _has_all(file: Path, letter: str) -> bool:
    return all(_has(file, part) for part in letter)


@lru_cache(maxsize=128)
def _font(file: Path, size: int) -> Font:
    font = ImageFont.truetype(file, size)
    if file.suffix == ".woff2":
        font.set_variation_by_axes([_WEIGHT])
    return font


@lru_cache(maxsize=20_000)
def _has(file: Path, letter: str) -> bool:
    """Whether the font has a shape of its own for the letter. Signs that only say how others join are had by one."""
    if letter in _JOINERS:
        return file == _RIGHT_TO_LEFT
    font = _font(file, 20)
    try:
        shape, box = font.getmask(letter), font.getmask(_NOBODY_HAS)
    except ValueError:  # raqm makes nothing of it by itself
        return False
    return shape.getbbox() is not None and (shape.size, bytes(shape)) != (box.size, bytes(box))
