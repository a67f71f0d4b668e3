"""From a name to a connection with one of the addresses that were checked, before a deadline."""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Sequence
from http.client import HTTPConnection
from io import BufferedReader, RawIOBase
from typing import Any

from django.utils.translation import gettext as _

from episodes.fetching.addresses import IP, Network, Target, check_reachable
from episodes.fetching.values import Offline, Unreachable

# A name and a port → the IP addresses behind it, as text. Raises OSError where there are none.
Resolve = Callable[[str, int], Sequence[str]]

# More are not tried; each gets its share of the time.
_MOST_ADDRESSES = 4


class Deadline:
    """The moment by which everything must have happened."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds until then, more than 0. Raises TimeoutError afterwards."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def resolve(host: str, port: int) -> list[str]:
    """Ask the system where `host` is."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(
    target: Target, *, deadline: Deadline, trusted: Collection[Network], resolve: Resolve, tls: ssl.SSLContext
) -> HTTPConnection:
    """Return a connection to one of the addresses behind the target's name, all of which were checked.

    The name is asked for once, and never again by whoever connects: a second answer could be another.
    """
    addresses = _checked_addresses(target, deadline=deadline, trusted=trusted, resolve=resolve)
    plain = _opened(addresses, target=target, deadline=deadline)
    try:
        plain.settimeout(deadline.remaining())
        sock: Any = tls.wrap_socket(plain, server_hostname=target.host) if target.secure else plain
    except BaseException:
        plain.close()
        raise
    connection = HTTPConnection(target.host, target.port)
    connection.sock = _TimedSocket(sock, deadline)
    return connection


def _checked_addresses(
    target: Target, *, deadline: Deadline, trusted: Collection[Network], resolve: Resolve
) -> list[IP]:
    try:
        found = _in_time(lambda: resolve(target.host, target.port), deadline)
        addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in found]
    except TimeoutError:
        raise
    except (OSError, UnicodeError, ValueError) as error:
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            raise Offline(offline()) from error
        raise Unreachable(_no_such_name(target.host)) from error
    if not addresses:
        raise Unreachable(_no_such_name(target.host))
    for address in addresses:
        check_reachable(address, host=target.host, trusted=trusted)
    return addresses[:_MOST_ADDRESSES]


def offline() -> str:
    return _("This server has no way to the Internet just now. Try again in a while.")


def _no_such_name(host: str) -> str:
    return _("There is no server called “%(host)s”. Look for a slip in the address.") % {"host": host[:100]}


def _in_time[Answer](ask: Callable[[], Answer], deadline: Deadline) -> Answer:
    """What `ask` returns or raises, unless that takes too long: the system's own look-up knows no time-out."""
    answers: queue.SimpleQueue[tuple[Answer | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((ask(), None))
        except BaseException as error:
            answers.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        answer, error = answers.get(timeout=deadline.remaining())
    except queue.Empty as empty:
        raise TimeoutError from empty
    if error is not None:
        raise error
    return answer  # type: ignore[return-value]


def _opened(addresses: Sequence[IP], *, target: Target, deadline: Deadline) -> socket.socket:
    last: OSError = OSError()
    for tried, address in enumerate(addresses):
        share = deadline.remaining() / (len(addresses) - tried)
        try:
            return socket.create_connection((str(address), target.port), timeout=share)
        except OSError as error:
            last = error
    deadline.remaining()
    raise last


class _TimedSocket:
    """What `http.client` needs of a socket; no read of it goes past the deadline, however slowly bytes trickle in."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.remaining())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        # The file that was made of it goes on reading, as with any socket.
        self._sock.close()


class _TimedReader(RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.remaining())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
