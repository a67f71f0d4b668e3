import datetime as dt

import pytest
import time_machine
from django.urls import reverse

PASSWORD = "the right one, at last"
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(django_user_model):
    return django_user_model.objects.create_user("ines", password=PASSWORD, is_staff=True)


def sign_in(client, password, *, username="ines", address="192.0.2.1"):
    form = {"username": username, "password": password}
    return client.post(reverse("admin:login"), form, REMOTE_ADDR=address)


def fail(client, **where):
    return [sign_in(client, "wrong", **where).status_code for _ in range(8)]


def test_the_right_password_signs_in_after_some_wrong_ones(client, account):
    sign_in(client, "wrong")
    assert sign_in(client, PASSWORD).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_the_eighth_wrong_password_closes_the_door_and_says_for_how_long(client, account):
    assert fail(client) == [200] * 7 + [429]
    answer = sign_in(client, PASSWORD)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "Wait 15 minutes, then try again." in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert "_auth_user_id" not in client.session


def test_the_door_opens_again_after_a_quarter_of_an_hour(client, account):
    with time_machine.travel(NOON, tick=False) as clock:
        fail(client)
        clock.shift(dt.timedelta(minutes=15, seconds=1))
        assert sign_in(client, PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_answered_alike(client):
    assert fail(client, username="nobody") == [200] * 7 + [429]


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param({"address": "192.0.2.99"}, id="the same account from another address"),
        pytest.param({"username": "joão"}, id="another account from the same address"),
    ],
)
def test_nobody_else_is_locked_out(client, account, django_user_model, elsewhere):
    django_user_model.objects.create_user("joão", password=PASSWORD, is_staff=True)
    fail(client)
    assert sign_in(client, PASSWORD, **elsewhere).status_code == 302
