"""An episode's chapters and transcript as its page shows them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from episodes.formats import chapters as chapter_format
from episodes.formats import timestamps, transcripts
from episodes.models import Chapter, Episode
from guests.addresses import parted

# Anchors that the episode page uses itself; no chapter may take them.
PAGE_ANCHORS = frozenset(
    [
        "chapters",
        "content",
        "crew",
        "links",
        "notes",
        "on-air",
        "people",
        "player",
        "topics",
        "transcript",
        "transcript-title",
    ]
)


@dataclass(frozen=True, kw_only=True)
class ChapterMark:
    """One row of the chapter navigator.

    `slug` is unique on the page. `end_ms` is the effective end; None where the chapter lasts to the end of an audio
    whose length nobody has told us.
    """

    chapter: Chapter
    number: int
    slug: str
    start_ms: int
    end_ms: int | None

    @property
    def title(self) -> str:
        return self.chapter.title

    @property
    def clock(self) -> str:
        """The start as it is read: `14:37`."""
        return timestamps.format_clock(self.start_ms)

    @property
    def length(self) -> str:
        """How long it lasts, `2:26`; empty where that is not known."""
        return "" if self.end_ms is None else timestamps.format_clock(self.end_ms - self.start_ms)

    @property
    def seconds(self) -> str:
        """The start as the `t` of a link: `877`."""
        return timestamps.format_seconds(self.start_ms)

    @property
    def end_seconds(self) -> str:
        """The end as the player reads it: `1023.5`; empty where it is not known."""
        return "" if self.end_ms is None else timestamps.format_seconds(self.end_ms)

    @property
    def url_host(self) -> str:
        """Where the chapter's own link leads: `example.org`; empty where it leads nowhere."""
        return (parted(self.chapter.url).hostname or "").removeprefix("www.")


def chapter_marks(episode: Episode, chapters: Iterable[Chapter]) -> tuple[ChapterMark, ...]:
    """Return the listed ones of the episode's `chapters`; hidden ones are not for listeners' eyes."""
    chapters = [chapter for chapter in chapters if not chapter.hidden]
    spans = chapter_format.spans(chapters, episode.duration_ms or timestamps.LONGEST_MS)
    slugs = chapter_format.slugs(chapters, reserved=PAGE_ANCHORS)
    return tuple(
        ChapterMark(
            chapter=chapter,
            number=number,
            slug=slug,
            start_ms=span.start_ms,
            end_ms=None if span.end_ms == timestamps.LONGEST_MS else span.end_ms,
        )
        for number, (chapter, span, slug) in enumerate(zip(chapters, spans, slugs, strict=True), start=1)
    )


@dataclass(frozen=True, kw_only=True)
class TranscriptLine:
    """A cue of the transcript. `anchor` is unique on the page, and says its start in milliseconds: `line_877500`."""

    cue: transcripts.Cue
    anchor: str

    @property
    def clock(self) -> str:
        return timestamps.format_clock(self.cue.start_ms)

    @property
    def seconds(self) -> str:
        return timestamps.format_seconds(self.cue.start_ms)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Lines that one speaker says within one chapter.

    `speaker` only where somebody else begins to speak, `profile` the address of their page where they have one.
    `chapters` begin with it: more than one where nothing is said in all but the last, which may have no lines either.
    """

    chapters: tuple[ChapterMark, ...]
    speaker: str
    profile: str
    lines: tuple[TranscriptLine, ...]


# A browser lays out a turn as a whole, and only those in sight.
_LINES_IN_TURN = 20


def transcript_turns(
    webvtt: str, *, chapters: Sequence[ChapterMark] = (), profiles: Mapping[str, str] | None = None
) -> tuple[Turn, ...]:
    """Return the lines of a stored transcript, parted by `chapters` (in their order) and by speakers.

    `profiles` are the addresses of people's pages by their names; a first name that only one of them has will do.
    """
    cues = transcripts.parse(webvtt.encode(), media_type="text/vtt").cues
    of_name = _by_any_name(profiles or {})
    coming = list(chapters)
    turns: list[Turn] = []
    before = ""
    for speaker, begun, lines in _parted(_lines(cues), coming):
        named = speaker if speaker != before or begun else ""
        before = speaker
        turns.append(Turn(chapters=begun, speaker=named, profile=of_name.get(_folded(named), ""), lines=lines))
    if coming:
        turns.append(Turn(chapters=tuple(coming), speaker="", profile="", lines=()))
    return tuple(turns)


def _lines(cues: Iterable[transcripts.Cue]) -> Iterator[TranscriptLine]:
    seen: Counter[int] = Counter()
    for cue in cues:
        seen[cue.start_ms] += 1
        nth = seen[cue.start_ms]
        yield TranscriptLine(cue=cue, anchor=f"line_{cue.start_ms}" + (f"_{nth}" if nth > 1 else ""))


def _parted(
    lines: Iterable[TranscriptLine], coming: list[ChapterMark]
) -> Iterator[tuple[str, tuple[ChapterMark, ...], tuple[TranscriptLine, ...]]]:
    """Speaker, chapters that begin and lines of one turn after the other; takes from `coming` what has begun."""
    speaker, begun, held = "", (), []  # type: str, tuple[ChapterMark, ...], list[TranscriptLine]
    for line in lines:
        starting = _take_begun(coming, line.cue.start_ms)
        if held and (starting or line.cue.speaker != speaker or len(held) >= _LINES_IN_TURN):
            yield speaker, begun, tuple(held)
            begun, held = (), []
        begun += starting
        speaker = line.cue.speaker
        held.append(line)
    if held:
        yield speaker, begun, tuple(held)


def _take_begun(coming: list[ChapterMark], ms: int) -> tuple[ChapterMark, ...]:
    begun = []
    while coming and coming[0].start_ms <= ms:
        begun.append(coming.pop(0))
    return tuple(begun)


def _by_any_name(profiles: Mapping[str, str]) -> dict[str, str]:
    """The profiles by whole names and by such first names as lead to one of them only."""
    first_names = Counter(_folded(name).partition(" ")[0] for name in profiles)
    known = {}
    for name, address in profiles.items():
        first = _folded(name).partition(" ")[0]
        if first_names[first] == 1:
            known[first] = address
    return known | {_folded(name): address for name, address in profiles.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
