"""Whether what is approved can still go out, looked at again until its moment: nothing goes out by mistake.

Saving an episode without a must-have holds it at once. This finds what was lost otherwise: a person who was deleted, a
cover that was taken from the show, a file that is gone from the storage.
"""

import datetime as dt
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import publishing, readiness
from episodes.models import Episode, Sweep

_SWEEP = "rechecking"
# From then on an episode is looked at in every tick, even where nothing has changed in the database.
_SOON = dt.timedelta(hours=1)


def hold_unready() -> Iterator[str]:
    """Hold what is approved, not public, and lacks a must-have; a sentence for each. Safe twice at once."""
    waiting = Episode.objects.filter(state=Episode.State.APPROVED).unpublished().select_related("show")
    token = Episode.objects.public_state().token
    seen = Sweep.objects.has_seen(_SWEEP, state=token)
    if seen:
        waiting = waiting.filter(publish_at__lte=timezone.now() + _SOON)
    for episode in waiting.order_by("publish_at", "pk"):
        reasons = [*readiness.blocking(episode=episode), *_lost_file(episode)]
        if not reasons:
            continue
        try:
            publishing.hold(episode=episode, by=None, reasons=reasons)
        except publishing.Refused:  # another tick, or an editor, was first
            continue
        yield f"Taken out of the schedule: {episode.title}. {' '.join(reasons)}"
    if not seen:
        Sweep.objects.note(_SWEEP, state=token, at=timezone.now())


def _lost_file(episode: Episode) -> list[str]:
    if not episode.audio_file or default_storage.exists(str(episode.audio_file.name)):
        return []
    return [_("The audio file is not in the storage any more: upload it again.")]
