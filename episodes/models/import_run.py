"""A show on its way in from the desk: what was asked for, what would be done, and how far it has come."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from episodes.models.errand import Errand
from episodes.models.show import Show


class ImportRun(Errand):
    """A feed, given as an address or as a file, or an archive of a show, that is to become a show.

    `archive` is the token of the part file (`uploads.parts`) in which an archive lies until it has been brought in.
    `wanted` is what is to be done next, as the tick claims it. `show` is where it goes to; empty, it is a new one,
    until that is there. `sentence` says why it goes no further.
    """

    subject = "pk"

    class State(models.TextChoices):
        READING = "reading", _("being read")
        LOCKED = "locked", _("locked")
        REFUSED = "refused", _("refused")
        PLANNED = "planned", _("planned")
        WRITING = "writing", _("being brought in")
        STOPPED = "stopped", _("stopped")
        DONE = "done", _("brought in")

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.READING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    show = models.ForeignKey(Show, models.SET_NULL, null=True, related_name="import_runs")
    address = models.CharField(_("address of the feed"), max_length=2000, blank=True)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    archive = models.CharField(max_length=32, blank=True)
    with_media = models.BooleanField(default=True)
    ownership = models.TextField(_("ownership"), blank=True)
    owner = models.EmailField(max_length=254, blank=True)
    sentence = models.TextField(blank=True)

    # Of the plan, as it was shown: title and slug of the show, its fields, and what was said of the feed as a whole.
    title = models.CharField(max_length=255, blank=True)
    facts: Any = models.JSONField(default=dict, blank=True)

    asked_at = models.DateTimeField(auto_now_add=True)
    # Since when it has gone on without a stop, and how many items had been tried by then: that gives its pace.
    begun_at = models.DateTimeField(null=True)
    begun_from = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("import")
        ordering = ("-asked_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["due_at"], name="import_run_due")]

    def __str__(self) -> str:
        return self.title or self.address or self.file_name

    def from_now(self) -> dict[str, Any]:
        """The columns by which its pace is counted from this moment on. One query."""
        return {"begun_at": timezone.now(), "begun_from": self.items.exclude(outcome="").count()}


class ImportRunPage(models.Model):
    """A page of the feed as it came, compressed: what was shown in the plan is what is brought in."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="pages")
    asked = models.CharField(max_length=2000, blank=True)
    found_at = models.CharField(max_length=2000, blank=True)
    body = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.found_at


class ImportRunItem(models.Model):
    """An item of the feed in the plan, and what came of it.

    `facts` are `{"reasons": [sentence], "remarks": [sentence], "fields": [[name, verdict, here, there, reason]],
    "brings": [name of a field]}`; `said` is why it failed.
    """

    class Outcome(models.TextChoices):
        WRITTEN = "written", _("brought in")
        FAILED = "failed", _("did not come")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    verdict = models.CharField(max_length=8)
    is_needed = models.BooleanField(default=False)
    # Whether a field has been edited here and stays, whatever becomes of the others.
    has_conflict = models.BooleanField(default=False)
    facts: Any = models.JSONField(default=dict)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "number"], name="import_run_item_once")]
        indexes: ClassVar = [models.Index(fields=["run", "verdict"], name="import_run_item_verdict")]

    def __str__(self) -> str:
        return self.title
