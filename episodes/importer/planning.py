"""A source and the database → a plan: what would be new, changed, the same, kept or refused. Reads, and writes nothing.

Of each field three things are compared: what the feed says now, what it said when it was brought in last, and what is
here. What the feed has not changed since then is the same, whatever became of it here; what it has changed is written,
unless somebody has edited it here meanwhile, which is kept and shown beside the feed's. A file of chapters or a
transcript may become another one under the same address: what came before is looked at again.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import batched
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes.formats import rss
from episodes.importer import audio, documents, media, show_fields
from episodes.importer.asking import Asking
from episodes.importer.digests import digest
from episodes.importer.episode_fields import DOWNLOADED, LINKED, ON_ITS_WAY, Numbering, Wanted
from episodes.importer.people import People
from episodes.importer.spooled import Spooled
from episodes.importer.stored import Stored, stored
from episodes.importer.values import EpisodePlan, FieldPlan, Locked, Plan, Refused, ShowPlan, Source, Verdict
from episodes.models import Episode, ImportedEpisode, ImportedShow, RetiredAddress, Show, ShowAddress
from episodes.models.show import RESERVED_SHOW_SLUGS
from guests.slugs import free_slug, slugify

LONGEST_GUID = 500
# Who starts again after a stop need not wait until all that has just come has been looked at.
FRESH_FOR = dt.timedelta(hours=1)
_MOST_COMPARED = 200
# Episodes whose rows are read at once.
_BATCH = 50
_LEAST_ALIKE = 5

type Progress = Callable[[int, int], object]
"""Is told of how many items how many are planned; may raise, and so end it."""


def _untold(_done: int, _total: int) -> None:
    pass


def plan(
    *,
    source: Source,
    show: Show | None = None,
    slug: str = "",
    with_media: bool = True,
    ownership: str = "",
    only: Collection[int] | None = None,
    asking: Asking | None = None,
    fresh_for: dt.timedelta = FRESH_FOR,
    progress: Progress = _untold,
) -> Plan:
    """Return what bringing in `source` would do: to `show`, or to the show that came from there, or to a new one.

    `slug` is wanted for a new show; `ownership` says who may bring a show that is locked, and how that is known.
    With `only`, numbers of items, all others are left out: to plan a part costs little more than the part. With
    `asking`, files of chapters and transcripts that came before are looked at again, unless that was done within
    `fresh_for`; that may take minutes, of which `progress` is told, and which end with what it raises.
    Raises `Refused` for what is not brought in at all.
    """
    feed = source.feed
    show = show or known_show(source)
    imported = ImportedShow.objects.filter(show=show).first() if show else None
    _refuse(feed, ownership=ownership or (imported.ownership if imported else ""))
    people = People()
    remarks: list[str] = [_at(remark) for remark in feed.remarks]
    show_plan = _show_plan(source, show, imported, slug=slug, people=people, with_media=with_media, remarks=remarks)
    if show and not with_media:
        remarks += _left_off(show)
    looking = documents.Looking(asking=asking) if asking else None
    planner = _Planner(
        source,
        show,
        people=people,
        with_media=with_media,
        only=only,
        looking=looking,
        fresh_for=fresh_for,
        progress=progress,
    )
    episodes = Spooled(planner.episodes())
    return Plan(
        source=source,
        show=show_plan,
        episodes=episodes,
        remarks=tuple(remarks),
        gone=() if source.missing else planner.gone,
        with_media=with_media,
        ownership=ownership,
    )


def _left_off(show: Show) -> Iterator[str]:
    """Say how many files come no more, since they are to stay where they are."""
    if count := media.waiting(show=show).count():
        words = ngettext(
            "%(count)d file was still on its way here from before: it comes no more, and stays where it is.",
            "%(count)d files were still on their way here from before: they come no more, and stay where they are.",
            count,
        )
        yield words % {"count": count}


def owner_of(feed: rss.Feed) -> str:
    """The address of mail that a feed names as its owner's; may be empty."""
    return feed.show.locked_owner or feed.show.owner_email


def known_show(source: Source) -> Show | None:
    """The show that has come from this source, or that is the same podcast."""
    guid = show_fields.guid_of(source.feed.show, [])
    if guid and (same := Show.objects.filter(podcast_guid=guid).first()):
        return same
    came = ImportedShow.objects.select_related("show")
    found = came.filter(address=source.address).first() if source.address else None
    return found.show if found else _show_of_the_same_episodes(source) or _show_begun(source)


