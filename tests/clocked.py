"""The site as processes of their own, on a clock that stands where each request says."""

import ctypes
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import time_machine
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[1]
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)


def application(environ, start_response):
    """The site's own, at the moment that the request names."""
    from podcast_site.wsgi import application as site  # noqa: PLC0415 - in the process that serves it alone

    with time_machine.travel(environ["HTTP_X_CLOCK"], tick=False):
        answer = site(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()


def end_with_parent():
    """Called in a new process: let the kernel end it when the one that started it ends, however that is."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)


def database_for_others(folder):
    """Where other processes find what is in the test's database, which has to be committed."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "site.sqlite3")) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'site.sqlite3'}"
    return url_of(connection.settings_dict["NAME"])


def url_of(name):
    """The address of a database on the PostgreSQL server of the tests."""
    its = connection.settings_dict
    return f"postgres://{its['USER']}:{its['PASSWORD']}@{its['HOST']}:{its['PORT']}/{name}"


class ClockedSite:
    """One process that serves `database`, with a cache of its own in its memory."""

    def __init__(self, database, static_root):
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "STATIC_ROOT": str(static_root),
            "ALLOWED_HOSTS": "testserver",
            "HTTPS": "false",
        }
        # By its own name: installed packages have a module `tests` as well.
        where = ["--pythonpath", "tests", "--bind", f"127.0.0.1:{self.port}", "--timeout", "0"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "clocked", *where],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=end_with_parent,
        )

    def __enter__(self):
        for line in self._process.stderr:
            if "Booting worker" in line:
                return self
        raise AssertionError("the server did not start")

    def __exit__(self, *_):
        self._process.terminate()
        self._process.communicate()

    def get(self, address, *, at, **headers):
        """Status, headers and body of the answer at the moment `at`."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
            line.request("GET", address, headers={"Host": "testserver", "X-Clock": at.isoformat(), **headers})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
