from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0005_episode_season_publication"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(("audio_file", ""), ("audio_url", "")) | ~models.Q(("audio_type", "")),
                name="episode_audio_has_type",
                violation_error_message="Say which type the audio is.",
            ),
        ),
    ]
