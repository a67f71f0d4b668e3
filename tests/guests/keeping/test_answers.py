"""What listeners and apps ask again is answered after one small query, and never with what is no longer so."""

import datetime as dt
import gzip
import re
import secrets

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from episodes.models import Episode, EpisodeAddress, Revision, Show
from episodes.views.pages import show_detail
from guests.keeping import answers, at_hand, sending, store
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    TopicFactory,
    TranscriptFactory,
)

MOMENT = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)

# Everything that a listener or an app reads, apart from audio and pictures, which are files on disk.
ADDRESSES = [
    "/",
    "/slack-water/",
    "/slack-water/?season=1",
    "/slack-water/?topic=light",
    "/slack-water/feed.xml",
    "/shows.opml",
    "/slack-water/subscribe/",
    "/slack-water/subscribe.svg",
    "/slack-water/theme.css",
    "/slack-water/own.css",
    "/slack-water/a-lamp/",
    "/slack-water/a-lamp/?t=14:37",
    "/slack-water/a-lamp/embed/",
    "/slack-water/a-lamp/chapters.json",
    "/slack-water/a-lamp/chapters.vtt",
    "/slack-water/a-lamp/transcript.vtt",
    "/slack-water/a-lamp/transcript.srt",
    "/slack-water/a-lamp/transcript.json",
    "/slack-water/a-lamp/transcript.txt",
    "/slack-water/a-lamp/transcript.html",
    "/slack-water/?year=2026",
    "/topics/",
    "/topics/light/",
    "/topics/light/?show=slack-water",
    "/guests/",
    "/guests/?letter=P",
    "/guests/ada/",
    "/guests/ada/?show=slack-water",
    "/slack-water/links/",
    "/slack-water/links/?by=site",
    "/sitemap.xml",
    "/llms.txt",
    "/site.webmanifest",
    "/offline/",
    "/worker.js",
]
# Those on which an episode that comes out is seen.
LISTS = [
    "/",
    "/slack-water/",
    "/slack-water/feed.xml",
    "/topics/light/",
    "/guests/ada/",
    "/sitemap.xml",
    "/llms.txt",
    "/slack-water/links/",
    "/slack-water/a-lamp/",  # the one after this
]


@pytest.fixture
def ada(db):
    return PersonFactory(slug="ada")


@pytest.fixture
def make(ada):
    """Make an episode with something at every address."""
    show, topic = ShowFactory(slug="slack-water", own_css="a {}", in_llms_txt=True), TopicFactory(slug="light")
    season = SeasonFactory(show=show, number=1)

    def make(slug, **fields):
        episode = EpisodeFactory(show=show, season=season, slug=slug, title=f"The word {slug}", **fields)
        ChapterFactory(episode=episode)
        TranscriptFactory(episode=episode)
        ResourceLinkFactory(episode=episode)
        CreditFactory(episode=episode, person=ada)
        episode.topics.add(topic)
        return episode

    return make


@pytest.fixture
def episode(make):
    episode = make("a-lamp", publish_at=MOMENT - dt.timedelta(days=7))
    # The last change is not of this second, in which another one could still follow.
    Revision.objects.update(token=secrets.token_hex(16), changed_at=MOMENT - dt.timedelta(days=1))
    return episode


@pytest.fixture
def settled(monkeypatch, episode):
    """As on an installation whose code is older than its content."""
    monkeypatch.setattr(sending, "installed_at", lambda: 0)
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


# --- Again ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_said_after_one_query(client, settled, address, encoding, django_assert_num_queries):
    first = client.get(address, headers={"Accept-Encoding": encoding})
    assert (first.status_code, first.get("Content-Encoding", "")) == (200, encoding)
    for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        with django_assert_num_queries(1):
            again = client.get(address, headers={"Accept-Encoding": encoding, **condition})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
            assert again[name] == first[name]
        assert "Content-Length" not in again
        assert "Content-Type" not in again


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_kept_answer_is_sent_after_one_query(client, settled, address, django_assert_num_queries):
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_the_body(client, settled, address):
    head, get = client.head(address), client.get(address)
    assert head.content == b""
    assert dict(head.items()) == dict(get.items())
    assert int(head["Content-Length"]) == len(get.content)


