"""The cache in memory: Django's rules, bounded by bytes."""

import datetime as dt

import pytest
import time_machine

from podcast_site.cache import MemoryCache

KILOBYTE = b"x" * 1024


@pytest.fixture
def cache(request):
    found = MemoryCache(request.node.name, {"OPTIONS": {"MEGABYTES": "0.0125"}})  # some 13 kB
    yield found
    found.clear()


@pytest.mark.parametrize("value", [b"bytes", "text", None, 7, ("a", [1]), bytearray(b"b")])
def test_what_is_put_in_comes_out(cache, value):
    cache.set("key", value)
    assert cache.get("key", "default") == value
    assert type(cache.get("key")) is type(value)


def test_bytes_come_out_without_being_copied(cache):
    cache.set("key", KILOBYTE)
    assert cache.get("key") is KILOBYTE


def test_what_is_changed_outside_is_not_changed_inside(cache):
    value = [1]
    cache.set("key", value)
    value.append(2)
    assert cache.get("key") == [1]


def test_the_bound_is_in_bytes_and_what_was_asked_for_least_recently_goes(cache):
    for n in range(9):
        cache.set(n, KILOBYTE)
    assert cache.get(0) == KILOBYTE
    for n in range(9, 12):
        cache.set(n, KILOBYTE)
    assert [n for n in range(12) if n in cache] == [0, 4, 5, 6, 7, 8, 9, 10, 11]
    assert cache.size < 0.0125 * 1024 * 1024


def test_a_value_larger_than_the_bound_is_not_kept_and_costs_nobody_the_place(cache):
    cache.set("small", b"s")
    cache.set("large", KILOBYTE * 20)
    assert (cache.get("small"), cache.get("large")) == (b"s", None)


def test_what_is_set_again_counts_once(cache):
    cache.set("key", KILOBYTE)
    size = cache.size
    cache.set("key", KILOBYTE)
    assert cache.size == size
    cache.delete("key")
    assert (cache.size, cache.delete("key")) == (0, False)


def test_it_forgets_in_time(cache):
    with time_machine.travel(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
        for key in ("short", "touched"):
            cache.set(key, 1, timeout=10)
        cache.set("ever", 1, timeout=None)
        cache.set("never", 1, timeout=0)
        assert (cache.touch("touched", 60), cache.touch("none", 60)) == (True, False)
        clock.shift(10)
        assert [key for key in ("short", "touched", "ever", "never") if cache.has_key(key)] == ["touched", "ever"]


def test_only_the_first_adds(cache):
    assert (cache.add("key", 1), cache.add("key", 2), cache.get("key")) == (True, False, 1)


def test_it_counts(cache):
    cache.set("n", 1)
    assert (cache.incr("n"), cache.decr("n", 5), cache.get("n")) == (2, -3, -3)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("none")


def test_threads_share_what_has_one_name():
    one, two, other = (MemoryCache(name, {}) for name in ("shared", "shared", "other"))
    one.set("key", 1)
    assert (two.get("key"), other.get("key")) == (1, None)
    one.clear()
