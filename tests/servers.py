"""Web servers on loopback that answer as a test wants, badly above all."""

import contextlib
import ipaddress
import socket
import ssl
import threading

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


def answer(body=b"", *, status="200 OK", **fields):
    """The bytes of an answer; `fields` with underscores for hyphens, None for none."""
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **fields}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def redirect(to, status="302 Found"):
    return answer(status=status, Location=to)


class Server:
    """Answers each path with the bytes that `pages` has for it, or lets a function send what it likes.

    A function gets the connection; it may go on until the other side hangs up. `requests` are those that came.
    """

    def __init__(self, pages, tls=None):
        self.pages, self.requests, self._tls = pages, [], tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.hung_up = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        # A last connection wakes it up.
        self.pages = None
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._listening.close()

    def url(self, path="/", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def _run(self):
        while True:
            connection, _address = self._listening.accept()
            with connection:
                if self.pages is None:
                    return
                with contextlib.suppress(OSError):
                    if self._tls:
                        with self._tls.wrap_socket(connection, server_side=True) as secure:
                            self._serve(secure)
                    else:
                        self._serve(connection)

    def _serve(self, connection):
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(4096)
            if not piece:
                return
            request += piece
        self.requests.append(request.decode())
        page = self.pages.get(request.split(b" ", 2)[1].decode(), answer(status="404 Not Found"))
        try:
            page(connection) if callable(page) else connection.sendall(page)
        except OSError:
            self.hung_up.set()
            raise


def for_ever(piece, *, head=b""):
    """A page that never ends."""

    def send(connection):
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return send


def trickle(head=b""):
    """A page that sends a byte whenever the other side is about to give up waiting for one."""
    stop = threading.Event()

    def send(connection):
        connection.sendall(head)
        while not stop.wait(0.02):
            connection.sendall(b"x")

    return send


def silence(connection):
    """Nothing, until the other side hangs up."""
    connection.recv(1)


def server_context(pem):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
