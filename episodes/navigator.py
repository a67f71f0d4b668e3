"""An episode's chapters and transcript as its page shows them."""

from dataclasses import dataclass

from episodes.formats import chapters as chapter_format
from episodes.formats import timestamps, transcripts
from episodes.models import Chapter, Episode


@dataclass(frozen=True, kw_only=True)
class ChapterMark:
    """One row of the chapter navigator; `slug` is unique on the page, `end_ms` the effective end."""

    chapter: Chapter
    number: int
    slug: str
    start_ms: int
    end_ms: int

    @property
    def title(self) -> str:
        return self.chapter.title

    @property
    def clock(self) -> str:
        """The start as it is read: `14:37`."""
        return timestamps.format_clock(self.start_ms)

    @property
    def length(self) -> str:
        return timestamps.format_clock(self.end_ms - self.start_ms)

    @property
    def seconds(self) -> str:
        """The start as the `t` of a link: `877`."""
        return timestamps.format_seconds(self.start_ms)


def chapter_marks(episode: Episode) -> tuple[ChapterMark, ...]:
    """Return the listed chapters of `episode` in order; hidden ones are not for listeners' eyes. One query."""
    chapters = [chapter for chapter in episode.chapters.all() if not chapter.hidden]
    duration_ms = episode.duration_ms or max((chapter.start_ms for chapter in chapters), default=0)
    spans = chapter_format.spans(chapters, duration_ms)
    slugs = chapter_format.slugs(chapters)
    return tuple(
        ChapterMark(chapter=chapter, number=number, slug=slug, start_ms=span.start_ms, end_ms=span.end_ms)
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


def transcript_lines(episode: Episode) -> tuple[TranscriptLine, ...]:
    """Return the lines of the episode's transcript, in its own language where there are several. One query."""
    stored = sorted(episode.transcripts.all(), key=lambda transcript: transcript.language != episode.show.language)
    if not stored:
        return ()
    cues = transcripts.parse(stored[0].webvtt.encode(), media_type="text/vtt").cues
    lines, last = [], ""
    for cue in cues:
        lines.append(TranscriptLine(cue=cue, speaker=cue.speaker if cue.speaker != last else ""))
        last = cue.speaker
    return tuple(lines)
