"""`manage.py demo`: everything once, and nothing that was edited is touched again."""

import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import RequestFactory

from episodes.models import Episode, Show
from guests.models import Person
from podcast_site.demo.loading import ACCOUNTS

pytestmark = pytest.mark.django_db


def sign_in():
    return RequestFactory().post("/admin/login/")


def demo(*arguments) -> str:
    out = io.StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def passwords(said: str) -> dict[str, str]:
    """Sign-in → password, from what the command printed."""
    words = (line.split() for line in said.splitlines())
    return {pair[0]: pair[1] for pair in words if len(pair) == 2 and pair[0] in set(ACCOUNTS)}


def test_a_newcomer_gets_shows_people_and_a_schedule():
    demo()
    assert Show.objects.public().count() >= 2
    assert Person.objects.with_public_appearances().exclude(portrait="").count() >= 8
    assert Episode.objects.published().count() >= 30
    assert Episode.objects.scheduled().count() >= 3
    assert set(Episode.objects.values_list("state", flat=True)) == {"draft", "in_review", "approved", "withdrawn"}


def test_what_the_demo_says_of_its_audio_is_true():
    demo()
    for episode in Episode.objects.exclude(audio_file=""):
        assert episode.audio_file.size == episode.audio_size
        assert all(chapter.start_ms < episode.duration_ms for chapter in episode.chapters.all())


def test_each_account_is_made_once_with_a_password_of_its_own_and_the_rights_of_its_work():
    made = passwords(demo())
    users = {name: authenticate(sign_in(), username=name, password=password) for name, password in made.items()}
    assert len(set(made.values())) == 4
    open_to = {
        name: [
            "".join(show.slug[0] for show in Show.objects.order_by("slug").open_to(user, f"episodes.{right}"))
            for right in ("submit_episode", "approve_episode")
        ]
        for name, user in users.items()
    }
    # lost-property, slack-water, wetterwarte
    everything = {"producer": ["ls", ""], "editor": ["ls", "ls"], "reporter": ["sw", "w"], "admin": ["lsw", "lsw"]}
    assert open_to == everything
    assert [name for name, user in users.items() if user.is_superuser] == ["admin"]


def test_running_it_again_changes_nothing_and_shows_no_password():
    made = passwords(demo())
    Episode.objects.filter(slug="who-lit-it").update(title="Edited here")
    Episode.objects.filter(slug="the-sea-from-underneath").delete()
    before = list(Episode.objects.order_by("pk").values())

    said = demo()

    assert list(Episode.objects.order_by("pk").values()) == before
    assert passwords(said) == {}
    assert authenticate(sign_in(), username="producer", password=made["producer"])


def test_forgotten_passwords_are_made_anew_when_asked():
    before = passwords(demo())
    after = passwords(demo("--new-passwords"))
    assert set(after) == set(before)
    assert not set(after.values()) & set(before.values())
    assert authenticate(sign_in(), username="editor", password=after["editor"])
    assert authenticate(sign_in(), username="editor", password=before["editor"]) is None


def test_the_addresses_are_where_the_site_will_be():
    said = demo("--at", "http://radio.example:8080")
    latest = Episode.objects.published().newest_first().first()
    assert f"http://radio.example:8080{latest.get_absolute_url()}" in said
    assert "http://radio.example:8080/admin/" in said
