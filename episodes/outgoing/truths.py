"""What the audio of an episode should say about itself."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from episodes.formats import chapters
from episodes.models import Chapter, Episode

# Another number makes every copy anew: for when the same truth is written otherwise.
FORMAT = 2

# Somebody may be working on a draft; what was withdrawn goes nowhere.
_STATES = (Episode.State.IN_REVIEW, Episode.State.APPROVED)
_WITH_CHAPTERS = "audio/mpeg"
_LATEST_MS = 0xFFFFFFFE  # all that a chapter's frame can say


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Pictures and the source by their names in the storage, which stand for one content for ever.

    `chapters` have real ends. `called` is the source's name in sentences for people.
    """

    source: str
    media_type: str
    called: str
    title: str
    show: str
    number: int | None
    cover: str
    chapters: tuple[chapters.Chapter, ...]

    @property
    def fingerprint(self) -> str:
        """Equal for equal content of the copy, whatever else the episode says."""
        said = (self.source, self.media_type, self.title, self.show, self.number, self.cover, self.chapters)
        return hashlib.sha256(repr((FORMAT, said)).encode(errors="backslashreplace")).hexdigest()


def truths(**only: Any) -> Iterator[tuple[int, Truth]]:
    """Of each episode whose audio was uploaded and may soon go out, by primary key. Two queries, read side by side."""
    episodes = Episode.objects.filter(state__in=_STATES, **only).exclude(audio_file="").order_by("pk")
    fields = ("pk", "audio_file", "audio_type", "slug", "title", "show__title", "number", "cover", "show__cover")
    rows = episodes.values_list(*fields, "duration_ms").iterator()
    its_chapters = _Chapters(episodes.filter(audio_type=_WITH_CHAPTERS))
    for pk, source, media_type, slug, title, show, number, cover, show_cover, duration_ms in rows:
        yield (
            pk,
            Truth(
                source=source,
                media_type=media_type,
                called=slug,
                title=title,
                show=show,
                number=number,
                cover=cover or show_cover,
                chapters=_with_ends(its_chapters.of(pk), duration_ms),
            ),
        )


class _Chapters:
    """Chapters handed out episode by episode, in the order of the primary keys of the episodes."""

    def __init__(self, episodes: Any) -> None:
        fields = ("episode_id", "start_ms", "title", "url", "image", "hidden", "end_ms")
        rows = Chapter.objects.filter(episode__in=episodes.order_by()).order_by("episode_id", "start_ms")
        self._groups = groupby(rows.values_list(*fields).iterator(), key=lambda row: row[0])
        self._next = next(self._groups, None)

    def of(self, pk: int) -> tuple[chapters.Chapter, ...]:
        while self._next and self._next[0] < pk:
            self._next = next(self._groups, None)
        if not self._next or self._next[0] != pk:
            return ()
        return tuple(chapters.Chapter(*row[1:]) for row in self._next[1])


def _with_ends(found: tuple[chapters.Chapter, ...], duration_ms: int | None) -> tuple[chapters.Chapter, ...]:
    ends = chapters.spans(found, duration_ms or _LATEST_MS)
    return tuple(
        chapters.Chapter(each.start_ms, each.title, each.url, each.image, each.hidden, span.end_ms)
        for each, span in zip(found, ends, strict=True)
    )
