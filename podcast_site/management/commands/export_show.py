from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from episodes.exporting import Contents, pieces
from episodes.models import Show
from podcast_site.appearing import NotWritten, appearing


class Command(BaseCommand):
    help = (
        "Writes a show into one archive (zip): the whole feed, audio, pictures, notes, chapters, transcripts, people,"
        " and a page that explains it. The file is there when it is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("show", metavar="SLUG", help="the first part of the show's addresses")
        parser.add_argument("file", type=Path, help="what is written, a name that is not taken yet: slack-water.zip")
        parser.add_argument(
            "--with-unpublished", action="store_true", help="also drafts and what is scheduled or withdrawn"
        )
        parser.add_argument(
            "--at", default=settings.SITE_URL, metavar="ADDRESS", help="the site's own, if not SITE_URL"
        )

    def handle(self, *, show: str, file: Path, with_unpublished: bool, at: str, verbosity: int, **options: Any) -> None:
        found = Show.objects.filter(slug=show).first()
        if found is None:
            there = ", ".join(Show.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no show “{show}”. These are there: {there}.")
        if not at.startswith(("https://", "http://")):
            raise CommandError(
                "The feed needs whole addresses. Set SITE_URL, or give --at https://podcasts.example.org."
            )
        contents = Contents(show=found, site=at.rstrip("/"), with_unpublished=with_unpublished)
        try:
            with appearing(file) as out:
                out.writelines(pieces(contents))
                size = out.tell()
        except NotWritten as error:
            raise CommandError(str(error)) from error
        if verbosity > 0:
            self.stdout.write(f"{file}: {contents.episodes.count():,} episodes, {size:,} bytes.")
