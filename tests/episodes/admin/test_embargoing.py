"""Preview links below the form: made, listed, revoked, by those with the right."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from episodes import embargo
from episodes.models import PreviewLink
from tests.episodes.admin.test_episode import change
from tests.factories import EpisodeFactory, ShowFactory

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def episode(db):
    return EpisodeFactory(in_review=True, publish_at=NOW + 3 * DAY, show=ShowFactory(time_zone="Asia/Kathmandu"))


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def make(episode):
    return reverse("admin:episodes_episode_preview_link", args=[episode.pk])


def test_a_link_is_made_on_the_clock_of_the_show_and_listed_with_its_address(desk, episode, editor):
    answer = desk.post(make(episode), {"label": "For Le Monde", "ends_at": "2027-03-05T06:00"})
    assert answer["Location"] == f"{change(episode)}#preview-links-panel"
    link = PreviewLink.objects.get()
    assert (link.label, link.by) == ("For Le Monde", editor)
    assert link.ends_at == dt.datetime(2027, 3, 5, 0, 15, tzinfo=dt.UTC)
    page = desk.get(change(episode)).text
    assert f"http://testserver/preview/{link.token}/" in page
    assert "Until Fri 5 Mar 2027, 06:00 Asia/Kathmandu (UTC+5:45)" in page
    desk.get(f"/preview/{link.token}/")
    assert "Opened 1 time, last on Tue 2 Mar 2027, 17:45" in desk.get(change(episode)).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"label": "", "ends_at": "2027-03-05T06:00"}, "This is empty: fill it in."),
        ({"label": "Kept words", "ends_at": "2027-03-01T06:00"}, "This end is past"),
        ({"label": "Kept words", "ends_at": "never"}, "This is no moment. Write day and hour as in 2026-11-24 06:00."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_there(desk, episode, typed, sentence):
    page = desk.post(make(episode), typed)
    assert (page.status_code, sentence in page.text, f'value="{typed["ends_at"]}"' in page.text) == (200, True, True)
    panel = desk.post(make(episode), typed, headers=JSON)
    assert (panel.status_code, sentence in panel.json()["html"]) == (422, True)
    assert not PreviewLink.objects.exists()


def test_revoked_it_is_still_listed_without_its_address(desk, episode, editor):
    link = embargo.make(episode=episode, by=editor, label="For Le Monde", ends_at=NOW + DAY)
    revoke = reverse("admin:episodes_episode_preview_link_revoke", args=[episode.pk, link.pk])
    panel = desk.post(revoke, headers=JSON).json()["html"]
    assert ("For Le Monde" in panel, "Revoked" in panel, link.token in panel) == (True, True, False)
    assert desk.get(f"/preview/{link.token}/").status_code == 410
    other = EpisodeFactory(in_review=True)
    strange = reverse("admin:episodes_episode_preview_link_revoke", args=[other.pk, link.pk])
    assert desk.post(strange).status_code == 404


def test_a_producer_sees_and_makes_none(client, producer, episode):
    client.force_login(producer)
    assert "preview-links-panel" not in client.get(change(episode)).text
    answer = client.post(make(episode), {"label": "For me", "ends_at": "2027-03-05T06:00"})
    assert (answer.status_code, PreviewLink.objects.exists()) == (403, False)


def test_audio_that_is_kept_elsewhere_is_warned_of(desk, episode):
    assert "can see its real address" in desk.get(change(episode)).text


@pytest.mark.parametrize(("fields", "panel", "form"), [({}, False, False), ({"withdrawn": True}, True, False)])
def test_what_is_public_or_withdrawn_has_no_new_ones(desk, fields, panel, form):
    page = desk.get(change(EpisodeFactory(**{"publish_at": NOW - DAY, **fields}))).text
    assert ("preview-links-panel" in page, "Make a link" in page) == (panel, form)
