"""A show on a domain of its own: each thing has one address for the world, whichever host is asked."""

import datetime as dt
import re

import pytest
from django.urls import get_resolver
from lxml import etree

from episodes import domains
from episodes.models import Episode
from episodes.models.episode import RESERVED_EPISODE_SLUGS, RESERVED_ON_DOMAINS
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    ShowFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db

SITE, DOMAIN = "http://site.example", "http://slack.example"


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.SITE_URL, settings.SHOW_DOMAINS = SITE, ("slack.example", "free.example")
    settings.ALLOWED_HOSTS = ["site.example", *settings.SHOW_DOMAINS]


@pytest.fixture
def episode():
    """Public, on a show with a domain, with somebody and something at each address; another show has none."""
    show = ShowFactory(slug="slack", title="Slack Water", domain="slack.example", takes_questions=True, own_css="a {}")
    episode = EpisodeFactory(show=show, slug="moon", title="The moon")
    ChapterFactory(episode=episode)
    TranscriptFactory(episode=episode)
    ResourceLinkFactory(episode=episode)
    episode.topics.add(TopicFactory(slug="tides"))
    ada = PersonFactory(slug="ada")
    CreditFactory(episode=episode, person=ada, role="guest")
    other = EpisodeFactory(show=ShowFactory(slug="lamps"), slug="wick")
    CreditFactory(episode=other, person=ada, role="guest")
    return episode


def get(client, address, **more):
    """Ask for a whole address."""
    host, _slash, path = address.removeprefix("http://").partition("/")
    return client.get(f"/{path}", headers={"Host": host}, **more)


def canonical(response):
    return re.search(r'<link rel="canonical" href="([^"]*)"', response.text)[1]


# --- What is where ---------------------------------------------------------------------------------

PAGES = {  # on the site → on the domain
    "/slack/": "/",
    "/slack/subscribe/": "/subscribe/",
    "/slack/links/": "/links/",
    "/slack/moon/": "/moon/",
    "/slack/moon/embed/": "/moon/embed/",
}


@pytest.mark.parametrize(("path", "at"), PAGES.items())
def test_a_page_is_on_the_domain_and_leads_there_from_the_site(client, episode, path, at):
    led = get(client, f"{SITE}{path}?t=5")
    assert (led.status_code, led["Location"], led["Cache-Control"]) == (301, f"{DOMAIN}{at}?t=5", "no-cache")
    page = get(client, f"{DOMAIN}{at}")
    assert page.status_code == 200
    if "embed" not in at:
        assert canonical(page) == f"{DOMAIN}{at}"
    for address in re.findall(r'href="(/slack/[^"?]*)', page.text):  # of its own there are files alone
        assert re.search(r"\.\w+$", address)
    # The long path leads home from the domain as well.
    assert get(client, f"{DOMAIN}{path}")["Location"] == f"{DOMAIN}{at}"


@pytest.mark.parametrize("host", [SITE, DOMAIN])
@pytest.mark.parametrize(
    "file",
    [
        "theme.css",
        "own.css",
        "subscribe.svg",
        "moon/chapters.json",
        "moon/transcript.vtt",
    ],
)
def test_files_are_on_both_hosts_so_that_each_page_finds_its_own(client, episode, host, file):
    assert get(client, f"{host}/slack/{file}").status_code == 200
    assert get(client, f"{DOMAIN}/{file}").status_code == 200


def test_a_player_on_another_site_follows_the_feed_to_the_domain(client, episode):
    led = get(client, f"{SITE}/slack/feed.xml")
    assert (led.status_code, led["Location"]) == (301, f"{DOMAIN}/feed.xml")
    for answer in (led, get(client, f"{DOMAIN}/feed.xml")):
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/guests/", "/guests/ada/", "/topics/", "/topics/tides/"])
def test_what_is_of_no_show_is_on_the_domain_and_says_that_it_is_the_sites(client, episode, path):
    assert canonical(get(client, DOMAIN + path)) == SITE + path


def test_pages_on_the_domain_lead_to_its_own_and_to_the_site(client, episode):
    person = get(client, f"{DOMAIN}/guests/ada/").text
    assert f'href="{DOMAIN}/moon/"' in person
    assert 'href="/lamps/wick/"' in person
    led = get(client, f"{DOMAIN}/lamps/wick/")
    assert (led.status_code, led["Location"]) == (302, f"{SITE}/lamps/wick/")
    home = get(client, f"{DOMAIN}/").text
    assert f'href="{SITE}/"' in home  # all shows
    assert re.search(r'masthead__name" href="/"><bdi>Slack Water<', home)


