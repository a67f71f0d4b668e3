"""From a feed to a show, from there to our own feed, and from that to another show: the two are equal."""

import pytest
from django.test import Client

from episodes import importer
from episodes.importer import show_fields
from episodes.importer.stored import stored
from episodes.models import Episode, ImportedEpisode, ImportedShow, Show
from tests.episodes.importer.conftest import FEEDS, feed
from tests.servers import Server, answer

pytestmark = pytest.mark.django_db

NOTES = (
    "<p>A talk about <b>rope</b>, <a href='https://rope.example/a_b'>a_b</a> and 5 * 3 * 2.</p><ul><li>One<ul><li>Two"
    "</li></ul></li></ul><h2>Links</h2><ul><li><a href='https://rope.example/shop'>Shop</a></li></ul>"
)
FULL = (
    "<title>One &amp; only</title><itunes:summary>In short: rope.</itunes:summary>"
    f"<content:encoded><![CDATA[{NOTES}]]></content:encoded>"
    "<itunes:duration>12:30</itunes:duration><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>"
    "<podcast:season name='Knots'>2</podcast:season><podcast:episode display='Seven'>7</podcast:episode>"
    "<itunes:episodeType>full</itunes:episodeType><itunes:explicit>yes</itunes:explicit><category>Rope</category>"
    "<podcast:person role='host'>Pia Kolb</podcast:person><podcast:person role='guest'>Bo Lind</podcast:person>"
    "<podcast:soundbite startTime='1.5' duration='20'>Hear</podcast:soundbite>"
    "<podcast:location geo='geo:1,2'>Dock</podcast:location>"
    "<podcast:license url='https://rope.example/l'>Ours</podcast:license>"
    "<podcast:funding url='https://rope.example/f'>Mend</podcast:funding>"
    "<podcast:socialInteract protocol='activitypub' uri='https://social.example/1' accountId='@rope'/>"
    "<podcast:value type='lightning'><podcast:valueRecipient name='us' address='03'/></podcast:value>"
)
CHAPTERS = b'{"chapters":[{"startTime":0,"title":"Hello"},{"startTime":62.5,"title":"Secret","toc":false},'
CHAPTERS += b'{"startTime":90,"endTime":95.25,"title":"Knots","url":"https://rope.example/knots",'
CHAPTERS += b'"img":"https://rope.example/knot.png"}]}'
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Pia>Hello, rope.\n"
# What is of the place where a show is, and of the order in which rows were made.
ELSEWHERE = {"audio"}


def everything(show):
    rows = Episode.everything.filter(show=show).order_by("guid")
    states = rows.values_list("guid", "state", "publish_at")
    episodes = [
        (*state, {name: value for name, value in row.fields.items() if name not in ELSEWHERE})
        for state, row in zip(states, stored(rows), strict=True)
    ]
    fields = show_fields.here(show)
    # Where the feed has none, it follows from the address.
    del fields["podcast_guid"]
    return fields, episodes


def our_feed(server, show):
    """Our feed, with what it names served from loopback."""
    client = Client(headers={"host": "testserver"})
    data = client.get(f"/{show.slug}/feed.xml").content
    for episode in Episode.objects.filter(show=show):
        for name in ("chapters.json", "transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt"):
            path = f"{episode.get_absolute_url()}{name}"
            response = client.get(path)
            if response.status_code == 200:
                server.pages[path] = answer(b"".join(response) if response.streaming else response.content)
    return data.replace(b"http://testserver", server.url("").encode())


@pytest.mark.parametrize("source", ["made", "february.xml"])
def test_show_is_the_same_after_a_move_out_and_in(asking, brought, source):
    with Server({"/c.json": answer(CHAPTERS), "/t.vtt": answer(VTT)}) as server:
        if source == "made":
            files = (
                f"<podcast:chapters url='{server.url('/c.json')}'/>"
                f"<podcast:transcript url='{server.url('/t.vtt')}' type='text/vtt'/>"
            )
            channel = (
                "<title>Rope &amp; tar</title><language>de</language><description>All about rope.</description>"
                "<itunes:subtitle>Rope, weekly</itunes:subtitle><itunes:category text='Arts'/>"
                "<podcast:person role='host'>Pia Kolb</podcast:person>"
                "<podcast:funding url='https://rope.example/give'>Give</podcast:funding>"
            )
            brought(feed(FULL + files, "<title>Two</title>", channel=channel))
        else:
            brought((FEEDS / source).read_bytes())
        one = Show.objects.get()
        # A draft is in no feed.
        Episode.objects.filter(state="draft").delete()
        data = our_feed(server, one)
        first = everything(one)
        # As on another site, which has never seen the show.
        ImportedShow.objects.all().delete()
        ImportedEpisode.objects.all().delete()
        plan = importer.plan(source=importer.from_bytes(data, asking=asking), with_media=False)
        assert [step.sentence for step in importer.apply(plan=plan, asking=asking) if step.failed] == []
    assert everything(Show.objects.exclude(pk=one.pk).get()) == first
