"""From the first byte to the file in the storage."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from episodes.formats import audio
from episodes.models import Episode, Upload
from episodes.uploads import parts
from episodes.uploads.parts import Busy
from guests.pictures import Unguessable, clean_picture

__all__ = ["Busy", "Refused", "WrongOffset", "append", "discard", "finish", "keep", "offset_of", "open_upload"]

_BLOCK = 1 << 18
_HEAD = 512
_MOST_UNFINISHED = 20
_LONGEST_NAME = 255
_place = Unguessable("audio")
_picture_place = Unguessable("images")


class Refused(Exception):
    """A file that is not taken; the message is a sentence for the person."""


class WrongOffset(Exception):
    """The next piece has to begin at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def open_upload(*, owner: User, title: str, size: int, fingerprint: str, episode: Episode | None = None) -> Upload:
    """Return the upload of this file: a new one, the one that broke off, or the finished one that no episode took.

    `fingerprint` is what the browser knows the file by. Raises `Refused` for what could only be refused later.
    """
    _refuse_name(title)
    _refuse_size(size, title)
    mine = Upload.objects.filter(owner=owner, taken_at=None)
    again = mine.filter(fingerprint=fingerprint, size=size, title=title).exclude(fingerprint="").first()
    if again:
        if again.episode != episode:
            again.episode = episode
            again.save(update_fields=["episode"])
        return again
    if mine.filter(finished_at=None).count() >= _MOST_UNFINISHED:
        raise Refused(_("Twenty uploads of yours are not finished. Go on with one, or cancel one, first."))
    if parts.free_bytes() < size:
        raise Refused(_("There is no room for “%(name)s” on the server's disk. Tell who runs it.") % {"name": title})
    return Upload.objects.create(owner=owner, title=title, size=size, fingerprint=fingerprint, episode=episode)


def _refuse_name(title: str) -> None:
    if len(title) > _LONGEST_NAME:
        raise Refused(
            _("The name of the file has %(count)d characters; at most %(most)d are taken. Give it a shorter one.")
            % {"count": len(title), "most": _LONGEST_NAME}
        )
    if title.strip() in {"", ".", ".."} or not title.isprintable() or set(title) & set("/\\"):
        raise Refused(_("“%(name)s” is not the name of a file. Rename it.") % {"name": title.replace("\0", "")})
    try:
        audio.refuse_other_names(title)
    except audio.AudioError as error:
        raise Refused(str(error)) from error


def _refuse_size(size: int, title: str) -> None:
    if size <= 0:
        raise Refused(_("“%(name)s” is empty. Choose the file again.") % {"name": title})
    most = settings.AUDIO_MAX_MB * 1_000_000
    if size > most:
        raise Refused(
            _("“%(name)s” has %(size)s; at most %(most)s are taken. Export it with a lower bit rate.")
            % {"name": title, "size": _megabytes(size), "most": _megabytes(most)}
        )


def _megabytes(size: int) -> str:
    return f"{formats.localize(round(size / 1_000_000, 1))} MB"


def offset_of(*, upload: Upload) -> int:
    """Return how many bytes have come for good."""
    if upload.finished_at or _is_stored(upload):
        return upload.size
    return parts.size_of(upload.token)


def append(*, upload: Upload, offset: int, read: Callable[[int], bytes]) -> int:
    """Write what `read` gives until it gives nothing more; return the new offset.

    In blocks of 256 kB, each on its own: what came before the line broke stays. Raises `WrongOffset` with nothing
    written if the piece does not begin where the last one ended, or if another request has gone on meanwhile;
    `Refused` if the first bytes are those of something else than audio, or when there is no room.
    """
    if upload.finished_at or _is_stored(upload):
        raise WrongOffset(upload.size)
    try:
        with parts.opened(upload.token) as file:
            return _append(upload, file, offset, read)
    except parts.Moved as moved:
        raise WrongOffset(moved.size) from moved
    except audio.AudioError as error:
        discard(upload=upload)
        raise Refused(str(error)) from error


def _append(upload: Upload, file: BinaryIO, offset: int, read: Callable[[int], bytes]) -> int:
    parts.write(file, offset, b"")
    position = offset
    while position < upload.size and (data := read(min(_BLOCK, upload.size - position))):
        if position == 0:
            audio.refuse_other_kinds(data[:_HEAD], name=upload.title)
        parts.write(file, position, data)
        position += len(data)
    return position


