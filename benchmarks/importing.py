"""How fast a whole show is brought in, and whether it takes the same memory whatever its length.

    python benchmarks/importing.py --sizes 1000 5000  # --quick for a small run, --json FILE

Each episode has notes of 400 words, a person, a file of chapters and a transcript, which are fetched from a server on
loopback. Audio and pictures stay where they are. Each size is a process of its own, on an empty database; what is
compared is the most memory that the process has while it plans, while it writes, and while it does both once more with
nothing new. What the process has before it reads the feed is a part of that, and is said beside it.

The smallest size is also brought in from a feed that names no files, and beside it stands what no import can do
without: the feed parsed by lxml, and as many rows inserted in bulk, nothing of them looked at.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from harness import ROOT, Line, arguments, environment_in, interleaved, report

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
PODCAST = "https://podcastindex.org/namespace/1.0"
WORDS = 400
CUES = 300
_SENTENCE = "The tide turns while nobody looks at it, and the weir sings a little lower than before. "
# How many times as long as parsing and inserting alone; see `floor`.
MOST_TIMES = 5
# By how much the peak of the largest show may be above that of the smallest. The feed is read as it is parsed, and what
# is read and planned lies on disk; only what each episode is known by is in memory.
MOST = 1.2


# --- The host ------------------------------------------------------------------------------------


def item(number: int, site: str) -> str:
    """The item of an episode; its files are at the `site`, without which it has none."""
    files = (
        f"<podcast:chapters url='{site}/chapters.json' type='application/json+chapters'/>"
        f"<podcast:transcript url='{site}/transcript.vtt' type='text/vtt'/>"
    )
    return (
        f"<item><title>Reach {number}</title><guid isPermaLink='false'>reach-{number}</guid>"
        f"<pubDate>{formatdate(1_000_000_000 + number * 86_400, usegmt=True)}</pubDate>"
        f"<enclosure url='https://audio.example/{number}.mp3' length='30000000' type='audio/mpeg'/>"
        f"<content:encoded><![CDATA[<p>Reach {number}.</p><p>{_SENTENCE * (WORDS // 17)}</p>]]></content:encoded>"
        f"<itunes:duration>1800</itunes:duration><itunes:episode>{number}</itunes:episode>"
        f"<podcast:person role='guest'>Guest {number % 200}</podcast:person>{files if site else ''}</item>"
    )


def feed(count: int, site: str = "") -> bytes:
    names = f"xmlns:itunes='{ITUNES}' xmlns:content='{CONTENT}' xmlns:podcast='{PODCAST}'"
    items = "".join(item(number, site) for number in range(count, 0, -1))
    channel = f"<channel><title>Reaches</title><language>en</language>{items}</channel>"
    return f"<rss version='2.0' {names}>{channel}</rss>".encode()


def chapters() -> bytes:
    return json.dumps({"chapters": [{"startTime": 60 * at, "title": f"Reach {at}"} for at in range(20)]}).encode()


def transcript() -> bytes:
    minutes = (f"00:{at // 12:02}:{at % 12 * 5:02}" for at in range(CUES))
    cues = (f"{begin}.000 --> {begin}.900\n{_SENTENCE}\n" for begin in minutes)
    return "\n".join(["WEBVTT\n", *cues]).encode()


class _Host(BaseHTTPRequestHandler):
    documents: ClassVar = {"/chapters.json": chapters(), "/transcript.vtt": transcript()}

    def do_GET(self) -> None:
        body = self.documents[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nobody reads it."""


# --- The import, in a process of its own -----------------------------------------------------------


def bring(path: Path) -> dict[str, float]:
    """Bring in the feed at `path`, and once more: the seconds of each, and the bytes of the process at its peaks."""
    import ipaddress

    import django

    django.setup()
    from episodes import importer

    asking = importer.Asking(trusted=[ipaddress.ip_network("127.0.0.0/8")])

    def once(source: Path) -> tuple[float, int, int]:
        """The seconds, and the peaks of planning and of writing."""
        start = time.perf_counter()
        forget_peak()
        plan = importer.plan(source=importer.bring(str(source), asking=asking), with_media=False)
        planning = peak()
        forget_peak()
        failed = [step.sentence for step in importer.apply(plan=plan, asking=asking) if step.failed]
        if failed:
            raise SystemExit(failed[0])
        return time.perf_counter() - start, planning, peak()

    # What is loaded for the first show of all is none of its episodes.
    once(path.with_name("one.xml"))
    forget_peak()
    before = peak()
    seconds, planning, writing = once(path)
    again_seconds, *again = once(path)
    return {
        "before": before,
        "seconds": seconds,
        "planning": planning,
        "writing": writing,
        "again_seconds": again_seconds,
        "again": max(again),
    }


