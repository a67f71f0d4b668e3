"""Chapters and transcripts that a feed keeps in files of their own: the best one that can be read.

Of each file it is known what was had from its address (`Seen`), so that one that changes there is noticed.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes import fetching
from episodes.formats import chapters, rss, transcripts
from episodes.formats.chapters import Chapter
from episodes.importer.asking import DOCUMENT, Asking, conditions, validators

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# What a media type has in it, however a host spells the rest; the best first.
_BEST_FIRST = ("vtt", "srt", "subrip", "json", "html")
_AT_ONCE = 4
# How long a plan may be looking at files that came before; who is not looked at now is at another time.
_MOST_SECONDS = 300.0

type Seen = Mapping[str, str]
"""What was had from an address: `etag`, `modified`, and `sum`, which is empty where nothing could be had."""

_NEVER: Seen = {"etag": "", "modified": "", "sum": ""}


@dataclass(frozen=True, kw_only=True)
class FoundTranscript:
    """WebVTT in a language, and what was mended in the file: `{"place", "number", "message", "words"}` each."""

    language: str
    webvtt: str
    remarks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Documents:
    """What was fetched for an item. None is what could not be had, though the feed names it; `remarks` say why, and
    `seen` what was at each address that was asked."""

    chapters: tuple[Chapter, ...] | None = None
    transcripts: tuple[FoundTranscript, ...] | None = None
    remarks: tuple[str, ...] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict)


def fetched(item: rss.Item, *, language: str, asking: Asking, wanted: frozenset[str]) -> Documents:
    """Fetch the chapters and transcripts of an item, as far as they are `wanted`; never raises. Asks no database."""
    remarks: list[str] = []
    seen: dict[str, Seen] = {}

    def ask(url: str) -> fetching.Fetched:
        seen[url] = _NEVER
        answer = asking.ask(url, limits=DOCUMENT)
        seen[url] = {**validators(answer), "sum": _sum(answer.body)}
        return answer

    found_chapters = _chapters(item, ask, remarks) if wanted & {"chapters", "pictures"} else None
    found_transcripts = _transcripts(item, language, ask, remarks) if "transcripts" in wanted else None
    return Documents(chapters=found_chapters, transcripts=found_transcripts, remarks=tuple(remarks), seen=seen)


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


type _Ask = Callable[[str], fetching.Fetched]


def _chapters(item: rss.Item, ask: _Ask, remarks: list[str]) -> tuple[Chapter, ...] | None:
    """What the file says, without those of its chapters and addresses that cannot be read."""
    if item.chapters_at is None:
        return None
    try:
        answer = ask(item.chapters_at.url)
        found, left_out = _read(answer.body, answer.address)
    except fetching.FetchError as error:
        why = str(error)
    except chapters.ChapterErrors as errors:
        why = errors.items[0].message
    else:
        remarks += left_out
        return found
    remarks.append(_("The file of chapters could not be read: %(why)s") % {"why": why})
    return None


def _read(body: bytes, found_at: str) -> tuple[tuple[Chapter, ...], list[str]]:
    """The chapters in a file that was found at an address, and what was left out. Raises `ChapterErrors`."""
    odd, left_out = list[str](), list[str]()
    try:
        found = chapters.read(body, address=chapters.lenient(odd.append, base=found_at))
    except chapters.ChapterErrors as errors:
        if not errors.others:
            raise
        found, first = errors.others, errors.items[0].message
        left_out.append(
            ngettext(
                "A chapter of the file was left out: %(why)s",
                "%(count)d chapters of the file were left out. The first of them: %(why)s",
                len(errors.items),
            )
            % {"count": len(errors.items), "why": first}
        )
    if odd:
        left_out.append(
            ngettext(
                "An address in the file of chapters was left out, since it is none: “%(first)s”.",
                "%(count)d addresses in the file of chapters were left out, since they are none. The first of them:"
                " “%(first)s”.",
                len(odd),
            )
            % {"count": len(odd), "first": odd[0][:60]}
        )
    return found, left_out


def _transcripts(item: rss.Item, language: str, ask: _Ask, remarks: list[str]) -> tuple[FoundTranscript, ...] | None:
    """One transcript for each language: of its formats the best one that can be read."""
    found: dict[str, FoundTranscript] = {}
    failures: list[str] = []
    for document in _ranked(item):
        tag = _tag(document.language) or language
        if tag in found:
            continue
        try:
            body = ask(document.url).body
            kind = transcripts.media_type_of(body, document.url)
            read = transcripts.parse(body, media_type=kind)
        except (fetching.FetchError, transcripts.TranscriptError) as error:
            failures.append(
                _("A transcript could not be read (%(type)s): %(why)s") % {"type": document.type, "why": error}
            )
            continue
        webvtt = transcripts.print_vtt(transcripts.Transcript(cues=read.cues, language=tag))
        found[tag] = FoundTranscript(language=tag, webvtt=webvtt, remarks=tuple(_remarks(read)))
    if failures and not found:
        remarks += failures
        return None
    return tuple(found.values())


def _ranked(item: rss.Item) -> list[rss.Document]:
    return sorted(item.transcripts, key=lambda one: _rank(one.type))


def _rank(media_type: str) -> int:
    return next((rank for rank, word in enumerate(_BEST_FIRST) if word in media_type), len(_BEST_FIRST))


def _tag(said: str) -> str:
    """The language of a transcript as it is stored; empty for what is none."""
    first, dash, rest = said.replace("_", "-").partition("-")
    tag = f"{first.lower()}{dash}{rest}"
    return tag if len(tag) <= 20 and _LANGUAGE.fullmatch(tag) else ""


def _remarks(read: transcripts.Transcript) -> Iterator[dict[str, Any]]:
    for remark in read.remarks:
        yield {"place": "line", "number": remark.line, "message": remark.message, "words": ""}


# --- What came before, and may be something else by now ------------------------------------------


def fields_of(item: rss.Item, url: str) -> frozenset[str]:
    """The fields of an episode that are made of the file at an address."""
    is_of_chapters = item.chapters_at is not None and item.chapters_at.url == url
    is_of_words = any(one.url == url for one in item.transcripts)
    chapters = {"chapters", "pictures"} if is_of_chapters else set[str]()
    return frozenset(chapters | ({"transcripts"} if is_of_words else set()))


def known(item: rss.Item, seen: Mapping[str, Seen]) -> dict[str, Seen]:
    """Of the files that an item names those that were asked for before; where nothing is known of any, the best."""
    urls = [item.chapters_at.url] if item.chapters_at else []
    if seen:
        urls += [one.url for one in item.transcripts]
        return {url: seen[url] for url in urls if url in seen}
    return dict.fromkeys([*urls, *(one.url for one in _ranked(item)[:1])], _NEVER)


def is_missing(seen: Seen) -> bool:
    """Whether nothing could be had when it was asked for last."""
    return not seen["sum"]


@dataclass(kw_only=True)
class Looking:
    """Looks whether what was had from addresses is something else by now: some at once, and not for ever."""

    asking: Asking
    clock: Callable[[], float] = time.monotonic
    _until: float = field(init=False)

    def __post_init__(self) -> None:
        self._until = self.clock() + _MOST_SECONDS

    def at(self, seen: Mapping[str, Seen], *, progress: Callable[[int], object]) -> dict[str, bool]:
        """By address, whether it has changed; those for which there was no time any more are left out.

        One that cannot be had has not: what came from there before is better than nothing. `progress` is told how many
        have been looked at; no other one is begun once it raises.
        """
        threads, changed = ThreadPoolExecutor(_AT_ONCE), dict[str, bool]()
        try:
            found = zip(seen, threads.map(self._has_changed, seen, seen.values()), strict=True)
            for looked, (url, has_changed) in enumerate(found, start=1):
                if has_changed is not None:
                    changed[url] = has_changed
                progress(looked)
        finally:
            threads.shutdown(cancel_futures=True)
        return changed

    def _has_changed(self, url: str, seen: Seen) -> bool | None:
        if self.clock() > self._until:
            return None
        asked = conditions(etag=seen["etag"], modified=seen["modified"])
        try:
            answer = self.asking.ask(url, limits=DOCUMENT, headers=asked)
        except fetching.FetchError:
            return False
        return answer.status != 304 and _sum(answer.body) != seen["sum"]
