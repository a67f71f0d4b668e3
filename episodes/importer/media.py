"""Audio and pictures on their way from another host: a few at a time, going on where a line broke, each stored once.

What is on its way is in part files beside those of uploads; threads write them and ask no database. A file is looked
at before anything names it, and an episode goes out only once its audio is here: until then it is a draft that waits.
"""

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import fetching, publishing
from episodes.formats import audio
from episodes.importer import processes, writing
from episodes.importer.asking import Asking
from episodes.importer.digests import digest
from episodes.importer.sources import is_address
from episodes.importer.stored import fields_of
from episodes.importer.values import Step
from episodes.models import Chapter, Episode, ImportedEpisode, ImportedShow, ImportRun, MediaErrand, Show
from episodes.uploads import parts
from guests.models import Person
from guests.pictures import MAX_BYTES, Unguessable, clean_picture

Kind = MediaErrand.Kind

AT_ONCE = 4
# Of one episode; no audience looks at more.
MOST_PICTURES = 500
# When what somebody has stopped is due: not in this age.
HELD = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)
_CLAIM = dt.timedelta(minutes=10)
_LOOK = 2.0
_PIECE = 1 << 20
_PICTURE = fetching.Limits(seconds=120, max_bytes=MAX_BYTES)
_audio_place, _picture_place = Unguessable("audio"), Unguessable("images")


class Stopped(Exception):
    """Somebody wants it to end; what has come is kept."""


def want(
    *,
    kind: str,
    show: Show,
    url: str,
    episode: Episode | None = None,
    person: int | None = None,
    length: int | None = None,
    start_ms: int | None = None,
    run: ImportRun | None = None,
) -> None:
    """Note that a file is to be brought; another address for the same thing takes the place of the one before.

    `run` is the import at the desk among whose files it counts.
    """
    about = f"episode:{episode.pk}" if episode else f"person:{person}" if person else f"show:{show.pk}"
    if start_ms is not None:
        about = f"{about}:{start_ms}"
    wanted = digest([url, length])
    values = {"kind": kind, "show": show, "episode": episode, "person_id": person, "url": url, "length": length}
    values |= {"start_ms": start_ms, "run": run}
    fresh = {"wanted": wanted, "due_at": timezone.now(), "attempts": 0, "error": "", "sha256": "", "stored_name": ""}
    errand, is_new = MediaErrand.objects.get_or_create(key=f"{kind}:{about}", defaults={**values, **fresh})
    if not is_new and errand.wanted != wanted:
        MediaErrand.objects.filter(pk=errand.pk).update(**values, **fresh, done_at=None)


def want_pictures(*, show: Show, episode: Episode, wanted: Mapping[int, str], run: ImportRun | None = None) -> None:
    """Want these pictures for the chapters of an episode, by their starts, and no others: a chapter that is not among
    them loses the one it has, and what was to come for it does not.

    Each is at an address, or in the audio of that name in the storage.
    """
    _want_no_others(episode, wanted)
    for start_ms in sorted(wanted)[:MOST_PICTURES]:
        want(kind=Kind.CHAPTER, show=show, episode=episode, url=wanted[start_ms], start_ms=start_ms, run=run)


def want_pictures_in_audio(*, episode: Episode, starts: Iterable[int]) -> int:
    """Want the pictures that the audio of an episode, which is here, has for the chapters with these starts, as far as
    there are such chapters and they have none; how many. Other pictures stay."""
    bare = episode.chapters.filter(start_ms__in=list(starts), image="", image_url="")
    wanted = list(bare.order_by("start_ms").values_list("start_ms", flat=True)[:MOST_PICTURES])
    _forget(MediaErrand.objects.filter(kind=Kind.CHAPTER, episode=episode, start_ms__in=wanted))
    for start_ms in wanted:
        name = str(episode.audio_file.name)
        want(kind=Kind.CHAPTER, show=episode.show, episode=episode, url=name, start_ms=start_ms)
    return len(wanted)


def leave_audio(*, episode: Episode) -> None:
    """Want the audio of an episode here no more: it stays where it is."""
    _forget(MediaErrand.objects.filter(kind=Kind.AUDIO, episode=episode))


def leave_pictures(*, show: Show) -> None:
    """Want no more covers and portraits here than have come: the others stay where they are."""
    _forget(waiting(show=show, kind__in=(Kind.COVER, Kind.PORTRAIT)))


def _forget(errands: "QuerySet[MediaErrand]") -> None:
    """As if they had never been wanted; what has come for good stays."""
    for errand in errands.exclude(due_at=None):
        _let_go(errand)
    errands.delete()


