"""Roles by show, in place of the groups *Producers* and *Editors*.

Whoever could approve becomes an editor of every show there is, whoever could change episodes a producer, so nobody
loses what they had. Rights to shows, episodes and people come from roles alone from now on: they are taken out of
groups and accounts, where they would say what is not true any more, and the two groups go where nothing else is in them.
"""

from django.db import migrations
from django.db.models import Q

APPS = ("episodes", "guests")
# The first of these that somebody may do says the role.
ROLES = (("approve_episode", "editor"), ("change_episode", "producer"), ("add_episode", "producer"))


def from_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    rights = list(permissions.filter(content_type__app_label__in=APPS))
    _give_roles(apps, using, rights)
    for given in (apps.get_model("auth", "Group").permissions, apps.get_model("auth", "User").user_permissions):
        given.through.objects.using(using).filter(permission__in=rights).delete()
    groups = apps.get_model("auth", "Group").objects.using(using)
    groups.filter(name__in=["Producers", "Editors"], permissions=None).delete()


def _give_roles(apps, using, rights):
    users = apps.get_model("auth", "User").objects.using(using)
    memberships = apps.get_model("episodes", "Membership").objects.using(using)
    shows = list(apps.get_model("episodes", "Show").objects.using(using).values_list("pk", flat=True))
    done = set()
    for codename, role in ROLES:
        may = [right for right in rights if right.codename == codename]
        able = users.filter(Q(groups__permissions__in=may) | Q(user_permissions__in=may), is_superuser=False)
        for user in set(able.values_list("pk", flat=True)) - done:
            memberships.bulk_create(memberships.model(user_id=user, show_id=show, role=role) for show in shows)
            done.add(user)


class Migration(migrations.Migration):
    dependencies = [("episodes", "0020_membership"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        # Not undone: which rights a group or an account had is not known any more.
        migrations.RunPython(from_groups, migrations.RunPython.noop),
    ]
