"""An archive of a show on its way in from the desk."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from episodes import import_runs
from episodes.exporting import Contents, pieces
from episodes.import_runs import archives
from episodes.import_runs.holding import CLAIM, Stopped
from episodes.models import ImportRun, Show
from episodes.uploads import parts
from tests.archives import SITE, destroy, show_with_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(boss, tmp_path):
    """`asked(data)`: a run for an archive with these bytes; without any, for one with everything in it."""

    def made(data=None):
        if data is None:
            data = b"".join(pieces(Contents(show=show_with_everything(), site=SITE, with_unpublished=True)))
            destroy()
        token = f"{ImportRun.objects.count():032x}"
        with parts.opened(token) as part:
            part.write(data)
        return import_runs.ask(by=boss, show=None, file_name="tides.zip", archive=token)

    return made


def _kept():
    return sorted(path.name for path in settings.UPLOAD_ROOT.glob("*.part"))


def test_archive_is_planned_and_becomes_a_show(asked, worked, boss):
    run = asked()
    assert worked() == ["A plan was made for “Slack Water”."]
    run.refresh_from_db()
    assert (run.state, run.facts["archive"]["episodes"], Show.objects.count()) == ("planned", 5, 0)
    import_runs.apply(run=run, by=boss)
    assert worked() == ["The show “Slack Water” is there."]
    run.refresh_from_db()
    assert (run.state, run.show, run.show.episodes.count()) == ("done", Show.objects.get(), 5)
    assert _kept() == []


def test_archive_that_is_none_is_refused_by_the_name_that_it_came_with(asked, worked):
    run = asked(b"PK\x05\x06" + b"\0" * 18)
    worked()
    run.refresh_from_db()
    assert (run.state, run.sentence) == ("refused", "This file is no archive of a show: it has no “show.json”.")
    run = asked(b"no zip")
    worked()
    run.refresh_from_db()
    assert run.sentence.startswith("“tides.zip” is no zip file")


def test_stop_leaves_nothing_and_it_begins_anew(asked, worked, boss, asking):
    run = asked()
    worked()
    import_runs.apply(run=run, by=boss)
    claimed = ImportRun.objects.select_related("by").claim(lasting=CLAIM)
    import_runs.stop(run=run, by=boss)
    with pytest.raises(Stopped):
        list(archives.write(claimed, asking))
    run.refresh_from_db()
    assert (run.state, Show.objects.count(), len(_kept())) == ("stopped", 0, 1)
    import_runs.go_on(run=run, by=boss)
    assert worked() == ["The show “Slack Water” is there."]


def test_who_may_make_no_show_any_more_makes_none(asked, worked, boss):
    run = asked()
    worked()
    import_runs.apply(run=run, by=boss)
    boss.is_superuser = False
    boss.save()
    worked()
    run.refresh_from_db()
    assert (run.state, Show.objects.count()) == ("stopped", 0)


def test_what_nobody_wants_goes_with_its_file(asked, worked, boss):
    run = asked(b"no zip")
    worked()
    assert len(_kept()) == 1
    import_runs.throw_away(run=run, by=boss)
    assert _kept() == []
    asked(b"no zip")
    worked()
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert list(import_runs.forget()) == ["Imports that nobody decided on were removed: 1."]
    assert _kept() == []
