import pytest

from episodes.navigator import PAGE_ANCHORS, chapter_marks, transcript_turns
from tests.factories import ChapterFactory, EpisodeFactory

pytestmark = pytest.mark.django_db

MINUTE = 60_000


def marks(*chapters, duration_ms=45 * MINUTE):
    episode = EpisodeFactory(duration_ms=duration_ms)
    for chapter in chapters:
        ChapterFactory(episode=episode, **chapter)
    return chapter_marks(episode, episode.chapters.all())


def test_hidden_chapters_are_not_listed_and_do_not_count():
    found = marks(
        {"start_ms": 0, "title": "Welcome"},
        {"start_ms": MINUTE, "title": "Jingle", "hidden": True},
        {"start_ms": 2 * MINUTE, "title": "Rope"},
    )
    assert [(mark.number, mark.title) for mark in found] == [(1, "Welcome"), (2, "Rope")]


def test_chapter_lasts_to_its_own_end_or_the_next_start_or_the_end_of_the_audio():
    found = marks(
        {"start_ms": 0},
        {"start_ms": 10 * MINUTE, "end_ms": 12 * MINUTE},
        {"start_ms": 20 * MINUTE},
    )
    assert [mark.end_ms for mark in found] == [10 * MINUTE, 12 * MINUTE, 45 * MINUTE]


def test_last_chapter_of_an_audio_of_unknown_length_has_no_end():
    first, last = marks({"start_ms": 0}, {"start_ms": MINUTE}, duration_ms=None)
    assert (first.end_ms, first.end_seconds, first.length) == (MINUTE, "60", "1:00")
    assert (last.end_ms, last.end_seconds, last.length) == (None, "", "")


def test_row_says_its_start_for_readers_and_for_links():
    (mark,) = marks({"start_ms": 877_250})
    assert (mark.clock, mark.seconds, mark.end_seconds) == ("14:37", "877.25", "2700")


def test_anchors_are_unique_and_none_of_the_page_itself():
    found = marks(
        {"start_ms": 0, "title": "Rope"},
        {"start_ms": 1, "title": "Rope!"},
        {"start_ms": 2, "title": "Notes"},
        {"start_ms": 3, "title": "Player"},
    )
    slugs = [mark.slug for mark in found]
    assert slugs == ["rope", "rope-2", "notes-2", "player-2"]
    assert not PAGE_ANCHORS.intersection(slugs)


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.moon.example/tide?x=1", "moon.example"), ("https://moon.example:8443/", "moon.example"), ("", "")],
)
def test_own_link_of_a_chapter_is_named_by_its_host(url, host):
    (mark,) = marks({"start_ms": 0, "url": url})
    assert mark.url_host == host


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.example.org/a", "example.org"), ("", ""), ("http://[", ""), ("nowhere", "")],
)
def test_a_chapter_says_where_its_link_leads(url, host):
    assert [mark.url_host for mark in marks({"start_ms": 0, "url": url})] == [host]


def webvtt(*cues):
    """A transcript of `(start in seconds, speaker, words)`; each cue lasts a second."""
    blocks = [
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n<v {who}>{words}"
        for at, who, words in cues
    ]
    return "WEBVTT\n\n" + "\n\n".join(block.replace("<v >", "") for block in blocks) + "\n"


def shape(turns):
    """Titles of the chapters that begin, speaker, and words of each turn."""
    return [([mark.title for mark in t.chapters], t.speaker, [line.cue.text for line in t.lines]) for t in turns]


def test_a_turn_ends_where_somebody_else_speaks_and_where_a_chapter_begins():
    chapters = marks({"start_ms": 0, "title": "Welcome"}, {"start_ms": 20_000, "title": "Rope"})
    said = webvtt((0, "Ada", "a"), (5, "Ada", "b"), (10, "Bo", "c"), (20, "Bo", "d"), (30, "", "e"), (40, "Bo", "f"))
    assert shape(transcript_turns(said, chapters=chapters)) == [
        (["Welcome"], "Ada", ["a", "b"]),
        ([], "Bo", ["c"]),
        (["Rope"], "Bo", ["d"]),
        ([], "", ["e"]),
        ([], "Bo", ["f"]),
    ]


def test_every_chapter_has_its_place_in_the_transcript_though_nothing_is_said_in_it():
    chapters = marks({"start_ms": 0, "title": "Bell"}, {"start_ms": 10_000, "title": "Rope"}, {"start_ms": 60_000})
    turns = transcript_turns(webvtt((15, "Ada", "a")), chapters=chapters)
    assert shape(turns) == [(["Bell", "Rope"], "Ada", ["a"]), ([chapters[2].title], "", [])]


def test_a_monologue_is_laid_out_in_pieces_and_names_its_speaker_once():
    turns = transcript_turns(webvtt(*((at, "Ada", "a") for at in range(45))))
    assert [(turn.speaker, len(turn.lines)) for turn in turns] == [("Ada", 20), ("", 20), ("", 5)]


def test_a_speaker_leads_to_their_page_by_name_or_by_a_first_name_that_is_theirs_alone():
    profiles = {"Ada Ferrier": "/ada/", "Bo Linden": "/bo/", "Bo Okafor": "/okafor/"}
    said = webvtt((0, "ada  FERRIER", "a"), (1, "Ada", "b"), (2, "Bo", "c"), (3, "Bo Okafor", "d"), (4, "Cy", "e"))
    assert [turn.profile for turn in transcript_turns(said, profiles=profiles)] == [
        "/ada/",
        "/ada/",
        "",
        "/okafor/",
        "",
    ]


def test_lines_that_begin_together_have_anchors_of_their_own():
    (turn,) = transcript_turns(webvtt((9, "", "a"), (9, "", "b"), (10, "", "c")))
    assert [line.anchor for line in turn.lines] == ["line_9000", "line_9000_2", "line_10000"]