@pytest.mark.parametrize("address", ADDRESSES)
def test_compressed_it_says_the_same_under_another_tag(client, settled, address):
    plain, zipped, br = (client.get(address, headers={"Accept-Encoding": name}) for name in ("", "gzip", "br"))
    assert gzip.decompress(zipped.content) == brotli.decompress(br.content) == plain.content
    assert len({response["ETag"] for response in (plain, zipped, br)}) == 3
    assert {response["Vary"] for response in (plain, zipped, br)} == {plain["Vary"]}
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_process_gives_the_same_tag(client, settled, address):
    first = client.get(address)
    cache.clear()
    at_hand._last.clear()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_gets_a_cookie_or_an_answer_that_depends_on_one(client, settled, producer, address):
    client.force_login(producer)
    signed_in = client.get(address)
    listener = Client().get(address)
    assert not listener.cookies
    assert "Cookie" not in listener["Vary"]
    assert (signed_in.content, signed_in["ETag"]) == (listener.content, listener["ETag"])


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_an_old_condition_gets_the_answer(client, settled, header):
    modified = client.get("/")["Last-Modified"]
    old = '"other"' if header == "If-None-Match" else http_date(parse_http_date(modified) - 1)
    assert client.get("/", headers={header: old}).status_code == 200


def test_a_tag_counts_more_than_a_date(client, settled):
    headers = {"If-Modified-Since": client.get("/")["Last-Modified"], "If-None-Match": '"other"'}
    assert client.get("/", headers=headers).status_code == 200


def test_no_date_is_given_in_the_second_of_a_change(client, settled):
    Revision.objects.update(token=secrets.token_hex(16), changed_at=MOMENT)
    assert "Last-Modified" not in client.get("/")
    settled.shift(1)
    assert client.get("/")["Last-Modified"] == http_date(MOMENT.timestamp())


def test_other_code_is_a_change(client, settled, monkeypatch):
    modified = client.get("/")["Last-Modified"]
    monkeypatch.setattr(sending, "installed_at", lambda: int(MOMENT.timestamp()) - 5)
    assert client.get("/", headers={"If-Modified-Since": modified}).status_code == 200


def test_what_another_secret_key_signs_is_another_answer(client, settled, settings):
    show = Show.objects.get()
    host = PersonFactory(portrait="images/0f3a.jpg", portrait_x=20)
    CreditFactory(episode=show.episodes.first(), person=host)
    before = {address: client.get(address).content for address in ("/guests/", "/slack-water/feed.xml")}
    settings.SECRET_KEY = "another-secret-key-of-the-site-0123456789"
    for address, body in before.items():
        assert b"/20-50-" in body
        assert client.get(address).content != body


def test_other_settings_are_another_answer(client, settled, settings):
    before = client.get("/guests/")
    settings.SITE_NAME = "Another name"
    after = client.get("/guests/")
    assert b"Another name" in after.content
    assert after["ETag"] != before["ETag"]


# --- The query string ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "?" not in address])
def test_made_up_parameters_cost_nothing_and_are_not_repeated(client, settled, address, django_assert_num_queries):
    first = client.get(f"{address}?madeup=1")
    with django_assert_num_queries(1):
        other = client.get(f"{address}?utm=1&x[]=2&madeup=7")
    assert (other.content, other["ETag"]) == (first.content, first["ETag"])
    assert b"madeup" not in first.content


def test_parameters_count_in_any_order_and_with_their_last_value(client, settled, django_assert_num_queries):
    first = client.get("/slack-water/?season=1&topic=light")
    with django_assert_num_queries(1):
        same = client.get("/slack-water/?topic=dark&x=1&topic=light&season=1")
    assert same["ETag"] == first["ETag"]
    assert client.get("/slack-water/?topic=light")["ETag"] != first["ETag"]


def test_a_redirect_keeps_what_we_do_not_know(client, episode):
    EpisodeAddress.objects.create(show=episode.show, episode=episode, slug="before")
    response = client.get("/slack-water/before/?utm=1&t=5")
    assert (response.status_code, response["Location"]) == (301, "/slack-water/a-lamp/?utm=1&t=5")


