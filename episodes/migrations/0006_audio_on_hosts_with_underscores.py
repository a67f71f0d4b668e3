from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0005_files_of_an_import"),
    ]

    operations = [
        migrations.AlterField(
            model_name="episode",
            name="audio_url",
            field=models.URLField(
                blank=True,
                help_text="Where the audio is kept elsewhere: its https address. Give its type and size as well.",
                max_length=2000,
                verbose_name="audio at another address",
            ),
        ),
    ]
