from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.show import Show


class Membership(models.Model):
    """Somebody's role in a show; `episodes.rights` says what comes with it. Nobody has two in the same show."""

    class Role(models.TextChoices):
        PRODUCER = "producer", _("Producer")
        EDITOR = "editor", _("Editor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("account")
    )
    show = models.ForeignKey(Show, models.CASCADE, related_name="memberships", verbose_name=_("show"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.PRODUCER)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("given by"),
    )
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["show", "user"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "show"],
                name="membership_unique",
                violation_error_message=_("This account is on the team already: change its role there."),
            ),
            models.CheckConstraint(condition=models.Q(role__in=["producer", "editor"]), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return _("%(user)s: %(role)s of “%(show)s”") % {
            "user": self.user.get_username(),
            "role": self.get_role_display().lower(),
            "show": self.show.title,
        }