def link_pictures(*, episode: Episode, wanted: Mapping[int, str]) -> None:
    """Leave these pictures where they are, by the starts of the chapters of an episode, and link to them: other ones
    that its chapters have, or that were to come, are none of theirs any more."""
    _want_no_others(episode, ())
    linked = list(episode.chapters.filter(start_ms__in=wanted))
    for chapter in linked:
        chapter.image_url = wanted[chapter.start_ms]
    Chapter.objects.bulk_update(linked, ["image_url"])


def _want_no_others(episode: Episode, starts: Collection[int]) -> None:
    """Let the chapters that begin elsewhere have no pictures, and none that is on its way."""
    _forget(MediaErrand.objects.filter(kind=Kind.CHAPTER, episode=episode).exclude(start_ms__in=starts))
    chapters = episode.chapters.exclude(start_ms__in=starts)
    chapters.exclude(image="", image_url="").update(image="", image_url="")


def waiting(**among: Any) -> "QuerySet[MediaErrand]":
    """What has not come yet: of a `show`, of a `run`, or of all."""
    return MediaErrand.objects.exclude(due_at=None).filter(**among)


def try_again(**among: Any) -> None:
    """Let everything that failed be tried at once, and what a process had that is dead."""
    waiting(**among).update(due_at=timezone.now(), attempts=0)
    for errand in waiting(**among).exclude(claim=""):
        if processes.is_gone(errand.worker):
            MediaErrand.objects.filter(pk=errand.pk, claim=errand.claim).update(claim="", claimed_until=None)


def hold(**among: Any) -> int:
    """Let nothing more come until `try_again`; how many files that are on their way or were to come. Who is at work on
    one leaves off within seconds, and what has come of it is kept."""
    return waiting(**among).filter(due_at__lt=HELD).update(due_at=HELD)


def bring(
    *,
    show: Show | None = None,
    asking: Asking | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Step]:
    """Bring what is due, of a show or of all, a step for each file. It may be left at any moment."""
    among = {"show": show} if show else {}
    errands = MediaErrand.objects.filter(**among)
    total, done = waiting(**among).filter(due_at__lt=HELD).count(), 0
    running: dict[Future[Path], _Running] = {}
    threads = ThreadPoolExecutor(AT_ONCE)
    try:
        while True:
            while (
                len(running) < AT_ONCE
                and not stopping()
                and (errand := errands.claim(lasting=_CLAIM, worker=processes.this_process()))
            ):
                stop = threading.Event()
                running[threads.submit(_downloaded, errand, asking or Asking(), stop)] = _Running(errand, stop)
            if not running or stopping():
                return
            ready, _busy = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
            _keep_hold(running.values())
            for future in ready:
                one = running.pop(future)
                if isinstance(future.exception(), Stopped):
                    one.release()
                    continue
                done += 1
                yield _step(one.errand, future, done=done, total=total)
    finally:
        for one in running.values():
            one.stop.set()
        threads.shutdown(cancel_futures=True)
        for one in running.values():
            one.release()


@dataclass(frozen=True)
class _Running:
    """A file that comes at this moment."""

    errand: MediaErrand
    stop: threading.Event

    def release(self) -> None:
        """Nobody is to wait for what was only left off, and it has not failed."""
        errand = self.errand
        released = {"claim": "", "claimed_until": None, "error": "", "attempts": errand.attempts - 1}
        MediaErrand.objects.filter(pk=errand.pk, claim=errand.claim).update(**released)


def _keep_hold(running: Collection[_Running]) -> None:
    """Say that somebody is still at work on these; leave off what somebody wants to come no more."""
    claims = [one.errand.claim for one in running]
    MediaErrand.objects.filter(claim__in=claims).update(claimed_until=timezone.now() + _CLAIM)
    stopped = set(MediaErrand.objects.filter(claim__in=claims, due_at__gte=HELD).values_list("claim", flat=True))
    for one in running:
        if one.errand.claim in stopped:
            one.stop.set()


def brought() -> Iterator[str]:
    """The same for the tick: a sentence for each file that failed."""
    for step in bring():
        yield step.sentence


# --- Downloading, in threads -------------------------------------------------------------------


