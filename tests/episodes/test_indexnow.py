"""Search engines hear of the pages that have changed, and of no others."""

import datetime as dt

import pytest
from django.utils import timezone

from episodes import indexnow
from episodes.models import Episode, IndexPing, Show
from tests.factories import EpisodeFactory, ShowFactory
from tests.hub import running_hub

pytestmark = pytest.mark.django_db

SITE = "https://podcasts.example"
KEY = "0123456789abcdef"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def engine(settings, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with running_hub() as hub:
        settings.INDEXNOW_ENDPOINT, settings.INDEXNOW_KEY, settings.SITE_URL = hub.address, KEY, SITE
        yield hub


@pytest.fixture
def show(time_machine):
    time_machine.move_to(timezone.now() - dt.timedelta(hours=1), tick=False)
    show = ShowFactory(title="Slack", slug="slack")
    for slug in ("one", "two"):
        EpisodeFactory(show=show, slug=slug)
    return show


@pytest.fixture
def later(show, time_machine):
    """Tell what there is, a minute after it was written and a minute before what comes next."""

    def later():
        time_machine.shift(MINUTE)
        told = list(indexnow.announce())
        time_machine.shift(MINUTE)
        return told

    return later


def told():
    return list(indexnow.announce())


def test_all_public_pages_are_told_once(engine, show):
    EpisodeFactory(show=show, draft=True)
    EpisodeFactory(scheduled=True)
    assert told() == ["IndexNow was told of 3 pages of Slack."]
    [heard] = engine.heard
    assert sorted(heard.pop("urlList")) == [f"{SITE}/slack/", f"{SITE}/slack/one/", f"{SITE}/slack/two/"]
    assert heard == {"host": "podcasts.example", "key": KEY, "keyLocation": f"{SITE}/{KEY}.txt"}
    assert told() == []


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (lambda show: EpisodeFactory(show=show, slug="three"), ["/slack/", "/slack/three/"]),
        (lambda show: show.episodes.get(slug="one").save(), ["/slack/", "/slack/one/"]),
        (lambda show: EpisodeFactory(show=show, draft=True), None),
        (lambda show: EpisodeFactory(show=show, scheduled=True), None),
    ],
)
def test_then_what_has_changed(engine, show, later, change, pages):
    later()
    change(show)
    later()
    heard = [sorted(each["urlList"]) for each in engine.heard[1:]]
    assert heard == ([] if pages is None else [[SITE + page for page in pages]])


def test_an_episode_that_comes_out_is_told_at_its_moment(engine, show, later, time_machine):
    soon = EpisodeFactory(show=show, slug="soon", scheduled=True)
    later()
    time_machine.move_to(soon.publish_at)
    later()
    assert engine.heard[1]["urlList"] == [f"{SITE}/slack/", f"{SITE}/slack/soon/"]


def test_one_that_is_taken_off_the_air_is_told_too(engine, show, later):
    later()
    made = show.episodes.get(slug="one")
    Episode.objects.filter(pk=made.pk).update(state="withdrawn", was_public=True, updated_at=timezone.now())
    later()
    assert engine.heard[1]["urlList"] == [f"{SITE}/slack/", f"{SITE}/slack/one/"]


def test_what_was_not_taken_is_told_again_later(engine, show, time_machine):
    engine.answers = [500]
    assert told() == ["IndexNow was not told of 3 pages of Slack: It answered 500."]
    assert told() == []
    time_machine.shift(2 * MINUTE)
    assert told() == ["IndexNow was told of 3 pages of Slack."]
    assert IndexPing.objects.get().error == ""


@pytest.mark.parametrize("missing", ["INDEXNOW_KEY", "SITE_URL"])
def test_nobody_is_told_where_it_is_not_configured(engine, show, settings, missing):
    setattr(settings, missing, "")
    assert told() == []
    assert engine.heard == []


def test_two_small_queries_where_nothing_has_happened(engine, show, django_assert_max_num_queries):
    told()
    with django_assert_max_num_queries(4):
        assert told() == []


def test_the_key_is_at_its_address_and_nothing_at_others(client, settings):
    assert client.get(f"/{KEY}.txt").status_code == 404
    settings.INDEXNOW_KEY = KEY
    response = client.get(f"/{KEY}.txt")
    assert (response.text, response["Content-Type"]) == (KEY, "text/plain")
    assert client.get("/another-key.txt").status_code == 404
    assert Show.objects.count() == 0
