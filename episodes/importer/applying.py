"""A plan → rows: the show, then episode by episode, each in a transaction of its own.

A bad item costs itself alone. What was broken off is made good by planning and applying again: what has been written
is the same by then.
"""

import datetime as dt
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import publishing, slugs, versions
from episodes.formats.chapters import Chapter as ReadChapter
from episodes.importer import documents, episode_fields, media, show_fields, writing
from episodes.importer.asking import Asking
from episodes.importer.digests import digest
from episodes.importer.episode_fields import LATER
from episodes.importer.people import People
from episodes.importer.stored import BELONGING, fields_of
from episodes.importer.values import EpisodePlan, FieldPlan, Plan, Step, Verdict
from episodes.models import Episode, ImportedEpisode, ImportedShow, ImportRun, Show

# In the show that is brought in, and for one that is not here yet.
RIGHTS = ("episodes.change_show", "episodes.add_episode", "episodes.approve_episode")
RIGHTS_FOR_A_NEW_ONE = ("episodes.add_show",)
AT_ONCE = 4
_AHEAD = 8
_BATCH = 500
_IN_FILES = ("chapters", "pictures", "transcripts")

logger = logging.getLogger(__name__)


def apply(
    *,
    plan: Plan,
    by: User | None = None,
    asking: Asking | None = None,
    stopping: Callable[[], bool] = lambda: False,
    run: ImportRun | None = None,
) -> Iterator[Step]:
    """Write what is planned, a step for the show and for each episode; once `stopping` is true no other one is begun.

    By who may bring a show in there, or by nobody where the operator does it at the shell. `run` is the import at the
    desk of which this is a part.
    """
    if by and not may_bring(by, into=Show.objects.get(pk=plan.show.pk) if plan.show.pk else None):
        raise PermissionDenied
    work = _Work(plan=plan, by=by, asking=asking or Asking(), run=run)
    # Feeds have the newest first; what is older gets its number and its address first.
    needed, looked = list[int](), list[int]()
    for place, episode in enumerate(plan.episodes):
        if episode.is_needed:
            needed.append(place)
        elif episode.has_looked and episode.pk:
            looked.append(episode.pk)
    episodes = (plan.episodes[place] for place in reversed(needed))
    total = len(needed) + 1
    sentence = work.show_written()
    _note_that_looked(looked)
    yield Step(done=1, total=total, sentence=sentence, show=work.show.pk)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for done, (episode, fetched) in enumerate(work.ahead(episodes, threads, stopping), start=2):
            yield work.step(episode, fetched, done=done, total=total)


def may_bring(user: User, *, into: Show | None) -> bool:
    """Whether somebody may bring episodes into a show: its editors may; or a new one, without: administrators."""
    return all(user.has_perm(permission, into) for permission in (RIGHTS if into else RIGHTS_FOR_A_NEW_ONE))


def _note_that_looked(episodes: Sequence[int]) -> None:
    for part in batched(episodes, _BATCH, strict=False):
        ImportedEpisode.objects.filter(episode__in=part).update(documents_at=timezone.now())


