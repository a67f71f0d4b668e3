from pathlib import Path

import pytest

from episodes import importer
from tests.servers import LOOPBACK

FEEDS = Path(__file__).parents[2] / "data" / "feeds"


@pytest.fixture
def pauses():
    """The seconds for which another host wanted to be left alone."""
    return []


@pytest.fixture
def asking(pauses):
    """Asks servers on loopback too, and never waits."""
    return importer.Asking(trusted=LOOPBACK, pause=pauses.append)


@pytest.fixture
def plan_of(asking):
    """`plan_of(name or bytes, …)`: the plan for one of our feeds, or for a feed that is written in the test."""

    def planned(source, **options):
        data = source if isinstance(source, bytes) else (FEEDS / source).read_bytes()
        return importer.plan(
            source=importer.from_bytes(data, asking=asking), **{"with_media": False, "asking": asking, **options}
        )

    return planned


@pytest.fixture
def brought(plan_of, asking, db):
    """The same, carried out: the steps and the show."""

    def applied(source, **options):
        steps = list(importer.apply(plan=plan_of(source, **options), asking=asking))
        assert [step.sentence for step in steps if step.failed] == []
        return steps

    return applied


def feed(*items, channel="<title>Rope</title><language>en</language>"):
    """A feed in bytes; each item is what stands in it besides an enclosure, a GUID and a date."""
    names = (
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:psc="http://podlove.org/simple-chapters"'
    )
    whole = "".join(
        f"<item><guid>rope-{number}</guid><pubDate>0{number} Jan 2020 06:00:00 +0100</pubDate>"
        f'<enclosure url="https://rope.example/{number}.mp3" length="{number}000" type="audio/mpeg"/>{item}</item>'
        for number, item in enumerate(items, start=1)
    )
    return f"<rss {names}><channel>{channel}{whole}</channel></rss>".encode()
