"""An audio file → what it really holds, by its bytes and never by its name.

MP3 by ISO/IEC 11172-3 and 13818-3 (layer III frames, counted one by one, since a header may be missing
or lie), its tags by ID3v2 with the Chapter Frame Addendum; M4A by ISO/IEC 14496-12.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from io import SEEK_END
from pathlib import PurePath
from typing import Any, BinaryIO

import mutagen
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, TRCK, WXXX
from mutagen.mp4 import MP4

from episodes.formats.audio.atoms import Atom, atoms, find, read_at
from episodes.formats.audio.quicktime import track_chapters, track_pictures
from episodes.formats.chapters import Chapter, is_web_address
from episodes.formats.timestamps import format_clock

# mutagen is marked as typed, but most of it is not.
_read_id3: Any = ID3
_read_mp4: Any = MP4


class AudioError(ValueError):
    """A file that is no MP3 or M4A to be played; the message is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class AudioInfo:
    """What an audio file holds; `media_type` and `extension` are the ones for the feed.

    `cover` is the picture in the file as it stands there, not looked at; `number` the track's, None without one.
    """

    duration_ms: int
    size_bytes: int
    media_type: str
    extension: str
    title: str = ""
    number: int | None = None
    cover: bytes = b""
    chapters: tuple[Chapter, ...] = ()


def refuse_other_kinds(head: bytes, *, name: str) -> None:
    """Raise `AudioError` if the first bytes of a file (512 are enough) say that it is something else than audio."""
    for pattern, kind in _OTHER_KINDS:
        if pattern.match(head.removeprefix(b"\xef\xbb\xbf")):
            raise AudioError(f"“{name}” is {kind}, not audio as MP3 or M4A. Choose another file.")


def refuse_other_names(name: str) -> None:
    """Raise `AudioError` if no audio that is taken can have this name."""
    extension = PurePath(name).suffix.lower()
    if not any(extension in extensions for extensions in _EXTENSIONS.values()):
        raise AudioError(f"“{name}” is named {extension}; audio is taken as MP3 or M4A. Export it as one of them.")


def inspect(file: BinaryIO, *, name: str) -> AudioInfo:
    """Read a seekable file from its first byte to its last, in small pieces.

    `name` is the file's own name: used in messages, and refused if its extension says something
    else than the bytes. Embedded chapters are in the order of time; one without a title has `""`.
    Raises `AudioError`.
    """
    size = file.seek(0, 2)
    if size == 0:
        raise AudioError(f"“{name}” is empty. Choose the file again.")
    head = read_at(file, 0, 512)
    refuse_other_kinds(head, name=name)
    info = (_inspect_m4a if head[4:8] == b"ftyp" else _inspect_mp3)(file, size, name)
    _check_extension(name, info)
    if info.duration_ms == 0:
        raise AudioError(f"“{name}” lasts no time at all. Export it again.")
    return info


# --- what it is ----------------------------------------------------------------------------------

_OTHER_KINDS = (
    (re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<(?:\?xml|svg|rss)", re.IGNORECASE), "an XML file"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff[\xc0-\xff]|GIF8|RIFF....WEBP", re.DOTALL), "a picture"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "a WAV file"),
    (re.compile(rb"FORM....AIF[FC]", re.DOTALL), "an AIFF file"),
    (re.compile(rb"OggS"), "an Ogg file"),
    (re.compile(rb"fLaC"), "a FLAC file"),
    (re.compile(rb"%PDF"), "a PDF"),
)
_EXTENSIONS = {"mp3": {".mp3", ".mpga", ""}, "m4a": {".m4a", ".m4b", ".mp4", ""}}


def _check_extension(name: str, info: AudioInfo) -> None:
    extension = PurePath(name).suffix.lower()
    if extension not in _EXTENSIONS[info.extension]:
        raise AudioError(
            f"“{name}” is named {extension}, but holds {info.extension.upper()}."
            f" Name it .{info.extension}, or choose another file."
        )


# --- MP3 -----------------------------------------------------------------------------------------

_KBITS = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# Sync word, version, layer, bit rate, sample rate and padding: what decides a frame's size.
_SIZE_BITS = 0xFFFEFE00
_FRAMES_TO_BELIEVE = 4
_MOST_GARBAGE = 1 << 20
_WINDOW = 1 << 12


