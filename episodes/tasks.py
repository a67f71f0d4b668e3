"""What is done outside of requests, and the turns in which it is done. Nothing that a listener sees waits for it.

A job is a generator: it does one piece after another and yields a sentence about each. It claims a piece before it
begins, so any number of ticks may run at once, and one that was killed is made good by the next.
"""

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence

from episodes import bin as episode_bin
from episodes import (
    following,
    import_runs,
    indexnow,
    link_checks,
    mail,
    open_forms,
    outgoing,
    questions,
    rechecking,
    rendering,
    search,
    social_images,
    uploads,
    websub,
)
from episodes.feeds import kept as feed_items
from episodes.importer import media

type Job = Callable[[], Iterator[str]]


def forgotten_uploads() -> Iterator[str]:
    """Uploads that nobody came back for."""
    if removed := uploads.expire():
        yield f"Forgotten uploads that were removed: {removed}."


# The quick ones first. A new job is one more line.
JOBS: Sequence[Job] = (
    rechecking.hold_unready,
    websub.announce,
    indexnow.announce,
    mail.write,
    mail.write_about_questions,
    mail.send,
    search.index,
    import_runs.work,
    media.brought,
    forgotten_uploads,
    episode_bin.empty,
    open_forms.expire,
    questions.forget,
    following.follow,
    import_runs.forget,
    link_checks.refresh,
    rendering.render_ahead,
    social_images.draw_ahead,
    outgoing.clear,
    outgoing.renew,
    feed_items.write_ahead,
)

# After that time a job with more to do lets the others have a turn.
TURN_SECONDS = 30.0

logger = logging.getLogger(__name__)


class TickFailed(Exception):
    """Jobs that broke, by name. The log has the reasons; the other jobs have been done."""


def tick(*, jobs: Sequence[Job] = JOBS, stopping: Callable[[], bool] = lambda: False) -> Iterator[str]:
    """Do everything that is due, a sentence for each piece; once `stopping` is true no other piece is begun.

    Raises TickFailed at the end where a job broke.
    """
    broken: list[Job] = []
    there_is_more = True
    while there_is_more:
        there_is_more = False
        for job in (job for job in jobs if job not in broken):
            try:
                there_is_more |= yield from _turn(job, stopping)
            except Exception:  # whatever it was, the other jobs are none the worse for it
                logger.exception("%s broke off", _name(job))
                broken.append(job)
    if broken:
        raise TickFailed(", ".join(map(_name, broken)))


def _turn(job: Job, stopping: Callable[[], bool]) -> Generator[str, None, bool]:
    """Whether the job was left off before its end."""
    if stopping():
        return False
    began = time.monotonic()
    for sentence in job():
        yield sentence
        if stopping():
            return False
        if time.monotonic() - began > TURN_SECONDS:
            return True
    return False


def _name(job: Job) -> str:
    return f"{job.__module__}.{job.__qualname__}"
