import re
from pathlib import Path

import pytest
from mutagen.id3 import APIC, CHAP, COMM, CTOC, ID3, TIT2, TPE1
from mutagen.mp4 import MP4

from episodes.formats.audio import AudioError, AudioTags, TaggedChapter, inspect, tagged
from episodes.formats.chapters import Chapter
from tests.audio import silent_mp3

DATA = Path(__file__).parents[3] / "data" / "audio"
PNG, JPEG = b"\x89PNG picture", b"\xff\xd8\xff picture"
TAGS = AudioTags(
    title="Am Pier – 爱",
    show="Quay",
    number=7,
    cover=JPEG,
    chapters=(
        TaggedChapter(start_ms=0, end_ms=4_000, title="Grüße", url="https://example.com/a", image=PNG),
        TaggedChapter(start_ms=2_000, end_ms=2_500, title="", hidden=True),
        TaggedChapter(start_ms=4_000, end_ms=9_000, title="Schluss"),
    ),
)


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = tmp_path / "source.mp3"
    path.write_bytes(silent_mp3(12))
    frames = [
        *(TIT2(encoding=3, text=["Old"]), TPE1(encoding=3, text=["Ana"]), COMM(encoding=3, text=["Mixed"])),
        APIC(encoding=3, mime="image/png", type=3, desc="old", data=PNG),
        CTOC(element_id="old", flags=3, child_element_ids=["c"], sub_frames=[]),
        CHAP(element_id="c", start_time=0, end_time=1_000, sub_frames=[]),
    ]
    tags = ID3()
    for frame in frames:
        tags.add(frame)
    tags.save(path, v1=2)
    return path


def test_an_mp3_says_what_the_episode_says(mp3: Path, tmp_path: Path) -> None:
    before = mp3.read_bytes()
    target = tmp_path / "target.mp3"
    assert tagged(mp3, target, tags=TAGS) == target.stat().st_size
    assert mp3.read_bytes() == before
    with target.open("rb") as file:
        info = inspect(file, name="target.mp3")
    assert (info.title, info.duration_ms) == ("Am Pier – 爱", 12_000)
    assert info.chapters == (
        Chapter(0, "Grüße", "https://example.com/a"),
        Chapter(2_000, "", hidden=True, end_ms=2_500),
        Chapter(4_000, "Schluss", end_ms=9_000),
    )
    id3 = ID3(target)
    assert id3.version == (2, 3, 0)
    assert {key: str(id3[key]) for key in ("TIT2", "TALB", "TRCK", "TPE1")} == {
        "TIT2": "Am Pier – 爱",
        "TALB": "Quay",
        "TRCK": "7",
        "TPE1": "Ana",
    }
    assert [str(frame) for frame in id3.getall("COMM")] == ["Mixed"]
    assert [(frame.mime, frame.data) for frame in id3.getall("APIC")] == [("image/jpeg", JPEG)]
    assert [frame.child_element_ids for frame in id3.getall("CTOC")] == [["chp0", "chp2"]]
    assert [frame.data for frame in id3["CHAP:chp0"].sub_frames.getall("APIC")] == [PNG]
    assert target.read_bytes().endswith(silent_mp3(12))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.com/a?b=1&c=%20d#e", "https://example.com/a?b=1&c=%20d#e"),
        ("https://example.com/Fähre – 爱", "https://example.com/F%C3%A4hre%20%E2%80%93%20%E7%88%B1"),
    ],
)
def test_a_chapter_s_link_leads_where_it_did(mp3: Path, tmp_path: Path, address: str, written: str) -> None:
    chapter = TaggedChapter(start_ms=0, end_ms=1_000, title="Pier", url=address)
    tagged(mp3, tmp_path / "target.mp3", tags=AudioTags(title="Pier", show="Quay", chapters=(chapter,)))
    (link,) = ID3(tmp_path / "target.mp3")["CHAP:chp0"].sub_frames.getall("WXXX")
    assert link.url == written


