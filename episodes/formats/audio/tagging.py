"""A copy of an audio file with the tags that are true: ID3v2.3 with the Chapter Frame Addendum, or MP4 atoms."""

import shutil
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import mutagen
from mutagen import id3, mp4

from episodes.formats.audio.atoms import read_at
from episodes.formats.audio.inspecting import AudioError, after_id3, inflates

# mutagen is marked as typed, but most of it is not.
_id3: Any = id3
_mp4: Any = mp4
_UNREADABLE = (mutagen.MutagenError, ValueError, LookupError, struct.error, TypeError)

# What the producer's tags may go on saying: who, when, in which language; not what the episode itself knows.
_KEPT = ("COMM", "TCON", "TCOP", "TDRC", "TENC", "TLAN", "TPE1", "TPE2", "TPUB", "TYER", "USLT")
_UTF_16 = 1
_FRONT_COVER, _OTHER_PICTURE = 3, 0
_NO_OFFSET = 0xFFFFFFFF
_MOST_CHILDREN = 255
_HEAD_BYTES = 10
# What has a meaning in an address, or is escaped already (RFC 3986 section 2).
_OF_ADDRESSES = "/:?#[]@!$&'()*+,;=%-._~"
_MOST_BYTES = (1 << 28) - 1


@dataclass(frozen=True, kw_only=True)
class TaggedChapter:
    """A chapter with its real end; `image` is a JPEG or PNG, `hidden` ones are in no table of contents."""

    start_ms: int
    end_ms: int
    title: str
    url: str = ""
    image: bytes = b""
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class AudioTags:
    """What the file says about itself; without a `cover` (JPEG or PNG) the producer's stays."""

    title: str
    show: str
    number: int | None = None
    cover: bytes = b""
    chapters: tuple[TaggedChapter, ...] = ()


def tagged(source_path: Path, target_path: Path, *, tags: AudioTags) -> int:
    """Write a new file with these tags and the source's sound, piece by piece; its size in bytes.

    The source is only read. The same input gives the same bytes. An MP3 gets chapters with links and
    images; of an M4A only title, show, number and cover are written, its own chapters stay.
    Raises `FileExistsError` if there is a file at the target, `AudioError` if the source cannot be
    tagged; then nothing is left behind.
    """
    with source_path.open("rb") as source, target_path.open("xb+") as target:
        try:
            (_write_m4a if read_at(source, 4, 4) == b"ftyp" else _write_mp3)(source, target, tags)
        except BaseException as error:
            target_path.unlink()
            if isinstance(error, _UNREADABLE):
                raise AudioError(f"“{source_path.name}” cannot be given tags. Export it again.") from error
            raise
        return target.seek(0, 2)


def _write_mp3(source: BinaryIO, target: BinaryIO, tags: AudioTags) -> None:
    sound = after_id3(source)
    frames = _kept(source, sound, with_picture=not tags.cover)
    for frame in _frames(tags):
        frames.add(frame)
    target.write(_head([_rendered(frames), *_chapters(tags)]))
    source.seek(sound)
    shutil.copyfileobj(source, target, 1 << 20)
    _drop_id3v1(target)


def _chapters(tags: AudioTags) -> list[bytes]:
    """A frame for each chapter, in the order of time."""
    alone = []
    for place, chapter in enumerate(_in_time(tags)):
        frames = _id3.ID3()
        frames.add(_chapter(f"chp{place}", chapter))
        alone.append(_rendered(frames))
    return alone


def _rendered(frames: Any) -> bytes:
    """The bytes of the frames, without the head of the tag. Of several at once mutagen chooses the order."""
    frames.update_to_v23()
    tag = BytesIO()
    frames.save(tag, v1=0, v2_version=3, padding=lambda _: 0)
    return tag.getvalue()[_HEAD_BYTES:]


