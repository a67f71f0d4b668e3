"""Pictures that people upload: checked, turned upright, stripped of metadata, re-encoded; and their smaller squares.

What is stored is a fresh JPEG, PNG or WebP made by Pillow from the pixels alone, under an unguessable name. Pages
show *renditions*: square WebP crops in a few fixed widths, made when first asked for and then kept.
"""

import io
import secrets
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
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

WIDTHS = (96, 192, 384, 768, 1200)
READABLE = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
MAX_EDGE = 3000
MAX_BYTES = 12 * 1024 * 1024


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


def clean_picture(upload: "UploadedFile[bytes]", *, max_edge: int = MAX_EDGE) -> SimpleUploadedFile:
    """Return the picture in `upload` made anew, at most `max_edge` pixels wide and high.

    Raises ValidationError for anything that is not a JPEG, PNG or WebP picture of reasonable size.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(
            _("The picture has %(size)d MB; at most %(most)d MB are taken."),
            params={"size": (upload.size or 0) // 2**20 + 1, "most": MAX_BYTES // 2**20},
        )
    image = _opened(upload)
    image = ImageOps.exif_transpose(image)
    image.thumbnail((max_edge, max_edge), Image.Resampling.LANCZOS)
    return _encoded(image)


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
    except Exception as error:  # Pillow's plugins raise what they like on hostile bytes
        raise ValidationError(_("This is not a picture that can be read. Upload a JPEG, PNG or WebP file.")) from error
    return image


def _encoded(image: Image.Image) -> SimpleUploadedFile:
    out = io.BytesIO()
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image.convert("RGBA").save(out, "PNG", optimize=True)
        return SimpleUploadedFile("picture.png", out.getvalue(), "image/png")
    image.convert("RGB").save(out, "JPEG", quality=90, optimize=True, progressive=True)
    return SimpleUploadedFile("picture.jpg", out.getvalue(), "image/jpeg")


class PictureFormField(forms.ImageField):
    """A file input whose cleaned value is the picture made anew by `clean_picture`."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        return clean_picture(data)


class PictureFieldFile(ImageFieldFile):
    """An uploaded picture; knows the addresses of its square renditions."""

    def rendition_url(self, width: int) -> str:
        """Return where the square crop of `width` pixels is; `width` is one of `WIDTHS`."""
        return f"{self.storage.base_url}{rendition_name(self.name or '', width)}"  # type: ignore[attr-defined]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.rendition_url(width)} {width}w" for width in WIDTHS)


class PictureField(models.ImageField):
    """An `ImageField` that only ever stores what `clean_picture` made."""

    attr_class = PictureFieldFile

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})


def rendition_name(name: str, width: int) -> str:
    """`images/0f3a.jpg`, 384 → `renditions/0f3a.jpg/384.webp`."""
    return f"renditions/{PurePosixPath(name).name}/{width}.webp"


def rendition(storage: Storage, token: str, width: int) -> str | None:
    """Return the storage name of the square crop of the picture `images/<token>`, made now if it is not there.

    None if there is no such picture or `width` is not one of `WIDTHS`: strangers cannot fill the disk.
    """
    source, target = f"images/{token}", rendition_name(token, width)
    if width not in WIDTHS:
        return None
    if storage.exists(target):
        return target
    if not storage.exists(source):
        return None
    with storage.open(source) as original:
        square = ImageOps.fit(_opened(original), (width, width), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    mode = "RGBA" if square.mode in ("RGBA", "LA", "PA") else "RGB"
    square.convert(mode).save(out, "WEBP", quality=82, method=4)
    _keep(storage, target, out.getvalue())
    return target


def _keep(storage: Storage, name: str, data: bytes) -> None:
    """Store `data` as `name` in one step: who asks at the same moment gets all of it or makes it again."""
    if not isinstance(storage, FileSystemStorage):
        storage.save(name, ContentFile(data))
        return
    part = storage.save(f"{name}.{secrets.token_hex(8)}", ContentFile(data))
    Path(storage.path(part)).replace(storage.path(name))
