"""Triggers by which the database itself notices every change of what shows, episodes and people are.

Signals and `save()` would miss bulk updates, imports and SQL; a trigger misses nothing and costs microseconds. They are
put back after every `migrate`, since SQLite drops them whenever a migration makes a table anew.

There is a token for everything (`Revision`) and one for each episode with all that belongs to it (`EpisodeRevision`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps as installed_apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

APPS = ("episodes", "guests")
REVISION = "episodes_revision"
OF_EPISODES = "episodes_episoderevision"

EPISODES_OF: Mapping[str, str] = {
    "episodes_episode": "SELECT {row}.id AS id",
    "episodes_chapter": "SELECT {row}.episode_id AS id",
    "episodes_resourcelink": "SELECT {row}.episode_id AS id",
    "episodes_credit": "SELECT {row}.episode_id AS id",
    "episodes_transcript": "SELECT {row}.episode_id AS id",
    "episodes_soundbite": "SELECT {row}.episode_id AS id",
    "episodes_outgoingaudio": "SELECT {row}.episode_id AS id",
    "episodes_episode_topics": "SELECT {row}.episode_id AS id",
    "episodes_topic": "SELECT episode_id AS id FROM episodes_episode_topics WHERE topic_id = {row}.id",
    "episodes_season": "SELECT id FROM episodes_episode WHERE season_id = {row}.id",
    "guests_person": "SELECT episode_id AS id FROM episodes_credit WHERE person_id = {row}.id",
}
"""The tables of what belongs to episodes → to which a row does, as SQL with `{row}` for the row.

A change here needs a migration, be it empty: SQLite makes triggers anew only then.
"""

# What only the desk shows, and what is on its way outside, is in no answer; the revision would notice itself.
NOT_WATCHED = frozenset(
    {
        REVISION,
        OF_EPISODES,
        "episodes_statechange",
        "episodes_comment",
        "episodes_previewlink",
        "episodes_letter",
        "episodes_mailchoice",
        "episodes_upload",
        "episodes_importedshow",
        "episodes_importedepisode",
        "episodes_mediaerrand",
        "episodes_importrun",
        "episodes_importrunpage",
        "episodes_importrunitem",
        "episodes_ownershipcode",
        "episodes_hubping",
        "episodes_indexping",
        "episodes_outgoingerrand",
        "episodes_outgoingfile",
        "episodes_sweep",
        "episodes_noteshtml",
        "episodes_writtenitem",
        "episodes_openform",
        "episodes_episodeversion",
        "episodes_searchdocument",
        "episodes_searchpassage",
        "episodes_unindexed",
        "episodes_membership",
        "episodes_transcripttext",
        "episodes_addresscheck",
        "episodes_calendaraddress",
        "episodes_deskvisit",
        "episodes_holiday",
        "episodes_followedshow",
        "guests_redirect",
        "guests_missedaddress",
        "episodes_question",
        "episodes_asking",
    }
)


def install(*, using: str, **_: Any) -> None:
    """Make the triggers on every watched table of the database `using` that lack them; a `post_migrate` handler.

    Where there were none at all everything counts as changed.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        if not {REVISION, OF_EPISODES, *EPISODES_OF} <= present:
            return
        if connection.vendor == "sqlite" and not _has_triggers(cursor):
            # What was written meanwhile has been noticed by nobody.
            cursor.execute(f"DELETE FROM {OF_EPISODES}")
            for statement in _SQLITE_WRITE.split(";"):
                cursor.execute(statement)
        for statement in _statements(connection, sorted(watched_tables() & present)):
            cursor.execute(statement)


def make_way(*, using: str, plan: Any = (), **_: Any) -> None:
    """Take all triggers off a SQLite database that is about to change; a `pre_migrate` handler.

    SQLite makes a table anew to change it, and refuses to while a trigger of another table speaks of it. `install`, and
    that of search, put them back.
    """
    connection = connections[using]
    if not plan or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def _has_triggers(cursor: Any) -> bool:
    cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'episodes_episode' LIMIT 1")
    return cursor.fetchone() is not None


def watched_tables() -> set[str]:
    """The tables of shows, episodes and people, with those that join them."""
    models = (
        model for app in APPS for model in installed_apps.get_app_config(app).get_models(include_auto_created=True)
    )
    return {model._meta.db_table for model in models} - NOT_WATCHED


