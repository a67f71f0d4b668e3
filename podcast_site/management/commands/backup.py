from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from podcast_site import backup
from podcast_site.appearing import NotWritten
from podcast_site.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Writes everything into one file: all rows and all files, while the site is in use. The file is there when it"
        " is whole. It can be restored on SQLite and on PostgreSQL, whichever it came from."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what is written, a name that is not taken yet: podcasts.tar")

    def handle(self, *, file: Path, verbosity: int, **options: Any) -> None:
        try:
            with Progress(self.stderr, "Copying files") as progress:
                written = backup.write(file, progress=progress)
        except (backup.BackupError, NotWritten) as error:
            raise CommandError(str(error)) from error
        if verbosity > 0:
            self.stdout.write(f"{file}: {written.rows:,} rows and {written.files:,} files, {written.bytes:,} bytes.")
        for name in written.missing:
            self.stderr.write(f"The site speaks of a file that is not in its media folder: {name}.")