@dataclass(frozen=True)
class _Frame:
    """The facts of one layer III frame: bytes, samples, samples a second."""

    size: int
    samples: int
    hertz: int


@dataclass(frozen=True, kw_only=True)
class _Stream:
    """All frames of a file; milliseconds are summed from exact counts, whatever the bit rates."""

    frames: int
    sound_bytes: int
    duration_ms: int


def _inspect_mp3(file: BinaryIO, size: int, name: str) -> AudioInfo:
    start = _first_frame(file, after_id3(file), size)
    if start is None:
        raise AudioError(f"“{name}” holds no MP3 or M4A audio, or is damaged at its beginning. Export it again.")
    claimed, trimmed_ms = _claims(file, start)
    stream = _walk(file, start, size, skip_first=claimed is not None)
    if claimed is not None and stream.frames < claimed * 0.99 - 2:
        whole_ms = stream.duration_ms * claimed // max(stream.frames, 1)
        raise AudioError(
            f"“{name}” is incomplete: it ends at {format_clock(stream.duration_ms)}"
            f" of {format_clock(whole_ms)}. Upload it again."
        )
    if stream.sound_bytes < (size - start) / 2:
        raise AudioError(f"“{name}” is damaged: most of it is not sound. Export it again.")
    duration_ms = max(0, stream.duration_ms - trimmed_ms)
    info = AudioInfo(duration_ms=duration_ms, size_bytes=size, media_type="audio/mpeg", extension="mp3")
    return _with_id3(info, file)


def after_id3(file: BinaryIO) -> int:
    """Where the ID3v2 tags end: some programs write several, one after the other."""
    position = 0
    while (head := read_at(file, position, 10))[:3] == b"ID3" and len(head) == 10:
        size = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(reversed(head[6:])))
        position += 10 + size + (10 if head[5] & 0x10 else 0)
    return position


def _walk(file: BinaryIO, start: int, end: int, *, skip_first: bool) -> _Stream:
    """Count every frame; what is no frame is skipped, a last frame that is cut off is left out."""
    samples: Counter[int] = Counter()
    frames = sound_bytes = hertz = 0
    position: int | None = start
    while position is not None:
        frame = _frame_at(file, position)
        if frame is None or (frame.hertz != hertz and not _frames_follow(file, position)):
            position = _first_frame(file, position + 1, end)
            continue
        hertz = frame.hertz
        position += frame.size
        if position > end:
            break
        sound_bytes += frame.size
        if not skip_first or position - frame.size != start:
            frames += 1
            samples[frame.hertz] += frame.samples
    seconds = sum(count / hertz for hertz, count in samples.items())
    return _Stream(frames=frames, sound_bytes=sound_bytes, duration_ms=round(seconds * 1000))


def _first_frame(file: BinaryIO, position: int, end: int) -> int | None:
    """The next place from which several frames follow each other: one sync word proves nothing."""
    for window in range(position, min(end, position + _MOST_GARBAGE), _WINDOW):
        for found in re.finditer(b"\xff", read_at(file, window, _WINDOW)):
            if _frames_follow(file, window + found.start()):
                return window + found.start()
    return None


def _frames_follow(file: BinaryIO, position: int) -> bool:
    hertz = set()
    for _ in range(_FRAMES_TO_BELIEVE):
        frame = _frame_at(file, position)
        if frame is None:
            return False
        hertz.add(frame.hertz)
        position += frame.size
    return len(hertz) == 1


def _frame_at(file: BinaryIO, position: int) -> _Frame | None:
    return _frame(int.from_bytes(read_at(file, position, 4)) & _SIZE_BITS)


