import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, TRCK, WXXX, CTOCFlags
from mutagen.mp4 import MP4, MP4Cover

from episodes.formats.audio import (
    AudioError,
    AudioInfo,
    chapter_pictures,
    inspect,
    refuse_other_kinds,
    refuse_other_names,
)
from episodes.formats.chapters import Chapter
from tests.audio import SILENT_FRAME, silent_mp3

DATA = Path(__file__).parents[3] / "data" / "audio"


def read(name: str) -> bytes:
    return (DATA / name).read_bytes()


def inspected(data: bytes, name: str = "pier.mp3") -> AudioInfo:
    return inspect(BytesIO(data), name=name)


def refusal(data: bytes, name: str = "pier.mp3") -> str:
    with pytest.raises(AudioError) as caught:
        inspected(data, name)
    return str(caught.value)


def tagged(*frames: object, version: int = 3, seconds: float = 10) -> bytes:
    """Silence with an ID3v2 tag before it."""
    tags = ID3()
    for frame in frames:
        tags.add(frame)
    file = BytesIO()
    tags.save(file, v2_version=version)
    return file.getvalue() + silent_mp3(seconds)


def chap(place: int, start: int, end: int, *frames: object) -> CHAP:
    return CHAP(element_id=f"ch{place}", start_time=start, end_time=end, sub_frames=list(frames))


def toc(*children: str) -> CTOC:
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    return CTOC(element_id="toc", flags=flags, child_element_ids=list(children))


def id3v23(*frames: bytes) -> bytes:
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


# --- what is accepted ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "duration_ms"),
    [
        ("cbr.mp3", 3_056),
        ("vbr-with-xing.mp3", 3_000),
        ("vbr-without-xing.mp3", 4_075),
        ("aac.m4a", 3_046),
        ("chapters.m4a", 3_046),
    ],
)
def test_the_duration_is_that_of_the_sound(name: str, duration_ms: int) -> None:
    assert inspected(read(name), name).duration_ms == duration_ms


@pytest.mark.parametrize(
    ("name", "media_type", "extension"),
    [("cbr.mp3", "audio/mpeg", "mp3"), ("aac.m4a", "audio/x-m4a", "m4a")],
)
def test_type_and_size_are_those_for_the_feed(name: str, media_type: str, extension: str) -> None:
    info = inspected(read(name), name)
    assert (info.media_type, info.extension) == (media_type, extension)
    assert info.size_bytes == (DATA / name).stat().st_size


@pytest.mark.parametrize("name", ["pier.mp3", "PIER.MP3", "pier.mpga", "pier", "audio.tmp.mp3"])
def test_an_mp3_may_have_these_names(name: str) -> None:
    assert inspected(silent_mp3(1), name).duration_ms == 1_008


@pytest.mark.parametrize("name", ["pier.m4a", "pier.M4B", "pier.mp4", "pier"])
def test_an_m4a_may_have_these_names(name: str) -> None:
    assert inspected(read("aac.m4a"), name).extension == "m4a"


def test_a_long_file_is_counted_to_its_end() -> None:
    assert inspected(silent_mp3(45 * 60)).duration_ms == 45 * 60 * 1000


def test_several_id3_tags_and_an_id3v1_tag_are_not_sound() -> None:
    data = id3v23() + id3v23() + silent_mp3(1.2) + b"TAG".ljust(128, b"\0")
    assert inspected(data).duration_ms == 1_200


def test_a_tag_with_a_footer_is_passed_over() -> None:
    data = b"ID3\x04\x00\x10\0\0\0\0" + b"3DI\x04\x00\x10\0\0\0\0" + silent_mp3(1.2)
    assert inspected(data).duration_ms == 1_200


def test_rubbish_between_frames_and_a_cut_last_frame_are_not_sound() -> None:
    data = silent_mp3(1.2) + b"\xff\xfb rubbish \xff" + silent_mp3(1.2) + SILENT_FRAME[:10]
    assert inspected(data).duration_ms == 2_400


def test_two_files_in_one_are_counted_both() -> None:
    assert inspected(read("vbr-with-xing.mp3") + silent_mp3(2.4)).duration_ms == 3_000 + 2_400


