from django.db import migrations, models


def drop_trigger(apps, schema_editor):
    """It is made anew after migrating, and then notices that a chapter starts elsewhere, too."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS episodes_chapter_update_unindexed")


class Migration(migrations.Migration):
    dependencies = [("episodes", "0039_own_licence_and_funding")]

    operations = [
        migrations.AddField("searchdocument", "chapters", models.JSONField(default=list)),
        migrations.AddField("searchpassage", "counts", models.JSONField(default=list)),
        migrations.RunPython(drop_trigger, migrations.RunPython.noop),
    ]
