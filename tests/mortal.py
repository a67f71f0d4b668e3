"""A process that runs commands of the site again and again, each in a child that dies at a moment that is named.

It reads lines of JSON, `{"command": ["import_feed", …], "moment": 40}`, and writes one for each: `moments` is how many
there were, `status` is 0, or −9 for a child that was killed, and `said` what the command printed; to `{}` it says what
the site holds. A moment is a statement to the database, or a file that is opened for writing, moved or removed.
Starting Python once for all of them is what makes many deaths cheap.
"""

import io
import itertools
import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from keyless import held  # noqa: E402 - it lies beside this file
from PIL import Image  # noqa: E402

import podcast_site.management.commands.import_feed  # noqa: E402
import podcast_site.urls  # noqa: E402, F401 - what every child would load by itself

Image.init()

_FILES = frozenset({"os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate"})


class Moments:
    """Counts them, in all threads; at the one that is wanted, nobody is asked and nothing is tidied up."""

    def __init__(self, last):
        self._numbers, self._last = itertools.count(1), last

    def __call__(self):
        if next(self._numbers) == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def of_files(self, event, arguments):
        if event in _FILES or (event == "open" and arguments[1] and set("wax+") & set(arguments[1])):
            self()

    def of_rows(self, execute, *arguments):
        self()
        return execute(*arguments)

    @property
    def count(self):
        return next(self._numbers) - 1


def _run(asked, answers):
    said = _died(**asked) if asked else held()
    with os.fdopen(answers, "w") as out:
        json.dump(said, out)


def _died(command, moment):
    moments, said = Moments(moment), io.StringIO()
    sys.addaudithook(moments.of_files)
    with connection.execute_wrapper(moments.of_rows):
        call_command(*command, stdout=said)
    return {"moments": moments.count, "said": said.getvalue()}


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        reading, answers = os.pipe()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _run(asked, answers)
                status = 0
            finally:
                sys.stderr.flush()
                os._exit(status)
        os.close(answers)
        with os.fdopen(reading, "rb") as answer:
            said = json.loads(answer.read() or b"{}")
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({**said, "status": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
