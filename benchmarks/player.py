"""How long the page of an episode keeps the browser from answering, while its player wakes and is used.

CHROMIUM=$(sh .ci/browser) uv run python benchmarks/player.py [--quick] [--json FILE] [--rounds N] [--slowed 4]

The demo is served as in production and opened in Chromium as on a phone, each time with nothing kept. What is measured
are the tasks of the page's main thread, by the browser's own trace: what is pressed while one lasts waits for its end.
Fifty milliseconds are what W3C calls a long one (https://www.w3.org/TR/longtasks-1/). The same page without its scripts
is measured beside it: what its first drawing takes is no matter of the player.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from harness import ROOT, Line, environment_in, parser, read, report, server

EPISODE = "/slack-water/the-man-who-disagrees-with-the-moon/"
LONG = 50
"""In milliseconds."""
WAKING, DRAWN = "opened, the player awake", "the same page without scripts"

_SETTLED = 1_200
_CATEGORIES = ["toplevel", "devtools.timeline", "__metadata"]
_SCRIPTS = frozenset({"EvaluateScript", "FunctionCall", "MajorGC", "MinorGC", "v8.compileModule", "v8.evaluateModule"})


@dataclass(frozen=True, kw_only=True)
class Task:
    """Of the main thread: how long it lasts, and how much of it is scripts, in milliseconds. What they make the browser
    lay out at once is theirs."""

    length: float
    scripts: float


# --- What is done ----------------------------------------------------------------------------------


def _play(page: Page) -> None:
    page.locator("[data-play]").click()


def _chapters(page: Page) -> None:
    for place in (2, 3, 1):
        page.locator("[data-chapter] a.chapter__link").nth(place).click()
        page.wait_for_timeout(300)


def _dial(page: Page) -> None:
    page.locator(".dial__input").focus()
    for key in ("ArrowRight", "ArrowRight", "PageUp", "ArrowLeft", "PageDown"):
        page.keyboard.press(key)
        page.wait_for_timeout(100)


def _transcript(page: Page) -> None:
    page.locator("[data-transcript-fold] > summary").click()
    page.wait_for_timeout(300)
    page.locator("[data-find]").fill("moon")
    page.wait_for_timeout(500)
    page.locator("[data-find-next]").click()
    page.wait_for_timeout(300)
    page.locator(".line__time").nth(4).click()


def _sheets(page: Page) -> None:
    page.locator("[data-share-opener]").click()
    page.locator("[data-share] .sheet__close").click()
    page.locator("[data-captions]").click()


def _foot(page: Page) -> None:
    for way in ("document.documentElement.scrollHeight", "0"):
        page.evaluate(f"scrollTo({{top: {way}, behavior: 'instant'}})")
        page.wait_for_timeout(400)


def _elsewhere(page: Page) -> None:
    page.locator("[data-deck], .masthead__nav a").first.wait_for(state="attached")
    page.locator(".masthead__nav a").nth(1).click()
    page.wait_for_url("**/guests/")
    page.wait_for_timeout(400)
    page.go_back()
    page.wait_for_selector(".player.is-ready")


STEPS: dict[str, Callable[[Page], None]] = {
    "playing": _play,
    "from chapter to chapter": _chapters,
    "the dial by keys": _dial,
    "the transcript opened and searched": _transcript,
    "sharing and captions": _sheets,
    "to the foot of the page and back": _foot,
    "to another page and back": _elsewhere,
}


# --- Measuring -------------------------------------------------------------------------------------


def journey(browser: Browser, site: str, slowed: float) -> dict[str, Task]:
    """The longest task of each step."""
    found = {DRAWN: _opened(browser, site, slowed, scripts=False)[1]}
    page, found[WAKING] = _opened(browser, site, slowed, scripts=True)
    for name, act in STEPS.items():
        with _traced(browser, page) as tasks:
            act(page)
        found[name] = _longest(tasks)
    page.context.close()
    return found


def _opened(browser: Browser, site: str, slowed: float, *, scripts: bool) -> tuple[Page, Task]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True)
    page = context.new_page()
    if not scripts:
        page.route("**/*.js", lambda route: route.abort())
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    with _traced(browser, page) as tasks:
        page.goto(site + EPISODE)
        if scripts:
            page.wait_for_selector(".player.is-ready")
    if not scripts:
        context.close()
    return page, _longest(tasks)


@contextmanager
def _traced(browser: Browser, page: Page) -> Iterator[list[Task]]:
    """What is done meanwhile, and in the second after it, by task."""
    tasks: list[Task] = []
    browser.start_tracing(page=page, categories=_CATEGORIES)
    yield tasks
    page.wait_for_timeout(_SETTLED)
    tasks += _tasks(json.loads(browser.stop_tracing())["traceEvents"])


def _tasks(events: list[dict[str, Any]]) -> Iterator[Task]:
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    spans = [event for event in events if event["ph"] == "X" and (event["pid"], event["tid"]) in mains]
    scripts = sorted((event for event in spans if event["name"] in _SCRIPTS), key=itemgetter("ts"))
    for task in spans:
        if task["name"].endswith("RunTask"):
            yield Task(length=task["dur"] / 1000, scripts=_within(task, scripts) / 1000)


def _within(task: dict[str, Any], events: list[dict[str, Any]]) -> float:
    """How long any of the events, in their order, is under way in the task."""
    total, reached, last = 0.0, task["ts"], task["ts"] + task["dur"]
    for event in events:
        if event["pid"] == task["pid"] and event["ts"] < last:
            end = min(event["ts"] + event["dur"], last)
            total += max(0, end - max(event["ts"], reached))
            reached = max(reached, end)
    return total


def _longest(tasks: list[Task]) -> Task:
    return max(tasks, key=lambda task: task.length)


# --- The run ---------------------------------------------------------------------------------------


@contextmanager
def demo() -> Iterator[str]:
    """Yield where the demo answers, filled into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="podcast-benchmark-") as folder:
        environment = environment_in(Path(folder))
        for command in (["collectstatic", "--no-input"], ["migrate"], ["demo"]):
            manage = [sys.executable, "manage.py", *command, "--verbosity", "0"]
            subprocess.run(manage, env=environment, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        with server(environment, port=0) as served:
            yield f"http://localhost:{served.port}"


def main() -> None:
    options = _options()
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with demo() as site, sync_playwright() as playwright:
        rounds = []
        for number in range(options.rounds):
            sys.stderr.write(f"Round {number + 1} …\n")
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--mute-audio"])
            rounds.append(journey(browser, site, options.slowed))
            browser.close()
    facts = {step: ", ".join(map(_said, tasks)) for step, tasks in _by_step(rounds).items()}
    longest = {step: statistics.median(task.length for task in tasks) for step, tasks in _by_step(rounds).items()}
    drawn = longest.pop(DRAWN)
    lines = [_line(WAKING, longest.pop(WAKING), against=DRAWN, floor=drawn, target=1.2)]
    lines += [_line(step, length, against="a long task", floor=LONG, target=1.0) for step, length in longest.items()]
    report("The player's longest tasks", lines, facts, options)


def _by_step(rounds: list[dict[str, Task]]) -> dict[str, list[Task]]:
    return {step: [each[step] for each in rounds] for step in rounds[0]}


def _said(task: Task) -> str:
    return f"{task.length:.0f} ms (scripts {task.scripts:.0f})"


def _line(what: str, ours: float, *, against: str, floor: float, target: float) -> Line:
    return Line(what=what, against=against, size=1, ours=ours, floor=floor, unit="ms", target=target, is_rate=False)


def _options() -> argparse.Namespace:
    options = parser("How long the player keeps the browser from answering.")
    options.add_argument("--slowed", type=float, default=1, help="let the browser be that many times slower (1)")
    return read(options)


if __name__ == "__main__":
    main()
