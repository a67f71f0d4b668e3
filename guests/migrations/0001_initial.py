import django.db.models.deletion
import markdownx.models
from django.db import migrations, models

import guests.pictures


class Migration(migrations.Migration):
    replaces = [
        ("guests", "0001_people"),
        ("guests", "0002_portrait_focus"),
        ("guests", "0003_old_addresses"),
        ("guests", "0004_merged_people"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MissedAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200, unique=True, verbose_name="address")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="times")),
                ("first_at", models.DateTimeField(verbose_name="first")),
                ("last_at", models.DateTimeField(verbose_name="last")),
            ],
            options={
                "verbose_name": "address asked for in vain",
                "verbose_name_plural": "asked for in vain",
                "ordering": ["-times", "-last_at"],
                "indexes": [models.Index(fields=["-times", "-last_at"], name="missed_most")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=128, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the profile's address. A former slug keeps leading here.",
                        max_length=100,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text="What this person is, in a line: “Hydrographer at the tide office”.",
                        max_length=160,
                        verbose_name="headline",
                    ),
                ),
                ("bio", markdownx.models.MarkdownxField(blank=True, help_text="Markdown.", verbose_name="bio")),
                (
                    "portrait",
                    guests.pictures.PictureField(
                        blank=True,
                        help_text="JPEG, PNG or WebP, best square and 800 pixels or more. Shown cropped to a square.",
                        upload_to=guests.pictures.Unguessable("images"),
                        verbose_name="portrait",
                    ),
                ),
                (
                    "portrait_alt",
                    models.CharField(
                        blank=True,
                        help_text="What a listener who cannot see the portrait should know of it.",
                        max_length=250,
                        verbose_name="portrait in words",
                    ),
                ),
                (
                    "portrait_x",
                    models.PositiveSmallIntegerField(
                        default=50, help_text="In percent of the width.", verbose_name="focus from the left"
                    ),
                ),
                (
                    "portrait_y",
                    models.PositiveSmallIntegerField(
                        default=50, help_text="In percent of the height.", verbose_name="focus from the top"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("portrait_x__lte", 100), ("portrait_y__lte", 100)),
                        name="person_focus_in_portrait",
                        violation_error_message="The focus lies in the portrait: 0 to 100 percent each way.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Redirect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "old",
                    models.CharField(
                        help_text="What was asked for and is not here, as in /blog/episode-12. A page that is here comes first.",
                        max_length=500,
                        unique=True,
                        verbose_name="old address",
                    ),
                ),
                (
                    "new",
                    models.CharField(
                        help_text="A page of this site, as in /show/episode/ or /show/episode/#t=90.",
                        max_length=500,
                        verbose_name="new address",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "ordering": ["old"],
            },
        ),
        migrations.CreateModel(
            name="MergedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BigIntegerField(unique=True)),
                ("merged_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="merged", to="guests.person"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PersonAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, verbose_name="former slug")),
                ("left_at", models.DateTimeField(auto_now_add=True, verbose_name="left")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_addresses", to="guests.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("slug",), name="person_address_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="PersonLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=120, verbose_name="label")),
                ("url", models.URLField(max_length=2000, verbose_name="address")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="guests.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["position", "pk"],
            },
        ),
    ]