@dataclass(kw_only=True)
class _Work:
    plan: Plan
    by: User | None
    asking: Asking
    run: ImportRun | None
    people: People = field(default_factory=People)
    show: Show = field(init=False)

    # --- The show ------------------------------------------------------------------------------

    @transaction.atomic
    def show_written(self) -> str:
        """Make the show, or bring it up to date; the sentence for it."""
        plan, said = self.plan.show, self.plan.source.feed.show
        self.show = Show.objects.get(pk=plan.pk) if plan.pk else Show(slug=plan.slug)
        values = _written(plan.fields)
        writing.show_columns(self.show, values)
        if plan.pk is None:
            self.show.podcast_guid = values["podcast_guid"] or None
        if values or plan.pk is None:
            self.show.save()
        writing.show_rows(self.show, values, directory=self.people, said=said)
        if plan.pk is None and self.plan.source.address:
            # Without one of its own a podcast has the GUID that follows from the address where it was.
            publishing.identify(show=self.show, feed_address=self.plan.source.address)
        imported, _created = ImportedShow.objects.get_or_create(show=self.show)
        imported.address = self.plan.source.address or imported.address
        imported.link = said.link[:2000]
        imported.ownership = self.plan.ownership or imported.ownership
        imported.with_media = self.plan.with_media
        imported.fields = _remembered(plan.fields, imported.fields, show_fields.here(self.show))
        imported.save()
        if not self.plan.with_media:
            media.leave_pictures(show=self.show)
        elif values.get("cover"):
            media.want(kind=media.Kind.COVER, show=self.show, url=values["cover"], run=self.run)
        return _("The show “%(title)s” is there.") % {"title": self.show.title}

    # --- The episodes --------------------------------------------------------------------------

    def ahead(
        self, episodes: Iterable[EpisodePlan], threads: ThreadPoolExecutor, stopping: Callable[[], bool]
    ) -> Iterator[tuple[EpisodePlan, documents.Documents]]:
        """Each episode with its documents, of which those of the next ones are being fetched meanwhile."""
        waiting: deque[tuple[EpisodePlan, Future[documents.Documents]]] = deque()
        for episode in episodes:
            waiting.append((episode, threads.submit(self._fetched, episode)))
            if len(waiting) < _AHEAD:
                continue
            if stopping():
                break
            first, future = waiting.popleft()
            yield first, future.result()
        while waiting and not stopping():
            first, future = waiting.popleft()
            yield first, future.result()
        for _episode, future in waiting:
            future.cancel()

    def _fetched(self, plan: EpisodePlan) -> documents.Documents:
        wanted = frozenset(one.name for one in plan.written if one.there == LATER)
        if not wanted:
            return documents.Documents()
        return documents.fetched(plan.item, language=self.show.language, asking=self.asking, wanted=wanted)

    def step(self, plan: EpisodePlan, fetched: documents.Documents, *, done: int, total: int) -> Step:
        """Write one episode; whatever is wrong with it is a sentence, and the others come all the same."""
        try:
            remarks = self._episode_written(plan, fetched)
        except Exception as error:  # whatever it was, the other episodes are none the worse for it
            logger.exception("“%s” was not brought in", plan.title)
            sentence = _("“%(title)s” was not brought in: %(why)s") % {"title": plan.title, "why": _why(error)}
            return Step(done=done, total=total, sentence=sentence, failed=True, item=plan.item.number)
        sentence = f"“{plan.title}”"
        return Step(done=done, total=total, sentence=sentence, item=plan.item.number, remarks=tuple(remarks))

    @transaction.atomic
    def _episode_written(self, plan: EpisodePlan, fetched: documents.Documents) -> list[str]:
        values = self._values(plan, fetched)
        episode = self._row(plan, values)
        imported = ImportedEpisode.objects.filter(episode=episode).first() or ImportedEpisode(episode=episode)
        self._relations(episode, plan, values)
        moment = values.get("publish_at") or (imported.publish_at and imported.publish_at.isoformat())
        self._media(episode, plan, values)
        remarks = [*plan.remarks, *fetched.remarks]
        if moment and not episode.has_audio:
            imported.publish_at = dt.datetime.fromisoformat(moment)
        elif moment:
            publishing.admit(
                episode=episode, publish_at=dt.datetime.fromisoformat(moment), by=self.by, note=self._note()
            )
            imported.publish_at = None
        if plan.pk and values:
            versions.keep(episode=episode, by=self.by)
        # A new episode has only what it was given: where that is nothing, nobody need look.
        without = () if plan.pk else {name for name in BELONGING if not values.get(name)}
        imported.fields = _remembered(plan.fields, imported.fields, fields_of(episode.pk, without=without))
        if fetched.seen:
            kept = documents.known(plan.item, imported.documents) if imported.documents else {}
            imported.documents, imported.documents_at = {**kept, **fetched.seen}, timezone.now()
        imported.link = plan.item.link[:2000] or imported.link
        imported.audio_url = plan.item.enclosure.url if plan.item.enclosure else imported.audio_url
        imported.remarks = remarks
        imported.chapters_from = plan.chapters_from or imported.chapters_from
        imported.save()
        return remarks

    def _values(self, plan: EpisodePlan, fetched: documents.Documents) -> dict[str, Any]:
        """What is to be written, with what was fetched; not what could not be had."""
        values = _written(plan.fields)
        # Of chapters whose file does not come those in the feed itself are the next best.
        chapters = plan.item.chapters or None if fetched.chapters is None else fetched.chapters
        came = {
            "chapters": chapters,
            "pictures": None if chapters is None else episode_fields.pictures_of(chapters),
            "transcripts": fetched.transcripts,
        }
        for name in _IN_FILES:
            if values.get(name) != LATER:
                continue
            if (value := came[name]) is None:
                del values[name]
            else:
                values[name] = value
        if "chapters" in values:
            values["chapters"] = [_read_chapter(one) for one in values["chapters"]]
        return values

    def _row(self, plan: EpisodePlan, values: Mapping[str, Any]) -> Episode:
        if plan.pk is None:
            episode = Episode(show=self.show, guid=plan.guid, slug=slugs.free(values["title"], show=self.show))
        else:
            episode = Episode.objects.select_for_update().get(pk=plan.pk)
            episode.show = self.show
            if values:
                versions.keep_before(episode=episode)
        writing.episode_columns(episode, values, season_name=plan.item.season_name)
        if "audio" in values and not self.plan.with_media:
            writing.linked_audio(episode, values["audio"])
        if values:
            # The database holds the constraints; asking each of them first would take longer than all the rest.
            episode.clean_fields()
            episode.save()
        return episode

    def _media(self, episode: Episode, plan: EpisodePlan, values: Mapping[str, Any]) -> None:
        """Want the files that are to be brought here; pictures of chapters that are not are linked to."""
        pictures = {start: url for start, url, *_linked in values.get("pictures", ())}
        if not self.plan.with_media:
            if plan.pk and "audio" in values:
                media.leave_audio(episode=episode)
            if pictures or (plan.pk and "pictures" in values):
                media.link_pictures(episode=episode, wanted=pictures)
            return
        if "pictures" in values:
            media.want_pictures(show=self.show, episode=episode, wanted=pictures, run=self.run)
        here: Mapping[str, Any] = {"show": self.show, "episode": episode, "run": self.run}
        if "audio" in values:
            url, length = plan.item.enclosure.url, plan.item.enclosure.length  # type: ignore[union-attr]
            media.want(kind=media.Kind.AUDIO, **here, url=url, length=length)
        if values.get("cover"):
            media.want(kind=media.Kind.COVER, **here, url=values["cover"])
        for person in self.people.without_portrait(plan.item.persons):
            portrait = self.people.portrait_of(person)
            media.want(kind=media.Kind.PORTRAIT, show=self.show, person=person, url=portrait, run=self.run)

    def _relations(self, episode: Episode, plan: EpisodePlan, values: Mapping[str, Any]) -> None:
        if plan.pk is None:
            values = {name: value for name, value in values.items() if value}  # there is nothing to be taken away
        if "people" in values:
            writing.people(episode, values["people"], directory=self.people, said=plan.item.persons)
        writers: Mapping[str, Callable[[Episode, Any], None]] = {
            "links": writing.links,
            "topics": writing.topics,
            "chapters": writing.chapters,
            "transcripts": writing.transcripts,
            "soundbites": writing.soundbites,
        }
        for name, write in writers.items():
            if name in values:
                write(episode, values[name])

    def _note(self) -> str:
        where = self.plan.source.address or _("a file")
        return _("Brought in from %(where)s, with the moment that it had there.") % {"where": where}