def _show_begun(source: Source) -> Show | None:
    """The show of which a file has brought nothing but the show itself, before it was broken off."""
    said = source.feed.show
    began = ImportedShow.objects.select_related("show").filter(address=source.address, link=said.link[:2000])
    found = began.filter(show__title=said.title[:255], show__episodes=None).first()
    return found.show if found else None


def _show_of_the_same_episodes(source: Source) -> Show | None:
    """The show that has come from a feed with most of these GUIDs: a file has no address, and addresses change."""
    said = (item.guid if item.guid.strip() else item.enclosure and item.enclosure.url for item in source.feed.items)
    guids = list(dict.fromkeys(filter(None, said)))[:_MOST_COMPARED]
    came = ImportedEpisode.objects.values_list("episode__show").annotate(count=Count("pk")).order_by()
    whole = dict(came)
    for show, count in came.filter(episode__guid__in=guids).order_by("-count", "episode__show"):
        imported = ImportedShow.objects.select_related("show").filter(show=show).first()
        # A few that are called “1”, “2” and “3” may be anybody's.
        is_sure = count >= _LEAST_ALIKE or (imported and imported.link == source.feed.show.link)
        if imported and is_sure and count * 2 > min(len(guids), whole[show]):
            return imported.show
    return None


def _refuse(feed: rss.Feed, *, ownership: str) -> None:
    show = feed.show
    if show.medium.lower() == "publisher":
        raise Refused(_("This is the feed of a publisher, which lists shows. Give the feed of one of them."))
    if show.medium.endswith("L"):
        raise Refused(
            _("This feed is a list of what others have made (%(medium)s), not a show.") % {"medium": show.medium}
        )
    if not feed.items:
        raise Refused(_("There is no episode in this feed."))
    if not any(item.enclosure and audio.type_of(item.enclosure) for item in feed.items):
        raise Refused(_("There is no audio in this feed: no item has an enclosure of MP3 or M4A."))
    if show.locked and not ownership:
        owner = owner_of(feed)
        whose = _(" It names %(owner)s as its owner.") % {"owner": owner} if owner else ""
        raise Locked(
            _(
                "The show is locked: its owner forbids bringing it to another host.%(whose)s Take the lock off at the"
                " old host, or state that the show is yours."
            )
            % {"whose": whose}
        )


def _at(remark: rss.Remark) -> str:
    return (
        _("Line %(line)d: %(message)s") % {"line": remark.line, "message": remark.message}
        if remark.line
        else remark.message
    )


# --- The show --------------------------------------------------------------------------------------


def _show_plan(
    source: Source,
    show: Show | None,
    imported: ImportedShow | None,
    *,
    slug: str,
    people: People,
    with_media: bool,
    remarks: list[str],
) -> ShowPlan:
    said = {name: digest(value) for name, value in show_fields.said(source.feed.show, with_media=with_media).items()}
    there = show_fields.values(source.feed.show, people=people, with_media=with_media, remarks=remarks)
    if show is None:
        fields = tuple(
            FieldPlan(name=name, verdict=Verdict.NEW, here=None, there=there[name], said=said[name]) for name in there
        )
        title = there["title"]
        return ShowPlan(pk=None, title=title, slug=_free_show_slug(slug or title), verdict=Verdict.NEW, fields=fields)
    here, known = show_fields.here(show), imported.fields if imported else {}
    found = {
        name: _field(name, said[name], known.get(name), here[name], lambda name=name: there[name]) for name in there
    }
    found["cover"] = _here_for_good(found["cover"])
    if not with_media and media.waiting(show=show, kind=media.Kind.COVER, episode=None).exists():
        found["cover"] = _left("cover", found, known, there["cover"])
    fields = tuple(found.values())
    return ShowPlan(pk=show.pk, title=show.title, slug=show.slug, verdict=_verdict(fields), fields=fields)


def _free_show_slug(wanted: str) -> str:
    return free_slug(slugify(wanted, fallback="show"), taken=_is_taken)


def _is_taken(slug: str) -> bool:
    return (
        slug in RESERVED_SHOW_SLUGS
        or Show.objects.filter(slug=slug).exists()
        or ShowAddress.objects.filter(slug=slug).exists()
    )


def _verdict(fields: tuple[FieldPlan, ...]) -> Verdict:
    found = {one.verdict for one in fields}
    return next((verdict for verdict in (Verdict.CHANGED, Verdict.KEPT) if verdict in found), Verdict.SAME)


