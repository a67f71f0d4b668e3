"""Pictures that people upload: checked, turned upright, stripped of metadata, re-encoded; and their smaller squares.

What is stored is a fresh JPEG, PNG or WebP made by Pillow from the pixels alone, under an unguessable name. Pages
show *renditions*: square WebP crops in a few fixed widths, made when first asked for and then kept. A picture with a
*focus*, a place in it in percent of its width and height, is cropped around that.
"""

import datetime as dt
import hmac
import io
import re
import secrets
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.urls.converters import StringConverter
from django.utils.crypto import salted_hmac
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

WIDTHS = (96, 192, 384, 768, 1200)
READABLE = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
MAX_EDGE = 3000
MAX_BYTES = 12 * 1024 * 1024
MIDDLE = (50, 50)
KEPT = "kept"

type Focus = tuple[int, int]


@deconstructible
class Unguessable:
    """`upload_to` that keeps nothing of the name a file came with but its extension."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance: models.Model | None, filename: str) -> str:
        return f"{self.folder}/{secrets.token_hex(16)}{PurePosixPath(filename).suffix.lower()}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unguessable) and other.folder == self.folder

    def __hash__(self) -> int:
        return hash(self.folder)


class PictureName(StringConverter):
    """A picture's name in an address, as `Unguessable` made it: nothing else ever reaches the storage."""

    regex = r"[0-9a-f]{32}\.(?:jpe?g|png|webp)"


class RenditionFocus(StringConverter):
    """A focus in an address, signed: strangers cannot make a crop for each of the ten thousand places in a picture."""

    regex = r"[0-9]{1,3}-[0-9]{1,3}-[0-9a-f]{16}"


class CleanPicture(SimpleUploadedFile):
    """A picture made anew; `notes` are sentences about what was changed on the way."""

    notes: tuple[Any, ...] = ()


def clean_picture(upload: "UploadedFile[bytes]", *, max_edge: int = MAX_EDGE) -> CleanPicture:
    """Return the picture in `upload` made anew, at most `max_edge` pixels wide and high.

    Raises ValidationError for anything that is not a JPEG, PNG or WebP picture of reasonable size.
    """
    image, notes = upright(upload)
    image.thumbnail((max_edge, max_edge), Image.Resampling.LANCZOS)
    return encoded(image, notes=notes)


def upright(upload: "UploadedFile[bytes]") -> tuple[Image.Image, list[Any]]:
    """Return the pixels of `upload` as they are looked at, RGB or RGBA, and what was changed; raises as above.

    Nothing else of the file comes along: no place, no camera, no comment, no second picture.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(
            _("The picture has %(size)d MB; at most %(most)d MB are taken."),
            params={"size": (upload.size or 0) // 2**20 + 1, "most": MAX_BYTES // 2**20},
        )
    image = _opened(upload)
    notes = [_("Of an animation only the first picture is kept.")] if getattr(image, "is_animated", False) else []
    if image.mode == "CMYK":
        notes.append(_("The colours for printing (CMYK) were turned into those for screens (RGB)."))
    image = _eight_bits(ImageOps.exif_transpose(image))
    image = image.convert("RGBA" if has_transparency(image) else "RGB")
    image.info.clear()
    return image, notes


def has_transparency(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale grey of 16 bits down, which Pillow would cut off at white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _opened(upload: IO[bytes]) -> Image.Image:
    try:
        upload.seek(0)
        image = Image.open(upload, formats=READABLE)
        if image.width * image.height > MAX_PIXELS:
            raise ValidationError(
                _("The picture has %(width)d × %(height)d pixels; at most 50 million are taken."),
                params={"width": image.width, "height": image.height},
            )
        image.load()
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("The picture has far more than 50 million pixels, and no more are taken. Make it smaller.")
        ) from error
    except Exception as error:  # Pillow's plugins raise what they like on hostile bytes
        raise ValidationError(_("This is not a picture that can be read. Upload a JPEG, PNG or WebP file.")) from error
    return image


def encoded(image: Image.Image, *, notes: Iterable[Any] = ()) -> CleanPicture:
    """Return RGB as a JPEG, RGBA as a PNG."""
    out = io.BytesIO()
    if image.mode == "RGBA":
        image.save(out, "PNG", optimize=True)
        picture = CleanPicture("picture.png", out.getvalue(), "image/png")
    else:
        image.save(out, "JPEG", quality=90, optimize=True, progressive=True)
        picture = CleanPicture("picture.jpg", out.getvalue(), "image/jpeg")
    picture.notes = tuple(notes)
    return picture


class PictureFormField(forms.ImageField):
    """A file input whose cleaned value is the picture made anew by `clean_picture`."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        return clean_picture(data)


class PictureFieldFile(ImageFieldFile):
    """An uploaded picture; knows the addresses of its square renditions."""

    field: "PictureField"

    @property
    def focus(self) -> Focus:
        """What squares of it are cropped around: percent from the left and from the top."""
        names = self.field.focus
        return (getattr(self.instance, names[0]), getattr(self.instance, names[1])) if names else MIDDLE

    def rendition_url(self, width: int) -> str:
        """Return where the square crop of `width` pixels is; `width` is one of `WIDTHS`."""
        name = rendition_name(self.name or "", width, focus=self.focus)
        return f"{self.storage.base_url}{name}"  # type: ignore[attr-defined]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.rendition_url(width)} {width}w" for width in WIDTHS)


