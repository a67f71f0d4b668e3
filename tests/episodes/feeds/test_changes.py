"""A change of what the feed shows changes the answer, however it was made; a change of anything else does not."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.utils import timezone

from episodes import models
from episodes.triggers import APPS
from guests.models import Person, PersonLink
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    PersonLinkFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
)

ADDRESS = "/slack-water/feed.xml"
MOMENT = dt.datetime(2026, 3, 1, 6, 30, tzinfo=dt.UTC)

# Model → field → another value. What is not here is in the table after it.
SHOWN = {
    models.Show: {
        "title": "Other",
        "tagline": "Other",
        "kept_xml": "<rating>5</rating>",
        "description": "Other",
        "author": "Other",
        "language": "de",
        "kind": "serial",
        "explicit": True,
        "cover": "images/other.jpg",
        "podcast_guid": uuid.UUID(int=9),
        "category_1": "Science",
        "category_2": "Arts",
        "category_3": "Comedy",
        "owner_name": "Other",
        "owner_email": "other@b.example",
        "copyright": "Other",
        "license": "CC0-1.0",
        "license_url": "https://other.example/",
        "medium": "music",
        "location_name": "Porto",
        "location_geo": "geo:41,-8",
        "cover_alt": "Other",
        "update_frequency": "Daily",
        "update_rule": "FREQ=DAILY",
        "update_from": dt.date(2026, 3, 3),
        "complete": True,
        "block": True,
        "blocked_services": "amazon",
        "locked": True,
        "feed_size": 1,
        "audio_prefix": "https://count.example/",
        "new_feed_url": "https://new.example/",
    },
    models.Season: {"number": 8, "name": "Other"},
    models.Episode: {
        "title": "Other",
        "slug": "other",
        "guid": "other",
        "guid_is_permalink": True,
        "kept_xml": "<rating>5</rating>",
        "summary": "Other",
        "notes": "Other",
        "cover": "images/other.jpg",
        "explicit": True,
        "block": True,
        "cover_alt": "Other",
        "number_label": "Other",
        "location_name": "Other",
        "location_geo": "geo:1,2",
        "license": "CC0-1.0",
        "license_url": "https://other.example/",
        "funding_url": "https://other.example/",
        "funding_label": "Other",
        "social_url": "https://other.example/",
        "social_account": "@other@other.example",
        "social_protocol": "nostr",
        "kind": "bonus",
        "number": 9,
        "season": None,
        "audio_type": "audio/x-m4a",
        "audio_size": 5,
        "duration_ms": 99_000,
        "state": "withdrawn",
        "publish_at": MOMENT,
    },
    models.Chapter: {
        "start_ms": 5,
        "title": "Other",
        "url": "https://other.example/",
        "image": "images/other.jpg",
        "image_url": "https://other.example/elsewhere.jpg",
        "hidden": True,
    },
    models.ResourceLink: {"label": "Other", "url": "https://other.example/", "sponsored": True, "position": 9},
    models.Credit: {"role": "narrator", "position": 9},
    models.StandingCredit: {"role": "narrator", "position": 9},
    models.Transcript: {"language": "de"},
    models.Topic: {"name": "Other"},
    models.Soundbite: {"start_ms": 7, "duration_ms": 7, "title": "Other"},
    # Of an episode whose audio was uploaded: while the copy is of another upload, the upload itself goes out.
    models.OutgoingAudio: {"size": 6, "source": "audio/other.mp3"},
    models.FundingLink: {"label": "Other", "url": "https://other.example/", "position": 9},
    models.FeedText: {"purpose": "other", "value": "other", "position": 9},
    models.RecommendedFeed: {
        "title": "Other",
        "guid": uuid.UUID(int=8),
        "url": "https://other.example/",
        "position": 9,
    },
    Person: {"name": "Other", "slug": "other", "portrait": "images/other.jpg", "portrait_x": 7, "portrait_y": 7},
}

NOT_SHOWN = {
    models.Show: {
        "domain": "other.example",  # means nothing while the site does not answer there
        "notes_template": "Other",
        "must_have": ["notes"],
        "title_pattern": "Episode {number}",
        "time_zone": "Europe/Berlin",
        "redirect_feed": None,
        "apple_id": "1234567890",
        "spotify_url": "https://open.spotify.com/show/other",
        "takes_questions": True,
        "in_llms_txt": True,
        "accent": "#123456",
        "logo": None,  # a file that is not there cannot be measured
        "logo_width": 9,
        "logo_height": 9,
        "scheme": "dark",
        "header_text": "Other",
        "footer_links": "Other https://other.example/",
        "own_css": "a {}",
    },
    models.Season: {},
    models.Episode: {
        "was_public": True,
        "announced": True,
        "audio_file": None,
        "audio_url": "https://other.example/a.mp3",
        "deleted_at": None,
        "deleted_by": None,
    },
    # A chapter's end is in chapters.json, what is said in the transcript's own files.
    models.Chapter: {"end_ms": 99_000_000},
    models.ResourceLink: {
        "archived_url": "https://copy.example/",
        "is_dead": True,
        "site": None,
    },  # the site follows the address
    models.Credit: {},
    models.StandingCredit: {},
    models.Transcript: {"webvtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nOther.\n", "remarks": [{"number": 1}]},
    models.Topic: {"slug": "other", "description": "Other"},
    models.Soundbite: {},
    models.OutgoingAudio: {"file": "outgoing/other.mp3", "fingerprint": "other"},
    models.FundingLink: {},
    models.FeedText: {},
    models.RecommendedFeed: {},
    Person: {"headline": "Other", "bio": "Other", "portrait_alt": "Other"},
}

# Former addresses, what only pages and the desk show, and records of what was done.
NOT_IN_A_FEED = {
    *("EpisodeAddress", "EpisodeRevision", "PersonAddress", "RetiredAddress", "ShowAddress", "TopicAddress"),
    *("Listing", "PersonLink", "StandingLink"),
    *("AddressCheck", "Asking", "CalendarAddress", "Comment", "DeskVisit", "EpisodeVersion", "FollowedShow"),
    *("Holiday", "HubPing", "ImportRun", "ImportRunItem", "ImportRunPage", "ImportedEpisode", "ImportedShow"),
    *("IndexPing", "Letter", "MailChoice", "MediaErrand"),
    *("Membership", "MergedPerson", "MissedAddress", "NotesHtml", "OpenForm", "OutgoingErrand", "OutgoingFile"),
    *("OwnershipCode",),
    *("PreviewLink", "Question", "Redirect", "Revision", "SearchDocument", "SearchPassage", "StartHere"),
    *("StateChange", "Sweep", "TranscriptText", "Unindexed", "Upload", "WrittenItem"),
}

# What rows are, not what they say.
_KEYS = {"id", "show", "episode", "person", "created_at", "updated_at"}


def cases(table):
    return [
        pytest.param(model, field, value, id=f"{model.__name__}.{field}")
        for model, fields in table.items()
        for field, value in fields.items()
        if value is not None or field == "season"
    ]


@pytest.fixture
def show(db):
    """A show with two rows of everything, so that a place in an order can be seen to change."""
    show = ShowFactory(
        slug="slack-water",
        description="About.",
        license="CC-BY-4.0",
        location_name="Lisbon",
        update_rule="FREQ=WEEKLY;BYDAY=TU",
        cover="images/one.jpg",
        category_1="Arts > Design",
    )
    episode = EpisodeFactory(
        show=show,
        slug="shown",
        season=SeasonFactory(show=show, number=1, name="One"),
        number=1,
        license="CC-BY-4.0",
        funding_url="https://g.example/",
        social_url="https://s.example/",
        social_protocol="activitypub",
        location_name="Lisbon",
        cover="images/two.jpg",
    )
    host = StandingCreditFactory(show=show, position=1, person__portrait="images/host.jpg").person
    StandingCreditFactory(show=show, position=2, person=PersonFactory(name="Second host"))
    CreditFactory(episode=episode, person=host, role="host", position=1)
    CreditFactory(episode=episode, person=PersonFactory(name="Guest"), position=2)
    for number in (1, 2):
        ChapterFactory(episode=episode, start_ms=number * 60_000)
        ResourceLinkFactory(episode=episode, label=f"Link {number}", position=number)
        models.Soundbite.objects.create(episode=episode, start_ms=number * 1000, duration_ms=500)
        models.FundingLink.objects.create(show=show, label=f"Give {number}", url="https://g.example/", position=number)
        models.FeedText.objects.create(show=show, purpose="verify", value=str(number), position=number)
        models.RecommendedFeed.objects.create(show=show, title="T", guid=uuid.UUID(int=number), position=number)
    TranscriptFactory(episode=episode)
    episode.topics.add(TopicFactory(name="Bells"))
    older = EpisodeFactory(
        show=show,
        slug="older",
        publish_at=timezone.now() - dt.timedelta(days=9),
        audio_url="",
        audio_file="audio/older.mp3",
    )
    models.OutgoingAudio.objects.create(
        episode=older, source="audio/older.mp3", file="outgoing/older.mp3", size=5, fingerprint="older"
    )
    return show


def asked(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response["ETag"], response.content


def change(model, field, value):
    """Change the first row of `model`, past `save()` and signals."""
    changed = {field: value}
    if field == "social_protocol":
        changed["social_url"] = "https://s.example/"
    assert model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**changed) == 1


def test_every_model_is_in_the_tables_or_in_no_feed():
    """What the feed shows of a new model has to be said here; that it shows nothing of it, too."""
    present = {model for app in APPS for model in apps.get_app_config(app).get_models()}
    named = {model.__name__ for model in present - set(SHOWN)}
    assert set(SHOWN) == set(NOT_SHOWN)
    assert named == NOT_IN_A_FEED


def test_every_field_is_in_one_of_the_tables():
    for model in SHOWN:
        named = {field.name for field in model._meta.concrete_fields} - _KEYS
        named -= {"slug"} if model is models.Show else set()  # another address is another feed
        assert set(SHOWN[model]) | set(NOT_SHOWN[model]) == named, model
        assert not set(SHOWN[model]) & set(NOT_SHOWN[model]), model


@pytest.mark.parametrize(("model", "field", "value"), cases(SHOWN))
def test_a_change_of_what_is_shown_changes_tag_and_answer(client, show, model, field, value):
    before, body = asked(client)
    change(model, field, value)
    after, changed = asked(client)
    assert after != before
    assert changed != body
    assert client.get(ADDRESS, headers={"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize(("model", "field", "value"), cases(NOT_SHOWN))
def test_a_change_of_what_is_not_shown_changes_nothing(client, show, model, field, value):
    before = asked(client)
    change(model, field, value)
    assert asked(client) == before
    assert client.get(ADDRESS, headers={"If-None-Match": before[0]}).status_code == 304


# After them there is no page to compare, or they are columns that only the feed shows.
_LAST = ("slug", "state", "domain", "language")
_OF_THE_FEED = set(SHOWN[models.Show]) - {"title", "tagline", "description", "language", "cover", "cover_alt"}


@pytest.mark.parametrize("model", SHOWN)
def test_pages_that_are_put_together_of_kept_parts_are_as_those_made_of_nothing(client, show, model):
    person = models.Credit.objects.get(role="host").person

    def pages():
        found = map(client.get, ["/slack-water/shown/", "/slack-water/", person.get_absolute_url()])
        return [(page.status_code, page.content) for page in found]

    pages()
    changes = {field: value for field, value in {**SHOWN[model], **NOT_SHOWN[model]}.items() if value is not None}
    for field in sorted(changes, key=_LAST.__contains__):
        if model is not models.Show or field not in _OF_THE_FEED:
            change(model, field, changes[field])
            kept = pages()
            cache.clear()
            assert kept == pages(), field


def test_a_tagline_stands_in_for_a_description_that_is_not_there(client, show):
    models.Show.objects.update(description="")
    before = asked(client)
    models.Show.objects.update(tagline="Other")
    assert asked(client) != before


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "withdrawn", "silent"])
def test_an_episode_that_is_not_public_changes_nothing(client, show, trait):
    before = asked(client)
    secret = EpisodeFactory(show=show, title="Secret", **{trait: True})
    ChapterFactory(episode=secret)
    CreditFactory(episode=secret)
    assert asked(client) == before


def test_another_show_changes_nothing(client, show):
    before = asked(client)
    EpisodeFactory()
    PersonLinkFactory()
    PersonLink.objects.update(label="Other")
    assert asked(client) == before


@pytest.mark.parametrize(
    "model",
    [
        models.Chapter,
        models.ResourceLink,
        models.Credit,
        models.StandingCredit,
        models.Transcript,
        models.Soundbite,
        models.FundingLink,
        models.FeedText,
        models.RecommendedFeed,
        models.OutgoingAudio,
        models.Episode.topics.through,
        models.Episode,
    ],
)
def test_a_row_that_goes_and_one_that_comes_change_the_answer(client, show, model):
    whole = asked(client)
    row = model.objects.order_by("pk").first()
    pk = row.pk
    model.objects.filter(pk=pk).delete()
    without = asked(client)
    assert without != whole
    if model is not models.Episode:
        row.pk = pk
        model.objects.bulk_create([row])
        assert asked(client) == whole


def test_a_scheduled_episode_is_in_the_feed_at_its_second(client, show):
    moment = timezone.now().replace(microsecond=0) + dt.timedelta(hours=2)
    EpisodeFactory(show=show, title="New", publish_at=moment)
    with time_machine.travel(moment - dt.timedelta(milliseconds=1), tick=False):
        before, body = asked(client)
        assert b"New" not in body
    with time_machine.travel(moment, tick=False):
        response = client.get(ADDRESS, headers={"If-None-Match": before})
        assert response.status_code == 200
        assert b"<title>New</title>" in response.content
        assert response["Last-Modified"] if timezone.now() > moment else "Last-Modified" not in response


@pytest.mark.parametrize(("seconds", "age"), [(3600, 60), (60, 60), (59.5, 59), (1, 1), (0.5, 0)])
def test_nobody_may_keep_it_past_the_next_scheduled_moment(client, show, seconds, age):
    now = timezone.now()
    EpisodeFactory(show=show, publish_at=now + dt.timedelta(seconds=seconds))
    with time_machine.travel(now, tick=False):
        assert client.get(ADDRESS)["Cache-Control"] == f"public, max-age={age}"


def test_what_was_withdrawn_is_gone_at_the_next_request(client, show):
    assert b"shown" in asked(client)[1]
    models.Episode.objects.filter(slug="shown").update(state="withdrawn")
    assert b"shown" not in asked(client)[1]
