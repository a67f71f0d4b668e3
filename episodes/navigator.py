"""An episode's chapters and transcript as its page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from episodes.formats import chapters as chapter_format
from episodes.formats import timestamps, transcripts
from episodes.models import Chapter, Episode

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
        try:
            host = urlsplit(self.chapter.url).hostname or ""
        except ValueError:  # an address that no form let through, such as "http://["
            return ""
        return host.removeprefix("www.")


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
    """A cue of the transcript; `speaker` only where somebody else begins to speak."""

    cue: transcripts.Cue
    speaker: str

    @property
    def clock(self) -> str:
        return timestamps.format_clock(self.cue.start_ms)

    @property
    def seconds(self) -> str:
        return timestamps.format_seconds(self.cue.start_ms)


def transcript_lines(webvtt: str) -> tuple[TranscriptLine, ...]:
    """Return the lines of a stored transcript."""
    cues = transcripts.parse(webvtt.encode(), media_type="text/vtt").cues
    lines, last = [], ""
    for cue in cues:
        lines.append(TranscriptLine(cue=cue, speaker=cue.speaker if cue.speaker != last else ""))
        last = cue.speaker
    return tuple(lines)