def _field(
    name: str, said: str, known: Sequence[str] | None, here: Any, turned: Any, *, is_other: bool = False
) -> FieldPlan:
    """Compare one field; `known` are the digests of what was said and what was written last, `turned` what is said.

    `is_other` where the feed says the same, and something else is where it leads.
    """
    said_then, written_then = known or ("", "")
    if said == said_then and not is_other:
        return FieldPlan(name=name, verdict=Verdict.SAME, here=here, there=here, said=said, is_known=True)
    there = turned()
    is_edited = digest(here) != written_then if known else bool(here) and here not in _EMPTY
    if digest(there) == digest(here):
        verdict, reason = Verdict.SAME, ""
    elif is_edited and name not in _NEVER_EDITED:
        verdict, reason = Verdict.KEPT, _("It has been edited here.") if known else _("It was here before.")
    else:
        verdict, reason = Verdict.CHANGED, ""
    return FieldPlan(name=name, verdict=verdict, here=here, there=there, said=said, reason=reason)


_EMPTY: tuple[Any, ...] = (["", ""], ["", "", ""], ["", "", None])
# What nobody can edit on the desk.
_NEVER_EDITED = frozenset({"kept", "guid_is_permalink"})


# --- The episodes ----------------------------------------------------------------------------------


class _KnownRow(NamedTuple):
    """What is needed of every episode of the show; `audio_url` is where it came from, None if it began here."""

    guid: str
    title: str
    season: int | None
    number: int | None
    kind: str
    is_in_bin: bool
    audio_url: str | None


def _known_rows(show: Show) -> Iterator[_KnownRow]:
    columns = ("guid", "title", "season__number", "number", "kind", "deleted_at", "imported__audio_url")
    rows = Episode.everything.filter(show=show).values_list(*columns).iterator()
    for guid, title, season, number, kind, deleted_at, audio_url in rows:
        yield _KnownRow(guid, title, season, number, kind, deleted_at is not None, audio_url)


