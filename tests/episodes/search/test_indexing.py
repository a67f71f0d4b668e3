import pytest
from django.db import connection

from episodes import search
from episodes.models import Credit, Episode, SearchDocument, SearchPassage, Topic, Transcript, Unindexed
from episodes.search import indexing, tables
from guests.models import Person
from tests.factories import EpisodeFactory, TopicFactory
from tests.words import episode, found, vtt

pytestmark = pytest.mark.django_db


def taken_down():
    return list(search.index())


@pytest.mark.parametrize(
    "change",
    [
        lambda made: Episode.objects.filter(pk=made.pk).update(notes="Sextant"),
        lambda made: Episode.objects.filter(pk=made.pk).update(summary="Sextant"),
        lambda made: made.chapters.create(title="Sextant", start_ms=9),
        lambda made: made.chapters.update(title="Sextant"),
        lambda made: made.resource_links.create(label="Sextant", url="https://a.example/"),
        lambda made: Person.objects.update(name="Sextant"),
        lambda made: Person.objects.update(headline="Sextant"),
        lambda made: Topic.objects.filter(episodes=made).update(name="Sextant"),
        lambda made: made.topics.add(TopicFactory(name="Sextant")),
        lambda made: made.transcripts.create(webvtt=vtt("A sextant."), language="de"),
        lambda made: Transcript.objects.update(webvtt=vtt("A sextant.")),
    ],
)
def test_every_change_is_noticed_and_found_after_the_next_tick(change):
    made = episode("Made", people=["Ana"], chapters=["One"], said=["Nothing."])
    made.topics.add(TopicFactory(name="Tides"))
    assert found("sextant") == []
    change(made)
    assert found("sextant") == ["Made"]


def test_what_is_gone_is_not_found_any_more():
    made = episode("Made", people=["Ana"], said=["A sextant."])
    assert found("sextant") == found("ana") == ["Made"]
    made.transcripts.all().delete()
    Credit.objects.all().delete()
    assert found("sextant") == found("ana") == []
    assert not SearchPassage.objects.exists()


def test_what_words_do_not_depend_on_is_no_reason_to_take_them_down_again():
    made = episode("Made")
    assert taken_down() == ["“Made” can be found by its words."]
    Episode.objects.filter(pk=made.pk).update(state="withdrawn", slug="other")
    assert taken_down() == []


def test_an_episode_that_is_gone_leaves_nothing_behind():
    made = episode("Made", chapters=["One"], said=["Line."])
    taken_down()
    made.delete()
    assert taken_down() == []
    assert not (SearchDocument.objects.exists())
    assert not (SearchPassage.objects.exists())
    assert not (Unindexed.objects.exists())


def test_a_few_are_taken_down_before_a_question_is_answered():
    EpisodeFactory.create_batch(5)
    search.catch_up()
    assert SearchDocument.objects.count() == 3


def test_what_older_rules_made_is_made_again():
    episode("Made")
    taken_down()
    SearchDocument.objects.update(version=indexing.VERSION - 1, title="old")
    assert found("made") == ["Made"]


def test_an_index_in_many_pieces_becomes_one(monkeypatch):
    monkeypatch.setattr(tables, "_MOST_PIECES", 1)
    for number in range(3):
        episode(f"Made {number}", days_old=number + 1, said=["A sextant."])
        search.catch_up()
    tables.merge(connection)
    assert found("sextant") == ["Made 0", "Made 1", "Made 2"]
    pieces, left = (
        ("SELECT COUNT(DISTINCT segid) FROM episodes_searchpassage_fts_idx", 1)
        if connection.vendor == "sqlite"
        else ("SELECT gin_clean_pending_list('episodes_searchpassage_vector')", 0)
    )
    with connection.cursor() as cursor:
        cursor.execute(pieces)
        assert cursor.fetchone() == (left,)


def test_a_chapter_that_moves_is_found_at_its_new_second():
    made = episode(chapters=["The sextant"])
    taken_down()
    made.chapters.update(start_ms=877_000)
    taken_down()
    assert search.places(search.ask("sextant"), languages={made.pk: "en"})[made.pk][0].clock == "14:37"


def test_a_line_is_found_across_the_border_of_its_passage():
    episode("Made", said=["one two three four five six seven eight nine ten"] * 5 + ["first half", "second half"])
    assert found('"half second"') == ["Made"]
    assert SearchPassage.objects.count() == 3
    assert SearchPassage.objects.filter(words__contains="half second").count() == 1


def test_taking_down_asks_the_same_whatever_there_is(django_assert_num_queries):
    number = 22  # the last two of them for the pieces of two indexes
    episode("One", people=["Ana"], chapters=["A"], said=["Line."])
    with django_assert_num_queries(number):
        taken_down()
    episode("Three", people=["Bo", "Cy", "Di"], chapters=["A", "B", "C"], said=["Line."] * 30)
    with django_assert_num_queries(number):
        taken_down()


def test_sqlite_tells_what_is_public_without_reading_an_episode():
    plan = Episode.objects.published().order_by().values("pk").explain()
    assert connection.vendor != "sqlite" or "COVERING INDEX episodes_episode_public" in plan
