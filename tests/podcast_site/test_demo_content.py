"""The demo's content agrees with itself and with the files it names."""

import re
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import mutagen
import pytest
from PIL import Image

import podcast_site.demo
from podcast_site.demo.episodes import EPISODES
from podcast_site.demo.people import PEOPLE
from podcast_site.demo.recordings import RECORDINGS
from podcast_site.demo.shows import SHOWS, TOPICS

DEMO = Path(podcast_site.demo.__file__).parent
ROLES = {
    "host", "guest", "narrator", "reporter", "writer", "sound-designer", "audio-engineer", "producer",
}  # fmt: skip
# What Apple lists for the categories that the demo uses.
CATEGORIES = {
    ("Society & Culture", "Places & Travel"),
    ("Society & Culture", "Documentary"),
    ("Science", "Natural Sciences"),
    ("Science", "Earth Sciences"),
    ("History", ""),
}
INVENTED_HOST = re.compile(r"https://([a-z0-9-]+\.)*(example|example\.(org|net))(/[a-z0-9./-]*)?")

by_slug = pytest.mark.parametrize("episode", EPISODES, ids=lambda episode: episode.slug)
spoken = [episode for episode in EPISODES if episode.has_audio]
by_spoken_slug = pytest.mark.parametrize("episode", spoken, ids=lambda episode: episode.slug)


def files(folder: str) -> set[str]:
    return {path.name for path in (DEMO / folder).iterdir()}


@pytest.mark.parametrize("things", [SHOWS, TOPICS, PEOPLE, EPISODES])
def test_slugs_are_unique_and_plain(things):
    slugs = [thing.slug for thing in things]
    assert [slug for slug, times in Counter(slugs).items() if times > 1] == []
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_a_newcomer_finds_a_whole_programme():
    states = Counter(episode.state for episode in EPISODES)
    assert states["published"] >= 30
    assert (states["scheduled"] >= 3, states["in_review"] >= 2, states["draft"] >= 2) == (True,) * 3
    assert states["withdrawn"] == 1
    assert len(SHOWS) >= 2
    assert len(PEOPLE) >= 8


def test_each_name_that_is_used_exists():
    credited = {credit.person for thing in (*SHOWS, *EPISODES) for credit in thing.credits}
    assert credited == {person.slug for person in PEOPLE}
    assert {topic for episode in EPISODES for topic in episode.topics} == {topic.slug for topic in TOPICS}
    assert {episode.show for episode in EPISODES} == {show.slug for show in SHOWS}


@by_slug
def test_credits_use_known_roles_once_each(episode):
    assert {credit.role for credit in episode.credits} <= ROLES
    assert len(set(episode.credits)) == len(episode.credits) > 0


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.slug)
def test_shows_have_a_real_zone_and_real_categories(show):
    assert ZoneInfo(show.time_zone).key == show.time_zone
    assert set(show.categories) <= CATEGORIES


@by_slug
def test_moments_agree_with_states(episode):
    days = episode.days_from_now
    moment = "none" if days is None else "past" if days < 0 else "future" if days > 0 else "today"
    expected = {
        "published": "past",
        "withdrawn": "past",
        "scheduled": "future",
        "in_review": "none",
        "draft": "none",
    }
    assert moment == expected[episode.state]
    assert re.fullmatch(r"[01]\d:[0-5]\d|2[0-3]:[0-5]\d", episode.at)


def test_the_programme_reaches_back_no_more_than_two_years():
    days = [episode.days_from_now for episode in EPISODES if episode.days_from_now is not None]
    assert (min(days) >= -730, max(days) <= 30) == (True, True)


def test_season_and_number_are_unique_within_a_show():
    numbered = [(episode.show, episode.season, episode.number) for episode in EPISODES if episode.number is not None]
    assert [key for key, times in Counter(numbered).items() if times > 1] == []


def test_seasons_are_those_of_the_show():
    seasons = {(show.slug, season.number) for show in SHOWS for season in show.seasons}
    assert {(episode.show, episode.season) for episode in EPISODES if episode.season} == seasons


@by_slug
def test_episodes_have_words(episode):
    assert episode.title.strip() == episode.title != ""
    assert episode.summary != ""
    assert episode.notes.strip() != ""


def test_every_address_is_https_and_invented():
    addresses = [
        *(link.url for person in PEOPLE for link in person.links),
        *(link.url for episode in EPISODES for link in episode.links if link.url),
        *(chapter.url for recording in RECORDINGS.values() for chapter in recording.chapters if chapter.url),
        *(url for episode in EPISODES for url in re.findall(r"\]\(([^)]+)\)", episode.notes)),
    ]
    assert [address for address in addresses if not INVENTED_HOST.fullmatch(address)] == []
    assert len(addresses) > 50


