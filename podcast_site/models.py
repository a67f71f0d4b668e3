from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntries(models.QuerySet["AuditEntry"]):
    """Entries are written and read; what is too old goes through `podcast_site.audit.prune` alone."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("An entry of the audit log is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("An entry of the audit log is never deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An entry of the audit log is never changed.")


class AuditEntry(models.Model):
    """One thing that happened to an account, and who did it. Written once.

    Accounts are names as they were at that moment, so an entry outlives both.
    """

    class Event(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Wrong password")
        FACTOR_FAILED = "factor_failed", _("Wrong second factor")
        LOCKED_OUT = "locked_out", _("Locked out")
        CONFIRMED = "confirmed", _("Confirmed who they are")
        SIGNED_OUT = "signed_out", _("Signed out")
        SESSION_ENDED = "session_ended", _("Session ended")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        PASSWORD_RESET = "password_reset", _("New password asked for by mail")
        FACTOR_ADDED = "factor_added", _("Second factor added")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        CODES_RENEWED = "codes_renewed", _("Recovery codes renewed")
        ACCOUNT_MADE = "account_made", _("Account made")
        ACCOUNT_CHANGED = "account_changed", _("Account changed")
        ACCOUNT_DELETED = "account_deleted", _("Account deleted")
        RIGHT_GIVEN = "right_given", _("Right given")
        RIGHT_TAKEN = "right_taken", _("Right taken")
        IMPORT_BEGUN = "import_begun", _("Import begun")
        IMPORT_STOPPED = "import_stopped", _("Import stopped")
        OWNERSHIP = "ownership", _("Ownership stated")

    at = models.DateTimeField(_("when"))
    event = models.CharField(_("what"), max_length=20, choices=Event.choices)
    account = models.CharField(_("account"), max_length=150, blank=True)
    by = models.CharField(_("by"), max_length=150, blank=True)
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    # What the brake counts by: an IPv4 address, or the first 64 bits of one of IPv6.
    network = models.GenericIPAddressField(null=True, blank=True, editable=False)
    device = models.CharField(_("device"), max_length=100, blank=True)

    objects = AuditEntries.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        default_permissions = ("view",)
        ordering = ("-at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["account", "event", "at"], name="audit_account"),
            models.Index(fields=["network", "event", "at"], name="audit_network"),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.account}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An entry of the audit log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An entry of the audit log is never deleted.")
