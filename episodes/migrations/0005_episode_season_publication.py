from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0004_feed_rights"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="episode",
            index=models.Index(fields=["season", "state", "publish_at"], name="episode_season_publication"),
        ),
    ]
