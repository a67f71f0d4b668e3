"""In which order rows are locked: the one of the revision first, as by whoever writes (`episodes.triggers`).

So of two who lock and write several rows, in whatever order, one waits for the other, and never each for the other.
"""

from typing import Any, Self

from django.db import connections, models


def hold_revision(*, using: str) -> None:
    """Let nobody else write until the transaction is over. One query where the database locks rows, none on SQLite."""
    connection = connections[using]
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute("SELECT token FROM episodes_revision FOR UPDATE")


class LockedInOrder[Row: models.Model](models.QuerySet[Row]):
    """Rows that are locked to be written, the revision before them."""

    def select_for_update(self, *args: Any, **options: Any) -> Self:
        hold_revision(using=self.db)
        return super().select_for_update(*args, **options)
