"""Who may say what links a new episode starts with."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "Producers": ["view_standinglink"],
    "Editors": ["view_standinglink", "add_standinglink", "change_standinglink", "delete_standinglink"],
}


def give_rights(apps, schema_editor):
    using = schema_editor.connection.alias
    # On a fresh database Django makes permissions only after the last migration.
    config = apps.get_app_config("episodes")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.using(using).filter(name=name):
            rights = Permission.objects.using(using).filter(content_type__app_label="episodes", codename__in=codenames)
            group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("episodes", "0014_show_templates")]

    operations = [
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