def test_each_host_has_addresses_of_its_own(client, settled, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    bodies = {host: client.get("/", headers={"Host": host}).content for host in settings.ALLOWED_HOSTS}
    assert b"http://a.example/" in bodies["a.example"]
    assert b"a.example" not in bodies["b.example"]


# --- Moments and changes -------------------------------------------------------------------------


@pytest.mark.parametrize("address", LISTS)
def test_at_its_second_an_episode_is_there_and_no_copy_may_outlast_it(client, settled, make, address):
    make("the-tide", publish_at=MOMENT + dt.timedelta(seconds=90))
    lifetimes = []
    for _ in range(90):
        response = client.get(address)
        assert b"the-tide" not in response.content
        ages = [int(age) for age in re.findall(r"max-?age=(\d+)", response["Cache-Control"])]
        lifetimes.append(max(ages))
        assert timezone.now() + dt.timedelta(seconds=max(ages)) <= MOMENT + dt.timedelta(seconds=90)
        settled.shift(1)
    assert lifetimes[:31] == [60] * 31
    assert lifetimes[31:] == list(range(59, 0, -1))
    response = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert response.status_code == 200
    assert b"the-tide" in response.content


def test_a_fraction_of_a_second_before_it_nothing_may_be_kept(client, settled, make):
    make("the-tide", publish_at=MOMENT + dt.timedelta(milliseconds=500))
    assert client.get("/")["Cache-Control"] == "public, max-age=0"


@pytest.mark.parametrize("address", LISTS)
def test_what_was_withdrawn_is_gone_at_the_next_request(client, settled, make, address):
    tide = make("the-tide", publish_at=MOMENT - dt.timedelta(hours=1))
    before = client.get(address)
    assert b"the-tide" in before.content
    Episode.objects.filter(pk=tide.pk).update(state="withdrawn")
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b"the-tide" not in after.content


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "a-lamp" in address])
def test_the_page_and_files_of_what_was_withdrawn_are_gone(client, settled, episode, address):
    before = client.get(address)
    Episode.objects.filter(pk=episode.pk).update(state="withdrawn")
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, after["Cache-Control"]) == (404, "no-store, private")


def test_who_waits_for_a_build_gets_what_is_so_then_and_never_what_was_before(client, settled, rf, monkeypatch):
    """The last good copy would be quicker, and might show what has just been taken away."""
    client.get("/slack-water/")
    Show.objects.update(title="Changed")
    terms = sending.Terms(parameters=("season", "topic", "year", "page"), browsers=0, shared=60)
    asked = answers._Asked(request=rf.get("/slack-water/"), view=show_detail, arguments={}, terms=terms)
    lock = f"working:{asked._name}"
    cache.add(lock, 1)

    def meanwhile(seconds):
        Show.objects.update(title="Changed again")
        cache.delete(lock)

    monkeypatch.setattr(store.time, "sleep", meanwhile)
    assert "Changed again" in client.get("/slack-water/").text


# --- What is not for everybody -------------------------------------------------------------------


PREVIEWED = [address for address in ADDRESSES if "a-lamp" in address and not address.endswith("/embed/")]


@pytest.mark.parametrize("address", PREVIEWED)
def test_what_an_editor_may_preview_is_never_kept(client, settled, episode, editor, address):
    Episode.objects.filter(pk=episode.pk).update(state="in_review")
    client.force_login(editor)
    for _ in range(2):
        preview = client.get(address)
        assert (preview.status_code, preview["Cache-Control"]) == (200, "no-store, private")
        assert "ETag" not in preview
        listener = Client().get(address)
        assert (listener.status_code, listener["Cache-Control"]) == (404, "no-store, private")


def test_a_redirect_that_depended_on_who_asks_is_kept_by_nobody(client, episode, editor):
    EpisodeAddress.objects.create(show=episode.show, episode=episode, slug="before")
    Episode.objects.update(state="draft")
    client.force_login(editor)
    response = client.get("/slack-water/before/")
    assert (response.status_code, response["Cache-Control"]) == (301, "no-store, private")


@pytest.mark.parametrize("address", ["/no-such-show/", "/guests/nobody/", "/topics/none/", "/slack-water/?page=99"])
def test_what_is_not_there_may_be_there_in_a_second(client, episode, address):
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store, private")


def test_with_debug_nothing_is_kept(client, settled, settings):
    settings.DEBUG = True
    first = client.get("/guests/")
    settings.SITE_NAME = "Another name"  # stands for a template that was edited
    assert b"Another name" in client.get("/guests/").content
    assert client.get("/guests/")["ETag"] != first["ETag"]


def test_without_any_cache_it_works_as_well(client, settled, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    for encoding in ("", "br"):
        first = client.get("/", headers={"Accept-Encoding": encoding})
        again = client.get("/", headers={"Accept-Encoding": encoding, "If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)


def test_a_body_that_the_cache_has_dropped_is_built_again(client, settled):
    first = client.get("/")
    cache.delete(f"body:{first['ETag'].strip('"')}:")
    assert client.get("/").content == first.content
