"""Take down the words of episodes that have changed. No save waits for it, and no listener for more than a few."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.db import connections, transaction
from django.db.models import Prefetch

from episodes.formats import markdown, transcripts
from episodes.formats.words import words
from episodes.models import Chapter, Credit, Episode, SearchDocument, SearchPassage, Transcript, Unindexed
from episodes.search import tables
from guests.prepared import Prepared

# Raised whenever the same text would give other words: what was taken down by older rules is done again.
VERSION = 2

_MOST_SPOKEN = 150_000  # words: ten hours and more; PostgreSQL takes no endless ones
_PASSAGE_MS = 30_000
_PASSAGE_WORDS = 60
_OVERLAP = 8  # words of the next passage, so that what is said across the border is found


def index(*, most: int | None = None) -> Iterator[str]:
    """Take down the words of what has changed, at most `most` episodes; a sentence for each."""
    if most is None:
        _mark_outdated()
    done = 0
    while most is None or done < most:
        key = _next.first()
        if key is None:
            break
        done += 1
        if title := _take_down(key):
            yield f"“{title}” can be found by its words."
    if most is None and done:
        tables.merge(connections[SearchDocument.objects.db])


@Prepared
def _next() -> Any:
    return Unindexed.objects.order_by("pk").values_list("pk", flat=True)[:1]


def catch_up() -> None:
    """Take down a few, so that what is new is found also where no tick runs. One query where there is nothing new."""
    for _ in index(most=3):
        pass


def _mark_outdated() -> None:
    outdated = SearchDocument.objects.exclude(version=VERSION).values_list("pk", flat=True)
    Unindexed.objects.bulk_create((Unindexed(pk=key) for key in outdated), ignore_conflicts=True)


@transaction.atomic
def _take_down(key: int) -> str:
    """The title of the episode; empty where there is none any more, or somebody else was faster."""
    if not Unindexed.objects.filter(pk=key).delete()[0]:  # first: what changes from now on is another mark
        return ""
    credits = Prefetch("credits", Credit.objects.select_related("person"))
    related = ("chapters", "resource_links", "topics", "transcripts", credits)
    found = Episode.everything.select_related("show", "season").prefetch_related(*related).filter(pk=key).first()
    if found is None:
        return ""
    language = found.show.language
    heard = [_heard(transcript) for transcript in found.transcripts.all()]
    passages = list(_passages(found, heard))
    spoken = [word for _, cues in heard for _, said in cues for word in said]
    SearchDocument.objects.update_or_create(
        episode=found,
        defaults={
            "title": _twice([found.title], language),
            "names": _twice(_names(found), language),
            "texts": " ".join(word for text in _texts(found) for word in _stems(text, language)),
            "speech": " ".join(spoken[:_MOST_SPOKEN]),
            "chapters": [[one.start_ms, one.title, _twice([one.title], language)] for one in _chapters(found)],
            "version": VERSION,
        },
    )
    SearchPassage.objects.filter(episode=found).delete()
    SearchPassage.objects.bulk_create(passages, batch_size=500)
    return found.title


def _names(episode: Episode) -> Iterator[str]:
    for credit in episode.credits.all():
        yield f"{credit.person.name} {credit.person.headline}"
    yield from (topic.name for topic in episode.topics.all())
    yield from (chapter.title for chapter in _chapters(episode))
    if episode.season:
        yield episode.season.name


def _chapters(episode: Episode) -> Iterator[Chapter]:
    return (chapter for chapter in episode.chapters.all() if not chapter.hidden)


def _texts(episode: Episode) -> Iterator[str]:
    yield episode.summary
    yield markdown.plain(episode.notes)
    for link in episode.resource_links.all():
        yield f"{link.label} {urlsplit(link.url).hostname or ''}"


def _stems(text: str, language: str) -> Iterator[str]:
    return (word.stem for word in words(text, language=language))


def _twice(texts: Iterable[str], language: str) -> str:
    """Stems, and the words with their endings too where they differ, by whose beginnings they are found."""
    said = [word for text in texts for word in words(text, language=language)]
    endings = dict.fromkeys(word.folded for word in said if word.folded != word.stem)
    return " ".join([*(word.stem for word in said), *endings])


# --- What is said -----------------------------------------------------------------------------------


type _Cues = list[tuple[transcripts.Cue, list[str]]]
"""Each with the stems of what is said in it."""


def _heard(stored: Transcript) -> tuple[str, _Cues]:
    """The language of a transcript, and its cues."""
    cues = transcripts.parse(stored.webvtt.encode(), media_type="text/vtt").cues
    return stored.language, [(cue, list(_stems(cue.text, stored.language))) for cue in cues]


def _passages(episode: Episode, heard: Sequence[tuple[str, _Cues]]) -> Iterator[SearchPassage]:
    number, _ = SearchPassage.keys_of(episode.pk)
    for language, cues in heard:
        parts = list(_parts(cues))
        following = [[word for _, said in part for word in said][:_OVERLAP] for part in parts[1:]]
        for part, overlap in zip(parts, [*following, []], strict=True):
            lines = [[cue.start_ms, cue.speaker, cue.text] for cue, _ in part]
            said = [word for _, of_cue in part for word in of_cue]
            yield SearchPassage(
                pk=number,
                episode=episode,
                language=language,
                lines=lines,
                counts=[len(of_cue) for _, of_cue in part],
                words=" ".join([*said, *overlap]),
            )
            number += 1


def _parts(cues: _Cues) -> Iterator[_Cues]:
    """The cues in parts of half a minute, or of fewer seconds with many words; no cue is cut."""
    part: _Cues = []
    for cue, said in cues:
        length = sum(len(of_cue) for _, of_cue in part)
        if part and (cue.start_ms - part[0][0].start_ms >= _PASSAGE_MS or length + len(said) > _PASSAGE_WORDS):
            yield part
            part = []
        part.append((cue, said))
    if part:
        yield part
