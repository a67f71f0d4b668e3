"""A show on its way in from the desk: asked for, read, looked at as a plan, brought in piece by piece by the tick.

    run = ask(by=user, show=None, address="https://host.example/feed.xml")   # what somebody wants
    for sentence in work(): ...                                              # the tick reads, and shows the plan
    apply(run=run, by=user)                                                  # somebody likes it
    for sentence in work(): ...                                              # the tick brings it in

What is done is done by `importer`; a run knows what was asked, what was shown and how far it is. Every step is claimed,
so a process that was killed is followed by the next, which goes on where that one stopped.
"""

from episodes.import_runs.asking import (
    Refused,
    acted,
    again,
    apply,
    ask,
    confirm,
    go_on,
    may_act,
    open_to,
    send_code,
    shows_for,
    state_ownership,
    stop,
    throw_away,
)
from episodes.import_runs.progress import Files, Progress, files_of, looking_of, progress_of
from episodes.import_runs.working import forget, work

__all__ = [
    "Files",
    "Progress",
    "Refused",
    "acted",
    "again",
    "apply",
    "ask",
    "confirm",
    "files_of",
    "forget",
    "go_on",
    "looking_of",
    "may_act",
    "open_to",
    "progress_of",
    "send_code",
    "shows_for",
    "state_ownership",
    "stop",
    "throw_away",
    "work",
]
