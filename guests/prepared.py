"""Questions whose SQL the ORM writes once in a process; from then on they are asked with other values.

A question about what is public takes the ORM some milliseconds to write and the database some tenths of one to answer.
What pages ask at every turn is therefore `Prepared`: the question is written with a `Slot` in the place of each value
that changes, by the same QuerySet methods as any other.
"""

from collections.abc import Callable, Hashable, Iterator
from copy import copy
from functools import lru_cache
from typing import Any

from django.db import connections, models
from django.db.models import BigAutoField, CharField, DateTimeField, Expression
from django.utils import timezone

# Pages far down a list are each a question of their own.
_MOST_VARIANTS = 256


class Slot(Expression):
    """The place of a value that is given when the question is asked: `filter(slug=Slot("slug"))`."""

    def __init__(self, name: str, output_field: "models.Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field or CharField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def filled(self, values: dict[str, Any], connection: Any) -> Any:
        """The value as the database driver takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


# The moment of asking, which is filled in where it is not given.
NOW = Slot("now", DateTimeField())


def key(name: str) -> Slot:
    """A slot for a primary key."""
    return Slot(name, BigAutoField())


class Prepared[Row]:
    """A question that `write` puts as a QuerySet with slots; `variant` are values that change its SQL.

    `question(True, slug="a-lamp")` is the list that `write(True)` gives with the slot `slug` filled so.
    """

    def __init__(self, write: Callable[..., "models.QuerySet[Any, Row]"]) -> None:
        self._written = lru_cache(maxsize=_MOST_VARIANTS)(lambda *variant: _Written(write(*variant)))

    def prepare(self, *variant: Hashable) -> None:
        """Write the question now, without asking it."""
        self._written(*variant)

    def __call__(self, *variant: Hashable, **values: Any) -> list[Row]:
        return list(self._written(*variant).asked({"now": timezone.now(), **values}))

    def stream(self, *variant: Hashable, size: int, **values: Any) -> Iterator[Row]:
        """The rows one by one, read `size` at a time."""
        asked = self._written(*variant).asked({"now": timezone.now(), **values})
        rows: Iterator[Row] = asked.iterator(chunk_size=size)
        return rows

    def first(self, *variant: Hashable, **values: Any) -> Row | None:
        """The first row, or None; the question itself says how many it wants."""
        return next(iter(self(*variant, **values)), None)


class _Written:
    """A QuerySet with its SQL. Everything here is only read once it is made, by many threads."""

    def __init__(self, queryset: Any) -> None:
        self._queryset = queryset
        self._using = queryset.db
        self._compiler = queryset.query.get_compiler(using=self._using)
        self._sql, self._parameters = self._compiler.as_sql()
        self._slots = {given.name: given for given in self._parameters if isinstance(given, Slot)}
        self._compiler.connection = None  # that of the thread that came first

    def asked(self, values: dict[str, Any]) -> Any:
        queryset = self._queryset._chain()
        queryset._query = _Asked(self, queryset._query, values)
        return queryset

    def compiler(self, values: dict[str, Any]) -> Any:
        """One that is done already, for the connection of this thread and these values."""
        compiler = copy(self._compiler)
        compiler.connection = connection = connections[self._using]
        parameters = self._filled(values, connection)
        compiler.as_sql = lambda *_, **__: (self._sql, parameters)
        return compiler

    def _filled(self, values: dict[str, Any], connection: Any) -> tuple[Any, ...]:
        given = {name: slot.filled(values, connection) for name, slot in self._slots.items()}
        return tuple(given[part.name] if isinstance(part, Slot) else part for part in self._parameters)


class _Asked:
    """In a QuerySet the place of a Query that has been compiled already."""

    def __init__(self, written: _Written, query: Any, values: dict[str, Any]) -> None:
        self._written = written
        self._query = query
        self._values = values

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self._written.compiler(self._values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)
