"""What both benchmarks stand on: a database filled once, a gunicorn on loopback, a small client, rounds, a report."""

import argparse
import json
import os
import platform
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 2
WORKERS = 2
_WARMING = 3
SITE_URL = "http://localhost"
"""What the tick makes is made for that address, and built in a process of its own."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One comparison: `ours` and `floor` in the same `unit`, and the ratio that is wanted of them.

    For rates the ratio is ours / floor and has to reach `target`; for costs it must not pass it.
    """

    what: str
    against: str
    size: int
    ours: float
    floor: float
    unit: str
    target: float
    is_rate: bool = True

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.target if self.is_rate else self.ratio <= self.target


def arguments(description: str) -> argparse.Namespace:
    return read(parser(description))


def parser(description: str) -> argparse.ArgumentParser:
    """The options that all benchmarks have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a small run, to see whether everything works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the ratios there")
    parser.add_argument("--rounds", type=int, default=0, help="how many interleaved rounds (3, quick 1)")
    parser.add_argument("--seconds", type=float, default=0, help="how long each measurement lasts (2, quick 0.5)")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="how many episodes (100 1000 5000)")
    parser.add_argument("--port", type=int, default=0, help="the port on loopback (any that is free)")
    return parser


def read(parser: argparse.ArgumentParser) -> argparse.Namespace:
    found = parser.parse_args()
    found.rounds = found.rounds or (1 if found.quick else 3)
    found.seconds = found.seconds or (0.5 if found.quick else 2.0)
    found.sizes = found.sizes or ([20, 60] if found.quick else [100, 1_000, 5_000])
    return found


# --- The installation ----------------------------------------------------------------------------


@contextmanager
def installation(size: int, *, spoken: int = 480) -> Iterator[dict[str, str]]:
    """Yield the environment of an installation with `size` episodes, on a disk of its own, gone afterwards.

    In each of them that many words are `spoken`.
    """
    folder = Path(tempfile.mkdtemp(prefix="podcast-benchmark-"))
    try:
        environment = environment_in(folder)
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
            env=environment,
            check=True,
            cwd=ROOT,
        )
        # After the static files, whose addresses are a part of what is made ahead.
        code = f"import world; world.main({size}, spoken={spoken})"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=ROOT)
        yield environment
    finally:
        shutil.rmtree(folder)


def environment_in(folder: Path) -> dict[str, str]:
    """The settings of an installation that has its files in that folder, and its database where none is named."""
    return {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "benchmarks")]),
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "SECRET_KEY": secrets.token_hex(32),
        "SITE_URL": SITE_URL,
        "DATABASE_URL": os.environ.get("BENCHMARK_DATABASE_URL", f"sqlite:///{folder / 'benchmark.sqlite3'}"),
        "CACHE_URL": "memory://?megabytes=512",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "BENCHMARK_FOLDER": str(folder),
        "DEBUG": "false",
        "HTTPS": "false",
        "MAIL_HOST": "",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def server(environment: dict[str, str], *, port: int) -> Iterator["Server"]:
    """Serve the installation, and the floors with it, as in production."""
    port = port or _free_port()
    command = [sys.executable, "-m", "gunicorn", "podcast_site.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "4", "--log-level", "error"]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for(port)
        yield Server(port=port, process=process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            return get(port, "/healthz").check(200)
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"The server did not answer on port {port}.")


@dataclass(frozen=True, kw_only=True)
class Server:
    port: int
    process: int

    def processor_seconds(self) -> float:
        """The processor time that it and its workers have taken."""
        return sum(_processor_seconds(pid) for pid in (self.process, *_children(self.process)))


def _children(process: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# --- The client ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def check(self, status: int) -> None:
        if self.status != status:
            raise SystemExit(f"Expected {status}, got {self.status}: {self.body[:200]!r}")


class Connection:
    """HTTP/1.1 over one connection that stays open, with as little of its own as possible."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray(1 << 20)

    def ask(self, request: bytes) -> tuple[int, bytes, int]:
        """Send the request; return the status, the head and the length of the body, which is read and let go."""
        self._socket.sendall(request)
        head, rest = self._head()
        status = int(head[9:12])
        length = _length(head)
        left = 0 if status == 304 else length - len(rest)
        while left > 0:
            left -= self._socket.recv_into(self._buffer, min(left, len(self._buffer)))
        return status, head, length

    def _head(self) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionError("The server hung up.")
            received += more
        head, _, rest = received.partition(b"\r\n\r\n")
        return head, rest

    def close(self) -> None:
        self._socket.close()


