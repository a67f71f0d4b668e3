"""What is typed in forms of the desk and not saved yet: kept for its owner alone, and who else has the form open.

Each opening of a form is a `tab` of its own, so two tabs never overwrite each other. What was saved is closed: the
browser then knows that the copy which it kept itself is of no use any more.
"""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes.models import Episode, OpenForm, Show

KEPT = dt.timedelta(days=30)
# Three missed heartbeats, and somebody is taken for gone.
PRESENT = dt.timedelta(seconds=60)
LARGEST = 1_000_000
MOST_FIELDS = 10_000
MOST_FORMS = 20

# What no database keeps in JSON: nul, and half of a character.
_UNFIT = re.compile(r"[\x00\ud800-\udfff]")

type Fields = Sequence[Sequence[str]]


class Refused(Exception):
    """What cannot be kept; the message is a sentence for the person who typed."""


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody else who has the form open, and since when."""

    name: str
    since: dt.datetime
    typing: bool


def name_of(*, episode: Episode | None, show: Show) -> str:
    """The name under which a form is kept: of an episode, or of a new one of a show."""
    return f"episode:{episode.pk}" if episode and episode.pk else f"episode:add:{show.pk}"


@transaction.atomic
def keep(*, owner: User, form: str, tab: str, fields: Fields | None, typed_at: dt.datetime | None = None) -> OpenForm:
    """Say that `tab` is open; with `fields`, keep what is typed in it. An empty list says that nothing is unsaved."""
    if fields is not None:
        _require_sensible(fields)
        fields = [[_UNFIT.sub("", part) for part in field] for field in fields]
    now = timezone.now()
    # Locked, so that a late heartbeat does not undo a closing of the same moment.
    kept, _made = OpenForm.objects.select_for_update().get_or_create(
        owner=owner, form=form, tab=tab, defaults={"opened_at": now, "seen_at": now}
    )
    kept.seen_at = now
    if fields is not None and kept.closed_at is None:
        kept.fields = list(fields)
        kept.typed_at = min(typed_at or now, now) if fields else None
    kept.save()
    _forget_oldest(owner=owner, form=form)
    return kept


def unsaved(*, owner: User, form: str) -> QuerySet[OpenForm]:
    """What `owner` typed in the form and did not save, the latest first."""
    limit = timezone.now() - KEPT
    mine = OpenForm.objects.filter(owner=owner, form=form, closed_at=None, seen_at__gte=limit)
    return mine.exclude(typed_at=None).order_by("-typed_at", "-pk")


def closed(*, owner: User, form: str, tabs: Collection[str]) -> list[str]:
    """Return those of `tabs` whose work has been saved or thrown away."""
    done = OpenForm.objects.filter(owner=owner, form=form, tab__in=list(tabs)[:MOST_FORMS], closed_at__isnull=False)
    return list(done.values_list("tab", flat=True))


def close(*, owner: User, form: str, tabs: Collection[str]) -> None:
    """What was typed in `tabs` has been saved, or is not wanted any more."""
    now = timezone.now()
    for tab in list(tabs)[:MOST_FORMS]:
        OpenForm.objects.update_or_create(
            owner=owner,
            form=form,
            tab=tab[:40],
            defaults={"fields": [], "typed_at": None, "closed_at": now, "seen_at": now - PRESENT},
            create_defaults={"opened_at": now, "seen_at": now - PRESENT, "closed_at": now},
        )


def others(*, owner: User, form: str) -> list[Other]:
    """Who else has the form open now, each once, who came first first. One query."""
    present = OpenForm.objects.filter(form=form, seen_at__gte=timezone.now() - PRESENT, closed_at=None)
    found: dict[int, Other] = {}
    for each in present.exclude(owner=owner).select_related("owner").order_by("opened_at", "pk"):
        before = found.get(each.owner_id)
        name = each.owner.get_full_name() or each.owner.get_username()
        typing = each.typed_at is not None or bool(before and before.typing)
        found[each.owner_id] = Other(name=name, since=before.since if before else each.opened_at, typing=typing)
    return list(found.values())


def expire() -> Iterator[str]:
    """Forget what nobody has come back for in 30 days."""
    forgotten, _each = OpenForm.objects.filter(seen_at__lt=timezone.now() - KEPT).delete()
    if forgotten:
        yield f"Forgotten forms that were removed: {forgotten}."


def _require_sensible(fields: Any) -> None:
    if not (isinstance(fields, list) and len(fields) <= MOST_FIELDS and all(map(_is_field, fields))):
        raise Refused(_("This is not what a form holds."))
    if len(json.dumps(fields, ensure_ascii=False).encode(errors="replace")) > LARGEST:
        raise Refused(_("The form holds more than can be kept unsaved: save it."))


def _is_field(field: Any) -> bool:
    return isinstance(field, list) and len(field) in (2, 3) and all(isinstance(part, str) for part in field)


def _forget_oldest(*, owner: User, form: str) -> None:
    mine = OpenForm.objects.filter(owner=owner, form=form)
    kept = mine.order_by("-seen_at", "-pk").values_list("pk", flat=True)[:MOST_FORMS]
    stale = Q(typed_at=None, closed_at=None, seen_at__lt=timezone.now() - PRESENT)
    mine.filter(~Q(pk__in=list(kept)) | stale).delete()
