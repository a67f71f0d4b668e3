import gzip
import io
import ssl
import threading
import tracemalloc
from pathlib import Path

import pytest

from episodes import fetching
from episodes.fetching import Broken, FetchError, Forbidden, Limits, TooLarge, Unreachable, WrongType
from tests.servers import LOOPBACK, Server, answer, for_ever, redirect, server_context, silence, trickle

TLS = Path(__file__).parents[2] / "data" / "tls"
SMALL = Limits(seconds=5, max_bytes=1000)
BRIEF = Limits(seconds=0.3, max_bytes=10**9)


def fetch(address, *, limits=SMALL, trusted=LOOPBACK, **how):
    return fetching.fetch(address, limits=limits, trusted=trusted, **how)


def at_loopback(host, port):
    return ["127.0.0.1"]


def test_a_page_comes_with_its_type_charset_and_final_address():
    page = answer(b"Ol\xe1", Content_Type='Text/HTML; a=b; CharSet="ISO-8859-1"')
    with Server({"/old?a=1": redirect("/new"), "/new": page}) as server:
        got = fetch(server.url("/old?a=1"))
        assert (got.status, got.ok, got.body, got.size) == (200, True, b"Ol\xe1", 3)
        assert (got.media_type, got.charset, got.address) == ("text/html", "iso-8859-1", server.url("/new"))


def test_the_request_says_who_asks_and_for_which_host():
    with Server({"/caf%C3%A9%20?q=%E2%98%83": answer(b"x")}) as server:
        fetch(server.url("/café%20?q=☃#part", host="lamp.example"), resolve=at_loopback)
        request = server.requests[0].split("\r\n")
        assert request[0] == "GET /caf%C3%A9%20?q=%E2%98%83 HTTP/1.1"
        assert f"Host: lamp.example:{server.port}" in request
        assert "cookie" not in server.requests[0].lower()


def test_a_body_can_be_written_elsewhere_piece_by_piece():
    body = b"0123456789" * 300_000
    file = io.BytesIO()
    with Server({"/": answer(body)}) as server:
        got = fetch(server.url(), limits=Limits(seconds=5, max_bytes=len(body)), write=file.write)
    assert (file.getvalue() == body, got.size, got.body) == (True, len(body), b"")


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "304 Not Modified", "302 Found"])
def test_other_answers_come_without_their_body(status):
    with Server({"/": answer(b"" if status[:3] == "304" else b"words", status=status)}) as server:
        got = fetch(server.url())
        assert (got.status, got.ok, got.body) == (int(status[:3]), False, b"")


def test_an_answer_in_chunks_and_one_that_ends_with_the_line_are_whole():
    chunks = answer(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", Content_Length=None, Transfer_Encoding="chunked")
    with Server({"/chunks": chunks, "/line": answer(b"abcde", Content_Length=None)}) as server:
        assert fetch(server.url("/chunks")).body == b"abcde"
        assert fetch(server.url("/line")).body == b"abcde"


# --- Where it must not go ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "0.0.0.0", "127.0.0.1."]
)
def test_our_own_machine_is_not_asked_however_it_is_written(host):
    with Server({"/": answer(b"secret")}) as server:
        with pytest.raises(FetchError):
            fetch(server.url(host=host), trusted=())
        assert server.requests == []


def test_a_name_that_leads_to_a_private_network_among_others_is_not_asked():
    with Server({"/": answer(b"secret")}) as server:
        with pytest.raises(Forbidden, match=r"“lamp\.example” is in a network that is not public"):
            fetch(server.url(host="lamp.example"), trusted=(), resolve=lambda *_: ["93.184.215.14", "127.0.0.1"])
        assert server.requests == []


