"""Who is told by mail of what happened to a password or a factor."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from episodes import mail
from episodes.models import Letter
from tests.factories import UserFactory
from tests.one_time_codes import code
from tests.podcast_site.account.conftest import PASSWORD

pytestmark = pytest.mark.django_db

ANOTHER = "a bell under the stairs"


def set_another_password(client, ines):
    client.force_login(ines)
    typed = {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}
    assert client.post("/admin/password_change/", typed).status_code == 302


def told(outbox):
    list(mail.send())
    return [letter.subject for letter in outbox]


def test_a_new_password_is_told_with_when_and_from_where(client, ines, settings, mailoutbox, time_machine):
    settings.SITE_NAME, settings.SITE_URL = "Quayside", "https://quayside.example"
    time_machine.move_to("2026-11-27T21:05:00Z", tick=False)
    set_another_password(client, ines)
    assert told(mailoutbox) == ["Quayside: Password changed"]
    letter = mailoutbox[0]
    assert letter.to == ["ines@example.org"]
    assert "The password of your account “ines” at Quayside was changed." in letter.body
    assert "When: Fri 27 Nov 2026, 21:05 UTC\nFrom: 127.0.0.1\n" in letter.body
    assert "https://quayside.example/admin/account/" in letter.body
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}


def test_who_has_switched_all_mail_off_is_told_all_the_same(client, ines, mailoutbox):
    mail.mute(user=ines, kinds=["comment", "public"])
    set_another_password(client, ines)
    assert len(told(mailoutbox)) == 1


def test_an_administrator_who_did_it_is_named(client, ines, mailoutbox):
    nora = UserFactory(username="nora", email="nora@example.org", last_login=timezone.now())
    client.force_login(ines)
    client.post(f"/admin/auth/user/{nora.pk}/password/", {"password1": ANOTHER, "password2": ANOTHER})
    list(mail.send())
    assert [letter.to for letter in mailoutbox] == [["nora@example.org"]]
    assert "By: ines" in mailoutbox[0].body


def test_factors_that_come_and_go_are_told(client, ines, mailoutbox, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to("2026-11-27T21:05:00Z", tick=False)
    client.force_login(ines)
    client.post("/admin/account/confirm/", {"password": PASSWORD})
    secret = client.get("/admin/account/app/").context["secret"].replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/account/app/", {"code": code(secret)})
    call_command("lost_factor", "ines")
    what = [subject.partition(": ")[2] for subject in told(mailoutbox)]
    # Recovery codes come with the first factor.
    assert what == ["Second factor added", "Second factor added", "Second factor removed"]


def test_who_has_no_address_has_left_or_was_never_here_is_not_written_to(client, ines):
    ones = [
        {"email": ""},
        {"email": "left@example.org", "is_active": False},
        {"email": "new@example.org", "last_login": None},
    ]
    for one in ones:
        user = UserFactory(**{"last_login": timezone.now(), **one})
        user.set_password(ANOTHER)
        user.save()
    assert not Letter.objects.exists()


def test_what_is_not_about_password_or_factors_is_not_told(client, ines):
    client.post("/admin/login/", {"username": "ines", "password": PASSWORD})
    client.post("/admin/login/", {"username": "ines", "password": "wrong"})
    assert not Letter.objects.exists()