class PictureField(models.ImageField):
    """An `ImageField` that only ever stores what `clean_picture` made.

    `focus` names the two fields of the model that say what is cropped around.
    """

    attr_class = PictureFieldFile

    def __init__(self, *args: Any, focus: tuple[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.focus = focus

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})


def names_in(text: str) -> list[str]:
    """The names of the stored pictures that a text in Markdown shows."""
    return re.findall(rf"\bimages/{PictureName.regex}", text)


def rendition_name(name: str, width: int, *, focus: Focus = MIDDLE) -> str:
    """`images/0f3a.jpg`, 384 → `renditions/0f3a.jpg/384.webp`; another focus is another folder."""
    token = PurePosixPath(name).name
    folder = "" if focus == MIDDLE else f"{_signed(token, focus)}/"
    return f"renditions/{token}/{folder}{width}.webp"


def _signed(token: str, focus: Focus) -> str:
    place = f"{focus[0]}-{focus[1]}"
    signature = salted_hmac("guests.pictures.focus", f"{token} {place}", algorithm="sha256")
    return f"{place}-{signature.hexdigest()[:16]}"


def rendition(storage: Storage, token: str, width: int, *, signed_focus: str = "") -> str | None:
    """Return the storage name of the square crop of the picture `images/<token>`, made now if it is not there.

    None if there is no such picture, `width` is not one of `WIDTHS`, or the focus is not one that we gave out:
    strangers cannot fill the disk.
    """
    focus = MIDDLE
    if signed_focus:
        x, y, _signature = signed_focus.split("-")
        focus = (int(x), int(y))
        if not hmac.compare_digest(signed_focus, _signed(token, focus)):
            return None
    source, target = f"images/{token}", rendition_name(token, width, focus=focus)
    if width not in WIDTHS:
        return None
    if storage.exists(target):
        return target
    if not storage.exists(source):
        return None
    with storage.open(source) as original:
        square = _square(_opened(original), focus).resize((width, width), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    mode = "RGBA" if square.mode in ("RGBA", "LA", "PA") else "RGB"
    square.convert(mode).save(out, "WEBP", quality=82, method=4)
    keep(storage, target, out.getvalue())
    return target


def remove(storage: Storage, name: str) -> None:
    """Delete the stored picture `name` and every crop that was made of it."""
    storage.delete(name)
    folder = f"renditions/{PurePosixPath(name).name}"
    try:
        focused, crops = storage.listdir(folder)
    except FileNotFoundError:
        return
    inner = [f"{focus}/{crop}" for focus in focused for crop in storage.listdir(f"{folder}/{focus}")[1]]
    for crop in (*crops, *inner):
        storage.delete(f"{folder}/{crop}")


def square(storage: Storage, name: str, *, focus: Focus = MIDDLE) -> Image.Image | None:
    """Return the square crop of the stored picture `name`, on white where it lets something through.

    None if there is no such picture, or none that can be read.
    """
    try:
        with storage.open(name) as original:
            image = _square(_opened(original), focus)
    except (FileNotFoundError, ValidationError):
        return None
    return _on_white(image).convert("RGB")


def jpeg(storage: Storage, name: str, *, edge: int) -> bytes | None:
    """Return the picture `name` as a JPEG of at most `edge` pixels each way, as files of audio carry them.

    None if there is no such picture, or none that can be read.
    """
    try:
        with storage.open(name) as original:
            image = _opened(original)
    except (FileNotFoundError, ValidationError):
        return None
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    _on_white(image).convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if not has_transparency(image):
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))


def expire_kept(storage: Storage, *, before: dt.datetime) -> int:
    """Remove the pictures of forms that nobody came back to since `before`; how many."""
    try:
        names = [f"{KEPT}/{name}" for name in storage.listdir(KEPT)[1]]
    except FileNotFoundError:
        return 0
    old = [name for name in names if storage.get_modified_time(name) < before]
    for name in old:
        storage.delete(name)
    return len(old)


def _square(image: Image.Image, focus: Focus) -> Image.Image:
    """The largest square of `image` that lies as much around `focus` as the edges allow."""
    side = min(image.size)
    corner = [
        min(max(round(edge * percent / 100 - side / 2), 0), edge - side)
        for edge, percent in zip(image.size, focus, strict=True)
    ]
    return image.crop((corner[0], corner[1], corner[0] + side, corner[1] + side))


def keep(storage: Storage, name: str, data: bytes) -> None:
    """Store `data` as `name` in one step: who asks at the same moment gets all of it or makes it again."""
    if not isinstance(storage, FileSystemStorage):
        storage.save(name, ContentFile(data))
        return
    part = storage.save(f"{name}.{secrets.token_hex(8)}", ContentFile(data))
    Path(storage.path(part)).replace(storage.path(name))
