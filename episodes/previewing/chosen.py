"""Pictures that were just chosen: shown in a preview out of the page itself, and stored nowhere."""

import base64
import io
import re
from functools import cache, partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage

from guests import pictures
from guests.forms import DeskPictureField

# Where an address begins, in a page or in a page within an attribute. After a host it only says where one will be.
_BEFORE = r"""(?P<before>&quot;|["'\s])"""
_WIDTH = "|".join(str(width) for width in pictures.WIDTHS)


class Chosen(Storage):
    """The storage, and in front of it the chosen pictures by the names that they got for a look."""

    def __init__(self) -> None:
        self._pictures: dict[str, bytes] = {}

    def hold(self, row: Any) -> None:
        """Let `row`, which a form has filled in, be saved without its new pictures going into the storage."""
        for field in (field for field in row._meta.concrete_fields if isinstance(field, pictures.PictureField)):
            given = getattr(row, field.attname)
            if given and not given._committed:
                name = field.generate_filename(row, given.name)
                given.seek(0)
                self._pictures[name] = given.read()
                setattr(row, field.attname, name)

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        held = self._pictures.get(name)
        return default_storage.open(name, mode) if held is None else ContentFile(held, name=name)

    def put_into(self, html: str) -> str:
        """Return the page with the pictures themselves in place of addresses at which nothing is."""
        for name in self._pictures:
            folder, _slash, _width = pictures.rendition_name(name, pictures.WIDTHS[0]).rpartition("/")
            address = re.escape(f"{default_storage.base_url}{folder}/")  # type: ignore[attr-defined]
            drawn = cache(partial(self._rendition, name))
            html = re.sub(rf"{_BEFORE}{address}(?P<width>{_WIDTH})\.webp", partial(_drawn, by=drawn), html)
        return html

    def _rendition(self, name: str, width: int) -> str:
        square = pictures.square(self, name)
        assert square is not None  # noqa: S101 - a form has made it a moment ago
        out = io.BytesIO()
        square.resize((width, width)).save(out, "WEBP", quality=82)
        return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"


def _drawn(found: re.Match[str], *, by: Any) -> str:
    return f"{found['before']}{by(int(found['width']))}"


def only_looked_at(form: Any) -> None:
    """Let the form keep no copy of a picture for another try: the form itself is still in its own tab."""
    for field in form.fields.values():
        if isinstance(field, DeskPictureField):
            field.keeps = False
