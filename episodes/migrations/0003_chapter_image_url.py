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
                    "The address of a picture that stays on another site. Apps get it where there is no image here; the"
                    " pages do not show it, since whoever looks at them would be known there."
                ),
                max_length=2000,
                verbose_name="image elsewhere",
            ),
            preserve_default=False,
        ),
    ]
