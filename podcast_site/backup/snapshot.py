"""The moment that a backup is of: who reads in it sees nothing that is written meanwhile, and hinders nobody."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

_ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection in which the database stays as it is now."""
    connection = connections[DEFAULT_DB_ALIAS].copy(alias=_ALIAS)
    if connection.vendor == "sqlite":
        # The site's own transactions take the lock for writing at once; a reader of the log in front of it needs none.
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[_ALIAS] = connection
    try:
        with transaction.atomic(using=_ALIAS):
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield _ALIAS
    finally:
        if connection.connection is not None:
            connection.connection.close()  # at once; Django's own `close` spares databases in memory
        del connections[_ALIAS]
