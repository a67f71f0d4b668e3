import gzip
import threading

import pytest
from django.core.cache import cache
from django.utils.http import http_date, parse_http_date

from episodes.feeds import kept
from episodes.models import Revision, Show, ShowAddress
from tests.factories import EpisodeFactory, ShowFactory

ADDRESS = "/slack-water/feed.xml"


@pytest.fixture
def show(db):
    show = ShowFactory(slug="slack-water")
    EpisodeFactory(show=show)
    return show


@pytest.fixture
def long_ago(show):
    """The last change is not of this second, in which another one could still follow."""
    Revision.objects.update(changed_at="2026-01-01T00:00:00Z")
    return show


def test_the_type_is_that_of_rss(client, show):
    assert client.get(ADDRESS)["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_a_browser_gets_the_same_bytes_as_xml_that_it_can_style(client, show):
    response = client.get(ADDRESS, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content == client.get(ADDRESS).content
    assert response["Vary"] == "Accept, Accept-Encoding"


def test_it_is_for_everybody_and_the_header_names_it(client, show):
    response = client.get(ADDRESS)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Link"] == '<http://testserver/slack-water/feed.xml>; rel="self"'
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_head_has_the_headers_of_get_and_nothing_after_them(client, show):
    head, get = client.head(ADDRESS), client.get(ADDRESS)
    assert head.content == b""
    assert dict(head.items()) == {**dict(get.items()), "Content-Length": str(len(get.content))}


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0,gzip;q=0.8", True),
        ("GZIP", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("x-gzip-not", False),
    ],
)
def test_compressed_for_those_who_take_it(client, show, accepted, zipped):
    plain = client.get(ADDRESS)
    response = client.get(ADDRESS, headers={"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == ("gzip" if zipped else None)
    assert (gzip.decompress(response.content) if zipped else response.content) == plain.content
    assert (response["ETag"] != plain["ETag"]) == zipped


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_what_has_not_changed_is_said_after_one_query(client, show, encoding, django_assert_num_queries):
    first = client.get(ADDRESS, headers={"Accept-Encoding": encoding})
    with django_assert_num_queries(1):
        again = client.get(ADDRESS, headers={"Accept-Encoding": encoding, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["Vary"] == first["Vary"]


@pytest.mark.parametrize("tags", ["W/{}", '"other", {}', "*"])
def test_tags_are_compared_as_rfc_9110_has_it(client, show, tags):
    etag = client.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tags.format(etag)}).status_code == 304
    assert client.get(ADDRESS, headers={"If-None-Match": '"other"'}).status_code == 200


def test_what_has_not_changed_since_is_said_after_one_query(client, long_ago, django_assert_num_queries):
    first = client.get(ADDRESS)
    with django_assert_num_queries(1):
        again = client.get(ADDRESS, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304
    earlier = http_date(parse_http_date(first["Last-Modified"]) - 1)
    assert client.get(ADDRESS, headers={"If-Modified-Since": earlier}).status_code == 200


def test_a_tag_counts_more_than_a_date(client, long_ago):
    modified = client.get(ADDRESS)["Last-Modified"]
    headers = {"If-Modified-Since": modified, "If-None-Match": '"other"'}
    assert client.get(ADDRESS, headers=headers).status_code == 200


def test_no_date_is_given_in_the_second_of_a_change(client, show):
    """Another change in the same second would have the same date."""
    Revision.objects.update(changed_at="2999-01-01T00:00:00Z")
    assert "Last-Modified" not in client.get(ADDRESS)


def test_the_kept_feed_is_sent_after_one_query(client, show, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(1):
        assert client.get(ADDRESS).status_code == 200


def test_made_up_parameters_cost_nothing(client, show, django_assert_num_queries):
    kept_feed = client.get(ADDRESS)
    with django_assert_num_queries(1):
        other = client.get(f"{ADDRESS}?utm=1&x[]=2")
    assert (other.content, other["ETag"]) == (kept_feed.content, kept_feed["ETag"])


def test_each_host_has_addresses_of_its_own(client, show, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    bodies = {host: client.get(ADDRESS, headers={"Host": host}).content for host in settings.ALLOWED_HOSTS}
    assert b"http://a.example/" in bodies["a.example"]
    assert b"a.example" not in bodies["b.example"]


@pytest.mark.parametrize("trait", ["draft", "scheduled", "withdrawn"])
def test_a_show_that_is_being_prepared_has_no_feed_not_even_for_staff(client, db, producer, trait):
    EpisodeFactory(show__slug="slack-water", **{trait: True})
    assert client.get(ADDRESS).status_code == 404
    client.force_login(producer)
    assert client.get(ADDRESS).status_code == 404


def test_an_old_slug_leads_to_the_feed(client, show):
    ShowAddress.objects.create(show=show, slug="before")
    response = client.get("/before/feed.xml")
    assert (response.status_code, response["Location"]) == (301, ADDRESS)


@pytest.mark.parametrize(("redirect", "status"), [(True, 301), (False, 200)])
def test_a_show_that_moved_away_sends_everybody_there_if_told_to(client, show, redirect, status):
    Show.objects.update(new_feed_url="https://new.example/feed", redirect_feed=redirect)
    response = client.get(ADDRESS)
    assert response.status_code == status
    assert response.get("Location") == ("https://new.example/feed" if redirect else None)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_for_reading(client, show, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


# --- Keeping -------------------------------------------------------------------------------------


@pytest.fixture
def name():
    cache.clear()
    return "feed:test"


def test_others_get_the_last_state_while_one_builds(name):
    kept.head("feed:1", name=name, build=lambda: b"one")
    others = []

    def build():
        others.append(kept.head("feed:2", name=name, build=lambda: b"never"))
        return b"two"

    mine = kept.head("feed:2", name=name, build=build)
    assert [(kept.plain(head), head.is_current) for head in [*others, mine]] == [(None, False), (b"two", True)]
    assert [head.key for head in others] == ["feed:1"]


def test_the_first_time_others_wait_and_nobody_builds_twice(name):
    building, built, heads = threading.Event(), [], []

    def slow():
        building.set()
        built.append(1)
        waiter.start()
        return b"one"

    def ask():
        heads.append(kept.head("feed:1", name=name, build=lambda: built.append(2) or b"two"))

    waiter = threading.Thread(target=ask)
    heads.append(kept.head("feed:1", name=name, build=slow))
    waiter.join(timeout=10)
    assert built == [1]
    assert [head.etag for head in heads] == [heads[0].etag] * 2


def test_a_build_that_fails_does_not_keep_others_from_trying(name):
    def fail():
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        kept.head("feed:1", name=name, build=fail)
    assert kept.plain(kept.head("feed:1", name=name, build=lambda: b"one")) == b"one"


def test_the_state_before_is_let_go(name):
    before = kept.head("feed:1", name=name, build=lambda: b"one")
    after = kept.head("feed:2", name=name, build=lambda: b"two")
    assert (kept.plain(before), kept.zipped(before)) == (None, None)
    assert (kept.plain(after), gzip.decompress(kept.zipped(after))) == (b"two", b"two")


def test_bytes_that_the_cache_has_dropped_are_built_again(client, show):
    first = client.get(ADDRESS)
    cache.clear()
    assert client.get(ADDRESS).content == first.content
