"""The index in the database: tables, triggers, and how a question is put to it. SQLite has FTS5, PostgreSQL tsvector.

Both get words that are folded and stemmed already (`formats.words`), so both find the same. As with the revision,
triggers notice what changes: signals and `save()` would miss bulk updates, imports and SQL.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from episodes.formats.questions import Question, Term
from episodes.models.search import PASSAGE_BITS
from episodes.triggers import EPISODES_OF, row_trigger
from guests.prepared import Slot

DOCUMENTS = "episodes_searchdocument"
PASSAGES = "episodes_searchpassage"
UNINDEXED = "episodes_unindexed"
# From the best place to find something to the others; PostgreSQL's letters for them.
COLUMNS: Mapping[str, str] = {"title": "A", "names": "B", "texts": "C", "speech": "D"}
BEGINNINGS = ("title", "names")
"""Where the beginning of a word finds it; elsewhere there are stems alone."""

# Table → the columns of a row that are searched, and which episodes the row belongs to.
_SOURCES: Mapping[str, str] = {
    "episodes_episode": "title, summary, notes, show_id, season_id",
    "episodes_chapter": "title, start_ms, hidden, episode_id",
    "episodes_resourcelink": "label, url, episode_id",
    "episodes_credit": "person_id, episode_id",
    "episodes_transcript": "webvtt, language, episode_id",
    "episodes_episode_topics": "topic_id, episode_id",
    "episodes_topic": "name",
    "episodes_season": "name",
    "episodes_show": "language",
    "guests_person": "name, headline",
}
_EPISODES_OF: Mapping[str, str] = {
    **EPISODES_OF,
    "episodes_show": "SELECT id FROM episodes_episode WHERE show_id = {row}.id",
}


# Episodes that were there before the triggers were.
_MARK_NEW = (
    f"INSERT INTO {UNINDEXED} (episode_id) SELECT id FROM episodes_episode"
    f" WHERE id NOT IN (SELECT episode_id FROM {DOCUMENTS}) AND id NOT IN (SELECT episode_id FROM {UNINDEXED})"
)


def install(*, using: str, **_: Any) -> None:
    """Make the index and the triggers that are missing in the database `using`; a `post_migrate` handler."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        if not {DOCUMENTS, PASSAGES, UNINDEXED, *_SOURCES} <= present:
            return
        postgres = connection.vendor == "postgresql"
        for statement in [*(_postgres_index() if postgres else _sqlite_index(present)), *_marks(connection), _MARK_NEW]:
            cursor.execute(statement)


# All that makes an episode public, of all shows and of one, with what lists count. SQLite reads a row from its start to
# the column that is asked for, notes and all; of the thousands of episodes that have a common word, or are of a show,
# it need not read any. For PostgreSQL addresses are too long for an index, and notes lie beside its rows.
_PUBLIC = (
    "CREATE INDEX IF NOT EXISTS episodes_episode_public"
    " ON episodes_episode (state, publish_at, deleted_at, audio_file, audio_url)",
    "CREATE INDEX IF NOT EXISTS episodes_episode_public_of_show"
    " ON episodes_episode (show_id, state, publish_at, deleted_at, audio_file, audio_url, season_id)",
)


def _sqlite_index(present: set[str]) -> Iterator[str]:
    for table, key, columns in ((DOCUMENTS, "episode_id", [*COLUMNS]), (PASSAGES, "id", ["words"])):
        names = ", ".join(columns)
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts USING fts5({names}, content='{table}',"
            f" content_rowid='{key}', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
        )
        old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
        forget = f"INSERT INTO {table}_fts ({table}_fts, rowid, {names}) VALUES ('delete', OLD.{key}, {old});"
        learn = f"INSERT INTO {table}_fts (rowid, {names}) VALUES (NEW.{key}, {new});"
        for event, what in (("INSERT", learn), ("DELETE", forget), ("UPDATE", forget + learn)):
            yield f"CREATE TRIGGER IF NOT EXISTS {table}_fts_{event.lower()} AFTER {event} ON {table} BEGIN {what} END"
        if f"{table}_fts" not in present:
            yield f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')"
    yield from _PUBLIC


