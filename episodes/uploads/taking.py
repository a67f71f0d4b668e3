"""From a finished upload to an episode: the file, and what of its own words somebody wants."""

import hashlib
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes.models import Chapter, Episode, Upload

_MOST_COMPARED = 5
_LONGEST_URL = 2000


def finished(*, token: str, owner: User) -> Upload | None:
    """Return the finished upload of `owner` with this token, if its file is still there."""
    upload = Upload.objects.filter(token=token, owner=owner).exclude(finished_at=None).first()
    return upload if upload and default_storage.exists(upload.stored_name) else None


def of_file(*, name: str) -> Upload | None:
    """Return the upload by which the stored file `name` came; None for what came another way."""
    return Upload.objects.filter(stored_name=name).exclude(finished_at=None).first() if name else None


def take(*, upload: Upload, episode: Episode) -> None:
    """Note that `episode` has the file: it is never removed as abandoned, whatever the episode has later."""
    Upload.objects.filter(pk=upload.pk).update(taken_at=timezone.now(), episode=episode)


def taken_chapters(*, upload: Upload, episode: Episode) -> int:
    """Give `episode` the chapters of the file that start where it has none; return how many."""
    there = set(episode.chapters.values_list("start_ms", flat=True))
    wanted = [chapter for chapter in upload.offers.get("chapters", []) if chapter["start_ms"] not in there]
    new = {chapter["start_ms"]: chapter for chapter in wanted}
    for place, chapter in enumerate(new.values(), start=1):
        Chapter.objects.create(
            episode=episode,
            start_ms=chapter["start_ms"],
            end_ms=chapter["end_ms"],
            title=chapter["title"][:255] or _("Chapter %(number)d") % {"number": place},
            url=chapter["url"] if len(chapter["url"]) <= _LONGEST_URL else "",
            hidden=chapter["hidden"],
        )
    return len(new)


def twins(*, upload: Upload, among: QuerySet[Episode]) -> list[Episode]:
    """Return those `among` episodes with the same audio, byte for byte; at most five of the same size are compared.

    An episode's file that came by no upload is read through for that.
    """
    same_size = among.filter(audio_size=upload.size).exclude(audio_file__in=["", upload.stored_name])
    candidates = list(same_size.select_related("show").order_by("pk")[:_MOST_COMPARED])
    known = _hashes(episode.audio_file.name for episode in candidates)
    return [episode for episode in candidates if _hash(episode, known) == upload.sha256]


def _hashes(names: Iterable[str | None]) -> dict[str, str]:
    return dict(Upload.objects.filter(stored_name__in=list(names)).values_list("stored_name", "sha256"))


def _hash(episode: Episode, known: dict[str, str]) -> str:
    name = episode.audio_file.name or ""
    if name not in known:
        if not default_storage.exists(name):
            return ""
        with default_storage.open(name) as file:
            known[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return known[name]
