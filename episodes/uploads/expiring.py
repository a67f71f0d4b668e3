"""What nobody came back for."""

import datetime as dt

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from episodes.models import ImportRun, Upload
from episodes.uploads import parts
from episodes.uploads.receiving import discard
from guests.pictures import expire_kept


def expire() -> int:
    """Remove uploads without a new byte, finished ones without an episode, parts of nobody's, pictures without a form;
    how many.

    All that has waited for `AUDIO_KEPT_DAYS`. A part is nobody's where a process was killed before it had noted whose.

    Safe to run at any time and twice at once.
    """
    limit = timezone.now() - dt.timedelta(days=settings.AUDIO_KEPT_DAYS)
    removed = 0
    for upload in Upload.objects.filter(taken_at=None, created_at__lt=limit).iterator():
        if (upload.finished_at or _last_byte(upload)) < limit:
            discard(upload=upload)
            removed += 1
    theirs = {*Upload.objects.values_list("token", flat=True), *ImportRun.objects.values_list("archive", flat=True)}
    removed += parts.remove_strays(before=limit, but=theirs)
    return removed + expire_kept(default_storage, before=limit)


def _last_byte(upload: Upload) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(parts.path_of(upload.token).stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        return upload.created_at