@lru_cache(maxsize=1024)
def _frame(header: int) -> _Frame | None:
    version, layer = header >> 19 & 3, header >> 17 & 3
    kbit, hertz = header >> 12 & 15, header >> 10 & 3
    if header >> 21 != 0x7FF or version == 1 or layer != 1 or kbit in (0, 15) or hertz == 3:
        return None
    bits = _KBITS[3 if version == 3 else 2][kbit - 1] * 1000
    rate = _HERTZ[version][hertz]
    samples = 1152 if version == 3 else 576
    return _Frame(samples // 8 * bits // rate + (header >> 9 & 1), samples, rate)


def _claims(file: BinaryIO, start: int) -> tuple[int | None, int]:
    """What a Xing, Info or VBRI header says: the number of frames, the silence added, in ms.

    Such a header fills the first frame, which then is no sound. `None` without a header.
    """
    data = read_at(file, start, 300)
    if data[36:40] == b"VBRI":
        return int.from_bytes(data[50:54]), 0
    found = re.search(rb"Xing|Info", data[:40])
    if found is None:
        return None, 0
    data = data[found.start() :]
    flags = data[7]
    frames = int.from_bytes(data[8:12]) if flags & 1 else 0
    lame = 8 + 4 * (flags & 1) + 2 * (flags & 2) + 25 * (flags & 4) + (flags & 8) // 2
    if data[lame : lame + 2] not in (b"LA", b"La"):
        return frames, 0
    silence = int.from_bytes(data[lame + 21 : lame + 24])
    frame = _frame_at(file, start)
    return frames, round(((silence >> 12) + (silence & 0xFFF)) * 1000 / frame.hertz) if frame else 0


# --- tags of MP3 ---------------------------------------------------------------------------------

_KNOWN_FRAMES = {"APIC": APIC, "CHAP": CHAP, "CTOC": CTOC, "TIT2": TIT2, "TRCK": TRCK, "WXXX": WXXX}
_COMPRESSED = {3: 0x80, 4: 0x08}
# Room for a cover and a hundred pictures of chapters; what claims more is not read into memory.
_MOST_TAGS = 32 << 20


def _with_id3(info: AudioInfo, file: BinaryIO) -> AudioInfo:
    """Add what the tags say."""
    tags = _tags(file)
    if tags is None:
        return info
    listed = {child for contents in tags.getall("CTOC") for child in contents.child_element_ids}
    chapters = [_id3_chapter(frame, listed) for frame in tags.getall("CHAP")]
    pictures = sorted(tags.getall("APIC"), key=lambda picture: picture.type != _FRONT_COVER)
    tracks = [str(text) for frame in tags.getall("TRCK") for text in frame.text]
    return replace(
        info,
        title=_first_text(tags),
        number=_number(tracks[0]) if tracks else None,
        cover=pictures[0].data if pictures else b"",
        chapters=_in_order(chapters, info.duration_ms),
    )


_FRONT_COVER = 3


def _tags(file: BinaryIO) -> Any:
    """The tags of an MP3; tags that cannot be read are as none, since the sound is what counts."""
    length = after_id3(file)
    head = read_at(file, 0, length) if length <= _MOST_TAGS else b""
    if head[:3] != b"ID3" or inflates(head, _KNOWN_FRAMES):
        return None
    try:
        file.seek(0)
        return _read_id3(file, known_frames=_KNOWN_FRAMES)
    except (mutagen.MutagenError, ValueError, struct.error, IndexError):
        return None


# The tables of an M4A count in units of their own, so that a picture may begin next to its chapter.
_NEXT_TO_MS = 100


def chapter_pictures(file: BinaryIO, *, starts: Iterable[int]) -> dict[int, bytes]:
    """By `starts` of chapters, in milliseconds, the pictures that a file has for them, as they stand there."""
    is_m4a = read_at(file, 4, 4) == b"ftyp"
    pictures = track_pictures(file, atoms(file, 0, file.seek(0, SEEK_END))) if is_m4a else _id3_pictures(file)
    nearest = {start: min(pictures, key=lambda one: abs(one[0] - start)) for start in starts if pictures}
    return {start: data for start, (at, data) in nearest.items() if abs(at - start) <= _NEXT_TO_MS}


def _id3_pictures(file: BinaryIO) -> list[tuple[int, bytes]]:
    tags = _tags(file)
    found = [(frame.start_time, frame.sub_frames.getall("APIC")) for frame in (tags.getall("CHAP") if tags else ())]
    return [(start, pictures[0].data) for start, pictures in found if pictures]


def _number(text: str) -> int | None:
    """`7` or `7/12` → 7."""
    found = re.match(r"\s*0*([1-9][0-9]{0,5})\s*(?:/|$)", text, re.ASCII)
    return int(found[1]) if found else None


def inflates(tags: bytes, names: Iterable[str]) -> bool:
    """Whether one of these frames is compressed: a few kilobytes could unpack to more than there is memory."""
    mask = _COMPRESSED.get(tags[3], 0)
    compressed = re.compile(rf"(?:{'|'.join(names)}).{{5}}(.)".encode(), re.DOTALL)
    return any(found[1][0] & mask for found in compressed.finditer(tags))


def _id3_chapter(frame: Any, listed: set[str]) -> Chapter:
    urls = [sub.url for sub in frame.sub_frames.getall("WXXX") if is_web_address(sub.url)]
    return Chapter(
        start_ms=frame.start_time,
        title=_first_text(frame.sub_frames),
        url=urls[0] if urls else "",
        hidden=bool(listed) and frame.element_id not in listed,
        end_ms=frame.end_time,
    )


def _first_text(tags: Any) -> str:
    texts = [str(text) for frame in tags.getall("TIT2") for text in frame.text]
    return _clean(texts[0]) if texts else ""


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _in_order(chapters: list[Chapter], duration_ms: int) -> tuple[Chapter, ...]:
    """Sorted by time, with an end only where it says more than the next start or the audio's end."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start_ms)
    listed = [chapter.start_ms for chapter in ordered if not chapter.hidden] + [duration_ms]
    return tuple(
        replace(chapter, end_ms=None)
        if chapter.end_ms is None or not chapter.start_ms < chapter.end_ms < duration_ms or chapter.end_ms in listed
        else chapter
        for chapter in ordered
    )


# --- M4A -----------------------------------------------------------------------------------------

# What is read into memory: the index of a day of sound, with pictures.
_MOST_INDEX = 64 << 20
# Chapter pictures are a video track too, of still pictures.
_PICTURE_CODECS = {b"jpeg", b"png ", b"mjpa", b"mjpb"}


def _inspect_m4a(file: BinaryIO, size: int, name: str) -> AudioInfo:
    top = list(atoms(file, 0, size))
    if not {b"moov", b"mdat"} <= {atom.name for atom in top} or top[-1].end > size:
        raise AudioError(f"“{name}” is incomplete. Upload it again.")
    if any(atom.end - atom.start > _MOST_INDEX for atom in top if atom.name == b"moov"):
        raise AudioError(f"“{name}” is damaged: its index is far too long. Export it again.")
    if any(_is_video(file, track) for track in find(file, top, [b"moov", b"trak"])):
        raise AudioError(f"“{name}” is a video. Export its sound as MP3 or M4A.")
    try:
        file.seek(0)
        content = _read_mp4(file)
    except (mutagen.MutagenError, ValueError, LookupError, struct.error, TypeError):
        content = None
    if content is None or not content.info.codec:
        raise AudioError(f"“{name}” is no M4A that can be read. Export it again.")
    if not content.info.codec.startswith("mp4a"):
        raise AudioError(
            f"“{name}” holds {content.info.codec_description} audio, which browsers"
            " do not play. Export it as MP3 or as M4A with AAC."
        )
    duration_ms = round(content.info.length * 1000)
    chapters = [
        Chapter(start_ms=round(chapter.start * 1000), title=_clean(chapter.title)) for chapter in content.chapters or ()
    ]
    if not chapters:
        chapters = [Chapter(start_ms=start, title=_clean(title)) for start, title in track_chapters(file, top)]
    tags = content.tags or {}
    titles, tracks, covers = tags.get("\xa9nam") or [""], tags.get("trkn") or [(0, 0)], tags.get("covr") or [b""]
    return AudioInfo(
        duration_ms=duration_ms,
        size_bytes=size,
        media_type="audio/x-m4a",
        extension="m4a",
        title=_clean(str(titles[0])),
        number=_number(str(tracks[0][0])),
        cover=bytes(covers[0]),
        chapters=_in_order(chapters, duration_ms),
    )


def _is_video(file: BinaryIO, track: Atom) -> bool:
    inside = list(atoms(file, track.start, track.end))
    handlers = {read_at(file, atom.start + 8, 4) for atom in find(file, inside, [b"mdia", b"hdlr"])}
    codecs = {read_at(file, atom.start + 12, 4) for atom in find(file, inside, [b"mdia", b"minf", b"stbl", b"stsd"])}
    return b"vide" in handlers and not codecs <= _PICTURE_CODECS
