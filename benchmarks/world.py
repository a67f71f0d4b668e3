"""An installation of a size that is given, filled with invented episodes of realistic weight."""

import datetime as dt
import json
import sys
import time
from itertools import batched
from typing import Any

import django

WORDS = """
harbour lamp tide keeper signal fog rope winter letter engine ferry archive rain stone window radio
voice evening market bridge copper island garden station paper sailor compass quiet machine story
""".split()
CHAPTERS, LINKS, PEOPLE, TOPICS = 13, 10, 40, 20
CUE_WORDS, CUE_SECONDS = 12, 4
RARE = "telescope"  # in three episodes
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


def webvtt(seed: int, spoken: int) -> str:
    """A transcript of that many words, one line after the other."""
    cues = []
    for n in range(spoken // CUE_WORDS):
        times = " --> ".join(f"{dt.timedelta(seconds=n * CUE_SECONDS + end)}.000".zfill(12) for end in (0, 3))
        cues.append(f"{times}\n<v Person {n % 3}>{sentence(seed + n, CUE_WORDS)}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def fill(count: int, spoken: int) -> None:
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
        _fill_batch(show, people, topics, batch, spoken)
    for episode in show.episodes.order_by("pk")[:3]:
        show.episodes.filter(pk=episode.pk).update(summary=f"{episode.summary} With a {RARE}.")


def _fill_batch(show: Any, people: list[Any], topics: list[Any], numbers: tuple[int, ...], spoken: int) -> None:
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
    if spoken:
        Transcript.objects.bulk_create(
            Transcript(episode=episode, language=show.language, webvtt=webvtt(n, spoken)) for n, episode in numbered
        )
    Episode.topics.through.objects.bulk_create(
        Episode.topics.through(episode=episode, topic=topics[(n + k * 3) % TOPICS])
        for n, episode in numbered
        for k in range(3)
    )


def main(count: int, *, spoken: int = 480) -> None:
    django.setup()
    from django.core.management import call_command

    from episodes import rendering
    from episodes.feeds import kept

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)  # a database that is named may have another size in it
    fill(count, spoken)
    for job in (rendering.render_ahead, kept.write_ahead):  # as the tick does
        for _ in job():
            pass


def build_index() -> None:
    """Take down all words, as the tick does, and print in JSON what that took and what it made."""
    django.setup()
    from django.db import connection

    from episodes import search
    from episodes.models import SearchDocument

    before, start = _bytes(connection), time.perf_counter()
    for _ in search.index():
        pass
    seconds = time.perf_counter() - start
    made = _bytes(connection) - before
    documents = SearchDocument.objects.values_list("title", "names", "texts", "speech")
    words = sum(len(part.split()) for document in documents.iterator() for part in document)
    sys.stdout.write(json.dumps({"seconds": seconds, "bytes": made, "ratio": made / before, "words": words}) + "\n")


def _bytes(connection: Any) -> int:
    """What of the database holds something."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        pages = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        ]
    return int((pages[0] - pages[1]) * pages[2])
