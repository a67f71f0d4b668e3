from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from episodes import tasks
from podcast_site import audit
from podcast_site.account import sessions
from podcast_site.stopping import stop_signal

# Those of the episodes first: nobody waits for the others.
JOBS = (*tasks.JOBS, audit.prune, sessions.clear)


class Command(BaseCommand):
    help = (
        "Does what is due outside of the site: tells the hub of new episodes. Run it every minute, on as many machines"
        " as you like; what was missed meanwhile is made good, and nothing is done twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=_seconds, metavar="SECONDS", help="keep going, with a pause of this length")

    def handle(self, *, every: float | None, verbosity: int, **options: Any) -> None:
        with stop_signal() as stop:
            while True:
                try:
                    for sentence in tasks.tick(jobs=JOBS, stopping=stop.is_set):
                        if verbosity > 0:
                            self.stdout.write(sentence)
                except tasks.TickFailed as failure:
                    if every is None:
                        raise CommandError(f"These broke off, and the log says why: {failure}.") from failure
                if every is None or stop.is_set():
                    return
                close_old_connections()
                if stop.wait(every):
                    return


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 1 <= seconds <= 86_400:
        raise ArgumentTypeError(f"“{text}” is not a pause: give seconds from 1 to 86400.")
    return seconds