@dataclass
class _Part:
    """A part file that grows; `validator` says which state of the file its bytes are of."""

    path: Path

    def __post_init__(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._note = self.path.with_suffix(".validator")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def headers(self) -> dict[str, str]:
        """What to ask with: the rest, if the file is still the same one."""
        # Packed bytes could not be counted.
        plain = {"Accept-Encoding": "identity"}
        state = self._note.read_text() if self.size and self._note.exists() else ""
        return {**plain, "Range": f"bytes={self.size}-", "If-Range": state} if state else plain

    def began(self, answer: fetching.Fetched) -> None:
        """Keep what there is if the answer goes on there, else begin anew."""
        goes_on = answer.status == 206 and answer.headers.get("content-range", "").startswith(f"bytes {self.size}-")
        if answer.status == 206 and not goes_on:
            self.remove()
            raise fetching.Broken(_("The server sent another part than was asked for."))
        if not goes_on:
            self.path.write_bytes(b"")
            self._note.write_text(answer.headers.get("etag") or answer.headers.get("last-modified") or "")

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def _part(errand: MediaErrand) -> _Part:
    token = hashlib.sha256(f"{errand.key} {errand.wanted}".encode()).hexdigest()[:32]
    return _Part(parts.path_of(token))


def _downloaded(errand: MediaErrand, asking: Asking, stop: threading.Event) -> Path:
    """Bring the whole file; what has come already is not asked for again. Raises FetchError, Stopped."""
    part = _part(errand)
    if not is_address(errand.url):
        return _cut_out(errand, part)
    is_audio = errand.kind == Kind.AUDIO
    limits = fetching.Limits(seconds=6 * 3600, max_bytes=settings.AUDIO_MAX_MB * 1_000_000) if is_audio else _PICTURE

    def write(piece: bytes) -> None:
        if stop.is_set():
            raise Stopped
        with part.path.open("ab") as file:
            file.write(piece)

    answer = asking.ask(errand.url, limits=limits, headers=part.headers, began=part.began, write=write)
    if answer.status == 416:
        # What has come is longer than what is there now.
        part.remove()
        asking.ask(errand.url, limits=limits, headers=part.headers, began=part.began, write=write)
    return part.path


def _cut_out(errand: MediaErrand, part: _Part) -> Path:
    """Bring the picture of a chapter out of the audio that is here. Raises AudioError where there is none."""
    start_ms = errand.start_ms or 0
    with default_storage.open(errand.url) as file:
        found = audio.chapter_pictures(cast(BinaryIO, file), starts=[start_ms]).get(start_ms)
    if found is None:
        raise audio.AudioError(_("The audio has no picture for this chapter."))
    part.path.write_bytes(found)
    return part.path


# --- Taking what has come -----------------------------------------------------------------------


def _step(errand: MediaErrand, future: "Future[Path]", *, done: int, total: int) -> Step:
    called = str(errand.episode or errand.person or errand.show)
    size = 0
    try:
        path = future.result()
        size = path.stat().st_size
        remarks = _take(errand, path)
    except (fetching.FetchError, audio.AudioError, ValidationError, publishing.Refused, OSError) as error:
        why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        MediaErrand.objects.put_off(errand, error=why)
        if isinstance(error, (audio.AudioError, ValidationError)):
            _part(errand).remove()
        sentence = _("“%(title)s”: its %(kind)s did not come, and is tried again. %(why)s")
        said = sentence % {"title": called, "kind": errand.get_kind_display(), "why": why}
        return Step(done=done, total=total, sentence=said, failed=True)
    said = _("“%(title)s”: %(kind)s") % {"title": called, "kind": errand.get_kind_display()}
    return Step(done=done, total=total, sentence=said, bytes=size, remarks=remarks)


def _take(errand: MediaErrand, path: Path) -> tuple[str, ...]:
    if errand.kind == Kind.AUDIO:
        return _take_audio(errand, path)
    with path.open("rb") as file:
        data = file.read()
    picture = clean_picture(SimpleUploadedFile("picture", data))
    name = _stored(errand, hashlib.sha256(data).hexdigest(), picture, picture.name or "")
    with transaction.atomic():
        if _hung(errand, name):
            MediaErrand.objects.finish(errand)
        else:
            _give_up(errand)
    return ()


def _give_up(errand: MediaErrand) -> None:
    """Keep nothing of what has come, and do not try again: there is no place for it here any more."""
    _let_go(errand)
    MediaErrand.objects.filter(pk=errand.pk).update(stored_name="", sha256="")
    MediaErrand.objects.finish(errand)


def _hung(errand: MediaErrand, name: str) -> bool:
    """Give the picture to what it is for; False if that is gone, or has one that somebody has chosen here."""
    if errand.kind == Kind.PORTRAIT:
        return bool(Person.objects.filter(media_errands=errand.pk, portrait="").update(portrait=name))
    if errand.episode_id is None:
        return _hung_at_show(errand, name)
    episode = Episode.everything.select_for_update(of=("self",)).get(pk=errand.episode_id)
    if errand.kind == Kind.COVER:
        if not _is_as_brought(episode, "cover"):
            return False
        Episode.everything.filter(pk=episode.pk).update(cover=name)
        _remember(errand, "cover")
        return True
    is_as_brought = _is_as_brought(episode, "pictures")
    chapters = episode.chapters.filter(start_ms=errand.start_ms or 0)
    if not (chapters if is_as_brought else chapters.filter(image="")).update(image=name, image_url=""):
        return False
    if is_as_brought:
        _remember(errand, "pictures")
    return True


def _hung_at_show(errand: MediaErrand, name: str) -> bool:
    show = Show.objects.select_for_update().get(pk=errand.show_id)
    imported = ImportedShow.objects.get(show=show)
    known = imported.fields.get("cover")
    if known and known[1] != digest(show.cover.name or ""):
        return False
    Show.objects.filter(pk=show.pk).update(cover=name)
    if known:
        known[1] = digest(name)
        imported.save(update_fields=["fields", "last_at"])
    return True


def _take_audio(errand: MediaErrand, path: Path) -> tuple[str, ...]:
    called = errand.url.rpartition("/")[2].partition("?")[0][:100]
    with path.open("rb") as file:
        # Its name is what the host called it; what it is, its bytes say.
        info = audio.inspect(file, name=Path(called).stem or "audio")
        pictures = (
            audio.chapter_pictures(file, starts=[each.start_ms for each in info.chapters]) if info.chapters else {}
        )
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    with parts.Part(path.open("rb"), name=str(path)) as part:
        name = _stored(errand, sha256, part, f"audio.{info.extension}")
    with transaction.atomic():
        episode = Episode.everything.select_for_update(of=("self",)).get(media_errands=errand.pk)
        if not _is_as_brought(episode, "audio"):
            _give_up(errand)
            return ()
        episode.audio_file, episode.audio_url = name, ""
        episode.audio_type, episode.audio_size = info.media_type, info.size_bytes
        episode.duration_ms = info.duration_ms
        columns = ["audio_file", "audio_url", "audio_type", "audio_size", "duration_ms", "updated_at"]
        episode.save(update_fields=columns)
        imported = episode.imported
        remembered = ["audio", "duration_ms"]
        if info.chapters and imported.chapters_from in ("", "notes", "audio") and _is_as_brought(episode, "chapters"):
            writing.chapters(episode, info.chapters)
            want_pictures(show=errand.show, episode=episode, wanted=dict.fromkeys(pictures, name), run=errand.run)
            imported.chapters_from = "audio"
            imported.save(update_fields=["chapters_from"])
            remembered += ["chapters", "pictures"]
        if imported.publish_at and episode.deleted_at is None:
            note = _("Brought in from another host, with the moment that it had there.")
            publishing.admit(episode=episode, publish_at=imported.publish_at, by=None, note=note)
            type(imported).objects.filter(pk=imported.pk).update(publish_at=None)
        _remember(errand, *remembered)
        MediaErrand.objects.finish(errand)
    if errand.length and errand.length != info.size_bytes:
        sentence = _("The feed says that it has %(said)d bytes; there were %(came)d.")
        return (sentence % {"said": errand.length, "came": info.size_bytes},)
    return ()


def _stored(errand: MediaErrand, sha256: str, file: Any, called: str) -> str:
    """The name of the file in the storage: of one with the same bytes, or of a new one.

    The part goes before the errand is done: who is killed in between brings the file again, and leaves nothing behind.
    """
    _let_go(errand)
    shared = _of_the_same_bytes(errand, sha256)
    place = _audio_place if errand.kind == Kind.AUDIO else _picture_place
    name = shared or place(None, called)
    # Written down first: who comes after a crash finds there what to take away.
    MediaErrand.objects.filter(pk=errand.pk).update(sha256=sha256, stored_name=name)
    if not shared:
        default_storage.save(name, file if isinstance(file, File) else File(file))
    _part(errand).remove()
    return name


def _let_go(errand: MediaErrand) -> None:
    """Take away what was stored for the errand before a crash: no row names it, unless another errand shares it."""
    before = MediaErrand.objects.filter(pk=errand.pk).values_list("stored_name", flat=True).first()
    if before and not MediaErrand.objects.filter(stored_name=before).exclude(pk=errand.pk).exists():
        default_storage.delete(before)


def _of_the_same_bytes(errand: MediaErrand, sha256: str) -> str:
    """The name of a file with these bytes that has come for another errand, or nothing."""
    others = MediaErrand.objects.filter(sha256=sha256, due_at=None).exclude(stored_name="").exclude(pk=errand.pk)
    return next((str(other.stored_name) for other in others if default_storage.exists(other.stored_name)), "")


def _is_as_brought(episode: Episode, name: str) -> bool:
    """Whether nobody has edited a field since it was brought in. What began here was never brought in."""
    imported = ImportedEpisode.objects.filter(episode=episode).first()
    if imported is None:
        return False
    known = imported.fields.get(name)
    return not known or known[1] == digest(fields_of(episode.pk)[name])


def _remember(errand: MediaErrand, *names: str) -> None:
    """What has come is as it was brought in: it has not been edited here."""
    if errand.person_id or errand.episode_id is None:
        return
    imported, here = ImportedEpisode.objects.get(episode=errand.episode_id), fields_of(errand.episode_id)
    for name in names:
        if name in imported.fields:
            imported.fields[name][1] = digest(here[name])
    imported.save(update_fields=["fields", "last_at"])
