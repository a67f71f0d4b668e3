"""A WebSub hub, or IndexNow, on loopback, for tests: it answers as it is told to, and remembers what it heard."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

HANG = 0


class Hub(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}/hub"
        self.answers: list[int] = []  # for the next requests; after them 204
        self.heard: list[dict[str, Any]] = []
        self.asked = threading.Event()
        self.let_go = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert self.path == "/hub"
        is_json = self.headers["Content-Type"].startswith("application/json")
        assert is_json or self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.server.heard.append(json.loads(body) if is_json else dict(parse_qsl(body)))
        self.server.asked.set()
        status = self.server.answers.pop(0) if self.server.answers else 204
        if status == HANG:
            self.server.let_go.wait(60)
            return
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.server.address)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running_hub() -> Iterator[Hub]:
    with Hub() as hub:
        thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hub
        finally:
            hub.let_go.set()
            hub.shutdown()
            thread.join()