def finish(*, upload: Upload) -> Upload:
    """Inspect what has come whole, and move it into the storage; once, whoever asks how often.

    A finish that was killed in the middle is gone on with. Raises `Refused`, and nothing is left of the file
    then; `WrongOffset` when some of it is still to come; `Busy` while another request does the same.
    """
    if upload.finished_at is None and not _is_stored(upload):
        try:
            with parts.whole(upload.token) as part:
                if part.size < upload.size:
                    raise WrongOffset(part.size)
                _describe_and_store(upload, part)
        except FileNotFoundError:
            upload.refresh_from_db()
            if not (upload.finished_at or _is_stored(upload)):
                raise WrongOffset(0) from None
    if upload.finished_at is None:
        parts.remove(upload.token)
        upload.finished_at = timezone.now()
        upload.save(update_fields=["finished_at"])
    return upload


def _is_stored(upload: Upload) -> bool:
    """Whether the file is in the storage whole, though nobody may have lived to note it."""
    name = upload.stored_name
    return bool(name) and default_storage.exists(name) and default_storage.size(name) == upload.size


def _describe_and_store(upload: Upload, part: File) -> None:  # type: ignore[type-arg]
    try:
        info = audio.inspect(part, name=upload.title)  # type: ignore[arg-type]
    except audio.AudioError as error:
        discard(upload=upload)
        raise Refused(str(error)) from error
    if upload.stored_name:  # a copy that was killed in the middle
        default_storage.delete(upload.stored_name)
    _describe(upload, info, part)
    upload.save()  # before the file moves: who comes after a crash finds it where this says
    part.seek(0)
    default_storage.save(upload.stored_name, part)


def _describe(upload: Upload, info: audio.AudioInfo, file: Any) -> None:
    file.seek(0)
    upload.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    upload.stored_name = _place(None, f"audio.{info.extension}")
    upload.media_type, upload.duration_ms = info.media_type, info.duration_ms
    upload.offers = _offers(info, file)


def _offers(info: audio.AudioInfo, file: Any) -> dict[str, Any]:
    chapters = [chapter for chapter in info.chapters if chapter.start_ms < info.duration_ms]
    found = {
        "title": info.title[:255],
        "number": info.number,
        "chapters": [asdict(chapter) for chapter in chapters],
        # Only where there are any: each is taken out of the audio once somebody wants it.
        "pictures": sorted(audio.chapter_pictures(file, starts=[each.start_ms for each in chapters]))
        if chapters
        else [],
        "cover": _stored_cover(info.cover),
    }
    return {name: value for name, value in found.items() if value}


def _stored_cover(data: bytes) -> str:
    """Store the picture in the file as every picture is; empty without one, or if it is none."""
    if not data:
        return ""
    try:
        picture = clean_picture(SimpleUploadedFile("cover", data))
    except ValidationError:
        return ""
    return default_storage.save(_picture_place(None, picture.name or ""), picture)


def keep(*, file: Any, title: str, owner: User) -> Upload:
    """Take a file that came whole, with a form. Raises `Refused` before anything is stored."""
    size = file.seek(0, 2)
    upload = Upload(owner=owner, title=title[-_LONGEST_NAME:], size=size)
    if size:
        _refuse_size(size, title)
    try:
        info = audio.inspect(file, name=title)
    except audio.AudioError as error:
        raise Refused(str(error)) from error
    _describe(upload, info, file)
    file.seek(0)
    default_storage.save(upload.stored_name, file)
    upload.finished_at = timezone.now()
    upload.save()
    return upload


def discard(*, upload: Upload) -> None:
    """Forget an upload with all that has come of it; what an episode took is left alone."""
    if upload.taken_at:
        return
    parts.remove(upload.token)
    for name in (upload.stored_name, upload.offers.get("cover", "")):
        if name and not Episode.everything.filter(audio_file=name).exists() and not _is_shown(name):
            default_storage.delete(name)
    upload.delete()


def _is_shown(name: str) -> bool:
    return Episode.everything.filter(cover=name).exists()