@pytest.mark.parametrize(
    "there",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "//192.168.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "ftp://lamp.example/",
        "gopher://lamp.example/",
        "http://user:word@lamp.example/",
        "http://lamp.example:22/",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_is_as_guarded_as_the_first_address(there):
    with Server({"/": redirect(there)}) as server, pytest.raises(Forbidden):
        fetch(server.url())


def test_a_name_is_asked_for_once_so_a_second_answer_changes_nothing():
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return answers[len(asked) - 1]

    with Server({"/": answer(b"page"), "/again": redirect("/")}) as server:
        assert fetch(server.url(host="lamp.example"), resolve=rebinding).body == b"page"
        assert asked == ["lamp.example"]
        # With a redirect it has to be asked for again, and is checked again.
        asked.clear()
        with pytest.raises(Forbidden):
            fetch(server.url("/again", host="lamp.example"), resolve=rebinding)
        assert len(server.requests) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_in_a_circle_end(status):
    with Server({"/": redirect("/", status=f"{status} There")}) as server:
        with pytest.raises(Broken, match="from one to another"):
            fetch(server.url())
        assert len(server.requests) == 6


# --- How long and how much --------------------------------------------------------------------


@pytest.mark.parametrize(
    "reply",
    [
        silence,
        trickle(),
        trickle(b"HTTP/1.1 200 OK\r\nX-Lamp: "),
        trickle(answer(Content_Length=10**6)),
        for_ever(b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["silent", "trickles", "trickles in its head", "trickles in its body", "never begins"],
)
def test_who_is_slow_at_any_point_is_left(reply):
    with Server({"/": reply}) as server, pytest.raises(Unreachable, match="did not answer in time"):
        fetch(server.url(), limits=BRIEF)


def test_a_name_server_that_is_slow_is_left():
    over = threading.Event()
    try:
        with pytest.raises(Unreachable, match="did not answer in time"):
            fetch("http://lamp.example/", limits=BRIEF, resolve=lambda *_: over.wait() and [])
    finally:
        over.set()


def test_what_says_that_it_is_too_large_is_not_read():
    endless = for_ever(b"x" * 4096, head=answer(Content_Length=10**12))
    with Server({"/": endless}) as server, pytest.raises(TooLarge, match="more at this address than the 1 kB"):
        fetch(server.url())


def test_what_does_not_say_how_large_it_is_is_left_at_the_limit():
    with Server({"/": for_ever(b"x" * 4096, head=answer(Content_Length=None))}) as server, pytest.raises(TooLarge):
        fetch(server.url())


def test_an_answer_can_be_cut_at_the_limit_instead():
    limits = Limits(seconds=5, max_bytes=1000, cut=True)
    with Server({"/": for_ever(b"x" * 4096, head=answer(Content_Length=10**12))}) as server:
        assert fetch(server.url(), limits=limits).body == b"x" * 1000
        assert server.hung_up.wait(5)


def test_a_compressed_answer_is_unpacked():
    with Server({"/": answer(gzip.compress(b"page" * 100), Content_Encoding="gzip")}) as server:
        assert fetch(server.url()).body == b"page" * 100


@pytest.mark.parametrize("length", [0, 65_535, 65_536, 65_537, 400_000])
def test_nothing_is_left_inside_what_is_unpacked(length):
    body = bytes(length)
    with Server({"/": answer(gzip.compress(body) + b"and what follows", Content_Encoding="gzip")}) as server:
        assert fetch(server.url(), limits=Limits(seconds=5, max_bytes=400_000)).body == body


def test_a_bomb_does_not_go_off():
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)
    limits = Limits(seconds=5, max_bytes=1_000_000)
    with Server({"/": answer(bomb, Content_Encoding="gzip")}) as server:
        tracemalloc.start()
        with pytest.raises(TooLarge):
            fetch(server.url(), limits=limits)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"half", Content_Length=8),
        answer(b"9\r\nhalf", Content_Length=None, Transfer_Encoding="chunked"),
        answer(gzip.compress(b"whole" * 20)[:-12], Content_Encoding="gzip"),
        answer(b"no gzip at all", Content_Encoding="gzip"),
    ],
    ids=["length lies", "chunk lies", "gzip is cut", "gzip is none"],
)
def test_an_answer_that_breaks_off_is_not_taken_for_whole(reply):
    with Server({"/": reply}) as server, pytest.raises(Broken, match="breaks off"):
        fetch(server.url())


def test_what_comes_after_the_length_that_was_said_is_not_part_of_it():
    with Server({"/": answer(b"page and more", Content_Length=4)}) as server:
        assert fetch(server.url()).body == b"page"


# --- What is no web server, or not the one that was meant -------------------------------------


@pytest.mark.parametrize(
    "reply",
    [
        b"220 mail.example ESMTP\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
        answer(Content_Length=None, Transfer_Encoding="chunked") + b"lamp\r\n",
    ],
    ids=["mail", "nothing", "many fields", "long field", "chunk of no length"],
)
def test_what_is_no_http_is_said_to_be_none(reply):
    with Server({"/": reply}) as server, pytest.raises((Broken, Unreachable)):
        fetch(server.url())


def test_a_place_that_cannot_be_read_is_no_place():
    with Server({"/": redirect("http://[half/")}) as server, pytest.raises(FetchError):
        fetch(server.url())


def test_nobody_there():
    with Server({}) as server:
        gone = server.url()
    with pytest.raises(Unreachable, match=r"No connection to “127\.0\.0\.1”"):
        fetch(gone)


@pytest.mark.parametrize("answers", [OSError("no such name"), [], ["no address"], UnicodeError()])
def test_a_name_that_leads_nowhere(answers):
    def nowhere(host, port):
        if isinstance(answers, Exception):
            raise answers
        return answers

    with pytest.raises(Unreachable, match=r"There is no server called “lamp\.example”"):
        fetch("http://lamp.example/", resolve=nowhere)


def test_the_next_address_is_tried_where_one_does_not_answer():
    with Server({"/": answer(b"page")}) as server:
        resolve = lambda *_: ["127.0.0.9", "127.0.0.1"]  # noqa: E731
        assert fetch(server.url(host="lamp.example"), resolve=resolve).body == b"page"


def test_only_wanted_types_are_read():
    limits = Limits(seconds=5, max_bytes=1000, media_types={"text/html", "audio/"})
    with Server(
        {"/a": answer(b"a", Content_Type="audio/mpeg"), "/b": answer(b"b", Content_Type="image/png")}
    ) as server:
        assert fetch(server.url("/a"), limits=limits).body == b"a"
        with pytest.raises(WrongType, match="something else at this address: image/png"):
            fetch(server.url("/b"), limits=limits)


def test_what_is_packed_otherwise_is_refused():
    with Server({"/": answer(b"x", Content_Encoding="br")}) as server, pytest.raises(WrongType, match="br"):
        fetch(server.url())


def test_a_server_has_to_prove_its_name_and_not_its_number():
    believed = ssl.create_default_context(cafile=TLS / "cert.pem")
    with Server({"/": answer(b"page")}, tls=server_context(TLS / "server.pem")) as server:
        lamp, other = (server.url(host=host, scheme="https") for host in ("lamp.example", "other.example"))
        assert fetch(lamp, resolve=at_loopback, tls=believed).body == b"page"
        with pytest.raises(Unreachable, match=r"“other\.example” cannot prove"):
            fetch(other, resolve=at_loopback, tls=believed)
        with pytest.raises(Unreachable, match=r"“lamp\.example” cannot prove"):
            fetch(lamp, resolve=at_loopback)


def test_no_proxy_of_the_environment_is_asked(monkeypatch):
    with Server({"/": answer(b"page")}) as server, Server({"/": answer(b"proxy")}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        assert fetch(server.url()).body == b"page"
        assert proxy.requests == []
