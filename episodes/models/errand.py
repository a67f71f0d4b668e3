import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A minute, two, four … at most six hours: what stands still overnight is tried again, what never works is given up.
MOST_ATTEMPTS = 12
_FIRST_PAUSE = dt.timedelta(minutes=1)
_LONGEST_PAUSE = dt.timedelta(hours=6)

BROKEN_OFF = "It was begun, and broken off before its end."


class ErrandQuerySet(models.QuerySet[Any]):
    """What is to be done, by whom, and how it went.

    Every step is one conditional update, so any number of processes may ask at once.
    """

    def want(self, wanted: Mapping[int, str]) -> None:
        """See to it that each subject, by primary key, is brought to the state that is wanted.

        What is wanted already, done or not, stays as it is.
        """
        subject = self.model.subject
        known = dict(self.values_list(subject, "wanted"))
        new = (pk for pk in wanted if pk not in known)
        self.bulk_create((self.model(**{subject: pk}, wanted=wanted[pk]) for pk in new), ignore_conflicts=True)
        for pk, before in known.items():
            if wanted.get(pk, before) != before:
                # Of two who looked at different moments the one who was slower must not put back the older state.
                found = self.filter(**{subject: pk}, wanted=before)
                found.update(wanted=wanted[pk], due_at=timezone.now(), attempts=0, error="")

    def due(self) -> Self:
        """What is to be done now and is in nobody's hands, or in those of somebody who has not come back."""
        now = timezone.now()
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.filter(free, due_at__lte=now, attempts__lt=MOST_ATTEMPTS)

    def claim(self, *, lasting: dt.timedelta, **noted: Any) -> Any:
        """Take what has been due longest; None when nothing is. For the time that it lasts nobody else gets it.

        `noted` are values of other columns, written with the claim: there is no moment at which one has the other not.
        """
        while found := self.due().order_by("due_at", "pk").first():
            found.claim = secrets.token_hex(16)
            found.claimed_until = timezone.now() + lasting
            found.attempts += 1
            found.error = BROKEN_OFF  # true, unless somebody lives to write another one
            taken = self.due().filter(pk=found.pk, attempts=found.attempts - 1, wanted=found.wanted)
            values = {name: getattr(found, name) for name in ("claim", "claimed_until", "attempts", "error")}
            if taken.update(**values, **noted):
                return found
        return None

    def _held(self, errand: "Errand") -> Self:
        return self.filter(pk=errand.pk, claim=errand.claim, claimed_until__gt=timezone.now())

    def finish(self, errand: "Errand", *, error: str = "") -> bool:
        """Say that the errand has been done, or by `error` that no second attempt would change it.

        False, and nothing is written, where its time had run out: somebody else may have it by now.
        """
        held = self._held(errand)
        if not held.filter(wanted=errand.wanted).update(
            claim="", claimed_until=None, due_at=None, error=error, done_at=timezone.now()
        ):
            # Something else is wanted by now: what was done counts, and there is more to do.
            return bool(held.update(claim="", claimed_until=None, error=""))
        return True

    def drop(self, errand: "Errand") -> None:
        """Forget the errand: its subject is to be in no state at all. What is wanted of it next is new."""
        self._held(errand).delete()

    def put_off(self, errand: "Errand", *, error: str) -> None:
        """Say what went wrong; it is tried again after a pause that grows, until it is given up."""
        pause = min(_FIRST_PAUSE * 2 ** (errand.attempts - 1), _LONGEST_PAUSE)
        held = self._held(errand)
        if not held.filter(wanted=errand.wanted).update(
            claim="", claimed_until=None, error=error, due_at=timezone.now() + pause
        ):
            held.update(claim="", claimed_until=None)


class Errand(models.Model):
    """Something that is done for `subject` outside of a request, until it is as `wanted` says."""

    subject: ClassVar[str]

    wanted = models.CharField(max_length=64)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        abstract = True


class SweepManager(models.Manager["Sweep"]):
    def has_seen(self, name: str, *, state: str) -> bool:
        """Whether the task of that name has looked at everything in this state, and need not again. One query."""
        return self.filter(name=name, state=state).exists()

    def note(self, name: str, *, state: str, at: dt.datetime) -> None:
        """Say that it has."""
        self.update_or_create(name=name, defaults={"state": state, "at": at})


class Sweep(models.Model):
    """In which state everything was when a task last looked for what there is to do, so that it need not look again."""

    name = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = SweepManager()

    class Meta:
        verbose_name = _("sweep")

    def __str__(self) -> str:
        return self.name