@pytest.mark.parametrize("path", ["/admin/", "/preview/secret/", "/calendar/secret.ics"])
def test_what_is_behind_a_sign_in_or_a_secret_is_on_the_site_alone(client, episode, path):
    led = get(client, DOMAIN + path)
    assert (led.status_code, led["Location"]) == (302, SITE + path)


def test_a_domain_that_no_show_has_leads_to_the_site(client, episode):
    led = get(client, "http://free.example/lamps/?page=2")
    assert (led.status_code, led["Location"]) == (302, f"{SITE}/lamps/?page=2")


def test_where_the_only_show_is_on_a_domain_the_site_lists_it(client, episode):
    Episode.objects.exclude(pk=episode.pk).update(state="draft")
    page = get(client, f"{SITE}/")
    assert f'href="{DOMAIN}/"' in page.text


@pytest.mark.parametrize("missing", ["SITE_URL", "SHOW_DOMAINS"])
def test_while_the_site_does_not_answer_there_all_is_as_without_a_domain(client, settings, episode, missing):
    setattr(settings, missing, type(getattr(settings, missing))())
    assert canonical(get(client, f"{SITE}/slack/moon/")) == f"{SITE}/slack/moon/"


def test_every_page_of_the_site_with_an_address_of_one_part_is_reserved_for_it():
    top = get_resolver().url_patterns
    below = [each for pattern in top if not str(pattern.pattern) for each in pattern.url_patterns]
    paths = {str(pattern.pattern) for pattern in [*top, *below]}
    words = {path.split("/")[0] for path in paths if re.fullmatch(r"[a-z]+/.*", path)}
    assert words >= {"admin", "guests", "search"}
    assert words <= RESERVED_ON_DOMAINS | RESERVED_EPISODE_SLUGS


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/slack/"),
        ("/moon/", "/slack/moon/"),
        ("/moon", "/slack/moon"),
        ("/feed.xml", "/slack/feed.xml"),
        ("/slack/", "/slack/slack/"),  # an episode of that name
        ("/slack/moon/audio.mp3", "/slack/moon/audio.mp3"),
        ("/search/", "/search/"),
        ("/guests/ada/", "/guests/ada/"),
        ("/robots.txt", "/robots.txt"),
        ("/lamps/", "/slack/lamps/"),  # nothing is there, and `not_found` leads to the other show
    ],
)
def test_a_path_of_the_domain_is_one_of_the_site(path, there):
    show = ShowFactory.build(slug="slack")
    assert domains.path_on_site(path, show=show) == there


# --- What machines are told ------------------------------------------------------------------------


def test_the_feed_is_on_the_domain_and_says_so(client, episode):
    led = get(client, f"{SITE}/slack/feed.xml")
    assert (led.status_code, led["Location"]) == (301, f"{DOMAIN}/feed.xml")
    response = get(client, f"{DOMAIN}/feed.xml")
    feed = etree.fromstring(response.content)
    assert f'<{DOMAIN}/feed.xml>; rel="self"' in response["Link"]
    assert feed.findtext(".//channel/link") == f"{DOMAIN}/"
    assert feed.find(".//{http://www.w3.org/2005/Atom}link[@rel='self']").get("href") == f"{DOMAIN}/feed.xml"
    assert feed.findtext(".//item/link") == f"{DOMAIN}/moon/"
    assert feed.find(".//item/enclosure").get("url") == f"{DOMAIN}/moon/audio.mp3"
    assert feed.find(".//item/{*}person").get("href") == f"{SITE}/guests/ada/"


def test_each_host_has_a_sitemap_of_what_is_canonical_there(client, episode):
    maps = {host: get(client, f"{host}/sitemap.xml").text for host in (SITE, DOMAIN)}
    listed = {host: set(re.findall("<url><loc>([^<]*)</loc>", text)) for host, text in maps.items()}
    assert listed[DOMAIN] == {DOMAIN + at for at in ("/", "/subscribe/", "/links/", "/moon/")}
    assert {f"{SITE}/", f"{SITE}/guests/ada/", f"{SITE}/lamps/wick/"} <= listed[SITE]
    assert not [address for address in listed[SITE] if not address.startswith(f"{SITE}/") or "/slack/" in address]
    assert f"Sitemap: {DOMAIN}/sitemap.xml" in get(client, f"{DOMAIN}/robots.txt").text


