"""From nobody to somebody, and no way around the second factor."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib import admin
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from podcast_site.models import AuditEntry
from tests.one_time_codes import code
from tests.podcast_site.account.conftest import PASSWORD, SECRET

NOON = "2026-05-04T12:00:00Z"

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def password(client, **more):
    return client.post("/admin/login/", {"username": "ines", "password": PASSWORD, **more})


def second(client, typed):
    return client.post("/admin/login/second-factor/", {"code": typed})


def is_in(client):
    return "_auth_user_id" in client.session


def events(*kinds):
    return list(AuditEntry.objects.filter(event__in=kinds).order_by("pk").values_list("event", "account", "detail"))


# --- The way in -------------------------------------------------------------------------------


def test_the_password_alone_signs_in_where_there_is_no_second_factor(client, ines):
    assert password(client)["Location"] == "/admin/"
    assert is_in(client)


def test_with_a_second_factor_the_password_is_half_of_the_way(client, app, noon):
    assert password(client)["Location"] == "/admin/login/second-factor/"
    assert not is_in(client)
    assert second(client, code(SECRET)).status_code == 302
    assert is_in(client)
    assert events("signed_in") == [("signed_in", "ines", "password, totp")]


def test_a_code_works_once(client, app, noon, client_elsewhere):
    password(client)
    second(client, code(SECRET))
    password(client_elsewhere)
    assert second(client_elsewhere, code(SECRET)).status_code == 200
    assert not is_in(client_elsewhere)


def test_a_recovery_code_opens_the_door_once(client, ines, app, client_elsewhere):
    first, *_others = RecoveryCodes.activate(ines).get_unused_codes()
    password(client)
    second(client, first)
    assert is_in(client)
    password(client_elsewhere)
    second(client_elsewhere, first)
    assert not is_in(client_elsewhere)


def test_a_wrong_code_is_answered_with_a_sentence_and_recorded(client, app, noon):
    password(client)
    assert "Wait for the next one and type that." in second(client, "000000").text
    assert events("factor_failed", "sign_in_failed") == [("factor_failed", "ines", "totp")]


def test_the_eighth_wrong_code_closes_the_door_to_the_right_one(client, app, noon):
    password(client)
    assert [second(client, "000000").status_code for _ in range(8)] == [200] * 7 + [429]
    assert second(client, code(SECRET)).status_code == 429
    assert not is_in(client)
    assert events("locked_out") == [("locked_out", "ines", "")]


# --- No way around ----------------------------------------------------------------------------


def desk_addresses(client):
    """Every address that the first page, the accounts and one's own account lead to."""
    found = {"/admin/", "/admin/account/", "/admin/password_change/"}
    for page in ("/admin/", "/admin/account/", "/admin/auth/user/", "/admin/episodes/episode/"):
        found |= set(re.findall(r'(?:href|action)="(/admin/[^"?#]*)"', client.get(page).text))
    return {
        address for address in found if not address.startswith(("/admin/login/", "/admin/logout/", "/admin/jsi18n"))
    }


def test_between_password_and_second_factor_nothing_of_the_desk_opens(client, ines, app, client_elsewhere):
    client.force_login(ines)
    addresses = desk_addresses(client)
    assert len(addresses) > 15
    password(client_elsewhere)
    for address in sorted(addresses):
        answer = client_elsewhere.get(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/"), address


def test_signing_in_again_does_not_skip_the_second_factor(client, app):
    for _time in range(2):
        assert password(client)["Location"] == "/admin/login/second-factor/"
    assert not is_in(client)


def test_the_desk_s_own_sign_in_view_leads_to_ours(rf):
    answer = admin.site.login(rf.get("/admin/login/?next=/admin/auth/user/"))
    assert answer["Location"] == "/admin/login/?next=/admin/auth/user/"


def test_a_password_reset_by_mail_does_not_skip_the_second_factor(client, ines, app, settings):
    settings.MAIL_IS_SENT = True
    key = urlsafe_base64_encode(force_bytes(ines.pk))
    address = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(ines)])
    page = client.get(address, follow=True)
    new = {"new_password1": "another lantern entirely", "new_password2": "another lantern entirely"}
    assert client.post(page.request["PATH_INFO"], new).status_code == 302
    assert not is_in(client)
    assert password(client, password="another lantern entirely")["Location"] == "/admin/login/second-factor/"