def header_frame(header: bytes, offset: int) -> bytes:
    """A frame of 144 bytes (48 kbit/s) that holds a header in place of sound."""
    start = struct.pack(">I", 0xFFF364C0)
    return (start.ljust(offset, b"\0") + header).ljust(144, b"\0")


@pytest.mark.parametrize(
    ("header", "offset"),
    [
        (b"Xing" + struct.pack(">II", 1, 50), 13),
        (b"Info" + struct.pack(">II", 0, 0), 13),
        (b"VBRI" + b"\0" * 10 + struct.pack(">I", 50), 36),
    ],
)
def test_a_frame_that_is_a_header_is_not_sound(header: bytes, offset: int) -> None:
    assert inspected(header_frame(header, offset) + silent_mp3(1.2)).duration_ms == 1_200


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "“pier.mp3” is empty. Choose the file again."),
        *(
            (
                data.ljust(600, b" "),
                f"“pier.mp3” is {kind}, not audio as MP3 or M4A. Choose another file.",
            )
            for data, kind in [
                (b"<!DOCTYPE html><title>x</title>", "a web page"),
                (b"\xef\xbb\xbf\n <html>", "a web page"),
                (b"<?xml version='1.0'?>", "an XML file"),
                (b"PK\x03\x04", "a ZIP archive"),
                (b"\x89PNG\r\n", "a picture"),
                (b"\xff\xd8\xff\xe0", "a picture"),
                (b"GIF89a", "a picture"),
                (b"RIFF\0\0\0\0WEBP", "a picture"),
                (b"RIFF\0\0\0\0WAVE", "a WAV file"),
                (b"FORM\0\0\0\0AIFF", "an AIFF file"),
                (b"OggS", "an Ogg file"),
                (b"fLaC", "a FLAC file"),
                (b"%PDF-1.7", "a PDF"),
            ]
        ),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, message: str) -> None:
    assert refusal(data) == message


NO_AUDIO = "“pier.mp3” holds no MP3 or M4A audio, or is damaged at its beginning. Export it again."


@pytest.mark.parametrize(
    "data",
    [
        b"Just words, and nothing to hear.",
        b"\xff",
        b"\xff" * 5_000,
        SILENT_FRAME * 3,
        b"words " + SILENT_FRAME * 3 + b" words",
        SILENT_FRAME[:20] * 50,
        struct.pack(">I", 0xFFF514C0).ljust(24, b"\0") * 50,
        struct.pack(">I", 0xFFF31CC0).ljust(24, b"\0") * 50,
        random.Random(1).randbytes(20_000),
        b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + silent_mp3(1),
    ],
    ids=["text", "byte", "ones", "few", "stray", "short", "layer II", "rate", "noise", "only tags"],
)
def test_what_holds_no_frames_in_a_row_is_refused(data: bytes) -> None:
    assert refusal(data) == NO_AUDIO


def test_frames_of_changing_sample_rates_are_no_mp3() -> None:
    other = struct.pack(">I", 0xFFF310C0).ljust(26, b"\0")
    assert refusal((SILENT_FRAME + other) * 20) == NO_AUDIO


def test_a_file_that_is_mostly_something_else_is_refused() -> None:
    assert refusal(silent_mp3(1.2) + b"x" * 5_000) == (
        "“pier.mp3” is damaged: most of it is not sound. Export it again."
    )


def test_an_extension_that_says_something_else_is_refused() -> None:
    assert refusal(read("aac.m4a"), "pier.mp3") == (
        "“pier.mp3” is named .mp3, but holds M4A. Name it .m4a, or choose another file."
    )
    assert refusal(silent_mp3(1), "pier.wav") == (
        "“pier.wav” is named .wav, but holds MP3. Name it .mp3, or choose another file."
    )


