import pytest
from django.core.management import call_command
from django.db import connection

from episodes import triggers
from episodes.models import Episode, Revision, StateChange
from guests.models import Person
from tests.factories import EpisodeFactory, PersonFactory

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


def test_postgresql_gets_one_trigger_for_each_table():
    class PostgreSQL:
        vendor = "postgresql"

    function, *rest = triggers._statements(PostgreSQL(), ["guests_person"])
    assert "CREATE OR REPLACE FUNCTION episodes_new_revision()" in function
    assert rest == [
        "CREATE OR REPLACE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE ON guests_person"
        " FOR EACH STATEMENT EXECUTE FUNCTION episodes_new_revision()"
    ]


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
