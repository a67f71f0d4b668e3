"""Rows as lines of JSON that belong to no database engine, and back."""

import base64
import datetime as dt
import gzip
import json
import uuid
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.sql import InsertQuery

from podcast_site.backup.archive import BackupError, Summed

# Made anew by triggers and ticks; what has to be made of nothing must not be thought done.
DERIVED = frozenset(
    {
        "episodes.Revision",
        "episodes.EpisodeRevision",
        "episodes.SearchDocument",
        "episodes.SearchPassage",
        "episodes.Unindexed",
        "episodes.NotesHtml",
        "episodes.WrittenItem",
        "episodes.OutgoingAudio",
        "episodes.OutgoingErrand",
        "episodes.OutgoingFile",
        "episodes.Sweep",
    }
)
# Who was signed in then signs in again: a session that was ended since must not come to life with an old backup.
FORGOTTEN = frozenset(
    {
        "sessions.Session",
        "usersessions.UserSession",
        "axes.AccessAttempt",
        "axes.AccessAttemptExpiration",
        "axes.AccessFailureLog",
        "axes.AccessLog",
    }
)

_PART_BYTES = 2**20
_AT_ONCE = 500


def kept_models() -> list[type[models.Model]]:
    """The models whose rows are in a backup, with those that join two of them."""
    return [model for model in stored_models() if model._meta.label not in DERIVED | FORGOTTEN]


def stored_models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def fields_of(model: type[models.Model]) -> list[Any]:
    """The fields of the model's own table that are written, and not worked out by the database."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def migrations(using: str) -> dict[str, list[str]]:
    """The names of the migrations that have been applied, by app, for all apps of which rows are kept."""
    kept = {model._meta.app_label for model in kept_models()}
    applied: dict[str, list[str]] = {app: [] for app in sorted(kept)}
    for app, name in sorted(MigrationRecorder(connections[using]).applied_migrations()):
        if app in kept:
            applied[app].append(name)
    return applied


# --- Rows → lines -----------------------------------------------------------------------------


def parts(model: type[models.Model], *, using: str) -> Iterator[tuple[bytes, int]]:
    """The rows of the model, some megabyte at a time, compressed; with how many they are."""
    names = [field.attname for field in fields_of(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    lines: list[bytes] = []
    size = 0
    for row in rows.iterator(chunk_size=_AT_ONCE):
        lines.append(json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        size += len(lines[-1])
        if size >= _PART_BYTES:
            yield gzip.compress(b"".join(lines), mtime=0), len(lines)
            lines, size = [], 0
    if lines:
        yield gzip.compress(b"".join(lines), mtime=0), len(lines)


def _plain(value: Any) -> str:
    """A value that JSON does not know, as its field's `to_python` reads it."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"There is no way to write {type(value).__name__} into a backup.")


# --- Lines → rows -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of one model in a backup, on their way into the database `using`."""

    model: type[models.Model]
    using: str

    def read(self, file: Summed) -> Iterator[list[Any]]:
        """The values of each row as the database gets them. Raises BackupError for a row that it would not take."""
        fields = [(field, _checks(field, self.using)) for field in fields_of(self.model)]
        for row in self._lines(file):
            yield [self._value(field, checks, value) for (field, checks), value in zip(fields, row, strict=True)]

    def _lines(self, file: Summed) -> Iterator[list[Any]]:
        width = len(fields_of(self.model))
        try:
            with gzip.open(cast(BinaryIO, file)) as lines:
                for line in lines:
                    row = json.loads(line)
                    if len(row) != width:
                        raise ValueError(f"a row of {len(row)} values")
                    yield row
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise BackupError(f"The backup is damaged in the rows of {self.model._meta.label}: {error}.") from error

    def _value(self, field: Any, checks: Sequence["_Check"], value: Any) -> Any:
        if value is None:
            return None
        try:
            found = field.to_python(value)
            for check in checks:
                check(found)
        except (ValidationError, ValueError) as error:
            reason = error.messages[0] if isinstance(error, ValidationError) else error
            what = f"{self.model._meta.label} has a row whose “{field.name}” cannot be stored here"
            raise BackupError(f"{what}: {reason}") from error
        return found

    def insert(self, file: Summed) -> int:
        """Write the rows as they are, keys and moments too; how many."""
        written, waiting = 0, []
        for values in self.read(file):
            waiting.append(values)
            if len(waiting) == self._at_once:
                written += self._insert(waiting)
                waiting = []
        return written + self._insert(waiting)

    @property
    def _at_once(self) -> int:
        fields = fields_of(self.model)
        return min(_AT_ONCE, connections[self.using].ops.bulk_batch_size(fields, [None] * _AT_ONCE))

    def _insert(self, rows: list[list[Any]]) -> int:
        if not rows:
            return 0
        fields = fields_of(self.model)
        names = [field.attname for field in fields]
        instances = [self.model.from_db(self.using, names, values) for values in rows]
        try:
            query = InsertQuery(self.model)
            query.insert_values(fields, instances, raw=True)  # as they are: nothing is set to the moment of writing
            query.get_compiler(using=self.using).execute_sql()
        except DatabaseError as error:
            keys = f"{instances[0].pk} to {instances[-1].pk}"
            raise BackupError(f"Of {self.model._meta.label}, one of the rows {keys} was refused: {error}") from error
        return len(rows)


type _Check = Callable[[Any], None]


def _checks(field: Any, using: str) -> list[_Check]:
    """What this database engine asks of the field's values, and another may not have."""
    target = field.target_field if field.is_relation else field
    checks: list[_Check] = []
    if connections[using].vendor == "postgresql":
        checks.append(_no_null_character)
        if target.max_length and isinstance(target, models.CharField | models.FileField):
            checks.append(_at_most(target.max_length))
    if isinstance(target, models.IntegerField):
        lowest, highest = connections[using].ops.integer_field_range(target.get_internal_type())
        checks += [] if lowest is None or highest is None else [_between(lowest, highest)]
    return checks


def _no_null_character(value: Any) -> None:
    if isinstance(value, str) and "\0" in value:
        raise ValueError("It has a null character in it.")
    if isinstance(value, dict | list) and "\\u0000" in json.dumps(value):
        raise ValueError("It has a null character in it.")


def _at_most(most: int) -> _Check:
    def check(value: Any) -> None:
        if len(value) > most:
            raise ValueError(f"It has {len(value)} characters; at most {most} are taken.")

    return check


def _between(lowest: int, highest: int) -> _Check:
    def check(value: Any) -> None:
        if not lowest <= value <= highest:
            raise ValueError(f"{value} is not between {lowest} and {highest}.")

    return check