def test_an_mp3_that_ends_before_its_header_says_is_refused() -> None:
    whole = read("vbr-with-xing.mp3")
    assert refusal(whole[: len(whole) // 2]).endswith("of 0:03. Upload it again.")
    assert refusal(header_frame(b"Xing" + struct.pack(">II", 1, 5_000), 13) + silent_mp3(12)) == (
        "“pier.mp3” is incomplete: it ends at 0:12 of 2:00. Upload it again."
    )


@pytest.mark.parametrize("kept", [40, 2_000, -1])
def test_an_m4a_that_is_cut_off_is_refused(kept: int) -> None:
    assert refusal(read("aac.m4a")[:kept], "pier.m4a") == ("“pier.m4a” is incomplete. Upload it again.")


def test_a_video_is_refused() -> None:
    assert refusal(read("video.mp4"), "pier.mp4") == ("“pier.mp4” is a video. Export its sound as MP3 or M4A.")


def test_sound_that_browsers_do_not_play_is_refused() -> None:
    assert refusal(read("alac.m4a"), "pier.m4a") == (
        "“pier.m4a” holds ALAC audio, which browsers do not play. Export it as MP3 or as M4A with AAC."
    )


@pytest.mark.parametrize("moov", [b"", struct.pack(">I4s", 8, b"trak")])
def test_an_m4a_without_sound_is_refused(moov: bytes) -> None:
    data = b"".join(
        struct.pack(">I4s", 8 + len(content), name) + content
        for name, content in [(b"ftyp", b"M4A \0\0\0\0"), (b"moov", moov), (b"mdat", b"")]
    )
    assert refusal(data, "pier.m4a") == "“pier.m4a” is no M4A that can be read. Export it again."


def test_a_file_that_lasts_no_time_is_refused() -> None:
    assert refusal(read("fragmented.m4a"), "pier.m4a") == ("“pier.m4a” lasts no time at all. Export it again.")


def test_no_more_atoms_are_read_than_any_encoder_writes() -> None:
    atoms = struct.pack(">I4s", 8, b"free") * 20_000
    assert refusal(read("aac.m4a")[:28] + atoms + read("aac.m4a")[28:], "pier.m4a") == (
        "“pier.m4a” is incomplete. Upload it again."
    )


def test_an_atom_with_a_long_length_is_read() -> None:
    whole = read("aac.m4a")
    free = struct.pack(">I4sQ", 1, b"free", 24) + b"\0" * 8
    assert inspected(whole + free, "pier.m4a").duration_ms == 3_046


def test_pictures_of_chapters_do_not_make_a_video() -> None:
    data = read("video.mp4").replace(b"mp4v", b"jpeg")
    assert inspected(data, "pier.m4a").extension == "m4a"


# --- tags and chapters ---------------------------------------------------------------------------


@pytest.mark.parametrize("version", [3, 4])
def test_chapters_of_an_mp3_come_in_order_with_title_and_address(version: int) -> None:
    data = tagged(
        TIT2(encoding=3, text=["  Am\nHafen  "]),
        toc("ch1", "ch2", "ch3"),
        chap(2, 4_000, 6_000, TIT2(encoding=3, text=["Größe"])),
        chap(
            1,
            0,
            4_000,
            TIT2(encoding=3, text=["Ahoi"]),
            WXXX(encoding=3, desc="chapter url", url="https://example.com/a"),
            APIC(encoding=3, mime="image/png", type=3, desc="", data=b"x"),
        ),
        chap(3, 8_000, 10_900, TIT2(encoding=3, text=["Schluss"])),
        version=version,
    )
    info = inspected(data)
    assert info.title == "Am Hafen"
    assert info.chapters == (
        Chapter(0, "Ahoi", "https://example.com/a"),
        Chapter(4_000, "Größe", end_ms=6_000),
        Chapter(8_000, "Schluss"),
    )


def test_a_chapter_outside_the_table_of_contents_is_hidden() -> None:
    listed, unlisted = inspected(tagged(toc("ch1"), chap(1, 0, 5_000), chap(2, 5_000, 9_000))).chapters
    assert (listed.hidden, unlisted.hidden) == (False, True)


def test_without_a_table_of_contents_every_chapter_is_listed() -> None:
    assert inspected(tagged(chap(1, 0, 0xFFFFFFFF))).chapters == (Chapter(0, ""),)


def test_an_address_that_is_not_of_the_web_is_left_out() -> None:
    script = WXXX(encoding=3, desc="", url="javascript:alert(1)")
    assert inspected(tagged(chap(1, 0, 5_000, script))).chapters[0].url == ""


def test_chapters_of_an_m4a_are_read() -> None:
    info = inspected(read("chapters.m4a"), "chapters.m4a")
    assert info.title == "A Tone in Parts"
    assert info.chapters == (Chapter(0, "Low"), Chapter(1_000, "High – Grüße"))


def test_a_compressed_tag_is_not_unpacked() -> None:
    text = zlib.compress(b"\0Packed")
    frame = b"TIT2" + struct.pack(">IH", len(text) + 4, 0x0080) + struct.pack(">I", 7) + text
    assert inspected(id3v23(frame) + silent_mp3(1.2)) == inspected(id3v23(b"XXXX" + frame[4:]) + silent_mp3(1.2))


def test_a_tag_of_an_unknown_version_is_as_none() -> None:
    data = tagged(TIT2(encoding=3, text=["Pier"]))
    assert inspected(data).title == "Pier"
    assert inspected(data.replace(b"ID3\x03", b"ID3\x09")).title == ""


@pytest.mark.parametrize("name", ["vbr-with-xing.mp3", "chapters.m4a"])
@given(data=st.data())
def test_a_damaged_file_is_inspected_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(read(name))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        info = inspected(bytes(content), name)
    except AudioError:
        return
    assert info.duration_ms > 0
    assert info.size_bytes == len(content)


# --- what a file says of itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007/12", 7), (" 7 / 12", 7), ("0", None), ("0/12", None), ("seven", None), ("7a", None), ("", None)],
)
def test_the_number_of_an_mp3_is_that_of_its_track(text: str, number: int | None) -> None:
    assert inspected(tagged(TRCK(text=[text]))).number == number


def test_of_several_pictures_the_front_cover_is_the_cover() -> None:
    pictures = [APIC(mime="image/png", type=kind, desc=str(kind), data=bytes([kind])) for kind in (0, 3, 4)]
    assert inspected(tagged(*pictures)).cover == b"\x03"
    assert inspected(tagged(pictures[2])).cover == b"\x04"


def test_an_m4a_says_its_title_number_and_cover(tmp_path: Path) -> None:
    file = tmp_path / "pier.m4a"
    file.write_bytes(read("aac.m4a"))
    tags = MP4(file)
    tags.update({"\xa9nam": ["The pier"], "trkn": [(7, 12)], "covr": [MP4Cover(b"\xff\xd8", MP4Cover.FORMAT_JPEG)]})
    tags.save()
    info = inspected(file.read_bytes(), "pier.m4a")
    assert (info.title, info.number, info.cover) == ("The pier", 7, b"\xff\xd8")


def test_tags_longer_than_any_program_writes_are_not_read_into_memory() -> None:
    tags = ID3()
    tags.add(TIT2(text=["Long"]))
    file = BytesIO()
    tags.save(file, padding=lambda _: 33 << 20)
    info = inspected(file.getvalue() + silent_mp3(1.2))
    assert (info.title, info.duration_ms) == ("", 1_200)


def test_an_index_longer_than_any_program_writes_is_refused() -> None:
    index = struct.pack(">I4s", 65 << 20, b"moov")
    data = (
        struct.pack(">I4s4s", 12, b"ftyp", b"M4A ") + index + b"\0" * ((65 << 20) - 8) + struct.pack(">I4s", 8, b"mdat")
    )
    assert refusal(data, "pier.m4a") == "“pier.m4a” is damaged: its index is far too long. Export it again."


def test_what_is_no_audio_can_be_told_by_its_first_bytes_or_its_name() -> None:
    refuse_other_kinds(SILENT_FRAME, name="pier.mp3")
    refuse_other_names("pier.mp3")
    with pytest.raises(AudioError, match="is a web page"):
        refuse_other_kinds(b"\xef\xbb\xbf<html>", name="pier.mp3")
    with pytest.raises(AudioError, match=r"“pier\.ogg” is named \.ogg; audio is taken as MP3 or M4A"):
        refuse_other_names("pier.ogg")


def test_pictures_of_chapters_are_known_by_their_starts():
    pictures = [APIC(mime="image/png", type=kind, desc=str(kind), data=bytes([kind])) for kind in (3, 4)]
    data = tagged(chap(1, 0, 1000, TIT2(text=["Hello"])), chap(2, 1000, 2000, pictures[1]), pictures[0])
    assert chapter_pictures(BytesIO(data), starts=[0, 1000, 1050, 1101]) == {1000: b"\4", 1050: b"\4"}
    assert chapter_pictures(BytesIO(silent_mp3(3)), starts=[0]) == {}
