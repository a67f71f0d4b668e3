from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from episodes import unpacking
from podcast_site.audit import Event, record
from podcast_site.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Brings in a show from the archive that `export_show` of a site of this kind wrote. Says what would be made;"
        " with --apply it is made, all of it or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `export_show` wrote: slack-water.zip")
        parser.add_argument("--apply", action="store_true", help="make the show")

    def handle(self, *, file: Path, apply: bool, **options: Any) -> None:
        try:
            planned = unpacking.plan(file)
            self._tell(planned)
            if not apply:
                self.stdout.write("Nothing has been written. With --apply it will be.")
                return
            record(event=Event.IMPORT_BEGUN, account="", detail=f"“{planned.title}”: {file}")
            with Progress(self.stderr, "Storing files") as progress:
                made = unpacking.make(file, progress=progress)
        except unpacking.ArchiveError as error:
            raise CommandError(str(error)) from error
        for remark in made.remarks:
            self.stdout.write(remark)
        self.stdout.write(f"“{made.show.title}” with {made.episodes:,} episodes is at {made.show.get_absolute_url()}.")

    def _tell(self, planned: unpacking.Plan) -> None:
        states = ", ".join(f"{count:,} {state.replace('_', ' ')}" for state, count in sorted(planned.states.items()))
        self.stdout.write(
            f"“{planned.title}”, taken from {planned.site} at {planned.made_at}, will be at /{planned.slug}/."
        )
        self.stdout.write(f"Episodes: {planned.episodes:,}" + (f" ({states})" if states else ""))
        self.stdout.write(f"People: {planned.new_people:,} new, {planned.known_people:,} who are here already")
        self.stdout.write(f"New topics: {planned.new_topics:,}")
        self.stdout.write(f"Files: {planned.audio_files:,} of audio, {planned.pictures:,} pictures")