def _postgres_index() -> Iterator[str]:
    weighted = " || ".join(f"setweight(to_tsvector('simple', {name}), '{letter}')" for name, letter in COLUMNS.items())
    for table, vector in ((DOCUMENTS, weighted), (PASSAGES, "to_tsvector('simple', words)")):
        yield f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS vector tsvector GENERATED ALWAYS AS ({vector}) STORED"
        yield f"CREATE INDEX IF NOT EXISTS {table}_vector ON {table} USING gin (vector)"


def _marks(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Triggers that note each episode whose words have changed."""
    for table, columns in _SOURCES.items():
        for event, rows in (("INSERT", ["NEW"]), ("DELETE", ["OLD"]), (f"UPDATE OF {columns}", ["OLD", "NEW"])):
            name = f"unindexed_{event.split()[0].lower()}"
            body = "".join(_mark(_EPISODES_OF[table].format(row=row), connection.vendor) for row in rows)
            yield from row_trigger(name, event=event, table=table, body=body, vendor=connection.vendor)


def _mark(episodes: str, vendor: str) -> str:
    if vendor == "postgresql":
        return f"INSERT INTO {UNINDEXED} (episode_id) {episodes} ON CONFLICT DO NOTHING;"
    # Not an upsert: inside a trigger SQLite takes over the conflict rule of the statement that fired it.
    return (
        f"INSERT INTO {UNINDEXED} (episode_id) SELECT DISTINCT id FROM ({episodes})"
        f" WHERE id NOT IN (SELECT episode_id FROM {UNINDEXED});"
    )


# Every question looks into each piece of an index; and how much of it is written at once, in pages.
_MOST_PIECES, _MERGED_PAGES = 6, 500


def merge(connection: BaseDatabaseWrapper) -> None:
    """Bring together what an index has taken down in pieces, in steps that let others write in between.

    PostgreSQL keeps new words in a list beside the index until it vacuums, which every question reads from its start;
    and its planner, which knows of the list, rather reads a whole table: a rare word took twenty times as long.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in (DOCUMENTS, PASSAGES):
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{table}_vector"])
            return
        for table in (f"{DOCUMENTS}_fts", f"{PASSAGES}_fts"):
            pieces = cursor.execute(f"SELECT COUNT(DISTINCT segid) FROM {table}_idx").fetchone()[0]
            pages = -_MERGED_PAGES  # less than nothing begins a merge of all pieces
            while pieces > _MOST_PIECES:
                before = _changes(cursor)
                cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages])
                if _changes(cursor) - before < _CHANGES_OF_A_MERGE:
                    break
                pages = _MERGED_PAGES


_CHANGES_OF_A_MERGE = 2  # fewer, and nothing is left to merge: https://sqlite.org/fts5.html#the_merge_command


def _changes(cursor: Any) -> int:
    changes: int = cursor.execute("SELECT total_changes()").fetchone()[0]
    return changes


type Asked = str | Slot
"""A question in the language of the database's full text (`asked`), or the slot for one."""


def documents(asked: Asked, *, vendor: str) -> RawSQL:
    """The keys of the episodes that have what is asked of columns."""
    return _found(DOCUMENTS, "rowid" if vendor == "sqlite" else "episode_id", asked, vendor)


def near(asked: Asked, *, vendor: str) -> RawSQL:
    """The keys of the episodes in which what is asked of passages is said within one of them."""
    return _found(PASSAGES, f"{'rowid' if vendor == 'sqlite' else 'id'} >> {PASSAGE_BITS}", asked, vendor)


