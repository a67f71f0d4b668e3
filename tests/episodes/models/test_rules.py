"""What must always hold, held by the database itself; and the same said in a sentence to a person first."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from episodes.models import (
    Chapter,
    Credit,
    Episode,
    EpisodeAddress,
    Season,
    Show,
    ShowAddress,
    Topic,
    TopicAddress,
    Transcript,
)
from guests.models import Person, PersonAddress
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


def refused_by_database(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "approved", "publish_at": None},
        {"state": "public"},
        {"slug": ""},
        {"guid": ""},
        {"number": 0},
        {"duration_ms": 0},
        {"audio_file": "audio/a.mp3", "audio_url": "https://audio.example/a.mp3"},
        {"audio_type": ""},
    ],
)
def test_an_episode_cannot_be(fields):
    episode = EpisodeFactory()
    assert refused_by_database(lambda: Episode.objects.filter(pk=episode.pk).update(**fields))


@pytest.mark.parametrize("fields", [{"start_ms": -1}, {"start_ms": 5000, "end_ms": 5000}])
def test_a_chapter_cannot_be(fields):
    chapter = ChapterFactory()
    assert refused_by_database(lambda: Chapter.objects.filter(pk=chapter.pk).update(**fields))


def test_what_is_unique_is_unique():
    show = ShowFactory()
    season = SeasonFactory(show=show, number=1)
    one = EpisodeFactory(show=show, slug="one", number=1)
    EpisodeFactory(show=show, season=season, number=1)
    ChapterFactory(episode=one, start_ms=0)
    credit = CreditFactory(episode=one)
    TranscriptFactory(episode=one, language="en")
    for make in [
        lambda: EpisodeFactory(show=show, slug="one"),
        lambda: EpisodeFactory(show=show, guid=one.guid),
        lambda: EpisodeFactory(show=show, number=1),
        lambda: EpisodeFactory(show=show, season=season, number=1),
        lambda: SeasonFactory(show=show, number=1),
        lambda: SeasonFactory(show=show, number=0),
        lambda: ChapterFactory(episode=one, start_ms=0),
        lambda: Credit.objects.create(episode=one, person=credit.person, role=credit.role),
        lambda: Transcript.objects.create(episode=one, language="en", webvtt="WEBVTT"),
        lambda: ShowFactory(slug=show.slug),
    ]:
        assert refused_by_database(make)


def test_what_may_be_twice_may_be_twice():
    one = EpisodeFactory(slug="one", number=1)
    EpisodeFactory(slug="one", number=1)  # another show
    EpisodeFactory(show=one.show, number=1, kind="bonus")
    EpisodeFactory(show=one.show, number=None)
    EpisodeFactory(show=one.show, number=None)
    assert Episode.objects.count() == 5


def test_guids_are_made_once_and_are_nothing_like_the_title():
    one, other = EpisodeFactory(title="Same"), EpisodeFactory(title="Same")
    before = one.guid
    one.title, one.slug = "Other", "other"
    one.save()
    one.refresh_from_db()
    assert one.guid == before
    assert one.guid != other.guid


@pytest.mark.parametrize(
    ("make", "model"),
    [
        (lambda: CreditFactory().person, Person),
        (lambda: StandingCreditFactory().person, Person),
        (lambda: EpisodeFactory().show, Show),
        (lambda: SeasonFactory().show, Show),
        (lambda: EpisodeFactory(season=SeasonFactory()).season, Season),
    ],
)
def test_deleting_never_takes_something_else_along_silently(make, model):
    thing = make()
    with pytest.raises(ProtectedError):
        thing.delete()
    assert model.objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("slug", ["admin", "guests", "media", "search", "topics"])
def test_an_address_of_the_site_is_no_show(slug):
    with pytest.raises(ValidationError, match="an address of the site itself"):
        ShowFactory.build(slug=slug).full_clean()


def test_an_address_of_the_show_is_no_episode():
    with pytest.raises(ValidationError, match="an address of the show itself"):
        EpisodeFactory.build(show=ShowFactory(), slug="links").full_clean()


def test_a_season_of_another_show_is_refused():
    with pytest.raises(ValidationError, match="belongs to another show"):
        EpisodeFactory.build(show=ShowFactory(), season=SeasonFactory()).full_clean()


def test_an_address_that_still_leads_somewhere_is_not_given_away():
    episode, topic, person = EpisodeFactory(), TopicFactory(), PersonFactory()
    ShowAddress.objects.create(show=episode.show, slug="old")
    EpisodeAddress.objects.create(show=episode.show, episode=episode, slug="old")
    TopicAddress.objects.create(topic=topic, slug="old")
    PersonAddress.objects.create(person=person, slug="old")
    for other in [
        Show(title="Other", slug="old"),
        EpisodeFactory.build(show=episode.show, slug="old"),
        Topic(name="Other", slug="old"),
        Person(name="Other", slug="old"),
    ]:
        with pytest.raises(ValidationError, match="once and still does"):
            other.full_clean()
    for owner in (episode.show, episode, topic, person):
        owner.slug = "old"
        owner.full_clean()


@pytest.mark.parametrize("url", ["http://audio.example/a.mp3", "ftp://audio.example/a.mp3", "javascript:alert(1)"])
def test_audio_elsewhere_is_at_an_https_address(url):
    with pytest.raises(ValidationError):
        EpisodeFactory.build(show=ShowFactory(), audio_url=url).full_clean()


@pytest.mark.parametrize(("language", "valid"), [("en", True), ("pt-BR", True), ("English", False), ("e", False)])
def test_a_language_is_a_tag(language, valid):
    show = ShowFactory.build(language=language)
    if valid:
        show.full_clean()
    else:
        with pytest.raises(ValidationError, match="BCP 47"):
            show.full_clean()