class _Planner:
    def __init__(
        self,
        source: Source,
        show: Show | None,
        *,
        people: People,
        with_media: bool,
        only: Collection[int] | None,
        looking: documents.Looking | None,
        fresh_for: dt.timedelta,
        progress: Progress,
    ) -> None:
        self._feed, self._show, self._people, self._with_media = source.feed, show, people, with_media
        self._only, self._looking, self._progress = only, looking, progress
        self._stale_at = timezone.now() - fresh_for
        self._known = {row.guid: row for row in _known_rows(show)} if show else {}
        retired = RetiredAddress.objects.filter(show=show).exclude(guid="") if show else RetiredAddress.objects.none()
        self._retired = frozenset(retired.values_list("guid", flat=True))
        self._numbering = Numbering(
            taken={
                (row.season, row.number): row.guid
                for row in self._known.values()
                if row.number and row.kind == Episode.Kind.FULL and not row.is_in_bin
            }
        )
        # By GUID, the number of the item and the address of its audio.
        self._met: dict[str, tuple[int, str]] = {}
        # By the address of its audio, what came without a GUID.
        rows = self._known.values()
        self._by_audio = {audio.same_place(row.audio_url): row.guid for row in rows if row.audio_url}

    def episodes(self) -> Iterator[EpisodePlan]:
        done, total = 0, len(self._feed.items)
        self._progress(done, total)
        for items in batched(self._feed.items, _BATCH, strict=False):
            rows = self._rows([item for item in items if self._is_wanted(item)])
            looked_at, coming = self._looked_at(items, rows, done=done), self._coming(rows)
            for item in items:
                if plan := self._episode(item, rows, looked_at, coming):
                    yield plan
            done += len(items)
            self._progress(done, total)

    def _looked_at(self, items: Sequence[rss.Item], rows: Mapping[str, Stored], *, done: int) -> Mapping[str, bool]:
        """By address, whether a file that came before has changed, of those that were to be looked at."""
        if self._looking is None or not rows:
            return {}
        wanted: dict[str, documents.Seen] = {}
        for item in items:
            wanted |= self._stale(item, rows.get(item.guid))

        def progress(looked: int) -> None:
            # Looking is what takes time, and so what the items are counted by.
            self._progress(done + len(items) * looked // len(wanted), len(self._feed.items))

        return self._looking.at(wanted, progress=progress) if wanted else {}

    def _stale(self, item: rss.Item, row: Stored | None) -> dict[str, documents.Seen]:
        """What is to be looked at again; what could not be had is always."""
        if row is None or row.known is None:
            return {}
        is_fresh = row.documents_at is not None and row.documents_at > self._stale_at
        known = documents.known(item, row.documents)
        return {url: seen for url, seen in known.items() if not is_fresh or documents.is_missing(seen)}

    def _is_wanted(self, item: rss.Item) -> bool:
        return self._only is None or item.number in self._only

    def _rows(self, items: Sequence[rss.Item]) -> Mapping[str, Stored]:
        """By GUID, the episodes that these items may be."""
        addresses = {item.enclosure.url for item in items if item.enclosure}
        found = {item.guid for item in items} | addresses
        found |= {guid for url in addresses if (guid := self._by_audio.get(audio.same_place(url)))}
        wanted = found & self._known.keys()
        if self._show is None or not wanted:
            return {}
        return {row.guid: row for row in stored(Episode.everything.filter(show=self._show, guid__in=wanted))}

    @property
    def gone(self) -> tuple[str, ...]:
        """The titles of what was brought in once and is not in the feed any more."""
        missing = (row for guid, row in self._known.items() if guid not in self._met)
        return tuple(row.title for row in missing if row.audio_url is not None and not row.is_in_bin)

    def _coming(self, rows: Mapping[str, Stored]) -> Mapping[int, set[str]]:
        """By episode, the fields whose files are on their way here from before, where they are to stay elsewhere."""
        if self._with_media or not rows:
            return {}
        found = defaultdict[int, set[str]](set)
        waiting = media.waiting(episode__in=[row.pk for row in rows.values()], kind__in=_FIELD_OF_KIND)
        for episode, kind in waiting.values_list("episode", "kind"):
            found[episode].add(_FIELD_OF_KIND[kind])
        return found

    def _episode(
        self,
        item: rss.Item,
        rows: Mapping[str, Stored],
        looked_at: Mapping[str, bool],
        coming: Mapping[int, set[str]],
    ) -> EpisodePlan | None:
        guid, guess, refusal = self._guid(item)
        title = item.title or _("Item %(number)d") % {"number": item.number}
        is_wanted = self._is_wanted(item)
        if reason := refusal or self._refusal(item, guid):
            refused = EpisodePlan(item=item, guid=guid, title=title, verdict=Verdict.REFUSED, reasons=(reason,))
            return refused if is_wanted else None
        self._met[guid] = (item.number, item.enclosure.url if item.enclosure else "")
        wanted = Wanted(
            item,
            guid=guid,
            show=self._feed.show,
            people=self._people,
            numbering=self._numbering,
            with_media=self._with_media,
        )
        if not is_wanted:
            if guid not in self._known:
                wanted.value("number")  # of two with one number the first in the feed has it, whatever part is planned
            return None
        row = rows.get(guid)
        stale = self._stale(item, row) if looked_at else {}
        changed = [documents.fields_of(item, url) for url in stale if looked_at.get(url)]
        left = coming.get(row.pk, ()) if row else ()
        fields = tuple(self._fields(wanted, row, others=frozenset[str]().union(*changed), coming=left))
        return EpisodePlan(
            item=item,
            guid=guid,
            title=title,
            verdict=Verdict.NEW if row is None else _verdict(fields),
            pk=row.pk if row else None,
            fields=fields,
            reasons=tuple(self._reasons(item)),
            remarks=tuple(part for part in (guess, *wanted.remarks) if part),
            chapters_from=wanted.chapters_from if row is None else "",
            has_looked=bool(stale) and all(url in looked_at for url in stale),
        )

    def _fields(
        self, wanted: Wanted, row: Stored | None, *, others: Collection[str], coming: Collection[str]
    ) -> Iterator[FieldPlan]:
        if row is None:
            for name, said in wanted.said.items():
                there = wanted.value(name)
                yield FieldPlan(name=name, verdict=Verdict.NEW, here=None, there=there, said=said)
            return
        known = row.known or {}
        found: dict[str, FieldPlan] = {}
        for name, said in wanted.said.items():
            found[name] = _field(
                name, said, known.get(name), row.fields[name], partial(wanted.value, name), is_other=name in others
            )
        if self._with_media and row.is_linked:
            found["audio"] = _downloaded(found["audio"], known.get("audio"))
        if not self._with_media and wanted.has_cover:
            found["cover"] = _here_for_good(found["cover"])
        for name in coming:
            found[name] = _left(name, found, known, wanted.value(name))
        yield from _with_pictures_of(found)

    def _guid(self, item: rss.Item) -> tuple[str, str, str]:
        """The GUID, what was guessed about it, and why the item is refused for it."""
        address = item.enclosure.url if item.enclosure else ""
        if not item.guid.strip():
            known = self._by_audio.get(audio.same_place(address), address)
            return known, _("There is no GUID; the address of the audio was taken, as apps do."), ""
        first = self._met.get(item.guid)
        if first is None:
            return item.guid, "", ""
        number, url = first
        if url and url == address:
            same = _("Item %(number)d has the same GUID and the same audio.") % {"number": number}
            return item.guid, "", same
        return (
            address,
            _("Item %(number)d has the same GUID; the address of the audio was taken, which is another.")
            % {"number": number},
            "",
        )

    def _refusal(self, item: rss.Item, guid: str) -> str:
        enclosure = item.enclosure
        if enclosure is None:
            return _("It has no audio.")
        if not audio.type_of(enclosure):
            kind = enclosure.type or audio.ending(enclosure.url) or _("no type said")
            return _("Its audio is neither MP3 nor M4A: %(type)s.") % {"type": kind}
        if not audio.is_address(enclosure.url) or len(enclosure.url) > 2000:
            return _("The address of its audio is none: “%(url)s”.") % {"url": enclosure.url[:60]}
        if len(guid) > LONGEST_GUID:
            return _("Its GUID is longer than 500 characters.")
        if guid in self._met:
            return _("Item %(number)d has the same GUID.") % {"number": self._met[guid][0]}
        if guid in self._retired:
            return _("It was deleted here for good.")
        row = self._known.get(guid)
        if row and row.is_in_bin:
            return _("It is in the bin here.")
        return ""

    def _reasons(self, item: rss.Item) -> Iterator[str]:
        if item.published_at is None:
            yield _("It has no date, and stays a draft until somebody gives it one.")
        elif item.published_at > timezone.now():
            yield _("It is scheduled: its date is still to come.")


def _here_for_good(cover: FieldPlan) -> FieldPlan:
    """A cover that has come once is not given away, where none is to come in its place."""
    if cover.verdict == Verdict.SAME or not cover.here or cover.there:
        return cover
    return replace(cover, verdict=Verdict.SAME, there=cover.here, reason="")


def _left(name: str, found: Mapping[str, FieldPlan], known: Mapping[str, Sequence[str]], there: Any) -> FieldPlan:
    """A field whose file is on its way here, and is to stay where it is. What an editor has put in its place stays."""
    one = found[name]
    if one.verdict == Verdict.KEPT or digest(one.here) != known.get(name, ("", ""))[1]:
        return one
    return replace(one, verdict=Verdict.CHANGED, here=ON_ITS_WAY, there=there)


# The fields of an episode whose files come on their own; pictures of chapters are other ones where they are linked.
_FIELD_OF_KIND = {media.Kind.AUDIO.value: "audio", media.Kind.COVER.value: "cover"}


def _downloaded(audio: FieldPlan, known: Sequence[str] | None) -> FieldPlan:
    """The audio of an episode that was linked to when it was brought in, and is to be here now. Where it is another one
    by now, that has its own reasons: an editor's stays."""
    if audio.verdict != Verdict.SAME or known is None or digest(audio.here) != known[1]:
        return audio
    return replace(audio, verdict=Verdict.CHANGED, here=LINKED, there=DOWNLOADED)


def _with_pictures_of(fields: Mapping[str, FieldPlan]) -> Iterator[FieldPlan]:
    """The fields; pictures that belong to other chapters than there are do not come without them."""
    chapters, pictures = fields["chapters"], fields["pictures"]
    if chapters.verdict == Verdict.KEPT and pictures.verdict == Verdict.CHANGED:
        pictures = replace(pictures, verdict=Verdict.KEPT, reason=_("Its chapters have been edited here."))
    yield from ({**fields, "pictures": pictures}).values()


def remarks_by_count(plan: Plan) -> list[tuple[str, int]]:
    """What was guessed, each sentence once with the number of episodes it is about, the most frequent first."""
    found = Counter(remark for episode in plan.episodes for remark in episode.remarks)
    return found.most_common()
