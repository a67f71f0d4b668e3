"""Our feed cold, warm and unchanged, against floors in the same process model, in one run.

uv run python benchmarks/feed.py [--quick] [--json FILE] [--svg FILE]
"""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from harness import ROOT, Line, arguments, get, installation, interleaved, rate, report, request, server
from plot import draw
from world import SHOW

ADDRESS = f"/{SHOW}/feed.xml"


def main() -> None:
    options = arguments("Our feed against floors.")
    lines: list[Line] = []
    facts: dict[str, str] = {}
    per_episode: dict[int, float] = {}
    for size in options.sizes:
        sys.stderr.write(f"{size} episodes …\n")
        with installation(size) as environment:
            built = _in_process(environment, "time", str(options.rounds))
            per_episode[size] = built["ours"] / size
            lines += _served(environment, size, options)
            lines += _built(size, built)
            facts[f"{size:,} episodes"] = (
                f"{built['bytes'] / 1e6:.1f} MB, {built['queries']} queries; "
                f"in a new process {built['first']:.2f} s; before a tick has written items {built['afresh']:.2f} s; "
                f"the very first time, all notes rendered as well, {built['nothing']:.2f} s"
            )
            if size == options.sizes[-1]:
                lines += _memory(environment, size)
                facts["An edit"] = _edit(environment, options.rounds)
    smallest, largest = options.sizes[0], options.sizes[-1]
    cost = {size: seconds * 1e6 for size, seconds in per_episode.items()}
    lines.append(
        Line(
            what=f"after an edit, for each episode at {largest:,}",
            against=f"at {smallest:,}",
            size=largest,
            ours=cost[largest],
            floor=cost[smallest],
            unit="µs",
            target=1.2,
            is_rate=False,
        )
    )
    report("Feed", lines, facts, options)
    if options.svg:
        draw(options.svg, "Feed", lines)


def _served(environment: dict[str, str], size: int, options: Any) -> list[Line]:
    with server(environment, port=options.port) as served:
        port = served.port
        ours = get(port, ADDRESS)
        ours.check(200)
        zipped = get(port, ADDRESS, Accept_Encoding="gzip")
        bodies = Path(environment["BENCHMARK_FOLDER"]) / "bodies"
        bodies.mkdir()
        (bodies / "feed").write_bytes(ours.body)
        (bodies / "zipped").write_bytes(zipped.body)
        unchanged = request(ADDRESS, If_None_Match=ours.headers["etag"])
        for _ in range(20):  # so that every worker has it
            get(port, ADDRESS)
            get(port, ADDRESS, Accept_Encoding="gzip")
            get(port, "/floor/memory/feed")
            get(port, "/floor/memory/zipped")
        measure = partial(rate, served, seconds=options.seconds)
        found = interleaved(
            {
                "warm": partial(measure, request(ADDRESS), status=200),
                "bytes": partial(measure, request("/floor/memory/feed"), status=200),
                "gzip": partial(measure, request(ADDRESS, Accept_Encoding="gzip"), status=200),
                "gzip bytes": partial(measure, request("/floor/memory/zipped"), status=200),
                "304": partial(measure, unchanged, status=304),
                "query": partial(measure, request("/floor/not-modified"), status=304),
            },
            options.rounds,
        )

    def line(what: str, ours: str, against: str, floor: str, target: float) -> Line:
        return Line(
            what=what, against=against, size=size, ours=found[ours], floor=found[floor], unit="/s", target=target
        )

    return [
        line("unchanged (304)", "304", "304 after one small query", "query", 0.7),
        line("warm", "warm", "bare view, same bytes", "bytes", 0.85),
        line("warm, by gzip", "gzip", "bare view, same bytes", "gzip bytes", 0.85),
    ]


def _built(size: int, built: dict[str, Any]) -> list[Line]:
    def line(against: str, floor: str, target: float, what: str = "after an edit", ours: str = "ours") -> Line:
        return Line(
            what=what,
            against=against,
            size=size,
            ours=built[ours] * 1000,
            floor=built[floor] * 1000,
            unit="ms",
            target=target,
            is_rate=False,
        )

    return [
        line("strings after one query", "strings", 2.0),
        line("lxml alone", "lxml", 2.0),
        line("feedgenerator alone", "feedgenerator", 1.0),
        line("strings after one query", "strings", 2.0, what="in a new process", ours="first"),
        line("strings after one query", "strings", 2.0, what="before a tick has written items", ours="afresh"),
    ]


def _memory(environment: dict[str, str], size: int) -> list[Line]:
    kept, streamed = (_in_process(environment, "memory", how) for how in ("kept", "streamed"))
    mib = 1024 * 1024
    line = partial(Line, size=size, unit="MiB", is_rate=False)
    return [
        line(what="memory streamed", against="15 MiB", ours=streamed["growth"] / mib, floor=15.0, target=1.0),
        line(
            what="memory kept",
            against="the document",
            ours=kept["growth"] / mib,
            floor=kept["bytes"] / mib,
            target=2.0,
        ),
    ]


def _edit(environment: dict[str, str], rounds: int) -> str:
    cost = _in_process(environment, "edit", str(rounds))
    return (
        f"one row {cost['one_watched'] * 1e6:.0f} µs with the triggers, {cost['one_unwatched'] * 1e6:.0f} without; "
        f"a hundred at once {cost['hundred_watched'] * 1e6:.0f} and {cost['hundred_unwatched'] * 1e6:.0f}"
    )


def _in_process(environment: dict[str, str], *what: str) -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "benchmarks" / "building.py"), *what]
    out = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(out)
    return found


if __name__ == "__main__":
    main()
