import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.audio import inspect
from episodes.formats.audio.atoms import atoms
from episodes.formats.audio.quicktime import track_chapters, track_pictures
from episodes.formats.chapters import Chapter

WHOLE = (Path(__file__).parents[3] / "data" / "audio" / "chapters.m4a").read_bytes()


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), name) + body


def table(name: bytes, *numbers: int, width: str = "I", count: int | None = None) -> bytes:
    head = struct.pack(">II", 0, len(numbers) if count is None else count)
    return box(name, head, struct.pack(f">{len(numbers)}{width}", *numbers))


def sample(title: bytes) -> bytes:
    return struct.pack(">H", len(title)) + title


def dated(name: bytes, number: int, *, version: int = 0) -> bytes:
    return box(name, bytes([version, 0, 0, 0]), b"\0" * (16 if version else 8), struct.pack(">I", number))


TITLES = [sample(b"Low"), sample("Grüße".encode()), sample("Hoch".encode("utf-16"))]
SIZES = [len(title) for title in TITLES]
SAMPLES = b"".join(TITLES)
RUNS = table(b"stts", 1, 1000, 2, 500)
PLACES = {
    "in one chunk": table(b"stsc", 1, 3, 1) + table(b"stco", 8),
    "a chunk each": table(b"stsc", 1, 1, 1) + table(b"stco", 8, 8 + SIZES[0], 8 + SIZES[0] + SIZES[1]),
    "far away": table(b"stsc", 1, 3, 1) + table(b"co64", 8, width="Q"),
}
IN_ONE = PLACES["in one chunk"]


def stsz(*sizes: int) -> bytes:
    return box(b"stsz", struct.pack(">III", 0, 0, len(sizes)), struct.pack(f">{len(sizes)}I", *sizes))


def movie(
    stbl: bytes,
    *,
    reference: int = 2,
    kind: bytes = b"text",
    scale: int = 500,
    version: int = 0,
    data: bytes = SAMPLES,
    read=track_chapters,
) -> list[tuple[int, str]]:
    """What is read of a file whose sound, track 1, refers to a track 2 with these tables."""
    sound = box(b"trak", dated(b"tkhd", 1), box(b"tref", box(b"chap", struct.pack(">I", reference))))
    media = [dated(b"mdhd", scale, version=version), box(b"hdlr", b"\0" * 8, kind)]
    text = box(b"trak", dated(b"tkhd", 2, version=version), box(b"mdia", *media, box(b"minf", box(b"stbl", stbl))))
    file = box(b"mdat", data) + box(b"moov", sound, text)
    return read(BytesIO(file), atoms(BytesIO(file), 0, len(file)))


def pictures(*samples: bytes, claimed: dict[int, int] | None = None, **more) -> list[tuple[int, bytes]]:
    sizes = [(claimed or {}).get(place, len(data)) for place, data in enumerate(samples)]
    chunks = table(b"stsc", 1, 1, 1) + table(b"stco", *(8 + sum(map(len, samples[:n])) for n in range(len(samples))))
    return movie(
        RUNS + stsz(*sizes) + chunks, data=b"".join(samples), **{"kind": b"vide", "read": track_pictures, **more}
    )


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("version", [0, 1])
def test_each_sample_of_the_text_is_a_chapter(places: bytes, version: int) -> None:
    assert movie(RUNS + stsz(*SIZES) + places, version=version) == [(0, "Low"), (2000, "Grüße"), (3000, "Hoch")]


def test_samples_may_all_have_one_size() -> None:
    same = box(b"stsz", struct.pack(">III", 0, 5, 2))
    assert movie(RUNS + same + IN_ONE, data=sample(b"Low") + sample(b"Mid")) == [(0, "Low"), (2000, "Mid")]


@pytest.mark.parametrize(
    ("stbl", "more"),
    [
        (RUNS + stsz(*SIZES) + IN_ONE, {"reference": 9}),
        (RUNS + stsz(*SIZES) + IN_ONE, {"kind": b"vide"}),
        (RUNS + stsz(*SIZES) + IN_ONE, {"scale": 0}),
        (RUNS + IN_ONE, {}),
        (RUNS + stsz(*SIZES) + table(b"stsc", 1, 3, 1), {}),
        (RUNS + box(b"stsz", b"\0" * 8) + IN_ONE, {}),
        (b"", {}),
    ],
)
def test_a_track_that_is_none_of_text_or_lacks_a_table_has_no_chapters(stbl: bytes, more: dict) -> None:
    assert movie(stbl, **more) == []


def test_without_durations_there_is_a_first_chapter_alone() -> None:
    assert movie(stsz(*SIZES) + IN_ONE) == [(0, "Low")]


def test_tables_that_claim_millions_give_no_more_than_they_hold() -> None:
    huge = table(b"stts", 2**32 - 1, 1) + box(b"stsz", struct.pack(">III", 0, 5, 2**32 - 1))
    chunk = table(b"stsc", 1, 2**32 - 1, 1) + table(b"stco", 8)
    assert len(movie(huge + chunk)) == 1000


def test_the_chapters_of_a_real_file_are_the_same_in_both_places() -> None:
    track = WHOLE.replace(b"chpl", b"none")
    assert inspect(BytesIO(track), name="pier.m4a").chapters == (Chapter(0, "Low"), Chapter(1_000, "High – Grüße"))


JPEG, PNG = b"\xff\xd8\xff\xe0 a photo", b"\x89PNG\r\n\x1a\n a drawing"


@pytest.mark.parametrize(
    ("samples", "more", "found"),
    [
        ((JPEG, b"a film", PNG), {}, [(0, JPEG), (3000, PNG)]),
        ((JPEG, PNG), {"kind": b"text"}, []),
        ((JPEG, PNG), {"reference": 9}, []),
        # One that claims too much is passed over; what lies behind it is where the tables say.
        ((JPEG, PNG), {"claimed": {0: (8 << 20) + 1}}, [(2000, PNG)]),
        # Sizes that lie cost no memory beyond what there is, and no more is read than all pictures may have.
        ((PNG + b"\0" * (8 << 20),) * 3, {"claimed": dict.fromkeys(range(3), 8 << 20)}, [0, 2000, 3000]),
    ],
)
def test_pictures_are_those_of_a_track_of_stills(samples, more, found) -> None:
    seen = pictures(*samples, **more)
    assert (seen if all(isinstance(one, tuple) for one in found) else [start for start, _data in seen]) == found


@given(st.lists(st.tuples(st.integers(0, 1 << 12), st.integers(0, 255)), max_size=12))
def test_no_table_makes_it_raise(changes: list[tuple[int, int]]) -> None:
    start = WHOLE.index(b"moov")
    data = bytearray(WHOLE)
    for place, value in changes:
        data[min(start + 4 + place, len(data) - 1)] = value
    for read in (track_chapters, track_pictures):
        read(BytesIO(data), atoms(BytesIO(data), 0, len(data)))
