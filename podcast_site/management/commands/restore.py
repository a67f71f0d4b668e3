from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from episodes import search
from podcast_site import backup
from podcast_site.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Makes the site what it was when a backup was made. The backup is read whole and compared with its checksums"
        " before anything is touched; then everything is restored, or nothing. Stop the site meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup` wrote")
        parser.add_argument("--check", action="store_true", help="only read it, and say whether it could be restored")
        parser.add_argument(
            "--replace", action="store_true", help="also where there is a site, of which nothing is left"
        )

    def handle(self, *, file: Path, check: bool, replace: bool, verbosity: int, **options: Any) -> None:
        try:
            with Progress(self.stderr, "Reading" if check else "Reading, then restoring") as progress:
                if check:
                    found = backup.check(file, progress=progress)
                else:
                    found = backup.restore(file, replace=replace, progress=progress)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        if not check:
            for sentence in search.index():
                if verbosity > 1:
                    self.stdout.write(sentence)
        if verbosity > 0:
            what = "can be restored" if check else "have been restored"
            self.stdout.write(f"{found.rows:,} rows and {len(found.sizes):,} files of {found.made_at} {what}.")
