"""A picture as somebody gives it: dropped or chosen, cropped by numbers, kept while the rest of the form is mended."""

import base64
import io
import re
import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from unfold.widgets import UnfoldAdminFileFieldWidget

from guests.pictures import KEPT, MAX_EDGE, CleanPicture, PictureFormField, encoded, upright

SMALLEST_COVER = 1400
LARGEST_LOGO = (960, 240)
_TOKEN = re.compile(r"[0-9a-f]{32}\.(?:jpg|png)\Z")
_PREVIEW = 640


@dataclass(frozen=True, kw_only=True)
class Given:
    """What came with one picture field: a file or one kept from an earlier try, and the square wanted of it.

    `crop` is left, top and side in pixels of the picture as it is looked at; `middle` asks for the middle instead.
    """

    file: Any
    crop: tuple[int, int, int] | None = None
    middle: bool = False


class PictureInput(UnfoldAdminFileFieldWidget):
    """A file input with a preview; where scripts run, a place to drop a picture, and for a cover a frame to crop it."""

    template_name = "admin/picture_input.html"
    square = False
    whole = False
    focus: tuple[str, str] | None = None
    kept: "Kept | None" = None

    class Media:
        css = {"all": ("css/picture.css",)}  # noqa: RUF012 - as Django reads it
        js = (forms.Script("js/desk/picture/start.js", type="module"),)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/jpeg,image/png,image/webp", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = getattr(context["widget"]["value"], "rendition_url", None)
        return {
            **context,
            "square": self.square,
            "smallest": SMALLEST_COVER,
            "focus": self.focus,
            "whole": self.whole or self.focus,
            "kept": self.kept,
            "shown": shown(384) if shown else "",
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = super().value_from_datadict(data, files, name)
        if given is None and (token := data.get(f"{name}-kept", "")):
            given = Kept.opened(token)
        if given in (None, False) or given is forms.widgets.FILE_INPUT_CONTRADICTION:
            return given
        numbers = [_number(data.get(f"{name}-crop_{part}", "")) for part in ("x", "y", "side")]
        crop = None if None in numbers else (numbers[0], numbers[1], numbers[2])
        return Given(file=given, crop=crop, middle=bool(data.get(f"{name}-middle")))  # type: ignore[arg-type]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A picture that waits in the storage while something else is mended; whoever knows its token has it."""

    token: str
    width: int
    height: int
    preview: str

    @classmethod
    def of(cls, image: Image.Image) -> "Kept":
        picture = encoded(image)
        token = secrets.token_hex(16) + str(picture.name)[-4:]
        default_storage.save(f"{KEPT}/{token}", picture)
        return cls.described(token, image)

    @classmethod
    def described(cls, token: str, image: Image.Image) -> "Kept":
        small = image.copy()
        small.thumbnail((_PREVIEW, _PREVIEW))
        out = io.BytesIO()
        small.save(out, "WEBP", quality=75)
        preview = "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()
        return cls(token=token, width=image.width, height=image.height, preview=preview)

    @staticmethod
    def opened(token: str) -> SimpleUploadedFile | None:
        if not _TOKEN.match(token) or not default_storage.exists(f"{KEPT}/{token}"):
            return None
        with default_storage.open(f"{KEPT}/{token}") as file:
            kept = SimpleUploadedFile(token, file.read())
        kept.kept_token = token  # type: ignore[attr-defined]
        return kept


class DeskPictureField(PictureFormField):
    """A picture whose file, once it has come, need not be chosen again; unless `keeps` is false."""

    widget = PictureInput
    keeps = True

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        image, notes = upright(data.file)
        if token := getattr(data.file, "kept_token", ""):
            self.widget.kept = Kept.described(token, image)
        elif self.keeps:
            self.widget.kept = Kept.of(image)
        return self.finished(image, notes, data)

    def finished(self, image: Image.Image, notes: list[Any], given: Given) -> CleanPicture:
        image.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
        return encoded(image, notes=notes)


class CoverField(DeskPictureField):
    """A picture as podcast directories take it: square, 1400 to 3000 pixels, RGB without transparency.

    What can be mended is, with a sentence; what cannot is refused with one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.square = True

    def finished(self, image: Image.Image, notes: list[Any], given: Given) -> CleanPicture:
        image = self._squared(image, given)
        if image.width < SMALLEST_COVER:
            raise ValidationError(
                _(
                    "The cover has %(side)d × %(side)d pixels; directories want at least 1400 × 1400."
                    " Give a larger one."
                ),
                params={"side": image.width},
            )
        if image.mode == "RGBA":
            notes = [*notes, _("Directories take no transparency: what was see-through in the cover is white now.")]
            image = _on_white(image)
        if image.width > MAX_EDGE:
            notes = [*notes, _("The cover was made smaller, to 3000 × 3000 pixels, the most that directories take.")]
            image = image.resize((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
        return encoded(image, notes=notes)

    def _squared(self, image: Image.Image, given: Given) -> Image.Image:
        width, height = image.size
        if given.crop and not given.middle:
            x, y, side = given.crop
            if side == 0 or x + side > width or y + side > height:
                raise ValidationError(
                    _("The part to show does not lie within the picture of %(width)d × %(height)d pixels."),
                    params={"width": width, "height": height},
                )
            return image.crop((x, y, x + side, y + side))
        if width == height:
            return image
        if given.middle:
            side = min(width, height)
            x, y = (width - side) // 2, (height - side) // 2
            return image.crop((x, y, x + side, y + side))
        raise ValidationError(
            _(
                "The cover has %(width)d × %(height)d pixels; directories want a square. Choose the part to show, or"
                " let the square be cut from the middle."
            ),
            params={"width": width, "height": height},
        )


class LogoField(DeskPictureField):
    """A picture that is shown whole, at the height of a line: no larger than the sharpest screens show it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.whole = True

    def finished(self, image: Image.Image, notes: list[Any], given: Given) -> CleanPicture:
        image.thumbnail(LARGEST_LOGO, Image.Resampling.LANCZOS)
        return encoded(image, notes=notes)


def _on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
