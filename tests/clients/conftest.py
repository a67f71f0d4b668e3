"""The site as it is in production, on this machine alone, for programs that other people wrote.

Gunicorn serves a database file and a folder of media. A test makes rows as any other test does, and `site.publish()`
copies them into that file: the programs then read what was put in, and the test knows what that was.
"""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
MARK = "/healthz"
LOGGED = (
    '{"line": "%(r)s", "status": %(s)s, "range": "%({range}i)s",'
    ' "none_match": "%({if-none-match}i)s", "agent": "%({user-agent}i)s"}'
)
# Ends the server when its own input ends: as it does when this process is killed, however that is done.
WATCHED = ["sh", "-c", '"$@" & read -r _; kill $!; wait $!', "watched"]


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it; a header that was not sent is empty."""

    method: str
    address: str
    status: int
    range: str
    none_match: str
    agent: str


@dataclass
class Site:
    url: str
    database: Path
    log: Path
    media: Path
    _seen: int = field(default=0)

    def publish(self) -> None:
        """Serve the rows of this test, all of them and no others, from the next request on."""
        connection.ensure_connection()
        with sqlite3.connect(self.database) as target:
            connection.connection.backup(target)
        target.close()

    def get(self, path: str, **headers: str):
        """Return the whole answer of `path`, which must be one of the twos; `.body` is its bytes."""
        with urlopen(Request(self.url + path, headers=headers)) as response:
            response.body = response.read()
        return response

    def asked(self) -> list[Asked]:
        """What was asked for since the last look, in order.

        The server has one thread: when it answers this request, it has written down all that came before.
        """
        self.get(MARK)
        lines = self.log.read_text().splitlines()
        new, self._seen = lines[self._seen :], len(lines)
        return [asked for asked in map(_asked, new) if asked.address != MARK]


def _asked(logged: str) -> Asked:
    line = json.loads(logged)
    method, address, _protocol = line.pop("line").split(" ")
    headers = {name: "" if line[name] == "-" else line[name] for name in ("range", "none_match", "agent")}
    return Asked(method, address, line["status"], **headers)


@pytest.fixture(scope="session")
def served(tmp_path_factory, static_root):
    """The server process, for all tests of this folder: with no rows until somebody publishes some."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "media").mkdir()
    log = folder / "access.log"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(static_root),
        "LOG_LEVEL": "ERROR",
    }
    # The socket is open before the server is: whoever comes too early waits in its queue, and nobody has to guess.
    with socket.create_server(("127.0.0.1", 0)) as listening, (folder / "errors.log").open("w") as errors:
        bind = f"fd://{listening.fileno()}"
        command = [sys.executable, "-m", "gunicorn", "podcast_site.wsgi", "--bind", bind, "--worker-class", "gthread"]
        command += ["--threads", "1", "--access-logfile", str(log), "--access-logformat", LOGGED]
        server = subprocess.Popen(
            [*WATCHED, *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stderr=errors,
            pass_fds=[listening.fileno()],
            start_new_session=True,
        )
        try:
            yield Site(
                url=f"http://127.0.0.1:{listening.getsockname()[1]}",
                database=folder / "site.sqlite3",
                log=log,
                media=folder / "media",
            )
        finally:
            server.stdin.close()
            server.wait(timeout=30)
    assert "Traceback" not in (folder / "errors.log").read_text()


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, served):
    """In place of the folder of other tests: the one that is served."""
    settings.MEDIA_ROOT = served.media


@pytest.fixture
def site(transactional_db, served):
    """What is served; nothing that was asked before counts."""
    served.publish()
    served.asked()
    yield served
    for folder in served.media.iterdir():
        shutil.rmtree(folder)