def _length(head: bytes) -> int:
    lowered = head.lower()
    at = lowered.find(b"\r\ncontent-length:")
    return int(lowered[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def request(path: str, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def get(port: int, path: str, **headers: str) -> Answer:
    """One answer, whole."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(request(path, Connection="close", **headers))
        received = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")[1:]
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(status=int(head[9:12]), headers=fields, body=body)


def _ask_for_a_while(port: int, asked: bytes, status: int, seconds: float) -> int:
    """How often one connection gets its answer."""
    connection = Connection(port)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        answered, head, _length = connection.ask(asked)
        if answered != status:
            raise SystemExit(f"Expected {status}, got {head[:300]!r}")
        count += 1
        if b"\r\nconnection: close" in head.lower():
            connection.close()
            connection = Connection(port)
    connection.close()
    return count


def _ask_once(port: int, asked: bytes) -> None:
    """Over a connection of its own, which whichever worker is free takes."""
    connection = Connection(port)
    connection.ask(asked)
    connection.close()


def rate(served: Server, asked: bytes, *, status: int, seconds: float) -> float:
    """Answers per second of the server's processor time, over CONNECTIONS connections driven by a process each.

    By its own clock the server is compared with itself, whatever else the machine does meanwhile, the client included.
    Before, each worker is asked for it once, very probably: what a process writes once is no part of a rate.
    """
    for _ in range(_WARMING * WORKERS):
        _ask_once(served.port, asked)
    before = served.processor_seconds()
    with ProcessPoolExecutor(CONNECTIONS) as pool:
        asked_for = [pool.submit(_ask_for_a_while, served.port, asked, status, seconds) for _ in range(CONNECTIONS)]
        count = sum(found.result() for found in asked_for)
    return count / max(served.processor_seconds() - before, 0.01)


def interleaved(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each measure over rounds in which all of them take turns, so that a busy minute hits all alike."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds):
        names = list(measures) if number % 2 == 0 else list(reversed(list(measures)))
        for name in names:
            found[name].append(measures[name]())
    return {name: statistics.median(values) for name, values in found.items()}


# --- The report ----------------------------------------------------------------------------------


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def report(title: str, lines: list[Line], facts: dict[str, str], options: argparse.Namespace) -> None:
    """Print the table; write the files that were asked for."""
    out = sys.stdout.write
    engine = "PostgreSQL" if "BENCHMARK_DATABASE_URL" in os.environ else "SQLite"
    out(f"\n{title}: {machine()}, {engine}, gunicorn with {WORKERS} workers, median of {options.rounds} rounds\n\n")
    out(table(lines))
    for name, fact in facts.items():
        out(f"\n{name}: {fact}")
    out("\n")
    if options.json:
        rows = [{**asdict(line), "ratio": line.ratio, "met": line.is_met} for line in lines]
        written = {"title": title, "machine": machine(), "rounds": options.rounds, "lines": rows, "facts": facts}
        options.json.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n")


def table(lines: list[Line]) -> str:
    """The lines in Markdown."""
    rows = ["| what | episodes | ours | floor | ratio | target | |", "|---|---|---|---|---|---|---|"]
    for line in lines:
        sign = "≥" if line.is_rate else "≤"
        verdict = "met" if line.is_met else "**missed**"
        rows.append(
            f"| {line.what} / {line.against} | {line.size:,} | {_figure(line.ours)} {line.unit} | "
            f"{_figure(line.floor)} {line.unit} | {line.ratio:.2f} | {sign} {line.target} | {verdict} |"
        )
    return "\n".join(rows) + "\n"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
