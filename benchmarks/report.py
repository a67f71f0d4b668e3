"""Measure feed, pages, search, imports and the player, and put the tables and drawings into the documents.

uv run python benchmarks/report.py [the options that all have]

On two quiet cores it takes some half an hour; --sizes 100 1000 takes six.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import ROOT, Line, table

WRITTEN = ROOT / "docs" / "performance.md"
README = ROOT / "README.md"
# What README shows of each, at 1,000 episodes or the size next to it; of some nothing.
SHOWN = {
    "feed": ("unchanged (304)", "warm", "after an edit", "in a new process"),
    "search": ("a rare word, 480 words said", "two words, 480 words said"),
    "pages": ("episode page, kept", "episode page, afresh", "show page, afresh", "person's page, afresh"),
    "importing": (),
    "player": (),
}
# Of these the absolute figures are said too: how many a second, and how much memory.
WITH_FACTS = frozenset({"importing", "player"})


def main() -> None:
    chosen = []
    for name, shown in SHOWN.items():
        machine, rounds, lines, facts = _measured(name, sys.argv[1:])
        how = f"median of {rounds} rounds" if rounds > 1 else "one run"
        said = "".join(f"- {what}: {fact}\n" for what, fact in facts.items()) if name in WITH_FACTS else ""
        _put(WRITTEN, name, f"Measured on {machine}, SQLite, {how}.\n\n{table(lines)}\n{said}".rstrip() + "\n")
        if not shown:
            continue
        sizes = sorted({line.size for line in lines if line.what in shown}, key=lambda size: abs(size - 1000))
        first = {line.what: line for line in reversed(lines) if line.size == sizes[0] and line.what in shown}
        chosen += [first[what] for what in shown if what in first]
    _put(README, "speed", table(chosen))


def _measured(name: str, options: list[str]) -> tuple[str, int, list[Line], dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        drawing = ROOT / "docs" / "images" / f"{name}-speed.svg"
        command = [sys.executable, str(ROOT / "benchmarks" / f"{name}.py"), *options]
        subprocess.run([*command, "--json", str(file), "--svg", str(drawing)], check=True, cwd=ROOT)
        found = json.loads(file.read_text())
    lines = [Line(**{key: row[key] for key in row if key not in ("ratio", "met")}) for row in found["lines"]]
    return found["machine"], found["rounds"], lines, found["facts"]


def _put(document: Path, name: str, text: str) -> None:
    """Put the text between the comments `figures: name` and `end of figures` of a document."""
    before, start, rest = document.read_text().partition(f"<!-- figures: {name} -->\n")
    _old, end, after = rest.partition("<!-- end of figures -->")
    if not end:
        raise SystemExit(f"{document} has no place for the figures of {name}.")
    document.write_text(f"{before}{start}\n{text}\n{end}{after}")


if __name__ == "__main__":
    main()
