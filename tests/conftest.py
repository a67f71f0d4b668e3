import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests.factories import UserFactory
from tests.static_files import hashed

# No verdict depends on a clock: a machine with much to do finds examples slowly, and that is no failure.
examples.register_profile("patient", examples(deadline=None, suppress_health_check=[HealthCheck.too_slow]))
examples.load_profile("patient")


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.UPLOAD_ROOT = tmp_path / "uploads"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """The database of the tests, and where there is a copy of it as `migrate` has left it, if it is SQLite."""
    copy = tmp_path_factory.mktemp("migrated") / "site.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy


@pytest.fixture(scope="session")
def migrated(django_db_setup) -> Path:
    """An SQLite database with all tables and no rows, for sites that have one of their own."""
    if not django_db_setup.exists():
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{django_db_setup}"}
        subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
    return django_db_setup


@pytest.fixture(scope="session")
def static_root(tmp_path_factory):
    """The folder that `collectstatic` filled, for tests that ask a server."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=str(folder), STORAGES=hashed(settings.STORAGES)):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path):
    """Pages are rendered without `collectstatic`; browser tests put the real storage back."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Slow on purpose is what a real hash is; a test signs in many times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def producer(db) -> User:
    return UserFactory(username="petra", role="producer")


@pytest.fixture
def editor(db) -> User:
    return UserFactory(username="emil", role="editor")


@pytest.fixture
def stranger(db) -> User:
    """Signed in, with no rights at all."""
    return UserFactory(username="stefan", is_staff=False)


def pytest_collection_modifyitems(items) -> None:
    """Mark what asks no database."""
    for item in items:
        if not item.get_closest_marker("django_db") and not {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker(pytest.mark.apart)


def pytest_addoption(parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="count a skipped test as a failure")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session) -> None:
    """A test that did not run has proved nothing: with `--no-skips` it fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")  # not there in a worker of xdist
    if reporter and session.config.getoption("--no-skips") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config) -> None:
    if config.option.markexpr == "not clients":
        terminalreporter.section("tests/clients was left out", yellow=True)
        terminalreporter.line("No podcast client has read what we serve; `sh .ci/clients` says what to install.")
    skipped = terminalreporter.stats.get("skipped", [])
    if config.getoption("--no-skips") and skipped:
        terminalreporter.section("skipped, and nothing may be", red=True)
        for report in skipped:
            terminalreporter.line(f"{report.nodeid}: {report.longrepr[2]}")
