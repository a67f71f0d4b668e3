"""Which episodes were public once: those who come by an old link are told that they are gone."""

from django.db import migrations, models
from django.db.models import F


def remember(apps, schema_editor):
    """Of episodes withdrawn before now, those whose moment had come when they were."""
    using = schema_editor.connection.alias
    changes = apps.get_model("episodes", "StateChange").objects.using(using)
    withdrawn = changes.filter(to_state="withdrawn", episode__publish_at__lte=F("at"))
    episodes = apps.get_model("episodes", "Episode").objects.using(using)
    episodes.filter(pk__in=withdrawn.values("episode")).update(was_public=True)


class Migration(migrations.Migration):
    dependencies = [("episodes", "0016_nothing_is_lost")]

    operations = [
        migrations.AddField("episode", "was_public", models.BooleanField(default=False, editable=False)),
        migrations.AddField("retiredaddress", "was_public", models.BooleanField(default=False)),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
