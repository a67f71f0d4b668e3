"""When copies are made, switched to, and deleted. Two jobs of the tick."""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from episodes.formats.audio import AudioError
from episodes.models import Episode, OutgoingAudio, OutgoingErrand, OutgoingFile, Sweep
from episodes.outgoing.truths import FORMAT, Truth, truths
from episodes.outgoing.writing import KEPT, write

_CLAIM = dt.timedelta(minutes=30)
_SWEEP = "outgoing"

logger = logging.getLogger(__name__)


def renew() -> Iterator[str]:
    """Make a copy of each audio whose copy does not say what is true, one at a time; a sentence for each."""
    _look()
    while errand := OutgoingErrand.objects.select_related("episode").claim(lasting=_CLAIM):
        yield f"“{errand.episode}”: {_do(errand)}"


def clear() -> Iterator[str]:
    """Delete copies that have been replaced, broken off or orphaned, a day later; a sentence for each."""
    used = OutgoingAudio.objects.filter(file=OuterRef("name"))
    for file in OutgoingFile.objects.filter(~Exists(used), delete_after__lte=timezone.now()):
        default_storage.delete(file.name)
        file.delete()
        yield f"{file.name}, a copy that nobody needs any more, was deleted."


def _look() -> None:
    """Note which copies are to be made; two small queries where nothing has changed."""
    public = Episode.objects.public_state()
    state = f"{FORMAT} {public.token}"
    if Sweep.objects.has_seen(_SWEEP, state=state):
        return
    made = dict(OutgoingAudio.objects.values_list("episode_id", "fingerprint"))
    wanted = ((pk, truth.fingerprint) for pk, truth in truths())
    OutgoingErrand.objects.want({pk: fingerprint for pk, fingerprint in wanted if made.get(pk) != fingerprint})
    if moved := list(OutgoingAudio.objects.filter(episode__audio_file="").values_list("episode_id", flat=True)):
        OutgoingErrand.objects.filter(episode__in=moved).delete()
        _drop(OutgoingAudio.objects.filter(episode__in=moved))
    Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _do(errand: OutgoingErrand) -> str:
    """Make the copy; how it went, in a sentence."""
    errands: Any = OutgoingErrand.objects
    try:
        # Not what was wanted when it was noted: what is true now.
        truth = next((truth for _pk, truth in truths(pk=errand.episode_id)), None)
        made = OutgoingAudio.objects.filter(episode=errand.episode_id).first()
        if truth is None:
            # Not done: it is to be wanted again once the episode is back, which may be so by now.
            errands.drop(errand)
            Sweep.objects.filter(name=_SWEEP).delete()
            return "there is nothing to write any more."
        if made and made.fingerprint == truth.fingerprint:
            errands.finish(errand)
            return "there is nothing to write any more."
        name, size = write(truth)
        if not _switch(errand, truth, name, size):
            return "somebody else has written it meanwhile."
    except AudioError as error:
        if errands.finish(errand, error=str(error)):
            _drop(OutgoingAudio.objects.filter(episode=errand.episode_id))
        return f"{error} It goes out as it was uploaded."
    except Exception as error:  # of the storage, which may be anybody's, or of a picture: it may go better later
        logger.warning("Audio for episode %s was not written", errand.episode_id, exc_info=True)
        errands.put_off(errand, error=f"{type(error).__name__}: {error}")
        return f"it was not written ({error}), and will be tried again."
    return "title, cover and chapters are in the audio."


@transaction.atomic
def _switch(errand: OutgoingErrand, truth: Truth, name: str, size: int) -> bool:
    """Let the copy `name` go out from now on; False if the errand is somebody else's by now."""
    if not OutgoingErrand.objects.finish(errand):
        return False
    before = OutgoingAudio.objects.filter(episode=errand.episode_id).values("file")
    OutgoingFile.objects.filter(name__in=before).update(delete_after=timezone.now() + KEPT)
    values = {"source": truth.source, "file": name, "size": size, "fingerprint": truth.fingerprint}
    OutgoingAudio.objects.update_or_create(episode_id=errand.episode_id, defaults=values)
    return True


@transaction.atomic
def _drop(copies: "QuerySet[OutgoingAudio]") -> None:
    """Let the uploads go out again."""
    OutgoingFile.objects.filter(name__in=copies.values("file")).update(delete_after=timezone.now() + KEPT)
    copies.delete()