def row_trigger(name: str, *, event: str, table: str, body: str, vendor: str) -> Iterator[str]:
    """The statements that let `body` run after each row of `table` that an `event` touches, by `NEW` and `OLD`."""
    if vendor == "postgresql":
        function = f"{table}_{name}"
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body} RETURN NULL; END $$"
        )
        yield f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    else:
        yield f"CREATE TRIGGER IF NOT EXISTS {table}_{name} AFTER {event} ON {table} BEGIN {body} END"


def _statements(connection: BaseDatabaseWrapper, tables: list[str]) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield _POSTGRESQL_FUNCTION
        for table in tables:
            yield (
                f"CREATE OR REPLACE TRIGGER revision BEFORE INSERT OR UPDATE OR DELETE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION episodes_new_revision()"
            )
    elif connection.vendor == "sqlite":
        for table in tables:
            for event in ("INSERT", "UPDATE", "DELETE"):
                yield (
                    f"CREATE TRIGGER IF NOT EXISTS {table}_{event.lower()}_revision AFTER {event} ON {table}"
                    f" BEGIN {_SQLITE_WRITE}; END"
                )
    else:
        raise NotImplementedError(f"There are no triggers for {connection.vendor}: use PostgreSQL or SQLite.")
    yield from _of_episodes(connection.vendor)


def _of_episodes(vendor: str) -> Iterator[str]:
    """Triggers that give each episode another token when it or what belongs to it changes."""
    token = "replace(gen_random_uuid()::text, '-', '')" if vendor == "postgresql" else "lower(hex(randomblob(16)))"
    for table, episodes in EPISODES_OF.items():
        for event, rows in (("insert", ("NEW",)), ("update", ("OLD", "NEW")), ("delete", ("OLD",))):
            touched = " UNION ".join(_touched(row, episodes, vendor) for row in rows)
            body = _COMES_OR_GOES.get((table, event), _CHANGES).format(token=token, touched=touched)
            name = f"revision_of_episodes_{event}"
            if vendor == "postgresql":
                yield from _statement_trigger(name, event=event, table=table, body=body, rows=rows)
            else:
                yield from row_trigger(name, event=event, table=table, body=body, vendor=vendor)
    yield _BEFORE_TRIGGERS.format(token=token)


def _touched(row: str, episodes: str, vendor: str) -> str:
    """The episodes that a changed row belongs to, as it was (`OLD`) or is (`NEW`); on PostgreSQL all rows at once."""
    if vendor != "postgresql":
        return episodes.format(row=row)
    each = episodes.format(row="touched")
    return f"SELECT its.id FROM {row}_rows AS touched CROSS JOIN LATERAL ({each}) AS its"


def _statement_trigger(name: str, *, event: str, table: str, body: str, rows: Sequence[str]) -> Iterator[str]:
    """For PostgreSQL, a trigger that runs once for a statement, with the `rows` that it touched as tables."""
    given = " ".join(f"{row} TABLE AS {row}_rows" for row in rows)
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {body} RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} REFERENCING {given}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_{name}()"
    )


_CHANGES = f"UPDATE {OF_EPISODES} SET token = {{token}} WHERE episode_id IN ({{touched}});"
_COMES_OR_GOES: Mapping[tuple[str, str], str] = {
    ("episodes_episode", "insert"): (
        f"INSERT INTO {OF_EPISODES} (episode_id, token) SELECT its.id, {{token}} FROM ({{touched}}) AS its;"
    ),
    ("episodes_episode", "delete"): f"DELETE FROM {OF_EPISODES} WHERE episode_id IN ({{touched}});",
}
# Episodes that were there before the triggers were.
_BEFORE_TRIGGERS = (
    f"INSERT INTO {OF_EPISODES} (episode_id, token) SELECT id, {{token}} FROM episodes_episode"
    f" WHERE id NOT IN (SELECT episode_id FROM {OF_EPISODES})"
)

# Before the statement has any row: whoever writes has that of the revision first, and keeps it to the end. So of
# two who write the same rows in different orders one waits for the other, and never each for the other.
# The clock, and not the start of the transaction or of the wait: of two changes the later one has the later time.
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION episodes_new_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {REVISION} (id, token, changed_at)
  VALUES (1, replace(gen_random_uuid()::text, '-', ''), clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET token = excluded.token, changed_at = clock_timestamp();
  RETURN NULL;
END
$$
"""

# Not an upsert: inside a trigger SQLite takes over the conflict rule of the statement that fired it.
_SQLITE_WRITE = (
    f"DELETE FROM {REVISION};"
    f" INSERT INTO {REVISION} (id, token, changed_at)"
    " VALUES (1, lower(hex(randomblob(16))), strftime('%Y-%m-%d %H:%M:%f', 'now'))"
)