def first_passages(asked: Asked, *, vendor: str, ranges: Sequence[tuple[Any, Any]], most: int) -> RawSQL:
    """The keys of the first `most` passages that have what is asked, for each range of keys (or slots for keys)."""
    if vendor == "sqlite":
        matching = f"SELECT rowid FROM {PASSAGES}_fts WHERE {PASSAGES}_fts MATCH %s AND rowid"
        select = f"{matching} BETWEEN %s AND %s ORDER BY rowid LIMIT {most}"
    else:
        matching = f"SELECT id FROM {PASSAGES} WHERE vector @@ to_tsquery('simple', %s) AND id"
        select = f"{matching} BETWEEN %s AND %s ORDER BY id LIMIT {most}"
    return _each(select, [(asked, first, last) for first, last in ranges])


def best_passages(asked: Asked, *, vendor: str, ranges: Sequence[tuple[Any, Any]], most: int) -> RawSQL:
    """As `first_passages`, but those that have most of what is asked."""
    if vendor == "sqlite":
        matching = f"SELECT rowid FROM {PASSAGES}_fts WHERE {PASSAGES}_fts MATCH %s AND rowid"
        return _each(f"{matching} BETWEEN %s AND %s ORDER BY rank LIMIT {most}", [(asked, *ends) for ends in ranges])
    matching = f"SELECT id FROM {PASSAGES} WHERE vector @@ to_tsquery('simple', %s) AND id BETWEEN %s AND %s"
    ranked = f"{matching} ORDER BY ts_rank(vector, to_tsquery('simple', %s)) DESC, id LIMIT {most}"
    return _each(ranked, [(asked, *ends, asked) for ends in ranges])


def _each(select: str, values: Sequence[tuple[Any, ...]]) -> RawSQL:
    """One after the other by hand: an index is read for each, and nothing is sorted but what one episode has."""
    whole = " UNION ALL ".join(f"SELECT * FROM ({select}) AS its" for _ in values)
    return RawSQL(whole, [value for its in values for value in its])


def _found(table: str, key: str, asked: Asked, vendor: str) -> RawSQL:
    if vendor == "sqlite":
        return RawSQL(f"SELECT {key} FROM {table}_fts WHERE {table}_fts MATCH %s", [asked])
    return RawSQL(f"SELECT {key} FROM {table} WHERE vector @@ to_tsquery('simple', %s)", [asked])


def asked(question: Question, *, vendor: str, columns: Sequence[str] = (), any_term: bool = False) -> str:
    """All terms of the question, or `any_term`, in the language of the database's full text.

    In `columns` of documents; without them it is asked of passages. Words are letters, digits and marks: nothing to
    escape.
    """
    terms = question.terms
    if vendor == "sqlite":
        whole = (" OR " if any_term else " AND ").join(_fts5(term, has_columns=bool(columns)) for term in terms)
        return f"{{{' '.join(columns)}}} : ({whole})" if columns else whole
    letters = "".join(COLUMNS[column] for column in columns)
    return (" | " if any_term else " & ").join(_tsquery(term, letters) for term in terms)


def _fts5(term: Term, *, has_columns: bool) -> str:
    ways = [f'"{" ".join(phrase)}"' for phrase in term.phrases]
    if term.prefix:
        only = f"{{{' '.join(BEGINNINGS)}}} : " if has_columns and not term.is_character else ""
        ways += [f'{only}"{term.prefix}" *'] if has_columns or term.is_character else []
    return f"({' OR '.join(ways)})"


def _tsquery(term: Term, letters: str) -> str:
    ways = [" <-> ".join(f"'{word}':{letters}" for word in phrase) for phrase in term.phrases]
    if term.is_character:
        ways.append(f"'{term.prefix}':*{letters}")
    elif term.prefix and letters:
        ways.append(f"'{term.prefix}':*{''.join(sorted(set(letters) & {COLUMNS[name] for name in BEGINNINGS}))}")
    return f"({' | '.join(ways)})".replace("':)", "')").replace("': ", "' ")
