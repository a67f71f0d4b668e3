"""What producers and editors may do with what only the feed says."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = "view add change delete"
PRODUCERS = [
    ("fundinglink", "view"),
    ("feedtext", "view"),
    ("recommendedfeed", "view"),
    ("soundbite", ALL),
]
EDITORS = [("fundinglink", ALL), ("feedtext", ALL), ("recommendedfeed", ALL), ("soundbite", ALL)]


def give_rights(apps, schema_editor):
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, rights in (("Producers", PRODUCERS), ("Editors", EDITORS)):
        # Where somebody has renamed a group, nobody knows better than they who may do what.
        for group in Group.objects.using(using).filter(name=name):
            codenames = [f"{action}_{model}" for model, actions in rights for action in actions.split()]
            permissions = Permission.objects.using(using).filter(
                content_type__app_label="episodes", codename__in=codenames
            )
            group.permissions.add(*permissions)


def _make_permissions(apps, using):
    # On a fresh database Django makes them only after the last migration.
    config = apps.get_app_config("episodes")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None


class Migration(migrations.Migration):
    dependencies = [("episodes", "0003_feed")]

    operations = [
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
