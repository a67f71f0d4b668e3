"""Our pages kept, unchanged and rendered afresh, against floors in the same process model, in one run.

uv run python benchmarks/pages.py [--quick] [--json FILE] [--svg FILE]
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from harness import Line, arguments, get, installation, interleaved, rate, report, request, server
from plot import draw
from world import SHOW


def main() -> None:
    options = arguments("Our pages against floors.")
    lines: list[Line] = []
    facts: dict[str, str] = {}
    for size in options.sizes:
        sys.stderr.write(f"{size} episodes …\n")
        with installation(size) as environment:
            lines += _measured(environment, size, options, facts)
    report("Pages", lines, facts, options)
    if options.svg:
        draw(options.svg, "Pages", lines)


def _measured(environment: dict[str, str], size: int, options: Any, facts: dict[str, str]) -> list[Line]:
    pages = {
        "episode page": f"/{SHOW}/episode-{size // 2}/",
        "show page": f"/{SHOW}/",
        "person's page": "/guests/person-1/",
    }
    bodies = Path(environment["BENCHMARK_FOLDER"]) / "bodies"
    bodies.mkdir()
    (bodies / "20k").write_bytes(b"x" * 20_000)
    measures, lines = {}, []
    with server(environment, port=options.port) as served:
        port = served.port
        measure = partial(rate, served, seconds=options.seconds)
        measures["bare"] = partial(measure, request("/floor/memory/20k"), status=200)
        measures["304 floor"] = partial(measure, request("/floor/not-modified"), status=304)
        measures["template"] = partial(measure, request(f"/floor/three-queries/{SHOW}"), status=200)
        for name, address in pages.items():
            first = get(port, address)
            first.check(200)
            afresh = get(port, f"/floor/afresh{address}?count=1")
            afresh.check(200)
            smaller = len(get(port, address, Accept_Encoding="br").body)
            facts[f"{name}, {size:,} episodes"] = (
                f"{len(first.body) / 1000:.0f} kB, {smaller / 1000:.1f} kB by brotli; "
                f"{afresh.headers['x-queries']} queries afresh"
            )
            measures[f"{name}, kept"] = partial(measure, request(address), status=200)
            unchanged = request(address, If_None_Match=first.headers["etag"])
            measures[f"{name}, unchanged (304)"] = partial(measure, unchanged, status=304)
            measures[f"{name}, the very first time"] = partial(measure, request(f"/floor/first{address}"), status=200)
            measures[f"{name}, afresh"] = partial(measure, request(f"/floor/afresh{address}"), status=200)
        found = interleaved(measures, options.rounds)
    floors = {
        "kept": ("bare view, 20 kB", "bare", 0.5),
        "unchanged (304)": ("304 after one small query", "304 floor", 0.7),
        "afresh": ("3 queries, 20 kB template", "template", 0.6),
        "the very first time": ("3 queries, 20 kB template", "template", 0.6),
    }
    for name in pages:
        for how, (against, floor, target) in floors.items():
            ours = found[f"{name}, {how}"]
            lines.append(
                Line(
                    what=f"{name}, {how}",
                    against=against,
                    size=size,
                    ours=ours,
                    floor=found[floor],
                    unit="/s",
                    target=target,
                )
            )
    return lines


if __name__ == "__main__":
    main()