def test_chapters_are_written_in_the_order_of_time_whatever_their_size(mp3: Path, tmp_path: Path) -> None:
    titles = ["A title of many words", "B", "Another title of words", "", "C"]
    chapters = [
        TaggedChapter(start_ms=place * 1_000, end_ms=place * 1_000 + 500, title=title, hidden=not title)
        for place, title in enumerate(titles)
    ]
    tags = AudioTags(title="Pier", show="Quay", chapters=(*chapters[3:], *chapters[:3]))
    tagged(mp3, tmp_path / "target.mp3", tags=tags)
    head = (tmp_path / "target.mp3").read_bytes()
    assert re.findall(rb"CHAP.{6}chp(.)\0", head, re.DOTALL) == [b"0", b"1", b"2", b"3", b"4"]
    id3 = ID3(tmp_path / "target.mp3")
    assert [chapter.start_time for chapter in id3.getall("CHAP")] == [0, 1_000, 2_000, 3_000, 4_000]
    assert [contents.child_element_ids for contents in id3.getall("CTOC")] == [["chp0", "chp1", "chp2", "chp4"]]


def test_tags_larger_than_id3_can_say_are_refused(mp3: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("episodes.formats.audio.tagging._MOST_BYTES", 100)
    with pytest.raises(AudioError):
        tagged(mp3, tmp_path / "target.mp3", tags=TAGS)
    assert not (tmp_path / "target.mp3").exists()


def test_the_same_tags_give_the_same_bytes(mp3: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        tagged(mp3, tmp_path / name, tags=TAGS)
    tagged(tmp_path / "a", tmp_path / "c", tags=TAGS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()


def test_what_is_not_given_is_not_written_and_the_producers_cover_stays(mp3: Path, tmp_path: Path) -> None:
    tagged(mp3, tmp_path / "target.mp3", tags=AudioTags(title="Pier", show="Quay"))
    id3 = ID3(tmp_path / "target.mp3")
    assert [frame.data for frame in id3.getall("APIC")] == [PNG]
    assert (id3.getall("TRCK"), id3.getall("CTOC"), id3.getall("CHAP")) == ([], [], [])


@pytest.mark.parametrize("head", [b"", b"ID3\x09\x00\x00\x00\x00\x00\x00"])
def test_tags_that_cannot_be_read_are_replaced(head: bytes, tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(head + silent_mp3(1.2))
    tagged(tmp_path / "source", tmp_path / "target", tags=AudioTags(title="Pier", show="Quay"))
    assert set(ID3(tmp_path / "target")) == {"TIT2", "TALB"}


@pytest.mark.parametrize(("tags", "covers"), [(TAGS, [JPEG]), (AudioTags(title="Pier", show="Quay", cover=PNG), [PNG])])
@pytest.mark.parametrize("name", ["aac.m4a", "chapters.m4a"])
def test_an_m4a_gets_tags_and_keeps_its_chapters(
    name: str, tags: AudioTags, covers: list[bytes], tmp_path: Path
) -> None:
    target = tmp_path / "target.m4a"
    size = tagged(DATA / name, target, tags=tags)
    with target.open("rb") as file, (DATA / name).open("rb") as source:
        info, before = inspect(file, name="target.m4a"), inspect(source, name=name)
    assert (info.size_bytes, info.title, info.duration_ms, info.chapters) == (
        size,
        tags.title,
        before.duration_ms,
        before.chapters,
    )
    written = MP4(target).tags
    assert written["\xa9alb"] == ["Quay"]
    assert written.get("trkn") == ([(7, 0)] if tags.number else None)
    assert [bytes(cover) for cover in written["covr"]] == covers


def test_an_m4a_without_tags_gets_some(tmp_path: Path) -> None:
    source = tmp_path / "source.m4a"
    source.write_bytes((DATA / "aac.m4a").read_bytes().replace(b"udta", b"free"))
    tagged(source, tmp_path / "target.m4a", tags=AudioTags(title="Pier", show="Quay"))
    assert MP4(tmp_path / "target.m4a").tags["\xa9nam"] == ["Pier"]


def test_nothing_is_left_behind_of_what_cannot_be_tagged(tmp_path: Path) -> None:
    (tmp_path / "source.m4a").write_bytes(b"\0\0\0\x08ftyp")
    with pytest.raises(AudioError) as caught:
        tagged(tmp_path / "source.m4a", tmp_path / "target.m4a", tags=TAGS)
    assert str(caught.value) == "“source.m4a” cannot be given tags. Export it again."
    assert [path.name for path in tmp_path.iterdir()] == ["source.m4a"]


def test_nothing_is_left_behind_of_a_copy_that_was_broken_off(mp3: Path, tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        tagged(mp3, tmp_path / "target", tags=None)
    assert not (tmp_path / "target").exists()


def test_a_file_at_the_target_is_not_overwritten(mp3: Path, tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        tagged(mp3, tmp_path / "target", tags=TAGS)
    assert (tmp_path / "target").read_bytes() == b"kept"
