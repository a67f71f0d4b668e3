from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0002_written_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="chapter",
            name="image_url",
            field=models.URLField(
                blank=True,
                help_text=(
                    "The address of a picture on another site. Apps get it where there is no image here; pages show none from"
                    " elsewhere."
                ),
                max_length=2000,
                verbose_name="image elsewhere",
            ),
            preserve_default=False,
        ),
    ]
