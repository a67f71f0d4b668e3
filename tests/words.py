"""Episodes with words in their parts, and what a search finds of them."""

import datetime as dt

from django.utils import timezone

from episodes import search
from episodes.models import Chapter, Credit, Episode, ResourceLink, Transcript
from tests.factories import EpisodeFactory, PersonFactory


def vtt(*lines: str, every: int = 10) -> str:
    """A transcript with a line every ten seconds. `Ana: …` lets Ana say it."""
    cues = []
    for number, line in enumerate(lines):
        speaker, _, text = line.rpartition(": ")
        start = dt.timedelta(seconds=number * every)
        end = start + dt.timedelta(seconds=every)
        cues.append(f"0{start}.000 --> 0{end}.000\n{f'<v {speaker}>' if speaker else ''}{text}\n")
    return "\n".join(["WEBVTT\n", *cues])


def episode(title="Untitled", *, days_old=1, chapters=(), people=(), links=(), said=(), language="en", **values):
    """A public episode; `chapters` are titles, a minute apart; `said` are the lines of its transcript."""
    made = EpisodeFactory(title=title, publish_at=timezone.now() - dt.timedelta(days=days_old), **values)
    for number, chapter in enumerate(chapters):
        Chapter.objects.create(episode=made, title=chapter, start_ms=number * 60_000)
    for name in people:
        Credit.objects.create(episode=made, person=PersonFactory(name=name, headline=""), role="guest")
    for label in links:
        ResourceLink.objects.create(episode=made, label=label, url="https://links.example/")
    if said:
        Transcript.objects.create(episode=made, webvtt=vtt(*said), language=language)
    return made


def found(text, *, among=None):
    """Titles, the best first, after everything has been taken down."""
    for _ in search.index():
        pass
    episodes = Episode.objects.published() if among is None else among
    return [one.title for one in search.ranked(search.ask(text), among=episodes)]