@pytest.mark.parametrize("way", ["account_signup", "account_email", "account_set_password", "account_confirm_email"])
def test_nobody_can_sign_up_or_add_an_address(way):
    with pytest.raises(NoReverseMatch):
        reverse(way)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/admin/signup/", "/admin/account/signup/"])
def test_the_addresses_of_a_library_lead_nowhere(client, ines, path):
    client.force_login(ines)
    assert client.get(path).status_code == 404


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lacks", ["is_staff", "is_active"])
def test_who_is_not_of_the_staff_gets_the_sentence_of_a_wrong_password(client, ines, lacks):
    ines.is_superuser = False
    setattr(ines, lacks, False)
    ines.save()
    answer = password(client)
    wrong = client.post("/admin/login/", {"username": "nobody", "password": PASSWORD})
    assert (answer.status_code, is_in(client)) == (200, False)
    assert answer.context["form"].errors == wrong.context["form"].errors


def test_who_left_the_staff_between_password_and_code_does_not_get_in(client, ines, app, noon):
    password(client)
    ines.is_staff = False
    ines.save()
    second(client, code(SECRET))
    assert client.get("/admin/").status_code == 302


def test_a_session_of_somebody_who_left_the_staff_ends_at_the_sign_in(client, ines):
    client.force_login(ines)
    ines.is_staff = False
    ines.save()
    assert client.get("/admin/", follow=True).status_code == 200
    assert not is_in(client)


# --- Where next -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/admin/auth/user/?q=a", "/admin/auth/user/?q=a"),
        ("https://elsewhere.example/", "/admin/"),
        ("//elsewhere.example/", "/admin/"),
        ("https:///elsewhere.example", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("http://localhost/admin/", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_next_leads_on_within_this_site_alone(client, app, noon, wanted, leads):
    password(client, next=wanted)
    assert second(client, code(SECRET))["Location"] == leads


def test_a_page_that_needs_a_sign_in_is_come_back_to(client, ines):
    answer = client.get("/admin/auth/user/?q=a")
    page = client.get(answer["Location"])
    assert '<input type="hidden" name="next" value="/admin/auth/user/?q=a">' in page.text


# --- A new password by mail -------------------------------------------------------------------


def test_a_letter_goes_to_the_staff_alone_and_the_answer_is_the_same(client, ines, settings, django_user_model):
    settings.MAIL_IS_SENT = True
    django_user_model.objects.create_user("listener", email="listener@example.org", password=PASSWORD)
    answers = [
        client.post("/admin/login/new-password/", {"email": address}, follow=True)
        for address in ("ines@example.org", "listener@example.org", "nobody@example.org")
    ]
    assert len({(answer.status_code, answer.request["PATH_INFO"]) for answer in answers}) == 1
    assert [letter.to for letter in mail.outbox] == [["ines@example.org"]]
    assert "http://testserver/admin/login/new-password/" in mail.outbox[0].body
    assert events("password_reset") == [("password_reset", "ines", "")]


def test_an_account_gets_two_letters_in_a_quarter_of_an_hour(client, ines, settings):
    settings.MAIL_IS_SENT = True
    for _time in range(4):
        client.post("/admin/login/new-password/", {"email": "ines@example.org"})
    assert len(mail.outbox) == 2


def test_without_mail_there_is_no_reset(client, ines):
    assert client.get("/admin/login/new-password/").status_code == 404
    assert "An administrator can help." in client.get("/admin/login/").text


# --- What pages say of themselves -------------------------------------------------------------


def test_a_public_page_sets_no_cookie(client):
    assert client.get("/").cookies == {}


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/second-factor/", "/admin/account/"])
def test_pages_of_the_entrance_are_kept_by_nobody(client, app, path):
    password(client)
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_no_address_of_an_account_is_made_by_signing_in(client, ines):
    password(client)
    assert (EmailAddress.objects.count(), Authenticator.objects.count()) == (0, 0)
