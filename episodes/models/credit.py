from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode
from episodes.models.roles import Role, role_name
from episodes.querysets import CreditQuerySet
from guests.models import Person


class Credit(models.Model):
    """A person on an episode, in a role. `Person.episodes.through` is this class."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="credits", verbose_name=_("person"))
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="credits", verbose_name=_("episode"))
    role = models.CharField(_("role"), max_length=32, choices=Role, default=Role.GUEST)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CreditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("credit")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "person", "role"],
                name="credit_unique",
                violation_error_message=_("This person has this role on the episode already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        """In place of Django's, which translates all 63 roles to find one."""
        return role_name(self.role)
