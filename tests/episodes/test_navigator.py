import pytest

from episodes.navigator import PAGE_ANCHORS, chapter_marks
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
