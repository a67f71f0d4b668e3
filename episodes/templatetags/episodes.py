"""Times and notes in templates."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from episodes import rendering
from episodes.formats import moments, timestamps
from episodes.listing import Choices
from episodes.models import Chapter, Episode
from episodes.navigator import ChapterMark
from episodes.querysets import GUEST_ROLES
from episodes.search import Piece, Place
from guests.keeping import columns, fragment
from guests.models import Person

register = template.Library()

GUESTS = frozenset(GUEST_ROLES)


@register.filter
def clock(ms: int | None) -> str:
    """Milliseconds as a listener reads them: `14:37`, `1:02:03`; empty for None."""
    return "" if ms is None else timestamps.format_clock(ms)


@register.filter
def iso_duration(ms: int | None) -> str:
    """Milliseconds as `<time datetime>` wants them: `PT1H2M3S`."""
    return "" if ms is None else timestamps.format_iso(ms)


@register.filter
def seconds(ms: int | None) -> str:
    """Milliseconds as the `t` of an address and as scripts read them: `877`, `877.5`; empty for None."""
    return "" if ms is None else timestamps.format_seconds(ms)


@register.filter
def minutes(ms: int | None) -> int:
    """Milliseconds in whole minutes, at least one."""
    return max(1, round((ms or 0) / 60_000))


@register.filter
def markdown_html(source: str) -> SafeString:
    """Markdown as sanitised HTML, made once."""
    return mark_safe(rendering.html_of(source))  # noqa: S308 - the renderer sanitises


@register.filter
def with_moments(html: SafeString, episode: Episode) -> SafeString:
    """The HTML of notes, its time stamps links that play the episode from there."""
    if not (episode.has_audio and episode.duration_ms):
        return html
    return mark_safe(moments.link_moments(html, duration_ms=episode.duration_ms))  # noqa: S308 - as safe as it was


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A line that a search found, with what was asked for in `<mark>`."""
    parts = (f"<mark>{escape(words)}</mark>" if is_asked_for else escape(words) for words, is_asked_for in pieces)
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


_PLACE = (
    '<li><a href="{address}?t={seconds}#player" data-moment><span class="hit__clock">{clock}</span> '
    '<span class="hit__words" dir="auto">{kind}{words}</span></a></li>'
)
_KIND = '<span class="hit__kind">{}</span> '


@register.simple_tag
def place_items(address: str, places: Iterable[Place]) -> SafeString:
    """Where in the episode at `address` a search found something: list items with a link each that plays it from there.

    Not a loop in the template: there are sixty to a page, which took a quarter of the time of a search.
    """
    address, chapter = escape(address), escape(gettext("Chapter"))
    items = (
        _PLACE.format(
            address=address,
            seconds=place.seconds,
            clock=place.clock,
            kind=_KIND.format(kind) if (kind := chapter if place.is_chapter else escape(place.speaker)) else "",
            words=marked(place.pieces),
        )
        for place in places
    )
    return mark_safe("".join(items))  # noqa: S308 - each part is escaped, or a number


@register.filter
def have_pictures(chapters: Iterable[ChapterMark]) -> bool:
    """Whether any of the chapters has a picture of its own."""
    return any(mark.chapter.image for mark in chapters)


@register.filter
def guests(episode: Episode) -> list[Person]:
    """Return the guests of an episode in order, each once."""
    return list(dict.fromkeys(credit.person for credit in episode.shown_credits if credit.role in GUESTS))


@register.simple_tag
def card(episode: Episode, *, heading: str = "h3", show_name: bool = False, person: Person | None = None) -> SafeString:
    """An episode (`for_cards`, `with_credits`) as a line of a list.

    With `show_name` where the list is of several shows, with what the `person` did on it, where it is of theirs.
    """

    def shown() -> dict[str, Any]:
        roles = [credit for credit in episode.shown_credits if person and credit.person_id == person.pk]
        return {"episode": episode, "heading": heading, "show_name": show_name, "roles": roles}

    facts = _of_list(episode, heading, show_name, person and person.pk)
    return fragment("episodes/_card.html", facts=facts, context=shown)


@register.simple_tag
def stage(episode: Episode, *, show_name: bool = False, eager: bool = False) -> SafeString:
    """An episode (`for_cards`, `with_credits`) as it opens a page: large."""
    shown = {"episode": episode, "show_name": show_name, "eager": eager}
    facts = _of_list(episode, show_name, eager)
    return fragment("episodes/_stage.html", facts=facts, context=lambda: shown)


def _of_list(episode: Episode, *more: Any) -> tuple[Any, ...] | None:
    """What a line of a list is kept by: with its guests, too, an episode's token changes, and its show is told."""
    return (episode.token, columns(episode.show), *more) if episode.token else None


@register.simple_tag
def deck() -> SafeString:
    """The small player at the foot of each page, the same on all pages of a language."""
    return fragment("episodes/_deck.html", facts=(), context=dict)


@register.simple_tag
def chapter_list(episode: Episode, chapters: Sequence[ChapterMark], *, has_transcript: bool = False) -> SafeString:
    """The chapter navigator of an episode, with ways to what is said where the page `has_transcript`."""
    shown = {"episode": episode, "chapters": chapters, "has_transcript": has_transcript}
    facts = (
        episode.has_audio,
        has_transcript,
        [(_chapter(mark.chapter), mark.number, mark.slug, mark.end_ms) for mark in chapters],
    )
    return fragment("episodes/_chapters.html", facts=facts, context=lambda: shown)


def _chapter(chapter: Chapter) -> tuple[Any, ...]:
    return chapter.start_ms, chapter.title, chapter.url, chapter.image.name


@register.simple_tag(takes_context=True)
def episode_filters(context: dict[str, Any], choices: Choices, chosen: dict[str, str]) -> SafeString:
    """The seasons, topics and years that narrow a show's list, each with its number of episodes, the chosen marked."""
    request: HttpRequest = context["request"]
    shown = {"query": request.GET, "choices": choices, "chosen": chosen}
    offered = (choices.seasons, choices.topics, choices.years)
    facts = (
        [[(one.value, one.name, one.episodes) for one in some] for some in offered],
        chosen,
        request.GET.urlencode(),
    )
    return fragment("episodes/_filters.html", facts=facts, context=lambda: shown)
