"""What other people's programs read in the heads of our pages, and whether they find anything wrong with the pages."""

import json
import re
from pathlib import Path

import pytest
from pyoembed import oEmbed

from episodes.models import Show
from tests.clients.programs import run
from tests.clients.rows import full_show
from tests.factories import CreditFactory, PersonFactory, TopicFactory

pytestmark = pytest.mark.clients

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


@pytest.fixture
def episode(site):
    show = full_show()
    Show.objects.update(in_llms_txt=True, takes_questions=True)
    episode = show.episodes.exclude(transcripts=None).first()
    CreditFactory(episode=episode, person=PersonFactory(slug="ada", name="Ada <Ohm> & co"))
    episode.topics.add(TopicFactory(slug="light", description="Lamps & lenses"))
    site.publish()
    return episode


def pages(episode):
    home = episode.show.get_absolute_url()
    asked = [
        "/",
        home,
        episode.get_absolute_url(),
        f"{episode.get_absolute_url()}embed/",
        episode.show.get_subscribe_url(),
        f"{home}links/",
        f"{home}links/?by=topic",
        f"{home}ask/",
    ]
    return [*asked, "/guests/", "/guests/ada/", "/topics/", "/topics/light/", "/search/?q=a", "/search/"]


def test_the_checker_of_html_finds_no_error_on_any_page(site, episode, tmp_path):
    home = episode.show.get_absolute_url()
    parts = [f"{home}?season=3", f"{home}?year={episode.publish_at.year}", "/offline/"]
    for number, address in enumerate([*pages(episode), *parts]):
        (tmp_path / f"{number}.html").write_bytes(site.get(address).body)
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    said = run(
        "java",
        "-jar",
        str(jar),
        "--errors-only",
        "--format",
        "gnu",
        str(tmp_path),
        home=tmp_path,
        check=False,
        seconds=300,
    )
    assert said == ""


def test_a_chat_unfurls_an_episode(site, episode, tmp_path):
    page = site.url + episode.get_absolute_url()
    found = json.loads(run("node", str(HERE / "unfurl.mjs"), page, home=tmp_path))
    assert found["canonical_url"] == page
    assert found["open_graph"]["title"] == episode.title
    [image] = found["open_graph"]["images"]
    assert (image["width"], image["height"]) == (1200, 630)
    assert site.get(image["url"].removeprefix(site.url)).headers["Content-Type"] == "image/jpeg"
    assert found["twitter_card"]["card"] == "summary_large_image"
    assert found["oEmbed"]["title"] == episode.title
    assert f'src="{page}embed/"' in found["oEmbed"]["html"]


@pytest.mark.parametrize("width", [None, 320])
def test_a_site_that_embeds_finds_the_player_from_the_page_alone(site, episode, width):
    page = site.url + episode.get_absolute_url()
    found = oEmbed(page, **({"maxwidth": width} if width else {}))
    assert (found["type"], found["title"], found["author_name"]) == ("rich", episode.title, episode.show.title)
    assert f'src="{page}embed/"' in found["html"]
    assert found["width"] == (width or 640)
    assert site.get(found["thumbnail_url"].removeprefix(site.url)).headers["Content-Type"].startswith("image/")


def test_the_types_of_schema_org_have_all_that_pages_say(site, episode, tmp_path):
    said = []
    for address in pages(episode):
        said += re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.get(address).body.decode())
    # The show twice, since it is the only one; episode, subscribing, its links twice, guests, person, topics, topic.
    assert len(said) == 10
    lines = [f'import type {{ Graph }} from "{MODULES}/schema-dts/dist/schema.js";']
    lines += [f"export const page{number}: Graph = {text};" for number, text in enumerate(said)]
    source = tmp_path / "pages.ts"
    source.write_text("\n".join(lines))
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler"]
    compiler = str(MODULES / ".bin/tsc")
    assert run(compiler, *options, str(source), home=tmp_path, check=False, seconds=300) == ""
