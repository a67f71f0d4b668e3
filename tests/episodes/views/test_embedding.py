import html
import json
import re
from xml.etree import ElementTree

import pytest

from episodes.models import EpisodeAddress
from tests.factories import ChapterFactory, EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db

ORIGIN = "http://testserver"
PAGE = f"{ORIGIN}/slack/moon/"


@pytest.fixture
def episode(db):
    show = ShowFactory(slug="slack", title="Slack Water")
    return EpisodeFactory(show=show, slug="moon", title='The "moon" & <more>')


def ask(client, **asked):
    return client.get("/oembed", asked)


def policy(response):
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def test_any_page_may_frame_the_player_and_no_other_page_of_ours(client, episode):
    player, page = client.get("/slack/moon/embed/"), client.get("/slack/moon/")
    assert policy(player)["frame-ancestors"] == ["*"]
    assert "X-Frame-Options" not in player
    assert policy(page)["frame-ancestors"] == ["'none'"]
    assert page["X-Frame-Options"] == "DENY"
    assert policy(player)["script-src"] == ["'self'"]
    assert player["X-Robots-Tag"] == "noindex"


def test_the_player_has_its_chapters_and_starts_where_it_is_told(client, episode):
    ChapterFactory(episode=episode, title="Sovereignty", start_ms=877_000, url="https://chapter.example/")
    text = client.get("/slack/moon/embed/?t=14:37").text
    assert "/audio.mp3#t=877" in text
    assert "Sovereignty" in text
    assert '<a class="chapter__url" href="https://chapter.example/" rel="noopener" target="_blank">' in text
    assert "masthead" not in text


@pytest.mark.parametrize(("theme", "said"), [("dark", ["dark"]), ("light", ["light"]), ("", []), ("<b>", [])])
def test_a_page_may_choose_light_or_dark(client, episode, theme, said):
    text = client.get("/slack/moon/embed/", {"theme": theme}).text
    assert re.findall(r'<html[^>]*data-theme="(\w+)"', text) == said


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_unpublished_is_neither_framed_nor_told_of_whoever_asks(client, editor, episode, state):
    EpisodeFactory(show=episode.show, slug="hidden", state=state)
    client.force_login(editor)
    assert client.get("/slack/hidden/embed/").status_code == 404
    assert ask(client, url=f"{ORIGIN}/slack/hidden/").status_code == 404


@pytest.mark.parametrize(
    ("url", "start"),
    [
        (PAGE, ""),
        (f"{PAGE}embed/", ""),
        (f"{PAGE}?t=877.5#chapters", "?t=877.5"),
        (f"{PAGE}?t=14:37,15:00", "?t=877"),
        (f"{PAGE}?t=0", ""),
        (f"{PAGE}?t=%22later", ""),
    ],
)
def test_oembed_tells_how_to_show_an_episode_and_from_where(client, episode, url, start):
    said = ask(client, url=url).json()
    code = said.pop("html")
    assert said == {
        "version": "1.0",
        "type": "rich",
        "title": episode.title,
        "author_name": "Slack Water",
        "author_url": f"{ORIGIN}/slack/",
        "provider_name": "Test network",
        "provider_url": f"{ORIGIN}/",
        "width": 640,
        "height": 420,
    }
    title = "The &quot;moon&quot; &amp; &lt;more&gt;"
    assert code.startswith(f'<iframe src="{PAGE}embed/{start}" title="{title}" width="640"')


def test_oembed_in_xml_says_the_same(client, episode):
    episode.title = "Bell \b rings"
    episode.save()
    response = ask(client, url=PAGE, format="xml")
    said = {child.tag: child.text for child in ElementTree.fromstring(response.content)}
    expected = {name: str(value) for name, value in ask(client, url=PAGE).json().items()}
    assert said == {name: value.replace("\b", "") for name, value in expected.items()}
    assert response["Content-Type"] == "text/xml; charset=utf-8"


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({"maxwidth": "400", "maxheight": "300"}, (400, 300)),
        ({"maxwidth": "9999"}, (640, 420)),
        ({"maxwidth": "1", "maxheight": "1"}, (260, 220)),
        ({"maxwidth": "²", "maxheight": "-5"}, (640, 420)),
    ],
)
def test_oembed_fits_what_is_asked_as_far_as_it_is_of_use(client, episode, asked, size):
    said = ask(client, url=PAGE, **asked).json()
    assert (said["width"], said["height"]) == size


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "http://[",
        f"{ORIGIN}/slack/",
        f"{ORIGIN}/slack/none/",
        "http://elsewhere.example/slack/moon/",
        "/slack/moon/",
    ],
)
def test_oembed_knows_no_other_address(client, episode, url):
    assert ask(client, url=url).status_code == 404


def test_oembed_follows_a_former_address(client, episode):
    EpisodeAddress.objects.create(episode=episode, show=episode.show, slug="luna")
    assert ask(client, url=f"{ORIGIN}/slack/luna/").json()["title"] == episode.title


def test_oembed_has_two_formats(client, episode):
    assert ask(client, url=PAGE, format="yaml").status_code == 501


def test_the_page_leads_to_both_and_shows_the_code(client, episode):
    text = client.get("/slack/moon/").text
    for form in ("json", "xml"):
        [address] = re.findall(rf'type="(?:application|text)/{form}\+oembed" href="([^"]*)"', text)
        response = client.get(html.unescape(address).removeprefix(ORIGIN))
        assert response.status_code == 200
    code = ask(client, url=PAGE).json()["html"]
    [shown] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    assert html.unescape(shown).strip() == code
    assert f'<meta name="twitter:player" content="{PAGE}embed/">' in text
    assert '<meta name="twitter:card" content="summary_large_image">' in text


def test_over_https_networks_get_a_player(client, episode):
    assert '<meta name="twitter:card" content="player">' in client.get("/slack/moon/", secure=True).text
    assert '<meta name="twitter:card" content="summary">' in client.get("/slack/", secure=True).text


def test_json_is_for_everybody(client, episode):
    response = ask(client, url=PAGE)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content)["version"] == "1.0"