def _head(frames: list[bytes]) -> bytes:
    """One ID3v2.3 tag of the frames as they are ordered: apps list chapters as they come (section 3.1)."""
    size = sum(map(len, frames))
    if size > _MOST_BYTES:
        raise ValueError(size)
    seven_bits = (size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"".join([b"ID3\x03\x00\x00", bytes(seven_bits), *frames])


def _kept(source: BinaryIO, length: int, *, with_picture: bool) -> Any:
    """The producer's frames that stay; none if they cannot be read or are compressed."""
    names = (*_KEPT, "APIC") if with_picture else _KEPT
    head = read_at(source, 0, length)
    if head[:3] != b"ID3" or inflates(head, names):
        return _id3.ID3()
    try:
        found = _id3.ID3(BytesIO(head), known_frames={name: _id3.Frames[name] for name in names})
    except (mutagen.MutagenError, ValueError, struct.error, IndexError):
        return _id3.ID3()
    found.unknown_frames.clear()
    return found


def _drop_id3v1(target: BinaryIO) -> None:
    """Cut the old title off the end, where players of twenty years ago look for it."""
    size = target.seek(0, 2)
    if size > 128 and read_at(target, size - 128, 3) == b"TAG":
        target.truncate(size - 128)


def _frames(tags: AudioTags) -> list[Any]:
    frames: list[Any] = [_id3.TIT2(encoding=_UTF_16, text=[tags.title]), _id3.TALB(encoding=_UTF_16, text=[tags.show])]
    if tags.number is not None:
        frames.append(_id3.TRCK(encoding=0, text=[str(tags.number)]))
    if tags.cover:
        frames.append(_picture(tags.cover, _FRONT_COVER))
    listed = [f"chp{place}" for place, chapter in enumerate(_in_time(tags)) if not chapter.hidden]
    if listed:
        flags = _id3.CTOCFlags.TOP_LEVEL | _id3.CTOCFlags.ORDERED
        frames.append(
            _id3.CTOC(element_id="toc", flags=flags, child_element_ids=listed[:_MOST_CHILDREN], sub_frames=[])
        )
    return frames


def _in_time(tags: AudioTags) -> list[TaggedChapter]:
    return sorted(tags.chapters, key=lambda chapter: chapter.start_ms)


def _chapter(element_id: str, chapter: TaggedChapter) -> Any:
    inside: list[Any] = [_id3.TIT2(encoding=_UTF_16, text=[chapter.title])] if chapter.title else []
    if chapter.url:
        # A frame's address has Latin letters only: others are written as browsers ask for them.
        inside.append(_id3.WXXX(encoding=0, desc="", url=quote(chapter.url, safe=_OF_ADDRESSES)))
    if chapter.image:
        inside.append(_picture(chapter.image, _OTHER_PICTURE))
    return _id3.CHAP(
        element_id=element_id,
        start_time=chapter.start_ms,
        end_time=chapter.end_ms,
        start_offset=_NO_OFFSET,
        end_offset=_NO_OFFSET,
        sub_frames=inside,
    )


def _picture(data: bytes, kind: int) -> Any:
    mime = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    return _id3.APIC(encoding=0, mime=mime, type=kind, desc="", data=data)


def _write_m4a(source: BinaryIO, target: BinaryIO, tags: AudioTags) -> None:
    source.seek(0)
    shutil.copyfileobj(source, target, 1 << 20)
    target.seek(0)
    file = _mp4.MP4(target)
    if file.tags is None:
        file.add_tags()
    file.tags["\xa9nam"], file.tags["\xa9alb"] = [tags.title], [tags.show]
    if tags.number is not None:
        file.tags["trkn"] = [(tags.number, 0)]
    if tags.cover:
        is_png = tags.cover.startswith(b"\x89PNG")
        file.tags["covr"] = [
            _mp4.MP4Cover(tags.cover, _mp4.MP4Cover.FORMAT_PNG if is_png else _mp4.MP4Cover.FORMAT_JPEG)
        ]
    target.seek(0)
    file.save(target, padding=lambda _: 0)
