import pytest
from django.core.management import call_command
from django.db import connection

from episodes import triggers
from episodes.models import (
    Chapter,
    Credit,
    Episode,
    EpisodeRevision,
    OutgoingAudio,
    ResourceLink,
    Revision,
    Season,
    Show,
    Soundbite,
    StateChange,
    Topic,
    Transcript,
)
from guests.models import Person
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


def token():
    return Revision.objects.values_list("token", flat=True).first()


def raw_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guests_person SET headline = 'Other'")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Person.objects.update(headline="Other"),
        lambda: Person.objects.bulk_create([Person(name="New", slug="new")]),
        lambda: Person.objects.all().delete(),
        lambda: Episode.objects.update(title="Other"),
        raw_sql,
    ],
)
def test_every_way_to_change_something_is_noticed(change):
    PersonFactory()
    EpisodeFactory()
    before = token()
    change()
    assert token() != before


def test_there_is_one_row_and_no_token_twice():
    tokens = set()
    for _ in range(20):
        PersonFactory()
        tokens.add(token())
    assert len(tokens) == 20
    assert Revision.objects.count() == 1


def test_the_record_of_steps_is_nobodys_but_the_desks():
    episode = EpisodeFactory()
    before = token()
    StateChange.objects.create(episode=episode, from_state="draft", to_state="in_review")
    assert token() == before


def test_the_watched_tables_are_those_of_shows_episodes_and_people():
    watched = triggers.watched_tables()
    assert {"episodes_show", "episodes_episode", "episodes_episode_topics", "guests_person"} < watched
    assert not {"episodes_revision", "episodes_statechange", "auth_user"} & watched


def test_triggers_that_are_gone_come_back_with_the_next_migrate():
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER guests_person_update_revision"
            if connection.vendor == "sqlite"
            else "DROP TRIGGER revision ON guests_person"
        )
    person = PersonFactory()
    before = token()
    Person.objects.filter(pk=person.pk).update(headline="Unnoticed")
    assert token() == before
    call_command("migrate", verbosity=0)
    Person.objects.filter(pk=person.pk).update(headline="Noticed")
    assert token() != before


def test_another_database_is_refused_in_words():
    class Other:
        vendor = "mysql"

    with pytest.raises(NotImplementedError, match="no triggers for mysql"):
        list(triggers._statements(Other(), ["guests_person"]))


def test_on_postgresql_the_revision_is_written_before_any_row_is_and_tokens_once_for_a_statement():
    """`test_writing_at_once.py` says why; there are no such waits on SQLite."""

    class PostgreSQL:
        vendor = "postgresql"

    function, trigger, *others = triggers._statements(PostgreSQL(), ["guests_person"])
    assert "CREATE OR REPLACE FUNCTION episodes_new_revision()" in function
    assert trigger == (
        "CREATE OR REPLACE TRIGGER revision BEFORE INSERT OR UPDATE OR DELETE ON guests_person"
        " FOR EACH STATEMENT EXECUTE FUNCTION episodes_new_revision()"
    )
    assert all("FOR EACH STATEMENT" in statement for statement in others if "CREATE OR REPLACE TRIGGER" in statement)


def tokens():
    return dict(EpisodeRevision.objects.values_list("episode", "token"))


def episode_with_everything(topic="Bells"):
    episode = EpisodeFactory(season=SeasonFactory(name="One"))
    CreditFactory(episode=episode, person__name="Ewa")
    ChapterFactory(episode=episode)
    ResourceLinkFactory(episode=episode)
    TranscriptFactory(episode=episode)
    Soundbite.objects.create(episode=episode, start_ms=0, duration_ms=500)
    OutgoingAudio.objects.create(episode=episode, source="audio/one.mp3", file=f"outgoing/{episode.pk}.mp3", size=5)
    episode.topics.add(TopicFactory(name=topic))
    return episode


BELONGING = [
    pytest.param(model, changed, id=model.__name__)
    for model, changed in {
        Episode: {"title": "Other"},
        Season: {"name": "Other"},
        Credit: {"role": "narrator"},
        Person: {"name": "Other"},
        Chapter: {"title": "Other"},
        ResourceLink: {"label": "Other"},
        Transcript: {"language": "de"},
        Soundbite: {"title": "Other"},
        OutgoingAudio: {"size": 6},
        Topic: {"name": "Other"},
    }.items()
]


@pytest.mark.parametrize(("model", "changed"), BELONGING)
def test_an_episode_has_another_token_when_what_belongs_to_it_changes_and_no_other_has(model, changed):
    episode = episode_with_everything()
    before = tokens()
    row = model.objects.get()
    episode_with_everything(topic="Tides")
    assert {pk: token for pk, token in tokens().items() if pk == episode.pk} == before
    others = {pk: token for pk, token in tokens().items() if pk != episode.pk}
    model.objects.filter(pk=row.pk).update(**changed)
    assert tokens() == {**others, episode.pk: tokens()[episode.pk]}
    assert tokens()[episode.pk] != before[episode.pk]


@pytest.mark.parametrize(
    "model", [Credit, Chapter, ResourceLink, Transcript, Soundbite, OutgoingAudio, Episode.topics.through]
)
def test_a_row_that_comes_or_goes_is_noticed_and_one_that_moves_by_both(model):
    episode, other = episode_with_everything(), EpisodeFactory()
    row = model.objects.get()
    seen = [tokens()]
    model.objects.filter(pk=row.pk).update(episode=other)
    seen.append(tokens())
    model.objects.filter(pk=row.pk).delete()
    seen.append(tokens())
    assert seen[0][episode.pk] != seen[1][episode.pk] == seen[2][episode.pk]
    assert len({each[other.pk] for each in seen}) == 3
    model.objects.bulk_create([row])
    assert tokens()[episode.pk] != seen[2][episode.pk]


def test_the_show_is_not_of_the_episode_and_a_deleted_episode_has_no_token():
    episode = episode_with_everything()
    before = tokens()
    Show.objects.update(title="Other")
    assert tokens() == before
    episode.delete()
    assert tokens() == {}


def test_what_was_written_while_there_were_no_triggers_is_news_once_they_are_back():
    episode = episode_with_everything()
    before, revision = tokens(), token()
    triggers.make_way(using="default", plan=["a migration"])
    Episode.objects.filter(pk=episode.pk).update(title="Other")
    triggers.install(using="default")
    assert tokens()[episode.pk] != before[episode.pk]
    assert token() != revision


def test_episodes_that_were_there_before_the_triggers_get_a_token():
    EpisodeFactory()
    EpisodeRevision.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert len(tokens()) == 1


TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT event_object_table || trigger_name FROM information_schema.triggers",
}


def triggers_there():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def test_no_trigger_stands_in_the_way_of_a_migration_and_all_are_put_back():
    before = triggers_there()
    triggers.make_way(using="default", plan=[("a migration", False)])
    assert triggers_there() == (set() if connection.vendor == "sqlite" else before)
    call_command("migrate", verbosity=0)
    assert triggers_there() == before != set()
