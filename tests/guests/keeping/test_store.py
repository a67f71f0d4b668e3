"""Kept once, made once, found again; and there whatever the cache does."""

import gzip
import threading

import brotli
import pytest
from django.core.cache import cache

from guests.keeping import store

HEADERS = (("Content-Type", "text/plain"),)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def keep(key, body, name="name"):
    return store.keep(key=key, name=name, body=body, headers=HEADERS)


def test_what_is_kept_is_found_by_its_key_alone():
    head = keep("one", b"body")
    assert (store.find("one"), store.find("two")) == (head, None)
    assert (store.body(head, ""), head.headers) == (b"body", HEADERS)


def test_the_tag_is_made_from_the_bytes_and_differs_by_encoding():
    one, again, other = keep("1", b"a"), keep("2", b"a"), keep("3", b"b")
    assert (one.tag == again.tag, one.tag == other.tag) == (True, False)
    assert len({one.etag(encoding) for encoding in ("", "gzip", "br")}) == 3


@pytest.mark.parametrize(("encoding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_compressed_once_and_kept(encoding, decode):
    head = keep("one", b"body" * 100)
    first = store.body(head, encoding)
    assert decode(first) == b"body" * 100
    cache.delete(store._body(head.tag, ""))  # it is not made from the plain bytes again
    assert store.body(head, encoding) == first


def test_the_answer_before_is_let_go_in_every_encoding():
    before = keep("one", b"one")
    store.body(before, "gzip")
    after = keep("two", b"two")
    assert [store.body(before, encoding) for encoding in ("", "gzip", "br")] == [None] * 3
    assert store.body(after, "") == b"two"


def test_the_same_answer_in_another_state_keeps_its_bytes():
    head = keep("one", b"one")
    compressed = store.body(head, "br")
    assert store.body(keep("two", b"one"), "br") == compressed


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_what_has_just_been_built_is_there_without_any_cache(settings, encoding):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    head = keep("one", b"body")
    assert store.body(head, encoding, b"body")
    assert store.body(head, encoding) is None


def test_the_first_works_and_the_others_wait_for_it():
    worked, found, results = [], [], []

    def slow():
        worked.append("slow")
        waiter.start()
        found.append("done")
        return "done"

    def ask(work):
        results.append(store.one_at_a_time("name", look=lambda again: found[0] if found else None, work=work))

    waiter = threading.Thread(target=ask, args=[lambda: worked.append("other") or "other"])
    ask(slow)
    waiter.join(timeout=10)
    assert (worked, results) == (["slow"], ["done", "done"])


def test_work_that_fails_does_not_keep_others_from_trying():
    def fail():
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        store.one_at_a_time("name", look=lambda again: None, work=fail)
    assert store.one_at_a_time("name", look=lambda again: None, work=lambda: "done") == "done"


def test_nobody_waits_for_ever_for_somebody_who_has_died(monkeypatch):
    monkeypatch.setattr(store, "_GLANCES", 2)
    monkeypatch.setattr(store, "_GLANCE_SECONDS", 0)
    cache.add("working:name", 1)
    assert store.one_at_a_time("name", look=lambda again: None, work=lambda: "done") == "done"


def test_what_is_not_for_keeping_is_known_as_such():
    store.refuse("one")
    assert (store.is_refused("one"), store.is_refused("two")) == (True, False)