def test_links_show_what_links_can_be():
    links = [link for episode in EPISODES for link in episode.links]
    assert (any(link.sponsored for link in links), any(not link.url for link in links)) == (True, True)
    chapters = [chapter for recording in RECORDINGS.values() for chapter in recording.chapters]
    assert (any(chapter.hidden for chapter in chapters), any(chapter.url for chapter in chapters)) == (True, True)


def test_no_audio_is_missing_or_unused():
    assert set(RECORDINGS) == {episode.slug for episode in spoken}
    assert files("audio") == {recording.file for recording in RECORDINGS.values()}


@by_spoken_slug
def test_chapters_lie_in_order_inside_the_audio(episode):
    recording = RECORDINGS[episode.slug]
    audio = mutagen.File(DEMO / "audio" / recording.file)
    starts = [chapter.start_ms for chapter in recording.chapters]
    assert starts == sorted(set(starts))
    assert (starts[0] == 0, starts[-1] < audio.info.length * 1000) == (True, True)
    assert audio.info.length * 1000 == pytest.approx(recording.duration_ms, abs=100)
    assert audio.tags["TIT2"].text == [episode.title]
    assert len(starts) >= 3


@by_spoken_slug
def test_chapters_are_those_that_are_spoken(episode):
    script = (DEMO / "scripts" / f"{episode.slug}.txt").read_text("utf-8")
    spoken_titles = re.findall(r"^## ([^|\n]+?)(?: \|.*)?$", script, flags=re.MULTILINE)
    assert [chapter.title for chapter in RECORDINGS[episode.slug].chapters] == spoken_titles


def test_labels_of_links_are_words_without_markup():
    labels = [link.label for episode in EPISODES for link in episode.links]
    assert [label for label in labels if re.search(r"[*_`]", label)] == []


def test_no_text_is_missing_or_unused():
    assert files("notes") == {f"{episode.slug}.md" for episode in EPISODES}
    assert files("scripts") == {f"{episode.slug}.txt" for episode in spoken}
    assert files("transcripts") == {episode.transcript for episode in EPISODES if episode.transcript}


@pytest.mark.parametrize(
    "episode", [episode for episode in EPISODES if episode.transcript], ids=lambda episode: episode.slug
)
def test_transcripts_say_each_chapters_name_when_it_starts(episode):
    text = (DEMO / "transcripts" / episode.transcript).read_text("utf-8")
    cues = re.findall(r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> .*\n<v ([^>]+)>(?:Chapter \w+: )?(.*)", text)
    said = {
        ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(ms): words.rstrip(".")
        for hours, minutes, seconds, ms, _, words in cues
    }
    chapters = RECORDINGS[episode.slug].chapters
    names = [chapter.title.rstrip(".?!") for chapter in chapters]
    assert [said[chapter.start_ms] for chapter in chapters[1:]] == names[1:]
    assert said[min(said)] == names[0]  # after the tune, with which the chapter begins
    assert {name for *_, name, _ in cues} <= {person.name for person in PEOPLE}


def test_no_picture_is_missing_or_unused():
    pictures = [
        *(show.cover for show in SHOWS),
        *(person.portrait for person in PEOPLE),
        *(episode.cover for episode in EPISODES if episode.cover),
    ]
    of_chapters = [file for episode in EPISODES for _title, file in episode.chapter_pictures]
    assert files("images") == {*(picture.file for picture in pictures), *of_chapters}
    assert [picture.file for picture in pictures if len(picture.alt) < 30] == []


@pytest.mark.parametrize(
    ("names", "side", "limit_bytes"),
    [
        ([person.portrait.file for person in PEOPLE], 800, 60_000),
        ([show.cover.file for show in SHOWS], 1400, 250_000),
        ([episode.cover.file for episode in EPISODES if episode.cover], 1400, 250_000),
        ([file for episode in EPISODES for _title, file in episode.chapter_pictures], 900, 90_000),
    ],
    ids=["portraits", "covers", "episode covers", "chapters"],
)
def test_pictures_are_square_and_light(names, side, limit_bytes):
    for name in names:
        path = DEMO / "images" / name
        with Image.open(path) as image:
            assert image.size == (side, side)
        assert path.stat().st_size <= limit_bytes


def test_the_demo_is_small_enough_for_a_repository():
    sizes = {folder: sum(path.stat().st_size for path in (DEMO / folder).iterdir()) for folder in ("audio", "images")}
    assert sizes["audio"] <= 9_000_000
    assert sum(sizes.values()) <= 12_000_000
