import json

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from episodes.exporting import Contents, pieces
from episodes.exporting.texts import markdown_page
from episodes.formats import chapters, transcripts
from episodes.models.transcript import TRANSCRIPT_TYPES
from tests.archives import AUDIO, COVER, MOON, SECRET, SITE, TOKEN, facts_of, show_with_everything, taken
from tests.factories import CreditFactory, EpisodeFactory, ShowFactory, TranscriptFactory


@pytest.fixture
def show(db):
    return show_with_everything()


def test_everything_of_a_public_episode_is_in_it(show):
    archive = taken(show)
    assert sorted(archive.namelist()) == sorted(
        [
            "README.md",
            "feed.xml",
            "files.json",
            "people.json",
            "show.json",
            "episodes/ebb/episode.md",
            "episodes/ebb/audio.mp3",
            *(f"episodes/ebb/chapters.{form}" for form in ("json", "xml", "txt")),
            *(
                f"episodes/ebb/transcript.{language}.{form}"
                for language in ("en", "pt")
                for form in ("vtt", "srt", "json", "html", "txt")
            ),
            f"images/{COVER}.jpg",
            f"images/{MOON}.jpg",
            f"images/{TOKEN}.png",
        ]
    )
    assert archive.read("episodes/ebb/audio.mp3") == AUDIO
    with default_storage.open(f"images/{COVER}.jpg") as cover:
        assert archive.read(f"images/{COVER}.jpg") == cover.read()
    readme = archive.read("README.md").decode()
    assert "# Slack Water" in readme
    assert "1 episode, all that are public" in readme


def test_the_facts_of_an_episode_stand_above_its_notes(show):
    facts, notes = facts_of(taken(show), "episodes/ebb/episode.md")
    episode = show.episodes.get(slug="ebb")
    assert notes == episode.notes
    assert facts["guid"] == " made elsewhere "
    assert facts["title"] == episode.title
    assert facts["publish_at"] == episode.publish_at.isoformat()
    assert facts["season"] == 90
    assert facts["credits"] == [{"person": "ada", "role": "guest"}]
    link = {"label": "Tide tables", "url": "https://link.example/", "sponsored": True, "archived_url": ""}
    assert facts["resource_links"] == [link]
    assert [chapter["start_ms"] for chapter in facts["chapters"]] == [0, 61_501]
    assert facts["audio"] == {"file": "audio.mp3", "url": "", "type": "audio/mpeg", "size": len(AUDIO)}


def test_chapters_and_transcripts_are_read_back_from_every_format(show):
    archive = taken(show)
    its = [(chapter.start_ms, chapter.title) for chapter in show.episodes.get(slug="ebb").chapters.all()]
    for form in ("json", "xml"):
        read = chapters.read(archive.read(f"episodes/ebb/chapters.{form}"))
        assert [(chapter.start_ms, chapter.title) for chapter in read] == its[: len(read)] != []
    for form in ("vtt", "srt", "json", "html", "txt"):
        data = archive.read(f"episodes/ebb/transcript.en.{form}")
        assert "Good evening." in transcripts.parse(data, media_type=TRANSCRIPT_TYPES[form]).cues[0].text


def test_people_and_show_are_plain_json(show):
    archive = taken(show)
    people = json.loads(archive.read("people.json"))
    assert {person["slug"] for person in people} == {"ada", "host"}
    assert [len(person["links"]) for person in people if person["slug"] == "ada"] == [1]
    about = json.loads(archive.read("show.json"))
    assert about["show"]["cover"] == f"{COVER}.jpg"
    assert [season["number"] for season in about["show"]["seasons"]] == [90]
    assert about["show"]["standing_credits"] == [{"person": "host", "role": "host"}]
    assert [topic["name"] for topic in about["topics"]] == ["Tides"]


def test_the_feed_has_every_public_episode_on_one_page_and_files_say_where_each_file_is(show):
    EpisodeFactory.create_batch(3, show=show)
    archive = taken(show)
    channel = etree.fromstring(archive.read("feed.xml")).find("channel")
    assert len(channel.findall("item")) == 4
    assert not [link for link in channel.findall("{*}link") if link.get("rel") in ("next", "last")]
    files = json.loads(archive.read("files.json"))
    assert files[f"{SITE}/slack-water/ebb/audio.mp3"] == "episodes/ebb/audio.mp3"
    enclosures = {item.find("enclosure").get("url") for item in channel.findall("item")}
    assert enclosures & set(files) == {f"{SITE}/slack-water/ebb/audio.mp3"}
    assert set(files.values()) < set(archive.namelist())


def test_nothing_that_is_not_public_is_in_it(show):
    archive = taken(show)
    for name in archive.namelist():
        assert SECRET not in archive.read(name).decode(errors="replace"), name


def test_with_unpublished_all_but_the_bin_is_in_it_and_the_feed_is_still_that_of_listeners(show):
    binned = EpisodeFactory(show=show, draft=True, slug="in-the-bin")
    type(binned).objects.filter(pk=binned.pk).update(deleted_at=binned.created_at)
    archive = taken(show, with_unpublished=True)
    pages = [name for name in archive.namelist() if name.endswith("/episode.md")]
    states = sorted(facts_of(archive, name)[0]["state"] for name in pages)
    assert states == ["approved", "approved", "draft", "in_review", "withdrawn"]
    assert SECRET not in archive.read("feed.xml").decode()
    assert SECRET in archive.read("show.json").decode()


def test_a_show_without_an_episode_has_an_archive_too(db):
    assert taken(ShowFactory()).namelist() == ["README.md", "show.json", "people.json", "feed.xml", "files.json"]


def test_it_comes_in_pieces_that_do_not_grow_with_the_audio(show):
    assert max(map(len, pieces(Contents(show=show, site=SITE)))) < 600_000


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(db, count):
    show = ShowFactory()
    for episode in EpisodeFactory.create_batch(count, show=show):
        CreditFactory(episode=episode)
        TranscriptFactory(episode=episode)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        taken(show)
    assert len(queries) == 48


def test_front_matter_has_no_sign_that_yaml_would_not_read():
    page = markdown_page({"title": "a\u2028b\x85c\ufeff", "number": None}, "Notes")
    assert page == '---\ntitle: "a\\u2028b\\u0085c\\ufeff"\nnumber: null\n---\n\nNotes'