def _written(fields: Sequence[FieldPlan]) -> dict[str, Any]:
    return {one.name: one.there for one in fields if one.verdict in (Verdict.NEW, Verdict.CHANGED)}


def _remembered(
    fields: Sequence[FieldPlan],
    known: Mapping[str, list[str]],
    here: Mapping[str, Any],
) -> dict[str, list[str]]:
    """What is known of each field from now on."""
    found = dict(known)
    for one in fields:
        is_written = one.verdict in (Verdict.NEW, Verdict.CHANGED)
        if is_written or (one.verdict == Verdict.SAME and found.get(one.name, [""])[0] != one.said):
            found[one.name] = [one.said, digest(here[one.name])]
    return found


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        said = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        sentences = (f"{_called(name)}{message}" for name, messages in said.items() for message in messages)
        return " ".join(dict.fromkeys(sentences))
    return str(error) if isinstance(error, publishing.Refused) else _("something broke; the log says what.")


def _called(column: str) -> str:
    """What a column of an episode is called, before what is wrong with it; nothing for what is wrong as a whole."""
    names = {one.name: one.verbose_name for one in Episode._meta.concrete_fields}
    return f"{names[column]}: " if column in names else ""


def _read_chapter(value: ReadChapter | Sequence[Any]) -> ReadChapter:
    if isinstance(value, ReadChapter):
        return value
    start, title, url, hidden, end = value
    return ReadChapter(start, title, url, "", hidden, end)