def floor(path: Path) -> dict[str, float]:
    """The seconds in which lxml reads the feed at `path`, and the rows of its episodes and credits are inserted."""
    import django

    django.setup()
    from django.db import transaction
    from lxml import etree

    from episodes.models import Credit, Episode, ImportedEpisode, Show
    from guests.models import Person

    start = time.perf_counter()
    items = list(etree.parse(path).getroot().iter("item"))
    with transaction.atomic():
        show = Show.objects.create(title="Reaches", slug="reaches")
        names = {guest: None for item in items for guest in item.itertext(f"{{{PODCAST}}}person")}
        people = {
            person.name: person
            for person in Person.objects.bulk_create(
                Person(name=name, slug=f"guest-{number}") for number, name in enumerate(names)
            )
        }
        episodes = Episode.objects.bulk_create(_row(show, item) for item in items)
        Credit.objects.bulk_create(
            Credit(episode=episode, person=people[item.findtext(f"{{{PODCAST}}}person")], role="guest", position=1)
            for episode, item in zip(episodes, items, strict=True)
        )
        ImportedEpisode.objects.bulk_create(ImportedEpisode(episode=episode) for episode in episodes)
    return {"seconds": time.perf_counter() - start}


def _row(show: Any, item: Any) -> Any:
    from episodes.models import Episode

    audio = item.find("enclosure")
    return Episode(
        show=show,
        slug=item.findtext("guid"),
        guid=item.findtext("guid"),
        title=item.findtext("title"),
        notes=item.findtext(f"{{{CONTENT}}}encoded"),
        number=int(item.findtext(f"{{{ITUNES}}}episode")),
        audio_url=audio.get("url"),
        audio_type=audio.get("type"),
        audio_size=int(audio.get("length")),
        duration_ms=int(item.findtext(f"{{{ITUNES}}}duration")) * 1000,
        state="approved",
        publish_at=parsedate_to_datetime(item.findtext("pubDate")),
    )


def peak() -> int:
    """The most memory that the process has had since `forget_peak`, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("This system does not say how much memory a process takes.")


def forget_peak() -> None:
    """Let what the process has now be its peak (proc(5))."""
    Path("/proc/self/clear_refs").write_text("5")


def measured(size: int, site: str, how: str = "bring") -> dict[str, float]:
    """What `bring` or `floor` says of a feed of that size, in a process of its own and on an empty database."""
    with tempfile.TemporaryDirectory(prefix="podcast-benchmark-") as name:
        folder = Path(name)
        (folder / "one.xml").write_bytes(feed(1, site).replace(b"Reaches", b"Another").replace(b"reach-", b"other-"))
        (folder / "feed.xml").write_bytes(feed(size, site))
        environment = environment_in(folder)
        # In another process: what making the tables leaves free would hide what an import takes.
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment, check=True, cwd=ROOT)
        command = [sys.executable, __file__, how, str(folder / "feed.xml")]
        done = subprocess.run(command, env=environment, check=True, cwd=ROOT, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _plain(size: int, rounds: int) -> Line:
    """A feed without files against its floor."""
    measures = {how: partial(_seconds, size, how) for how in ("bring", "floor")}
    found = interleaved(measures, rounds)
    return Line(
        what="brought in, no files",
        against="lxml and bulk insert alone",
        size=size,
        ours=found["bring"],
        floor=found["floor"],
        unit="s",
        target=MOST_TIMES,
        is_rate=False,
    )


def _seconds(size: int, how: str) -> float:
    return measured(size, "", how)["seconds"]


def _rates(size: int, run: dict[str, float]) -> dict[str, float]:
    return {"brought in": size / run["seconds"], "nothing new": size / run["again_seconds"]}


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.1f} MB"


def main() -> None:
    options = arguments(__doc__ or "")
    sizes = sorted(options.sizes)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        runs = {size: measured(size, f"http://127.0.0.1:{host.server_port}") for size in sizes}
        host.shutdown()
    least = sizes[0]
    lines, facts = [_plain(least, options.rounds)], {}
    options.rounds = 1  # of all that follows
    for size, run in runs.items():
        rates = _rates(size, run)
        facts[f"{size:,} episodes"] = (
            f"{rates['brought in']:.1f} a second; again, with nothing new, {rates['nothing new']:.0f} a second; at most"
            f" {_megabytes(run['planning'])} while it is planned, {_megabytes(run['writing'])} while it is written,"
            f" {_megabytes(run['again'])} again; {_megabytes(run['before'])} before the feed is read"
        )
        if size == least:
            continue
        small, against = runs[least], f"{least:,} episodes"
        lines += [
            Line(what=what, against=against, size=size, ours=rates[what], floor=rate, unit="/s", target=0.7)
            for what, rate in _rates(least, small).items()
        ]
        lines += [
            Line(
                what=f"peak of memory, {what}",
                against=against,
                size=size,
                ours=run[what] / 1e6,
                floor=small[what] / 1e6,
                unit="MB",
                target=MOST,
                is_rate=False,
            )
            for what in ("planning", "writing", "again")
        ]
    report("Bringing a show in", lines, facts, options)


if __name__ == "__main__":
    if sys.argv[1:2] in (["bring"], ["floor"]):
        does = {"bring": bring, "floor": floor}[sys.argv[1]]
        sys.stdout.write(json.dumps(does(Path(sys.argv[2]))))
    else:
        main()
