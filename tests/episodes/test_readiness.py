"""The checklist, case by case."""

from dataclasses import replace

import pytest

from episodes import readiness
from episodes.models import Check, Role
from episodes.readiness import Facts, Guest, Link, State
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    ResourceLinkFactory,
    TranscriptFactory,
)

READY = Facts(
    audio=True,
    audio_facts=True,
    duration_ms=600_000,
    title="The lamp room",
    summary="What it takes to keep a light burning for two hundred years, told by those who do.",
    notes="Come in.",
    cover=True,
    chapters=(0, 60_000, 590_000),
    people=(Guest(name="Ada", headline=True, portrait=True),),
    links=(Link(label="Lamp", url="https://lamp.example/"),),
    transcript=True,
    serial=True,
    number=3,
)


def sentences(facts):
    return {entry.name: entry.sentence for entry in readiness.checklist(facts, must_have=()) if entry.sentence}


def test_what_has_everything_is_ready():
    assert sentences(READY) == {}


@pytest.mark.parametrize(
    ("changed", "name", "sentence"),
    [
        ({"audio": False}, "audio", "The episode has no audio yet: upload a file or give its address."),
        ({"audio_facts": False}, "audio", "Give the audio's type, size and duration."),
        ({"title": " "}, "title", "Give the episode a title."),
        ({"title_taken": True}, "title", "Another episode of the show has this title: tell the two apart."),
        ({"summary": " \n"}, "summary", "Write a summary: two or three sentences."),
        (
            {"summary": "x" * 49},
            "summary",
            "The summary is short: apps and search engines show at least 50 characters, it has 49.",
        ),
        (
            {"summary": "x" * 401},
            "summary",
            "The summary is long: most apps cut it after 400 characters, it has 401.",
        ),
        ({"notes": ""}, "notes", "Write the notes, or paste them."),
        ({"cover": False}, "cover", "Neither the episode nor its show has a cover: add one."),
        (
            {"undescribed": 1},
            "alternatives",
            "Say in words what 1 picture shows, for those who cannot see it.",
        ),
        ({"chapters": ()}, "chapters", "Add chapters, the first at 0:00."),
        ({"chapters": (0, 60_000, 30_000)}, "chapters", "The chapters are not in the order of time."),
        (
            {"chapters": (5_000, 60_000)},
            "chapters",
            "The first chapter starts at 0:05: let it start at 0:00.",
        ),
        (
            {"chapters": (0, 600_000)},
            "chapters",
            "The chapter at 10:00 starts after the audio ends (10:00).",
        ),
        (
            {"chapters": (0, 60_000, 69_999)},
            "chapters",
            "The chapter at 1:00 is shorter than 10 seconds: some apps then show none at all.",
        ),
        (
            {"chapters": (0, 590_001)},
            "chapters",
            "The chapter at 9:50 is shorter than 10 seconds: some apps then show none at all.",
        ),
        ({"people": ()}, "people", "Say who is heard."),
        (
            {
                "people": (
                    Guest(name="Ada", headline=False, portrait=False),
                    Guest(name="Bo", headline=True, portrait=False),
                )
            },
            "people",
            "A headline is missing: Ada.",
        ),
        ({"people": (Guest(name="Bo", headline=True, portrait=False),)}, "people", "A portrait is missing: Bo."),
        ({"links": (Link(label="Lamp", url=""), *READY.links)}, "links", "An address is missing: “Lamp”."),
        (
            {"links": tuple(Link(label=label, url="https://gone.example", dead="It is gone.") for label in "ABC")},
            "answers",
            "No page answers: “A”, “B”, “C”. Look the addresses up again, or take the links out.",
        ),
        ({"transcript": False}, "transcript", "Add a transcript."),
        ({"number": None}, "number", "The show is heard in order: give the episode its number."),
    ],
)
def test_one_thing_is_missing_and_says_so(changed, name, sentence):
    assert sentences(replace(READY, **changed)) == {name: sentence}


@pytest.mark.parametrize("fine", [{"serial": False, "number": None}, {"full": False, "number": None}, {"links": ()}])
def test_what_the_show_does_not_need_is_not_missing(fine):
    assert sentences(replace(READY, **fine)) == {}


def test_chapters_of_audio_of_unknown_length_are_only_compared_with_each_other():
    assert sentences(replace(READY, duration_ms=None, chapters=(0, 10_000_000))) == {}


def test_the_show_says_what_blocks_and_audio_always_does():
    entries = readiness.checklist(Facts(), must_have=[Check.NOTES])
    assert [entry.name for entry in entries if entry.must] == ["audio", "notes"]


def test_every_check_has_a_name_that_a_show_can_choose():
    names = [entry.name for entry in readiness.checklist(READY, must_have=())]
    assert sorted(names) == sorted(["audio", *Check.values])
    assert {entry.state for entry in readiness.checklist(READY, must_have=())} == {State.MET}


@pytest.mark.parametrize(
    ("notes", "cover", "cover_alt", "count"),
    [
        ("![](a.jpg) and ![](b.jpg)", False, "", 2),
        ("![A lamp](a.jpg)", True, "A tower", 0),
        ("", True, " ", 1),
    ],
)
def test_pictures_without_words_are_counted(notes, cover, cover_alt, count):
    assert readiness.undescribed(notes=notes, cover=cover, cover_alt=cover_alt) == count


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_facts_of_an_episode_take_six_queries_however_long_it_is(rows, django_assert_num_queries):
    episode = EpisodeFactory(title="The lamp room")
    TranscriptFactory(episode=episode)
    for at in range(rows):
        ChapterFactory(episode=episode, start_ms=at * 60_000)
        CreditFactory(episode=episode, role=Role.GUEST, person__name=f"Ada {at}")
        ResourceLinkFactory(episode=episode, label=f"Lamp {at}")
    with django_assert_num_queries(6):
        facts = readiness.facts_of(episode=episode)
    assert facts.chapters == tuple(at * 60_000 for at in range(rows))
    assert [guest.name for guest in facts.people] == [f"Ada {at}" for at in range(rows)]
    assert (facts.transcript, facts.title_taken, len(facts.links)) == (True, False, rows)


@pytest.mark.django_db
def test_a_title_is_taken_within_its_show_alone():
    first = EpisodeFactory(title="The lamp room")
    second = EpisodeFactory(title="the lamp ROOM", show=first.show)
    elsewhere = EpisodeFactory(title="The lamp room")
    assert [readiness.facts_of(episode=each).title_taken for each in (first, second, elsewhere)] == [True, True, False]


@pytest.mark.django_db
def test_what_a_show_must_have_blocks():
    episode = EpisodeFactory(show__must_have=[Check.TRANSCRIPT, Check.NOTES])
    assert readiness.blocking(episode=episode) == ["Write the notes, or paste them.", "Add a transcript."]
