"""Where everybody needs a second factor: one is set up before anything else, and confirmed before it is changed."""

from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.urls import reverse

from podcast_site.account import factors
from podcast_site.models import AuditEntry
from tests.factories import EpisodeFactory, UserFactory
from tests.one_time_codes import code
from tests.podcast_site.account.conftest import PASSWORD, SECRET

pytestmark = pytest.mark.django_db

SET_UP = "/admin/account/"


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def confirm(client, **typed):
    return client.post("/admin/account/confirm/", typed or {"password": PASSWORD})


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/auth/user/", "/admin/password_change/", "/admin/account/sessions/", "/admin/nothing/"]
)
def test_who_has_no_second_factor_is_led_to_setting_one_up(client, ines, required, path):
    client.force_login(ines)
    answer = client.get(path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, SET_UP)


def test_the_page_that_it_leads_to_says_so_and_opens(client, ines, required):
    client.force_login(ines)
    assert "First a second factor." in client.get(SET_UP).text
    assert client.get("/admin/account/app/").status_code == 302  # to confirm the password
    confirm(client)
    assert client.get("/admin/account/app/").status_code == 200


def test_nothing_is_done_by_who_has_none(client, ines, required):
    episode = EpisodeFactory(draft=True)
    client.force_login(ines)
    client.post(f"/admin/episodes/episode/{episode.pk}/delete/", {"post": "yes"})
    episode.refresh_from_db()
    assert episode.deleted_at is None


def test_what_is_not_public_stays_unknown_to_who_has_none(client, ines, settings):
    """The pages outside of the desk show staff what is to come."""
    address = EpisodeFactory(draft=True).get_absolute_url()
    client.force_login(ines)
    assert client.get(address).status_code == 200
    settings.REQUIRE_SECOND_FACTOR = True
    assert client.get(address).status_code == 404


def test_with_a_second_factor_the_desk_is_open(client, ines, app, required):
    client.force_login(ines)
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(ines):
    assert factors.missing(ines)
    RecoveryCodes.activate(ines)
    assert factors.missing(ines)


def test_the_last_factor_cannot_be_removed_where_one_is_required(client, ines, app, required, time_machine):
    time_machine.move_to("2026-05-04T12:00:00Z", tick=False)
    client.force_login(ines)
    client.post("/admin/account/confirm/code/", {"code": code(SECRET)})
    page = client.post("/admin/account/app/remove/")
    assert "this is your only one. Set up another one first." in page.text
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_a_factor_that_its_owner_removes_is_written(client, ines, app, time_machine):
    time_machine.move_to("2026-05-04T12:00:00Z", tick=False)
    client.force_login(ines)
    client.post("/admin/account/confirm/code/", {"code": code(SECRET)})
    assert client.post("/admin/account/app/remove/").status_code == 302
    entry = AuditEntry.objects.get(event="factor_removed")
    assert (entry.account, entry.by, entry.detail) == ("ines", "ines", "totp")


def test_nobody_asks_for_a_factor_of_the_public(client, required):
    assert client.get("/").cookies == {}


# --- Confirming -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_a_factor_is_changed_only_after_confirming(client, ines, name):
    client.force_login(ines)
    for ask in (client.get, client.post):
        answer = ask(reverse(name))
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/account/confirm/")
        assert unquote(answer["Location"]).endswith(f"?next={reverse(name)}")


def test_the_password_alone_does_not_change_the_factors_of_who_has_one(client, ines, app):
    client.force_login(ines)
    answer = client.get("/admin/account/app/remove/")
    assert answer["Location"].startswith("/admin/account/confirm/code/?next=")
    assert confirm(client)["Location"] == "/admin/account/confirm/code/"
    assert client.post("/admin/account/app/remove/").status_code == 302
    assert factors.of(ines).count() == 1


def test_the_eighth_wrong_password_of_confirming_closes_it(client, ines):
    client.force_login(ines)
    assert [confirm(client, password="wrong").status_code for _ in range(8)] == [200] * 7 + [429]
    assert confirm(client).status_code == 429


def test_setting_up_an_app_gives_recovery_codes_and_ends_other_sessions(
    client, client_elsewhere, ines, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to("2026-05-04T12:00:00Z", tick=False)
    for each in (client, client_elsewhere):
        each.post("/admin/login/", {"username": "ines", "password": PASSWORD})
        each.get("/admin/")
    confirm(client)
    page = client.get("/admin/account/app/")
    secret = page.context["secret"].replace(" ", "")
    assert "data:image/svg+xml;base64," in page.text
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/admin/account/app/", {"code": code(secret)})
    assert answer["Location"] == "/admin/account/recovery-codes/"
    codes = client.get("/admin/account/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    text = client.get("/admin/account/recovery-codes.txt")
    assert all(each in text.text for each in codes)
    assert text["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert client_elsewhere.get("/admin/").status_code == 302
    assert client.get("/admin/").status_code == 200
    written = AuditEntry.objects.filter(account="ines").values_list("event", flat=True)
    assert {"confirmed", "factor_added", "session_ended"} <= set(written)


def test_a_wrong_code_sets_up_nothing(client, ines):
    client.force_login(ines)
    confirm(client)
    client.get("/admin/account/app/")
    assert client.post("/admin/account/app/", {"code": "12345x"}).status_code == 200
    assert not Authenticator.objects.exists()


# --- Lost -------------------------------------------------------------------------------------


def test_an_administrator_takes_a_lost_factor_away(client, ines, app, django_user_model):
    RecoveryCodes.activate(ines)
    ada = django_user_model.objects.create_superuser("ada")
    client.force_login(ada)
    address = f"/admin/auth/user/{ines.pk}/lost-factor/"
    assert address in client.get(f"/admin/auth/user/{ines.pk}/change/").text
    assert client.get(address).status_code == 200
    assert Authenticator.objects.count() == 2
    client.post(address)
    assert not Authenticator.objects.exists()
    entry = AuditEntry.objects.filter(event="factor_removed").get()
    assert (entry.account, entry.by) == ("ines", "ada")


@pytest.mark.parametrize("role", [None, "producer", "editor"])
def test_nobody_else_does(client, ines, app, role):
    client.force_login(UserFactory(role=role))
    assert client.post(f"/admin/auth/user/{ines.pk}/lost-factor/").status_code == 403
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_somebody_at_the_machine_takes_a_lost_factor_away(ines, app, capsys):
    call_command("lost_factor", "ines")
    assert capsys.readouterr().out == "Second factors of “ines” that were removed: 1.\n"
    assert AuditEntry.objects.get(event="factor_removed").by == "manage.py"
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        call_command("lost_factor", "nobody")
