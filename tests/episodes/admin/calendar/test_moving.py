import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from episodes.models import Episode, StateChange
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def episode(db):
    return EpisodeFactory(show=ShowFactory(time_zone="Europe/Berlin"), title="The sea", draft=True, silent=True)


def address(episode):
    return reverse("desk_calendar_move", args=[episode.pk])


def test_an_episode_is_moved_by_its_form(client, editor, episode):
    client.force_login(editor)
    form = client.get(address(episode), {"next": "/admin/calendar/week/2026-12-01/"})
    assert form.status_code == 200
    done = client.post(
        address(episode),
        {"moment": "2026-12-01T06:00", "seen": "", "next": "/admin/calendar/week/2026-12-01/"},
        follow=True,
    )
    assert done.redirect_chain[-1][0] == "/admin/calendar/week/2026-12-01/"
    assert [str(message) for message in done.context["messages"]] == [
        "“The sea” is planned for Tue 1 Dec 2026, 06:00 Europe/Berlin (UTC+1); it goes out once it is approved."
        " Still missing: The episode has no audio yet: upload a file or give its address."
    ]
    assert Episode.objects.get().publish_at == dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)


def test_a_script_is_answered_in_json(client, editor, episode):
    client.force_login(editor)
    sent = {"moment": "2026-12-01T06:00", "clock": "America/Halifax", "seen": ""}
    told = client.post(address(episode), sent, **JSON)
    assert (told.status_code, told.json()["episode"]) == (200, episode.pk)
    assert "Tue 1 Dec 2026, 06:00 America/Halifax (UTC−4)" in told.json()["sentence"]
    refused = client.post(address(episode), {**sent, "moment": "2026-12-02T06:00"}, **JSON)
    assert (refused.status_code, "Somebody else" in refused.json()["sentence"]) == (409, True)
    wrong = client.post(address(episode), {**sent, "moment": "soon"}, **JSON)
    assert (wrong.status_code, wrong.json()["form"]) == (422, address(episode))


def test_it_is_taken_off_the_calendar_and_back_by_undo(client, editor, episode):
    client.force_login(editor)
    client.post(address(episode), {"moment": "2026-12-01T06:00", "seen": ""})
    seen = Episode.objects.get().publish_at.isoformat()
    gone = client.post(address(episode), {"moment": "", "seen": seen}, follow=True)
    assert "“The sea” is off the calendar." in [str(message) for message in gone.context["messages"]]
    last = StateChange.objects.first()
    assert f'action="{reverse("desk_calendar_undo", args=[last.pk])}"' in gone.content.decode()
    back = client.post(reverse("desk_calendar_undo", args=[last.pk]), **JSON)
    assert back.status_code == 200
    assert Episode.objects.get().publish_at.isoformat() == seen
    again = client.post(reverse("desk_calendar_undo", args=[last.pk]), **JSON)
    assert again.status_code == 409
    told = client.post(reverse("desk_calendar_undo", args=[last.pk]), follow=True)
    assert "Somebody else has just moved" in str(next(iter(told.context["messages"])))


def test_nobody_but_an_editor_moves(client, producer, editor, episode):
    client.force_login(editor)
    client.post(address(episode), {"moment": "2026-12-01T06:00", "seen": ""})
    change = StateChange.objects.get()
    client.force_login(producer)
    for path in (address(episode), reverse("desk_calendar_undo", args=[change.pk])):
        assert client.post(path, {"moment": "2026-12-02T06:00", "seen": ""}).status_code == 403
    assert StateChange.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"), [({}, "The episode is public."), ({"withdrawn": True}, "The episode is withdrawn")]
)
def test_what_is_not_moved_here_has_no_form(client, editor, fields, words):
    client.force_login(editor)
    said = client.get(address(EpisodeFactory(**fields))).content.decode()
    assert words in said
    assert 'name="moment"' not in said


def test_an_hour_that_exists_twice_is_chosen_in_the_form(client, editor, episode):
    client.force_login(editor)
    sent = {"moment": "2026-10-25T02:30", "seen": ""}
    told = client.post(address(episode), sent, **JSON)
    assert (told.status_code, told.json()["form"]) == (422, address(episode))
    said = client.get(address(episode), sent).content.decode()
    assert "02:30 on 2026-10-25 happens twice in Europe/Berlin" in said
    assert "02:30, Europe/Berlin (UTC+2)" in said
    done = client.post(address(episode), {**sent, "moment_reading": "2026-10-25T01:30:00+00:00"})
    assert done.status_code == 302
    assert Episode.objects.get().publish_at == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x", ""])
def test_the_way_back_leads_to_no_other_site(client, editor, episode, wanted):
    client.force_login(editor)
    done = client.post(address(episode), {"moment": "2026-12-01T06:00", "seen": "", "next": wanted})
    assert done["Location"] == "/admin/calendar/"


@pytest.mark.parametrize(
    "typed",
    [
        {"moment": "0001-01-01T00:00"},
        {"moment": "9999-12-31T23:59"},
        {"moment": "2027-03-02T12:00", "seen": "0001-01-01T00:00:00+14:00"},
        {"moment": "2027-03-02T12:00", "seen": "then"},
    ],
)
def test_what_no_clock_counts_is_refused_with_a_sentence(client, editor, episode, typed):
    client.force_login(editor)
    response = client.post(address(episode), typed)
    assert (response.status_code, bool(response.context["form"].errors)) == (422, True)
    assert not StateChange.objects.filter(episode=episode).exists()