def test_cards_and_data_of_a_page_name_the_domain(client, episode):
    page = get(client, f"{DOMAIN}/moon/").text
    assert f'property="og:url" content="{DOMAIN}/moon/"' in page
    assert f'name="twitter:player" content="{DOMAIN}/moon/embed/"' in page
    assert f'property="og:audio" content="{DOMAIN}/moon/audio.mp3"' in page
    assert f'"contentUrl":"{DOMAIN}/moon/audio.mp3"' in page
    assert f'"webFeed":"{DOMAIN}/feed.xml"' in page
    assert f'"url":"{SITE}/guests/ada/"' in page
    assert f"{SITE}/oembed?url=http%3A%2F%2Fslack.example%2Fmoon%2F" in page


@pytest.mark.parametrize("url", [f"{DOMAIN}/moon/", f"{DOMAIN}/moon/embed/", f"{SITE}/slack/moon/"])
@pytest.mark.parametrize("host", [SITE, DOMAIN])
def test_oembed_knows_the_page_by_each_of_its_addresses(client, episode, host, url):
    said = get(client, f"{host}/oembed", data={"url": url}).json()
    assert f'src="{DOMAIN}/moon/embed/"' in said["html"]
    assert (said["author_url"], said["provider_url"]) == (f"{DOMAIN}/", f"{SITE}/")


def test_an_app_made_of_the_show_begins_at_its_page(client, episode):
    assert get(client, f"{DOMAIN}/site.webmanifest?show=slack").json()["start_url"] == "/"
    assert get(client, f"{SITE}/site.webmanifest?show=lamps").json()["start_url"] == "/lamps/"


# --- What stays as it was --------------------------------------------------------------------------


def test_the_answers_of_two_hosts_are_kept_apart_and_found_again(client, episode, django_assert_num_queries):
    site, domain = (get(client, f"{host}/guests/ada/") for host in (SITE, DOMAIN))
    assert site["ETag"] != domain["ETag"]
    with django_assert_num_queries(2):  # the show of the host, the state of everything
        again = client.get("/guests/ada/", headers={"Host": "slack.example", "If-None-Match": domain["ETag"]})
    assert again.status_code == 304
    with django_assert_num_queries(1):
        again = client.get("/guests/ada/", headers={"Host": "site.example", "If-None-Match": site["ETag"]})
    assert again.status_code == 304


def test_an_unpublished_episode_is_seen_on_the_site_by_who_may_and_on_the_domain_by_nobody(client, episode, producer):
    EpisodeFactory(show=episode.show, slug="draft", state="draft")
    assert [get(client, address).status_code for address in (f"{SITE}/slack/draft/", f"{DOMAIN}/draft/")] == [404, 404]
    client.force_login(producer)
    preview = get(client, f"{SITE}/slack/draft/")
    assert preview.status_code == 200
    assert 'href="/slack/theme.css' in preview.text  # a file of the page's own host


def test_what_was_public_is_gone_on_the_domain_too_and_what_moved_leads_on(client, episode):
    EpisodeFactory(show=episode.show, slug="ebb", state="withdrawn", was_public=True)
    assert get(client, f"{DOMAIN}/ebb/").status_code == 410
    episode.former_addresses.create(show=episode.show, slug="luna")
    assert get(client, f"{DOMAIN}/luna/", follow=True).redirect_chain[-1][0] == f"{DOMAIN}/moon/"


@pytest.mark.parametrize(("host", "path"), [(DOMAIN, "/moon/ask/"), (SITE, "/slack/moon/ask/")])
def test_a_question_is_taken_where_it_was_typed(client, episode, host, path):
    asked = client.post(path, {"text": "Why?"}, headers={"Host": host.removeprefix("http://"), "Origin": host})
    assert asked.status_code == 422  # too quick to be a person's, and not another site's (403), nor led away (301)
    assert "Why?" in asked.text


def test_a_moment_comes_on_the_domain_too(client, episode):
    soon = EpisodeFactory(show=episode.show, slug="soon", scheduled=True)
    assert get(client, f"{DOMAIN}/soon/").status_code == 404
    Episode.objects.filter(pk=soon.pk).update(publish_at=soon.publish_at - dt.timedelta(days=400))
    assert get(client, f"{DOMAIN}/soon/").status_code == 200
