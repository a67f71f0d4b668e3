"""Our search against a lean one over the same words, in the same process model, in one run.

uv run python benchmarks/search.py [--spoken WORDS ...] [--quick] [--json FILE] [--svg FILE]
sh .ci/postgres sh -c 'BENCHMARK_DATABASE_URL=${DATABASE_URL%/*}/postgres uv run python benchmarks/search.py'

`--spoken` is how many words are said in an episode: 0 is no transcript, 10,000 an hour of talk.
"""

import json
import subprocess
import sys
from functools import partial
from typing import Any
from urllib.parse import quote

from harness import ROOT, Line, installation, interleaved, parser, rate, read, report, request, server
from plot import draw
from world import RARE

# What is asked, from what every episode has to what three have. The last is said across two lines.
QUESTIONS = {
    "a word of every episode": "harbour",
    "two words": "harbour lamp",
    "the beginning of a word": "tele",
    "a rare word": RARE,
    "a phrase": '"harbour tide"',
}


def main() -> None:
    options = _options()
    lines: list[Line] = []
    facts: dict[str, str] = {}
    for size in options.sizes:
        for spoken in options.spoken:
            sys.stderr.write(f"{size} episodes, {spoken} words said in each …\n")
            with installation(size, spoken=spoken) as environment:
                lines += _measured(environment, size, spoken, options, facts)
    report("Search", lines, facts, options)
    if options.svg:
        draw(options.svg, "Search", lines)


def _options() -> Any:
    with_spoken = parser("Our search against a lean one.")
    with_spoken.add_argument("--spoken", type=int, nargs="+", metavar="WORDS", default=[0, 480], help="0 480")
    return read(with_spoken)


def _measured(environment: dict[str, str], size: int, spoken: int, options: Any, facts: dict[str, str]) -> list[Line]:
    built = _built(environment)
    facts[f"{size:,} episodes, {spoken:,} words said in each"] = (
        f"the index of {built['words']:,} words has {built['bytes'] / 1e6:.1f} MB, "
        f"{built['ratio']:.1f} times the rest of the database, and is built in {built['seconds']:.1f} s, "
        f"{built['words'] / built['seconds']:,.0f} words a second"
    )
    measures = {}
    with server(environment, port=options.port) as served:
        measure = partial(rate, served, seconds=options.seconds, status=200)
        for name, question in QUESTIONS.items():
            measures[name] = partial(measure, request(f"/search/?q={quote(question)}"))
            measures[f"floor: {name}"] = partial(measure, request(f"/floor/search?q={quote(question)}"))
        found = interleaved(measures, options.rounds)
    heard = f"{spoken:,} words said" if spoken else "no transcripts"
    return [
        Line(
            what=f"{name}, {heard}",
            against="lean full text",
            size=size,
            ours=found[name],
            floor=found[f"floor: {name}"],
            unit="/s",
            target=0.6,
        )
        for name in QUESTIONS
    ]


def _built(environment: dict[str, str]) -> dict[str, float]:
    """The index built as the tick does it: how long it takes, how large it is, how many words there are in it."""
    code = "import world; world.build_index()"
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, cwd=ROOT, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
