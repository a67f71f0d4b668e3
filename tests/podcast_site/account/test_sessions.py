import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from podcast_site.account import sessions
from podcast_site.models import AuditEntry
from tests.podcast_site.account.conftest import PASSWORD

pytestmark = pytest.mark.django_db

PAGE = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(client, **headers):
    client.post("/admin/login/", {"username": "ines", "password": PASSWORD}, **headers)
    return client


def shown(client):
    return client.get(PAGE).context["sessions"]


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_a_session_is_listed_with_device_and_address(client, client_elsewhere, ines):
    sign_in(client)
    sign_in(client_elsewhere, HTTP_USER_AGENT=FIREFOX)
    assert [(each.device, each.address, each.is_this) for each in shown(client)] == [
        ("", "127.0.0.1", True),
        ("Firefox, Linux", "192.0.2.99", False),
    ]


def test_last_seen_is_kept_to_within_five_minutes(client, ines, time_machine):
    began = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    time_machine.move_to(began, tick=False)
    sign_in(client)
    for minutes, seen in ((4, 0), (6, 6), (8, 6), (12, 12)):
        time_machine.move_to(began + dt.timedelta(minutes=minutes), tick=False)
        client.get("/admin/")
        assert UserSession.objects.get().last_seen_at == began + dt.timedelta(minutes=seen)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(ines, client, django_assert_num_queries, count):
    for _each in range(count):
        sign_in(Client())
    with django_assert_num_queries(2):
        assert len(sessions.opened(user=ines, this=None)) == count


def test_one_session_is_ended(client, client_elsewhere, ines):
    sign_in(client)
    sign_in(client_elsewhere)
    other = next(each for each in shown(client) if not each.is_this)
    assert "The session was ended." in client.post(PAGE, {"session": other.pk}, follow=True).text
    assert (is_in(client), is_in(client_elsewhere)) == (True, False)
    entry = AuditEntry.objects.get(event="session_ended")
    assert (entry.account, entry.by, entry.detail) == ("ines", "ines", "192.0.2.99")


def test_all_others_are_ended(client, client_elsewhere, ines):
    sign_in(client)
    sign_in(client_elsewhere)
    assert "1 session was ended." in client.post(PAGE, {"session": "others"}, follow=True).text
    assert (is_in(client), is_in(client_elsewhere)) == (True, False)


@pytest.mark.parametrize("typed", ["0", "99999999999999999999999", "", "x", "-1"])
def test_a_session_that_is_not_there_is_answered_kindly(client, ines, typed):
    sign_in(client)
    assert "This session had ended already." in client.post(PAGE, {"session": typed}, follow=True).text


def test_nobody_ends_the_session_of_somebody_else(client, client_elsewhere, ines, django_user_model):
    sign_in(client)
    theirs = UserSession.objects.get().pk
    client_elsewhere.force_login(django_user_model.objects.create_superuser("ada"))
    client_elsewhere.post(PAGE, {"session": theirs})
    assert is_in(client)


def test_a_new_password_ends_all_other_sessions(client, client_elsewhere, ines):
    sign_in(client)
    sign_in(client_elsewhere)
    new = "a heron by the sluice"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", form)["Location"] == "/admin/password_change/done/"
    assert (is_in(client), is_in(client_elsewhere)) == (True, False)
    assert [each.is_this for each in shown(client)] == [True]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("short heron", "at least 12 characters"),
        ("ines@example.org", "too similar to the email"),
        ("135792468013579", "entirely numeric"),
        ("qwerty123456", "too common"),
    ],
)
def test_each_rule_for_passwords_has_its_sentence(client, ines, typed, says):
    sign_in(client)
    form = {"old_password": PASSWORD, "new_password1": typed, "new_password2": typed}
    answer = client.post("/admin/password_change/", form)
    assert says in str(answer.context["form"].errors)
    assert "A new password signs you out everywhere else." in client.get("/admin/password_change/").text


def test_the_eighth_wrong_old_password_closes_the_change(client, ines):
    sign_in(client)
    form = {"old_password": "wrong", "new_password1": "a heron by the sluice", "new_password2": "a heron by the sluice"}
    assert [client.post("/admin/password_change/", form).status_code for _ in range(8)] == [200] * 7 + [429]


def test_what_expired_is_cleared_away(client, ines):
    sign_in(client)
    assert list(sessions.clear()) == []
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(days=1))
    assert list(sessions.clear()) == ["Sessions that had expired: 1."]
    assert not UserSession.objects.exists()
