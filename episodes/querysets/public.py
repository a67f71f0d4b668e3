"""What "public" means, as a filter: of episodes, of what belongs to one, of what has one."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from guests.prepared import Slot

# The moment at which something is asked; a slot in questions that are prepared.
type Moment = dt.datetime | Slot | None


def public(prefix: str = "", now: Moment = None) -> Q:
    """What makes an episode public, as a filter on episodes or, with `prefix`, on what belongs to one.

    Asked with Python's clock: SQLite's own is coarser than the moments that it compares.
    """
    now = now or timezone.now()
    approved = Q(**{f"{prefix}state": "approved", f"{prefix}publish_at__lte": now, f"{prefix}deleted_at": None})
    return approved & has_audio(prefix)


def has_audio(prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}audio_file": ""}) | ~Q(**{f"{prefix}audio_url": ""})


def has_public_episode(field: str, model: Any, now: Moment) -> Exists:
    """Whether an episode whose `field` is the outer row of `model` is public; one index look-up a row."""
    episodes = model.episodes.rel.related_model.objects
    return Exists(episodes.published(now=now).filter(**{field: OuterRef("pk")}))
