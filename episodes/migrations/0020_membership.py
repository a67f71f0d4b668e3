import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0019_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("producer", "Producer"), ("editor", "Editor")],
                        default="producer",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="given")),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["show", "user"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "show"),
                        name="membership_unique",
                        violation_error_message="This account is on the team already: change its role there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["producer", "editor"])), name="membership_role_known"
                    ),
                ],
            },
        ),
    ]
