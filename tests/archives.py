"""Shows that are taken away and brought in again."""

import datetime as dt
import io
import json
import shutil
import uuid
import zipfile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from episodes.exporting import Contents, pieces
from episodes.models import (
    Episode,
    EpisodeAddress,
    ImportedEpisode,
    ImportedShow,
    Season,
    Show,
    ShowAddress,
    Soundbite,
    StartHere,
    Topic,
)
from guests.models import Person, PersonAddress, Redirect
from tests import factories
from tests.audio import silent_mp3

SITE = "https://podcasts.example"
SECRET = "Nobody may know this yet"
TOKEN = "0123456789abcdef0123456789abcdef"
COVER = "fedcba9876543210fedcba9876543210"
MOON = "00112233445566778899aabbccddeeff"
AUDIO = silent_mp3(120)


def taken(show: Show, **choices) -> zipfile.ZipFile:
    """The archive of a show, read back; everything in it is as long and sums up as it says."""
    found = zipfile.ZipFile(io.BytesIO(b"".join(pieces(Contents(show=show, site=SITE, **choices)))))
    assert found.testzip() is None
    return found


def facts_of(archive: zipfile.ZipFile, name: str) -> tuple[dict, str]:
    """The facts and the notes of the page of an episode, read without code of ours."""
    head, _, notes = archive.read(name).decode().removeprefix("---\n").partition("\n---\n\n")
    lines = (line.partition(": ") for line in head.split("\n"))
    return {key: json.loads(value) for key, _, value in lines}, notes


def picture(name: str, kind: str, mode: str = "RGB") -> str:
    out = io.BytesIO()
    Image.new(mode, (40, 40), "teal").save(out, kind)
    return default_storage.save(f"images/{name}", ContentFile(out.getvalue()))


def show_with_everything() -> Show:
    """One public episode with everything, and one of each other state with a secret in it."""
    show = factories.ShowFactory(
        title="Slack Water",
        slug="slack-water",
        cover=picture(f"{COVER}.jpg", "JPEG"),
        feed_size=1,
        podcast_guid=uuid.UUID("9b024349-ccf0-5f69-a609-6b82873eab3c"),
        update_rule="FREQ=WEEKLY;BYDAY=TU;BYHOUR=6",
        update_from=dt.date(2024, 2, 29),
        category_1="Science",
        must_have=["notes"],
        locked=True,
        kept_xml='<x:value xmlns:x="https://podcastindex.org/namespace/1.0" type="lightning"></x:value>',
    )
    ShowAddress.objects.create(show=show, slug="slack")
    factories.StandingCreditFactory(show=show, person__slug="host")
    factories.StandingLinkFactory(show=show, sponsored=True)
    show.funding_links.create(label="Support", url="https://money.example/")
    show.feed_texts.create(purpose="verify", value="code")
    show.listings.create(label="Fyyd", url="https://fyyd.example/slack")
    show.recommended_feeds.create(title="Ebb", guid="00000000-0000-4000-8000-000000000001")
    show.holidays.create(day=dt.date(2026, 12, 25), name="Yule")
    show.retired_addresses.create(slug="sunk", guid="sunk-for-good", was_public=True)
    ImportedShow.objects.create(show=show, address="https://old.example/feed.xml", link="https://old.example/")
    for old in ("/tides/7", "/tides"):
        Redirect.objects.create(old=old, new="/slack-water/ebb/#t=5" if old.endswith("7") else "/slack-water/")
    Redirect.objects.create(old="/elsewhere", new="/another-show/")
    episode = factories.EpisodeFactory(
        show=show,
        slug="ebb",
        title="Ebb: “low”\u2028water",
        guid=" made elsewhere ",
        number=7,
        season=factories.SeasonFactory(show=show, number=90, name="Ebb"),
        notes=f"---\nA line\r\n\n![](/media/images/{TOKEN}.png)\n\n---\n\nThe end, without a new line",
        audio_file=default_storage.save("audio/ebb.mp3", ContentFile(AUDIO)),
        audio_url="",
        audio_size=len(AUDIO),
        social_protocol="activitypub",
        social_url="https://social.example/@ebb/1",
        location_name="Lisbon",
        location_geo="geo:38.7223,-9.1393",
    )
    EpisodeAddress.objects.create(show=show, episode=episode, slug="low-water")
    picture(f"{TOKEN}.png", "PNG", "RGBA")
    factories.ChapterFactory(
        episode=episode, start_ms=0, title="Moon", url="https://moon.example/", image=picture(f"{MOON}.jpg", "JPEG")
    )
    factories.ChapterFactory(
        episode=episode,
        start_ms=61_501,
        title="Mud",
        hidden=True,
        end_ms=70_000,
        image_url="https://tides.example/mud.png",
    )
    Soundbite.objects.create(episode=episode, start_ms=1_000, duration_ms=15_000, title="Listen")
    ada = factories.PersonFactory(slug="ada", name="Ada Quayle", portrait_x=20)
    PersonAddress.objects.create(person=ada, slug="ada-q")
    factories.CreditFactory(episode=episode, person=ada)
    factories.PersonLinkFactory(person=ada)
    factories.ResourceLinkFactory(episode=episode, label="Tide tables", sponsored=True)
    factories.TranscriptFactory(episode=episode, remarks=[{"message": "A line was mended."}])
    factories.TranscriptFactory(episode=episode, language="pt")
    StartHere.objects.create(episode=episode, position=2)
    ImportedEpisode.objects.create(episode=episode, link="https://old.example/7", audio_url="https://old.example/7.mp3")
    episode.topics.add(factories.TopicFactory(name="Tides", slug="the-tides"))
    for number, state in enumerate(["draft", "in_review", "scheduled", "withdrawn"], start=91):
        hidden = factories.EpisodeFactory(show=show, title=SECRET, notes=SECRET, **{state: True})
        factories.CreditFactory(episode=hidden, person=factories.PersonFactory(name=SECRET))
        hidden.topics.add(factories.TopicFactory(name=f"{SECRET} {hidden.pk}"))
        hidden.season = factories.SeasonFactory(show=show, number=number, name=SECRET)
        hidden.save()
        Redirect.objects.create(old=f"/tides/{number}", new=hidden.get_absolute_url())
    show.retired_addresses.create(slug="never-out", guid=SECRET)
    return show


def destroy() -> None:
    """Until nothing is left of any show, as on another site."""
    Episode.everything.all().delete()
    Season.objects.all().delete()
    Show.objects.all().delete()
    Person.objects.all().delete()
    Topic.objects.all().delete()
    Redirect.objects.all().delete()
    shutil.rmtree(settings.MEDIA_ROOT)
