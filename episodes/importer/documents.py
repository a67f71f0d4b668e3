"""Chapters and transcripts that a feed keeps in files of their own: the best one that can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from episodes import fetching
from episodes.formats import chapters, rss, transcripts
from episodes.formats.chapters import Chapter
from episodes.importer.asking import DOCUMENT, Asking

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# What a media type has in it, however a host spells the rest; the best first.
_BEST_FIRST = ("vtt", "srt", "subrip", "json", "html")


@dataclass(frozen=True, kw_only=True)
class FoundTranscript:
    """WebVTT in a language, and what was mended in the file: `{"place", "number", "message", "words"}` each."""

    language: str
    webvtt: str
    remarks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Documents:
    """What was fetched for an item. None is what could not be had, though the feed names it; `remarks` say why."""

    chapters: tuple[Chapter, ...] | None = None
    transcripts: tuple[FoundTranscript, ...] | None = None
    remarks: tuple[str, ...] = ()


def fetched(item: rss.Item, *, language: str, asking: Asking, wanted: frozenset[str]) -> Documents:
    """Fetch the chapters and transcripts of an item, as far as they are `wanted`; never raises. Asks no database."""
    remarks: list[str] = []
    found_chapters = _chapters(item, asking, remarks) if "chapters" in wanted else None
    found_transcripts = _transcripts(item, language, asking, remarks) if "transcripts" in wanted else None
    return Documents(chapters=found_chapters, transcripts=found_transcripts, remarks=tuple(remarks))


def _chapters(item: rss.Item, asking: Asking, remarks: list[str]) -> tuple[Chapter, ...] | None:
    if item.chapters_at is None:
        return None
    try:
        return chapters.read(asking.ask(item.chapters_at.url, limits=DOCUMENT).body)
    except fetching.FetchError as error:
        why = str(error)
    except chapters.ChapterErrors as errors:
        why = errors.items[0].message
    remarks.append(_("The file of chapters could not be read: %(why)s") % {"why": why})
    return None


def _transcripts(
    item: rss.Item, language: str, asking: Asking, remarks: list[str]
) -> tuple[FoundTranscript, ...] | None:
    """One transcript for each language: of its formats the best one that can be read."""
    found: dict[str, FoundTranscript] = {}
    failures: list[str] = []
    for document in sorted(item.transcripts, key=lambda one: _rank(one.type)):
        tag = _tag(document.language) or language
        if tag in found:
            continue
        try:
            answer = asking.ask(document.url, limits=DOCUMENT)
            kind = transcripts.media_type_of(answer.body, document.url)
            read = transcripts.parse(answer.body, media_type=kind)
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
