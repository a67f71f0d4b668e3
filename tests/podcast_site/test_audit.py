"""The log of sign-ins and rights: what is written, who reads it, that nobody changes it, when it forgets."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from podcast_site import audit
from podcast_site.models import AuditEntry
from tests.factories import MembershipFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db


def written(*events):
    found = AuditEntry.objects.order_by("pk")
    return list((found.filter(event__in=events) if events else found).values_list("event", "account", "by", "detail"))


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_superuser("ada", password="a heron by the sluice")


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def record(**facts):
    return audit.record(**{"event": audit.Event.SIGNED_IN, "account": "ines", **facts})


# --- What is written --------------------------------------------------------------------------


def test_a_sign_in_and_its_end_are_written_with_the_address(client, ada):
    client.post("/admin/login/", {"username": "ada", "password": "wrong"}, REMOTE_ADDR="2001:db8:1:2::7")
    client.post("/admin/login/", {"username": "ada", "password": "a heron by the sluice"}, HTTP_USER_AGENT="curl/8")
    client.post("/admin/logout/")
    found = AuditEntry.objects.filter(event__in=["sign_in_failed", "signed_in", "signed_out"]).order_by("pk")
    assert list(found.values_list("event", "account", "address", "network", "device")) == [
        ("sign_in_failed", "ada", "2001:db8:1:2::7", "2001:db8:1:2::", ""),
        ("signed_in", "ada", "127.0.0.1", "127.0.0.1", "curl"),
        ("signed_out", "ada", "127.0.0.1", "127.0.0.1", ""),
    ]


def test_rights_are_written_whoever_gives_them_and_wherever(desk, ada):
    user = UserFactory(username="petra")
    form = desk.get(f"/admin/auth/user/{user.pk}/change/").context["adminform"].form
    group = Group.objects.create(name="Night shift")
    user.groups.add(group)
    group.user_set.clear()
    user.user_permissions.add(Permission.objects.get(codename="add_user"))
    user.is_superuser = True
    user.save()
    user.is_staff = False
    user.save(update_fields=["is_staff"])
    assert form
    assert written("right_given", "right_taken")[-6:] == [
        ("right_given", "petra", "manage.py", "may sign in"),
        ("right_given", "petra", "manage.py", "group Night shift"),
        ("right_taken", "petra", "manage.py", "group Night shift"),
        ("right_given", "petra", "manage.py", "auth.add_user"),
        ("right_given", "petra", "manage.py", "administrator"),
        ("right_taken", "petra", "manage.py", "may sign in"),
    ]


def test_what_is_done_at_the_desk_names_who_did_it(desk):
    desk.post("/admin/auth/user/add/", {"username": "petra", "usable_password": "false"})
    assert written("account_made")[-1] == ("account_made", "petra", "ada", "")


def test_a_role_in_a_show_is_written(ada):
    membership = MembershipFactory(user=UserFactory(username="petra"), show=ShowFactory(title="Slack Water"))
    membership.save()
    membership.role = "editor"
    membership.save()
    membership.show = ShowFactory(title="Lost Property")
    membership.save()
    membership.delete()
    assert [entry for entry in written("right_given", "right_taken") if " of " in entry[3]] == [
        ("right_given", "petra", "manage.py", "producer of “Slack Water”"),
        ("right_taken", "petra", "manage.py", "producer of “Slack Water”"),
        ("right_given", "petra", "manage.py", "editor of “Slack Water”"),
        ("right_taken", "petra", "manage.py", "editor of “Slack Water”"),
        ("right_given", "petra", "manage.py", "editor of “Lost Property”"),
        ("right_taken", "petra", "manage.py", "editor of “Lost Property”"),
    ]


def test_who_loses_a_right_with_a_deleted_group_is_written(desk):
    group = Group.objects.create(name="Night shift")
    UserFactory(username="petra").groups.add(group)
    desk.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"})
    assert not Group.objects.filter(pk=group.pk).exists()
    assert written("right_taken") == [("right_taken", "petra", "ada", "group Night shift")]


def test_an_account_that_is_renamed_or_deleted_leaves_its_name(ada):
    user = UserFactory(username="petra", email="")
    user.username = "petra-b"
    user.save()
    user.delete()
    assert written("account_changed", "account_deleted") == [
        ("account_changed", "petra-b", "manage.py", "username: petra → petra-b"),
        ("account_deleted", "petra-b", "manage.py", ""),
    ]


def test_a_password_that_is_changed_by_a_command_is_written(ada):
    ada.set_password("another heron, another sluice")
    ada.save()
    assert written("password_changed")[-1] == ("password_changed", "ada", "manage.py", "")


# --- Who reads it -----------------------------------------------------------------------------


def test_administrators_read_filter_and_search_it(desk):
    record(detail="password, totp")
    page = desk.get("/admin/podcast_site/auditentry/?q=totp&kind=sign_ins")
    assert [entry.account for entry in page.context["cl"].result_list] == ["ines"]
    assert desk.get("/admin/podcast_site/auditentry/?kind=rights&q=totp").context["cl"].result_count == 0


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number_of_entries(desk, django_assert_num_queries, count):
    for _number in range(count):
        record()
    with django_assert_num_queries(QUERIES):
        desk.get("/admin/podcast_site/auditentry/")


QUERIES = 7


@pytest.mark.parametrize("role", [None, "producer", "editor"])
def test_nobody_else_reads_it(client, role):
    client.force_login(UserFactory(role=role))
    assert client.get("/admin/podcast_site/auditentry/").status_code == 403
    assert "auditentry" not in client.get("/admin/").text


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/"])
def test_nobody_writes_it_at_the_desk(desk, path):
    entry = record()
    assert desk.get(f"/admin/podcast_site/auditentry/{path.format(pk=entry.pk)}").status_code == 403
    desk.post("/admin/podcast_site/auditentry/", {"action": "delete_selected", "_selected_action": [entry.pk]})
    desk.post(f"/admin/podcast_site/auditentry/{entry.pk}/change/", {"account": "somebody else"})
    assert AuditEntry.objects.get(pk=entry.pk).account == "ines"


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(account="x"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["account"]),
    ],
)
def test_no_code_of_ours_changes_an_entry(change):
    entry = record()
    with pytest.raises(TypeError, match="is never"):
        change(entry)


# --- When it forgets --------------------------------------------------------------------------


def test_addresses_go_before_entries_do(settings, time_machine, rf):
    settings.AUDIT_DAYS, settings.AUDIT_ADDRESS_DAYS = 100, 10
    request = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "curl/8"})
    now = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    for days in (9, 11, 101):
        time_machine.move_to(now - dt.timedelta(days=days), tick=False)
        record(account=f"{days} days", request=request)
    time_machine.move_to(now, tick=False)
    assert list(audit.prune()) == [
        "Entries of the audit log that forgot the address: 2.",
        "Entries of the audit log that were removed: 1.",
    ]
    assert list(AuditEntry.objects.values_list("account", "address", "network", "device")) == [
        ("9 days", "192.0.2.7", "192.0.2.7", "curl"),
        ("11 days", None, None, ""),
    ]
    assert list(audit.prune()) == []


def test_the_tick_does_it(settings, time_machine, capsys):
    time_machine.move_to("2020-05-04T12:00:00Z", tick=False)
    record()
    time_machine.move_to("2026-05-04T12:00:00Z", tick=False)
    call_command("tick")
    assert "Entries of the audit log that were removed: 1.\n" in capsys.readouterr().out
