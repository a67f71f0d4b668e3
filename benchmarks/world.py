"""An installation of a size that is given, filled with invented episodes of realistic weight."""

import datetime as dt
from itertools import batched
from typing import Any

import django

WORDS = """
harbour lamp tide keeper signal fog rope winter letter engine ferry archive rain stone window radio
voice evening market bridge copper island garden station paper sailor compass quiet machine story
""".split()
CHAPTERS, LINKS, CUES, PEOPLE, TOPICS = 13, 10, 40, 40, 20
SHOW = "benchmark"
START = dt.datetime(2024, 1, 1, 6, tzinfo=dt.UTC)


def sentence(seed: int, words: int) -> str:
    """Words that differ by `seed`, so that nothing compresses better than it would in life."""
    chosen = (WORDS[(seed * 7 + n * n + n * (seed % 11)) % len(WORDS)] for n in range(words))
    return " ".join(chosen).capitalize() + "."


def notes(seed: int) -> str:
    """Some 3 kB of Markdown."""
    paragraphs = [" ".join(sentence(seed * 31 + n * 5 + k, 14) for k in range(4)) for n in range(5)]
    points = [
        f"- **{sentence(seed + n, 3)}** [more](https://example.org/{seed}/{n}) {sentence(n, 9)}" for n in range(6)
    ]
    return "\n\n".join([*paragraphs[:3], "## In this episode", "\n".join(points), *paragraphs[3:]])


def webvtt(seed: int) -> str:
    cues = []
    for n in range(CUES):
        minute, second = divmod(n * 30, 60)
        time = f"00:{minute:02}:{second:02}.000 --> 00:{minute:02}:{second + 29:02}.000"
        cues.append(f"{time}\n<v Person {n % 3}>{sentence(seed + n, 12)}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def fill(count: int) -> None:
    """Make a show of `count` public episodes, all of them in its feed, and as many rows of everything as they need."""
    from episodes.models import Show, Topic
    from guests.models import Person

    show = Show.objects.create(
        title="Benchmark Radio",
        slug=SHOW,
        tagline=sentence(1, 8),
        description=notes(0),
        author="Nobody",
        category_1="Technology",
        feed_size=max(count, 1),
    )
    people = Person.objects.bulk_create(
        Person(name=f"Person {n}", slug=f"person-{n}", headline=sentence(n, 4), bio=sentence(n, 40))
        for n in range(PEOPLE)
    )
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(TOPICS))
    for batch in batched(range(count), 500, strict=False):
        _fill_batch(show, people, topics, batch)


def _fill_batch(show: Any, people: list[Any], topics: list[Any], numbers: tuple[int, ...]) -> None:
    from episodes.models import Chapter, Credit, Episode, ResourceLink, Transcript

    episodes = Episode.objects.bulk_create(
        Episode(
            show=show,
            number=n + 1,
            title=f"{n + 1}: {sentence(n, 6)}",
            slug=f"episode-{n + 1}",
            summary=sentence(n, 25),
            notes=notes(n),
            state="approved",
            publish_at=START + dt.timedelta(hours=3 * n),
            audio_url=f"https://audio.example/{n + 1}.mp3",
            audio_type="audio/mpeg",
            audio_size=40_000_000 + n,
            duration_ms=45 * 60_000,
        )
        for n in numbers
    )
    numbered = list(zip(numbers, episodes, strict=True))
    Chapter.objects.bulk_create(
        Chapter(episode=episode, start_ms=k * 180_000, title=sentence(n + k, 5), url=f"https://example.org/{n}/{k}")
        for n, episode in numbered
        for k in range(CHAPTERS)
    )
    ResourceLink.objects.bulk_create(
        ResourceLink(episode=episode, label=sentence(n + k, 6), url=f"https://example.org/link/{n}/{k}", position=k)
        for n, episode in numbered
        for k in range(LINKS)
    )
    Credit.objects.bulk_create(
        Credit(episode=episode, person=people[(n * (k + 1) + k) % PEOPLE], role=role, position=k)
        for n, episode in numbered
        for k, role in enumerate(("host", "guest", "producer"))
    )
    Transcript.objects.bulk_create(
        Transcript(episode=episode, language=show.language, webvtt=webvtt(n)) for n, episode in numbered
    )
    Episode.topics.through.objects.bulk_create(
        Episode.topics.through(episode=episode, topic=topics[(n + k * 3) % TOPICS])
        for n, episode in numbered
        for k in range(3)
    )


def main(count: int) -> None:
    django.setup()
    from django.core.management import call_command

    from episodes import rendering

    call_command("migrate", verbosity=0)
    fill(count)
    for _ in rendering.render_ahead():  # as the tick does
        pass
