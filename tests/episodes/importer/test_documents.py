"""Files of chapters and transcripts that become others under the same address."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from episodes import importer
from episodes.importer import documents
from episodes.models import Episode, ImportedEpisode
from tests.episodes.importer.conftest import feed
from tests.servers import Server, answer, redirect

pytestmark = pytest.mark.django_db

JSON = b'{"chapters":[{"startTime":0,"title":"Hello"},{"startTime":62.5,"title":"Knots"}]}'
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Pia>Hello, rope.\n"
NEW = answer(JSON.replace(b"Knots", b"Splices"), ETag='"two"')
UNCHANGED = answer(status="304 Not Modified")


@pytest.fixture
def server():
    pages = {
        "/c.json": answer(JSON, ETag='"one"'),
        "/t.vtt": answer(VTT, Last_Modified="Fri, 03 Jan 2020 06:00:00 GMT"),
    }
    with Server(pages) as server:
        yield server


@pytest.fixture
def rope(server):
    return feed(
        f'<title>One</title><podcast:chapters url="{server.url("/c.json")}"/>'
        f'<podcast:transcript url="{server.url("/t.vtt")}" type="text/vtt"/>'
    )


@pytest.fixture
def planned(plan_of, rope):
    """The plan of the feed a day later: the fields that are not the same, with their verdicts."""

    def found():
        with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
            plan = plan_of(rope)
        return {one.name: one.verdict.value for one in plan.episodes[0].fields if one.verdict != "same"}

    return found


def _titles():
    return [chapter.title for chapter in Episode.objects.get().chapters.all()]


def test_what_is_the_same_is_asked_for_by_its_validators_and_stays(brought, planned, server, rope):
    brought(rope)
    server.pages |= dict.fromkeys(("/c.json", "/t.vtt"), UNCHANGED)
    assert planned() == {}
    asked = sorted(server.requests[2:])
    assert 'If-None-Match: "one"' in asked[0]
    assert "If-Modified-Since: Fri, 03 Jan 2020 06:00:00 GMT" in asked[1]


def test_what_has_changed_is_planned_and_brought_in(brought, planned, server, rope):
    brought(rope)
    server.pages["/c.json"] = NEW
    assert planned() == {"chapters": "changed", "pictures": "changed"}
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        brought(rope)
    assert _titles() == ["Hello", "Splices"]
    assert planned() == {}


def test_what_says_another_validator_and_the_same_bytes_stays(brought, planned, server, rope):
    brought(rope)
    server.pages["/c.json"] = answer(JSON, ETag='"other"')
    assert planned() == {}


def test_what_cannot_be_had_any_more_stays(brought, planned, server, rope):
    brought(rope)
    server.pages.clear()
    assert planned() == {}


def test_what_cannot_be_read_is_said_once(brought, planned, server, rope):
    server.pages["/t.vtt"] = answer(b"<html>Sign in")
    steps = brought(rope)
    assert [remark.partition(":")[0] for remark in steps[1].remarks] == ["A transcript could not be read (text/vtt)"]
    assert planned() == {}
    server.pages["/t.vtt"] = answer(VTT)
    assert planned() == {"transcripts": "changed"}


def test_chapters_that_were_edited_here_stay_and_both_are_shown(brought, planned, server, rope):
    brought(rope)
    Episode.objects.get().chapters.filter(start_ms=0).update(title="Hello, you")
    server.pages["/c.json"] = NEW
    assert planned() == {"chapters": "kept", "pictures": "kept"}


def test_what_has_just_come_is_not_asked_for_again_but_for_what_could_not_be_had(brought, plan_of, server, rope):
    del server.pages["/t.vtt"]
    brought(rope)
    assert len(server.requests) == 2
    plan_of(rope)
    assert [request.split()[1] for request in server.requests[2:]] == ["/t.vtt"]


def test_what_was_looked_at_is_on_record_once_something_is_brought_in(brought, server, rope):
    brought(rope)
    server.pages |= dict.fromkeys(("/c.json", "/t.vtt"), UNCHANGED)
    later = timezone.now() + dt.timedelta(days=1)
    with time_machine.travel(later, tick=False):
        assert len(brought(rope)) == 1
    assert ImportedEpisode.objects.get().documents_at == later


def test_files_of_which_nothing_is_known_are_looked_at(brought, planned, server, rope):
    brought(rope)
    ImportedEpisode.objects.update(documents={}, documents_at=None)
    assert planned() == {"chapters": "changed", "pictures": "changed", "transcripts": "changed"}


def test_who_has_looked_for_long_enough_leaves_the_rest_for_another_time(asking, server):
    seconds = iter([0.0, 1.0, 1000.0])
    looking = documents.Looking(asking=asking, clock=lambda: next(seconds))
    seen = {server.url("/c.json"): {"etag": "", "modified": "", "sum": "other"}}
    looked = []
    assert looking.at(seen, progress=looked.append) == {server.url("/c.json"): True}
    assert looking.at(seen, progress=looked.append) == {}
    assert looked == [1, 1]


def test_who_stops_a_plan_looks_at_nothing_more(brought, plan_of, server, rope):
    class Enough(Exception):
        pass

    def progress(*told):
        said.append(told)
        if len(said) == 2:
            raise Enough

    brought(rope)
    said = []
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)), pytest.raises(Enough):
        plan_of(rope, progress=progress)
    # Of two files one has been looked at, which is half of the only item.
    assert said == [(0, 1), (0, 1)]
    said = [()] * 2
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        plan_of(rope, progress=progress)
    assert said[2:] == [(0, 1), (0, 1), (1, 1), (1, 1)]


SOME_ARE_ODD = b"""{"chapters": [
    {"startTime": 0, "title": "Hello", "img": "pictures/a b.png", "url": "/knots?a=1"},
    {"startTime": 10, "title": "Knots", "img": "data:image/png;base64,AA", "url": "http://[rope"},
    {"startTime": 20, "title": "Tar", "img": "//rope.example/tar.png"},
    {"startTime": 20, "title": "Too much"},
    {"startTime": "soon", "title": "Never"}
]}"""


def test_addresses_are_meant_from_the_file_and_what_is_odd_in_it_costs_itself_alone(brought, server, rope):
    server.pages |= {"/c.json": redirect("/episodes/1/c.json"), "/episodes/1/c.json": answer(SOME_ARE_ODD)}
    remarks = brought(rope)[1].remarks
    assert list(Episode.objects.get().chapters.values_list("title", "image_url", "url")) == [
        ("Hello", server.url("/episodes/1/pictures/a%20b.png"), server.url("/knots?a=1")),
        ("Knots", "", ""),
        ("Tar", "http://rope.example/tar.png", ""),
    ]
    assert list(remarks) == [
        "2 chapters of the file were left out. The first of them: Chapter 3 starts at 0:20 too. Two chapters cannot"
        " start at the same moment: change one of the times.",
        "2 addresses in the file of chapters were left out, since they are none. The first of them: “http://[rope”.",
    ]


def test_a_plan_without_asking_looks_at_nothing(brought, server, rope, asking):
    brought(rope)
    server.pages["/c.json"] = NEW
    assert importer.plan(source=importer.from_bytes(rope, asking=asking), with_media=False).counts["same"] == 1
    assert len(server.requests) == 2
