"""Sites in files of their own, for commands that run as processes of their own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
# Some packages install their own tests as `tests`, which would come before ours.
_SETUP = f"""
import sys, types, django
sys.modules["tests"] = tests = types.ModuleType("tests")
tests.__path__ = [{str(ROOT / "tests")!r}]
django.setup()
from tests.factories import *
from episodes.models import *
"""
_DERIVED = """
from episodes import rendering, search, social_images
from episodes.feeds import kept
for job in (search.index, rendering.render_ahead, kept.write_ahead, social_images.draw_ahead):
    for _ in job():
        pass
"""


def pytest_collection_modifyitems(items) -> None:
    """Mark what is about a site with a database of its own: it says the same whatever database the tests have."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "site" in item.fixturenames and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.sqlite)


@dataclass
class Site:
    """A database and a media folder on disk, and the processes of which they are the site."""

    folder: Path
    environment: dict[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """A Python process with these arguments, in the site's environment."""
        process = subprocess.Popen(
            [sys.executable, "-W", "error", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def run(self, *arguments: str, **environment: str) -> str:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return out

    def fill(self, source: str) -> None:
        """Run `source`, to which the models and factories of the tests are known.

        What is derived of its words is made at once: ticks have nothing to say of it.
        """
        self.run("-c", _SETUP + source + _DERIVED)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.folder / "site.sqlite3", timeout=20) as connection:
            rows = connection.execute(statement).fetchall()
        connection.close()
        return rows


def _environment(folder: Path) -> dict[str, str]:
    needed = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return needed | {
        "DJANGO_SETTINGS_MODULE": "podcast_site.settings",
        "SECRET_KEY": "only-for-tests-and-never-signing-anything-that-leaves-them",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "HTTPS": "false",
        "SITE_URL": "https://podcasts.example",
    }


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory, migrated) -> Path:
    folder = tmp_path_factory.mktemp("empty-site")
    shutil.copy(migrated, folder)
    return folder


@pytest.fixture
def site(empty_site, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(empty_site, folder)
    site = Site(folder, _environment(folder))
    yield site
    for process in site.running:
        process.kill()
        process.communicate()
