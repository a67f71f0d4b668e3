"""In a process of its own: how much processor time a feed takes to build, how many queries and memory. Prints JSON.

python building.py time ROUNDS     ours and the floors, in turns
python building.py memory HOW      the growth of the process's peak: `streamed`, or `kept` as the site does
python building.py edit ROUNDS     what one edit costs with and without the triggers that notice it
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - the models need the settings first
from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from episodes import triggers  # noqa: E402
from episodes.feeds.document import _date, document  # noqa: E402
from episodes.feeds.kept import written_items  # noqa: E402
from episodes.feeds.reading import FeedPage  # noqa: E402
from episodes.feeds.values import Item  # noqa: E402
from episodes.feeds.views import whole_document  # noqa: E402
from episodes.models import Episode, NotesHtml, Show, WrittenItem  # noqa: E402
from podcast_site.warming import warm  # noqa: E402
from writers import feedgenerator, lxml, plain, strings  # noqa: E402


def page() -> FeedPage:
    return FeedPage(show=Show.objects.get(), number=1, site=settings.SITE_URL)


def build() -> bytes:
    return whole_document(page())


def items_of(asked: FeedPage) -> list[Item]:
    return [asked.item(source) for source in asked.sources()]


def after_an_edit(number: int) -> Callable[[], bytes]:
    """One episode is edited, outside of what is measured; then all is read again, and its item written."""
    pk = Episode.objects.order_by("pk").values_list("pk", flat=True)[number]
    Episode.objects.filter(pk=pk).update(number_label=f"Edit {number}")
    return build


def one_query() -> list[Any]:
    """What a feed needs of its episodes themselves."""
    fields = ("pk", "title", "slug", "guid", "publish_at", "summary", "notes", "audio_url", "audio_type", "audio_size")
    return list(Episode.objects.published().newest_first().values_list(*fields))


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """How much processor time it takes, in seconds, and what it gives."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def measure_time(rounds: int) -> dict[str, Any]:
    warm()
    first, body = timed(build)
    afresh, nothing = _without_what_the_tick_made()
    items = [plain(item, _date(item.published_at)) for item in items_of(page())]
    written = strings(items)
    if written not in body:
        raise SystemExit("The floor does not write the same bytes.")

    def by_strings() -> bytes:
        one_query()
        return strings(items)

    ways: dict[str, Callable[[], bytes]] = {
        "strings": by_strings,
        "lxml": lambda: lxml(items),
        "feedgenerator": lambda: feedgenerator(items),
    }
    found: dict[str, list[float]] = {name: [] for name in ("ours", *ways)}
    for number in range(rounds):
        for name, way in {"ours": after_an_edit(number), **ways}.items():
            start = time.process_time()
            way()
            found[name].append(time.process_time() - start)
    with CaptureQueriesContext(connection) as queries:
        build()
    return {
        **{name: statistics.median(times) for name, times in found.items()},
        "first": first,
        "afresh": afresh,
        "nothing": nothing,
        "bytes": len(body),
        "queries": len(queries),
    }


def _without_what_the_tick_made() -> tuple[float, float]:
    """How long it takes where no item is written, and where the notes are not HTML either; both are put back."""
    items, html = list(WrittenItem.objects.all()), list(NotesHtml.objects.all())
    WrittenItem.objects.all().delete()
    cache.clear()
    afresh, _body = timed(build)
    NotesHtml.objects.all().delete()
    cache.clear()
    nothing, _body = timed(build)
    WrittenItem.objects.bulk_create(items, batch_size=500)
    NotesHtml.objects.bulk_create(html, batch_size=500)
    cache.clear()
    return afresh, nothing


def measure_memory(how: str) -> dict[str, Any]:
    if how == "streamed":
        WrittenItem.objects.all().delete()
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    asked = page()
    channel = asked.channel(stylesheet="/feed.css")
    next(written_items(asked))
    before = _peak()
    pieces = document(channel, written_items(asked)) if how == "streamed" else [build()]
    size = sum(len(piece) for piece in pieces)
    del pieces
    return {"growth": _peak() - before, "bytes": size}


def _peak() -> int:
    """The most memory that the process ever had, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("This system does not say how much memory a process takes.")


def measure_edit(rounds: int) -> dict[str, Any]:
    """An update of one row and a bulk update of a hundred, with the triggers and without."""
    ids = list(Episode.objects.values_list("pk", flat=True)[:100])

    def one() -> None:
        Episode.objects.filter(pk=ids[0]).update(summary="Edited")

    def many() -> None:
        Episode.objects.filter(pk__in=ids).update(summary="Edited")

    times: dict[str, float] = {}
    for name, is_watched in (("watched", True), ("unwatched", False)):
        if not is_watched:
            with connection.cursor() as cursor:
                for table in triggers.watched_tables():
                    for event in ("insert", "update", "delete"):
                        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}_revision")
        for kind, edit in (("one", one), ("hundred", many)):
            found = []
            for _ in range(rounds * 20):
                start = time.process_time()
                with transaction.atomic():
                    edit()
                found.append(time.process_time() - start)
            times[f"{kind}_{name}"] = statistics.median(found)
    triggers.install(using="default")
    return times


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["time", rounds]:
            result = measure_time(int(rounds))
        case ["memory", how]:
            result = measure_memory(how)
        case ["edit", rounds]:
            result = measure_edit(int(rounds))
        case _:
            raise SystemExit(__doc__)
    sys.stdout.write(json.dumps(result) + "\n")
