import errno
import socket

import pytest

from episodes.fetching import Found, Limits, look_up
from tests.servers import LOOPBACK, Server, answer, for_ever, redirect, silence

PAGE = answer(b"<title>The lamp room</title>")


def found(page, **how):
    with Server({"/": page}) as server:
        return look_up(address=server.url(), trusted=LOOPBACK, **how)


def test_a_page_has_a_title():
    assert found(PAGE) == Found(alive=True, title="The lamp room")


def test_the_title_is_in_the_head_of_a_page_without_an_end():
    head = answer(b"<title>Endless</title>", Content_Length=None)
    assert found(for_ever(b"<p>" * 1000, head=head)) == Found(alive=True, title="Endless")


def test_what_is_no_page_is_alive_and_not_read():
    page = for_ever(b"x" * 1000, head=answer(Content_Type="audio/mpeg", Content_Length=10**12))
    assert found(page) == Found(alive=True)


@pytest.mark.parametrize(
    ("status", "alive", "note"),
    [
        ("404 Not Found", False, "There is no page at this address (404)."),
        ("410 Gone", False, "There is no page at this address (410)."),
        ("500 Oops", False, "The server answers with a mistake of its own (500)."),
        ("403 Forbidden", None, "The server does not show us the page (403). Open it yourself."),
        ("429 Too Many", None, "The server does not show us the page (429). Open it yourself."),
    ],
)
def test_what_answers_otherwise_is_dead_or_cannot_be_told(status, alive, note):
    assert found(answer(status=status)) == Found(alive=alive, note=note)


def test_what_does_not_answer_is_dead():
    assert found(silence, limits=Limits(seconds=0.2, max_bytes=9)) == Found(
        alive=False, note="“127.0.0.1” did not answer in time."
    )
    assert found(redirect("/")).alive is False


@pytest.mark.parametrize(
    ("error", "alive", "offline"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), None, True),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), None, True),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False, False),
    ],
)
def test_a_machine_without_a_way_out_finds_nothing_dead(monkeypatch, error, alive, offline):
    def no_way(*_, **__):
        raise error

    resolve = no_way
    if not isinstance(error, socket.gaierror):
        monkeypatch.setattr(socket, "create_connection", no_way)
        resolve = lambda *_: ["127.0.0.1"]  # noqa: E731
    found = look_up(address="http://lamp.example/", trusted=LOOPBACK, resolve=resolve)
    assert (found.alive, found.offline) == (alive, offline)
    assert found.note.endswith(".")


def test_what_is_not_asked_is_neither():
    with Server({"/": PAGE}) as server:
        got = look_up(address=server.url())
    assert got == Found(
        alive=None, note="“127.0.0.1” is in a network that is not public. Only pages that everybody can open are asked."
    )
    assert server.requests == []
