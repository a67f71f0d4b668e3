"""Rows for programs to read: real audio, and a show in which every field that a feed shows says something."""

import datetime as dt
import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from episodes import models
from tests.audio import silent_mp3
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
)

# A pixel: nobody looks at it, but its address is in the feed.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def episode_with_audio(*, seconds: float = 20, **fields):
    """A public episode whose audio is on this site and says the truth about itself."""
    audio = silent_mp3(seconds)
    episode = EpisodeFactory(audio_url="", audio_size=len(audio), duration_ms=round(seconds * 1000), **fields)
    episode.audio_file.save("episode.mp3", ContentFile(audio))
    return episode


def full_show():
    """A show of a full episode, a trailer and a plain one, with two rows of whatever there can be several of."""
    show = ShowFactory(
        slug="slack-water",
        title="Slack Water & Co.",
        tagline="Tides",
        description="**About** the tides & *lamps*.",
        author="Net Loft “Radio”",
        language="en",
        kind="serial",
        explicit=True,
        cover_alt="A lamp & a <buoy>",
        podcast_guid=uuid.UUID("9b024349-ccf0-5f69-a609-6b82873eab3c"),
        category_1="Society & Culture > Documentary",
        category_2="History",
        category_3="Religion & Spirituality > Religion",
        owner_name="Net Loft",
        owner_email="loft@net.example",
        copyright="Net Loft Radio",
        license="CC-BY-4.0",
        license_url="https://license.example/by?v=4&lang=en",
        medium="audiobook",
        location_name="Lisbon, Portugal",
        location_geo="geo:38.7223,-9.1393",
        update_frequency="Every Tuesday",
        update_rule="FREQ=WEEKLY;BYDAY=TU",
        complete=True,
        block=True,
        blocked_services="amazon youtube",
        locked=True,
        new_feed_url="https://new.example/feed.xml",
    )
    show.cover.save("cover.png", ContentFile(PIXEL))
    for number, each in enumerate(["Give once", "Give & keep giving"], 1):
        models.FundingLink.objects.create(
            show=show, label=each, url=f"https://give.example/?a={number}&b", position=number
        )
        models.FeedText.objects.create(show=show, purpose=f"verify-{number}", value=f"c0de & {number}", position=number)
        models.RecommendedFeed.objects.create(
            show=show,
            title=f"Other & {number}",
            guid=uuid.UUID(int=number),
            url=f"https://other.example/{number}",
            position=number,
        )
    hosts = [PersonFactory(name="Inês Prata"), PersonFactory(name="Bo <Li> & Sons")]
    hosts[0].portrait.save("ines.png", ContentFile(PIXEL))
    for position, (person, role) in enumerate(zip(hosts, ["host", "co-host"], strict=True)):
        StandingCreditFactory(show=show, person=person, role=role, position=position)
    _full_episode(show)
    now = timezone.now().replace(microsecond=0)
    season = SeasonFactory(show=show, number=3, name="Third & last")
    episode_with_audio(
        show=show, kind="trailer", season=season, title="Soon & more", publish_at=now - dt.timedelta(days=3)
    )
    EpisodeFactory(show=show, title="Plain", publish_at=now - dt.timedelta(days=9))
    return show


def _full_episode(show):
    episode = episode_with_audio(
        show=show,
        seconds=300,
        slug="fog",
        title="Fog & <lamps>: “why?”",
        season=SeasonFactory(show=show, number=2, name="Ebb & flow"),
        number=7,
        number_label="Part seven",
        summary="Two sentences & more. Really.",
        notes="## Notes\n\nA [link](https://link.example/?a=1&b=2), *soft* and **loud**.",
        cover_alt="Fog",
        explicit=True,
        block=True,
        location_name="Dún Laoghaire",
        location_geo="geo:53.2945,-6.1336",
        license="Our own",
        license_url="https://license.example/own",
        funding_url="https://give.example/boat",
        funding_label="Mend the boat",
        social_protocol="activitypub",
        social_url="https://social.example/@radio/1?x=1&y=2",
        social_account="@radio@social.example",
        publish_at=timezone.now().replace(microsecond=0) - dt.timedelta(hours=1),
    )
    episode.cover.save("cover.png", ContentFile(PIXEL))
    guests = [PersonFactory(name="Ada O’Neil"), PersonFactory(name="Zoë")]
    guests[0].portrait.save("ada.png", ContentFile(PIXEL))
    for position, (person, role) in enumerate(zip(guests, ["guest", "video-editor"], strict=True)):
        CreditFactory(episode=episode, person=person, role=role, position=position)
    for start_ms, title in [(0, "In"), (61_500, "Fog & <lamps>"), (240_250, "Out")]:
        ChapterFactory(episode=episode, start_ms=start_ms, title=title, url=f"https://c.example/?t={start_ms}&x")
    ChapterFactory(episode=episode, start_ms=90_000, title="Only a picture", hidden=True)
    for number in (1, 2):
        ResourceLinkFactory(episode=episode, label=f"Link & {number}", position=number, sponsored=number == 2)
        models.Soundbite.objects.create(
            episode=episode, start_ms=number * 30_250, duration_ms=20_500, title=f"Bite & {number}"
        )
    TranscriptFactory(episode=episode)
    for name in ("Bells", "Time & clocks"):
        episode.topics.add(TopicFactory(name=name))
    return episode
