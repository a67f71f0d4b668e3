import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from episodes import outgoing, publishing
from episodes.admin import showing
from tests.audio import silent_mp3, uploaded
from tests.factories import EpisodeFactory

pytestmark = pytest.mark.django_db


def test_the_desk_says_what_is_in_the_file_that_goes_out(client, producer):
    episode = uploaded(silent_mp3(3))
    waiting = "Title, cover and chapters are written into a copy of it from review on."
    assert strip_tags(showing.outgoing(episode)) == waiting
    list(outgoing.renew())
    episode.refresh_from_db()
    client.force_login(producer)
    page = client.get(reverse("admin:episodes_episode_change", args=[episode.pk])).content.decode()
    assert "The file that goes out has title, cover and chapters in it." in page
    assert waiting not in page


def test_the_desk_says_why_a_file_could_not_be_tagged():
    episode = uploaded(b"\0\0\0\x08ftyp<b>", "audio/x-m4a", slug="pier")
    list(outgoing.renew())
    assert strip_tags(showing.outgoing(episode)) == (
        "Title, cover and chapters could not be written into the file:"
        " “pier.m4a” cannot be given tags. Export it again."
    )


def test_the_desk_says_nothing_of_a_file_that_is_not_ours():
    assert showing.outgoing(EpisodeFactory()) == ""


def test_another_moment_is_told_as_one_in_the_record(editor):
    at = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
    episode = EpisodeFactory(draft=True, show__time_zone="Europe/Berlin")
    for before, after in [(None, at), (at, at + dt.timedelta(days=1))]:
        last = publishing.move(episode=episode, by=editor, publish_at=after, seen=before)
    back = publishing.move(episode=episode, by=editor, publish_at=at, seen=episode.publish_at)
    back.undoes = last
    back.save()
    said = showing.record(episode)
    assert "moment: no moment → <strong>Tue 2 Mar 2027, 13:00</strong>" in said
    assert "moment: Tue 2 Mar 2027, 13:00 → <strong>Wed 3 Mar 2027, 13:00</strong>" in said
    assert "moment taken back: Wed 3 Mar 2027, 13:00 → <strong>Tue 2 Mar 2027, 13:00</strong>" in said
