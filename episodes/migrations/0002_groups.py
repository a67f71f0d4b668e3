"""The groups *Producers* and *Editors*, with the rights that their names say."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

# app, model, what may be done with it
PRODUCERS = [
    ("episodes", "show", "view"),
    ("episodes", "season", "view"),
    ("episodes", "standingcredit", "view"),
    ("episodes", "episode", "view add change delete submit"),
    ("episodes", "chapter", "view add change delete"),
    ("episodes", "credit", "view add change delete"),
    ("episodes", "resourcelink", "view add change delete"),
    ("episodes", "transcript", "view add change delete"),
    ("episodes", "topic", "view add change"),
    ("guests", "person", "view add change"),
    ("guests", "personlink", "view add change delete"),
]
EDITORS = [
    *PRODUCERS,
    ("episodes", "episode", "approve"),
    ("episodes", "show", "add change delete"),
    ("episodes", "season", "add change delete"),
    ("episodes", "standingcredit", "add change delete"),
    ("episodes", "topic", "delete"),
    ("guests", "person", "delete"),
]


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, rights in (("Producers", PRODUCERS), ("Editors", EDITORS)):
        group, _created = Group.objects.using(using).get_or_create(name=name)
        for app, model, actions in rights:
            codenames = [f"{action}_{model}" for action in actions.split()]
            permissions = Permission.objects.using(using).filter(content_type__app_label=app, codename__in=codenames)
            if permissions.count() != len(codenames):
                raise LookupError(f"Not all of {codenames} are there to be given to {name}.")
            group.permissions.add(*permissions)


def _make_permissions(apps, using):
    # On a fresh database Django makes them only after the last migration.
    for label in ("episodes", "guests"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=using)
        config.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0001_shows_and_episodes"),
        ("guests", "0001_people"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # The groups stay when this is undone: people may be in them.
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
