"""What another parser reads in a feed, it reads in ours after the show has moved here, item by item."""

import json
import re
from email.utils import parsedate_to_datetime

import pytest

from episodes import importer
from tests.clients.programs import run
from tests.clients.test_parsers import READER
from tests.servers import LOOPBACK, Server, answer

pytestmark = pytest.mark.clients

NAMES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)
FULL = """
  <item>
    <title>Locks &amp; weirs</title><guid isPermaLink="false"> tag:rope,2020:1 </guid>
    <pubDate>Wed, 01 Jan 2020 06:00:00 +0100</pubDate><link>https://rope.example/1</link>
    <enclosure url="https://rope.example/1.mp3" length="12345678" type="audio/mpeg"/>
    <content:encoded><![CDATA[
      <p>About <b>rope</b> &amp; <a href="https://rope.example/a_b">tar</a>.</p>
    ]]></content:encoded>
    <itunes:duration>750</itunes:duration><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>
    <itunes:episodeType>bonus</itunes:episodeType><itunes:explicit>true</itunes:explicit><itunes:block>Yes</itunes:block>
    <podcast:season name="Knots">2</podcast:season><podcast:episode display="Seven">7</podcast:episode>
    <podcast:person role="host">Pia Kolb</podcast:person>
    <podcast:person role="audio engineer" group="audio production">Bo Lind</podcast:person>
    <podcast:chapters url="SITE/1.json" type="application/json+chapters"/>
    <podcast:transcript url="SITE/1.vtt" type="text/vtt" language="en"/>
    <podcast:soundbite startTime="1.5" duration="20">Hear</podcast:soundbite>
    <podcast:location geo="geo:1,2">Dock</podcast:location>
    <podcast:socialInteract protocol="activitypub" uri="https://social.example/1" accountId="@rope"/>
    <podcast:value type="lightning" method="keysend">
      <podcast:valueRecipient name="us" type="node" address="03" split="100"/>
    </podcast:value>
    <podcast:alternateEnclosure type="audio/opus" length="99" bitrate="64000">
      <podcast:source uri="https://rope.example/1.opus"/>
    </podcast:alternateEnclosure>
  </item>
"""
BARE = """
  <item>
    <title>Two</title><guid>https://rope.example/?p=2</guid><pubDate>Thu, 02 Jan 2020 23:30:00 GMT</pubDate>
    <enclosure url="https://rope.example/2.m4a" length="22" type="audio/x-m4a"/>
  </item>
"""
CHANNEL = """
  <title>Rope &amp; tar</title><link>https://rope.example/</link><description>All about rope.</description>
  <language>en</language><copyright>The Rope Works</copyright>
  <itunes:author>Pia Kolb</itunes:author><itunes:explicit>false</itunes:explicit><itunes:type>serial</itunes:type>
  <itunes:category text="Arts"><itunes:category text="Design"/></itunes:category>
  <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
  <podcast:funding url="https://rope.example/give">Give</podcast:funding>
  <podcast:license url="https://rope.example/licence">rope-v1</podcast:license>
  <podcast:txt purpose="verify">abc</podcast:txt>
  <podcast:person role="host">Pia Kolb</podcast:person>
"""


CHAPTERS = b'{"version":"1.2.0","chapters":[{"startTime":0,"title":"Hello"},{"startTime":62.5,"title":"Knots"}]}'
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nRope.\n"


def test_another_parser_reads_the_same_after_the_move(site, tmp_path):
    with Server({"/1.json": answer(CHAPTERS), "/1.vtt": answer(VTT)}) as server:
        before = f"<rss version='2.0' {NAMES}><channel>{CHANNEL}{BARE}{FULL}</channel></rss>"
        before = before.replace("SITE", server.url("")).encode()
        asking = importer.Asking(trusted=LOOPBACK)
        plan = importer.plan(source=importer.from_bytes(before, asking=asking), with_media=False)
        assert [step.sentence for step in importer.apply(plan=plan, asking=asking) if step.failed] == []
    site.publish()
    there = _read(before, tmp_path)
    here = _read(site.get(f"/{plan.show.slug}/feed.xml").body, tmp_path)
    items = there.pop("items"), here.pop("items")
    assert _lost(_show(there), _show(here)) == {}
    assert len(items[0]) == len(items[1]) == 2
    for one, other in zip(*items, strict=True):
        assert _lost(_item(one), _item(other)) == {}


def _read(body, folder):
    document = folder / "feed.xml"
    document.write_bytes(body)
    return json.loads(run("node", str(READER), "feedsmith", str(document), home=folder))


def _lost(there, here):
    """What is said there and not here: ours may say more, and nothing else."""
    return {name: (value, here.get(name)) for name, value in there.items() if here.get(name) != value}


def _show(read):
    """What is said of a show, in one layer, in the terms that both have; where it is is its own."""
    return {**_flat(read), "description": _words(read["description"]), "link": True}


def _item(read):
    said = _flat(read)
    said["guid"] = {"isPermaLink": True, **read["guid"]}
    said["pubDate"] = parsedate_to_datetime(read["pubDate"])
    said["enclosures"] = [{**one, "url": True} for one in read["enclosures"]]
    said["content"] = _words(read.get("description") or read.get("content", {}).get("encoded", ""))
    said["link"] = True
    if "podcast chapters" in said:
        said["podcast chapters"] = said["podcast chapters"]["type"]
        said["podcast transcripts"] = [(one["type"], one["language"]) for one in said["podcast transcripts"]][:1]
    return said


def _flat(read):
    layers = {name: value for name, value in read.items() if name in ("itunes", "podcast")}
    said = {name: value for name, value in read.items() if name not in layers}
    said |= {f"{layer} {name}": value for layer, values in layers.items() for name, value in values.items()}
    if people := said.get("podcast persons"):
        said["podcast persons"] = [
            (one["display"], one["role"].lower(), one.get("group", "cast").lower()) for one in people
        ]
    return said


def _words(html):
    """The text with its links: of two ways to write bold, each is as good."""
    plain = re.sub(r"</?(?:p|b|strong)>", "", html)
    return " ".join(plain.split())
