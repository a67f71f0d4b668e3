"""Groups become roles: nobody loses what they had, and nothing is left that says otherwise."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from episodes.models import Membership
from tests.factories import ShowFactory, UserFactory

pytestmark = pytest.mark.django_db

NAMES = ("Producers", "Editors", "Correspondents", "Readers")


def migrate() -> None:
    migration = import_module("episodes.migrations.0021_roles_by_show")
    migration.from_groups(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def groups():
    rights = {
        "Producers": ["change_episode", "add_episode"],
        "Editors": ["change_episode", "approve_episode"],
        "Correspondents": ["add_episode", "view_user"],
        "Readers": ["view_episode"],
    }
    made = {name: Group.objects.create(name=name) for name in NAMES}
    for name, codenames in rights.items():
        made[name].permissions.set(Permission.objects.filter(codename__in=codenames))
    return made


@pytest.mark.parametrize(
    ("names", "role"),
    [
        (["Producers"], "producer"),
        (["Editors"], "editor"),
        (["Producers", "Editors"], "editor"),
        (["Correspondents"], "producer"),
        (["Readers"], None),
        ([], None),
    ],
)
def test_members_of_groups_get_their_role_in_every_show(groups, names, role):
    shows = [ShowFactory(), ShowFactory()]
    user = UserFactory()
    user.groups.set(groups[name] for name in names)
    migrate()
    given = Membership.objects.order_by("show").values_list("user", "show", "role")
    assert list(given) == [(user.pk, show.pk, role) for show in shows if role]


def test_rights_of_an_account_count_as_those_of_a_group():
    show, user = ShowFactory(), UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["approve_episode", "view_user"]))
    migrate()
    assert list(Membership.objects.values_list("user", "show", "role")) == [(user.pk, show.pk, "editor")]
    assert [right.codename for right in user.user_permissions.all()] == ["view_user"]


def test_administrators_need_no_role(groups):
    ShowFactory()
    UserFactory(is_superuser=True).groups.add(groups["Editors"])
    migrate()
    assert not Membership.objects.exists()


def test_groups_keep_what_is_true_of_them(groups):
    migrate()
    left = {group.name: [right.codename for right in group.permissions.all()] for group in Group.objects.all()}
    assert left == {"Correspondents": ["view_user"], "Readers": []}
