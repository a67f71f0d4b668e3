import pytest

from episodes import import_runs, importer
from episodes.models import ImportRun
from tests.factories import UserFactory
from tests.servers import LOOPBACK


@pytest.fixture
def asking():
    """Asks servers on loopback too, and never waits."""
    return importer.Asking(trusted=LOOPBACK, pause=lambda seconds: None)


@pytest.fixture
def boss(db):
    """An administrator."""
    return UserFactory(username="boss", is_superuser=True)


@pytest.fixture
def worked(asking):
    """`worked()`: what the tick does, until nothing is left to do; its sentences."""
    return lambda: list(import_runs.work(asking=asking))


@pytest.fixture
def planned(boss, worked):
    """`planned(feed)`: a run that is read, into a new show."""

    def made(feed, **options):
        run = import_runs.ask(
            **{"by": boss, "show": None, "file_name": "rope.xml", "with_media": False, **options}, feed=feed
        )
        worked()
        return ImportRun.objects.get(pk=run.pk)

    return made
