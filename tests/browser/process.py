"""The site as a process of its own, which can be killed in the middle of something and started again."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.clocked import end_with_parent

ROOT = Path(__file__).parents[2]

_MAKE = """
import secrets
from django.contrib.auth.models import User
from django.test import Client
from episodes.models import Membership, Show
user = User.objects.create_user("petra", is_staff=True)
show = Show.objects.create(title="Slack Water", slug="slack-water", time_zone="Europe/Lisbon")
Membership.objects.create(user=user, show=show)
client = Client()
client.force_login(user)
print(client.cookies["sessionid"].value)
"""


class SiteProcess:
    """gunicorn with a database, media and parts of its own in `folder`; `session` is a producer's cookie.

    It starts with the database of the site `like`, or with that file of `tables` and no rows.
    """

    def __init__(
        self, folder: Path, static_root: Path, *, like: "SiteProcess | None" = None, tables: Path | None = None
    ) -> None:
        self.folder = folder
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
            "UPLOAD_ROOT": str(folder / "uploads"),
            "STATIC_ROOT": str(static_root),
            "PYTHONWARNINGS": "default",
        }
        self._process: subprocess.Popen | None = None
        if like:
            shutil.copy(like.folder / "site.sqlite3", folder)
            self.session = like.session
        else:
            shutil.copy(tables, folder / "site.sqlite3")
            self.session = self.manage("shell", "--verbosity", "0", "-c", _MAKE).strip()
            with closing(sqlite3.connect(folder / "site.sqlite3")) as whole:
                whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def start(self) -> None:
        """Return as soon as the port is open."""
        command = [sys.executable, "-m", "gunicorn", "podcast_site.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        options = ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--log-level", "info"]
        self._process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        for line in self._process.stderr:
            if "Booting worker" in line:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """End it at once with everything it does, as a power cut would."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None

    def parts(self) -> list[int]:
        """How much has come of each unfinished upload."""
        return [part.stat().st_size for part in (self.folder / "uploads").glob("*.part")]

    def stored(self) -> list[bytes]:
        return [file.read_bytes() for file in (self.folder / "media" / "audio").glob("*")]
