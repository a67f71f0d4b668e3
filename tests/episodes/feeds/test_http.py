import secrets

import pytest
from django.utils.http import http_date, parse_http_date

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
    Revision.objects.update(token=secrets.token_hex(16), changed_at="2026-01-01T00:00:00Z")
    return show


def test_the_type_is_that_of_rss(client, show):
    assert client.get(ADDRESS)["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_a_browser_gets_the_same_bytes_as_xml_that_it_can_style(client, show):
    response = client.get(ADDRESS, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content == client.get(ADDRESS).content
    assert response["Vary"] == "Accept, Accept-Encoding"


def test_a_browser_says_what_a_feed_is_in_every_language_of_pages(settings):
    styles = (settings.BASE_DIR / "static/css/feed.css").read_text()
    others = [language for language, _name in settings.LANGUAGES if language != "en"]
    said = {language: styles.count(f"channel:lang({language}) > title::") for language in others}
    assert said == dict.fromkeys(others, 2)


def test_it_is_for_everybody_and_the_header_names_it(client, show):
    response = client.get(ADDRESS)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Link"] == '<http://testserver/slack-water/feed.xml>; rel="self"'
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_a_hub_is_named_in_the_header_and_in_the_feed_of_the_newest_episodes(client, show, settings):
    without = client.get(ADDRESS)
    EpisodeFactory(show=show)
    Show.objects.update(feed_size=1)
    settings.WEBSUB_HUB = "https://hub.example/"
    first, second = client.get(ADDRESS), client.get(f"{ADDRESS}?page=2")
    assert first["Link"] == f'<https://hub.example/>; rel="hub", <http://testserver{ADDRESS}>; rel="self"'
    assert second["Link"] == f'<http://testserver{ADDRESS}?page=2>; rel="self"'
    element = b'<atom:link rel="hub" href="https://hub.example/"/>'
    assert [element in response.content for response in (without, first, second)] == [False, True, False]


def test_another_hub_is_another_feed(client, show, settings):
    tags = []
    for settings.WEBSUB_HUB in ("", "https://hub.example/", "https://other.example/"):
        tags.append(client.get(ADDRESS)["ETag"])
    assert len(set(tags)) == 3


def test_head_has_the_headers_of_get_and_nothing_after_them(client, long_ago):
    head, get = client.head(ADDRESS), client.get(ADDRESS)
    assert head.content == b""
    assert dict(head.items()) == {**dict(get.items()), "Content-Length": str(len(get.content))}


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
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
    Revision.objects.update(token=secrets.token_hex(16), changed_at="2999-01-01T00:00:00Z")
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
