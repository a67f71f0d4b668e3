import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from episodes import starting
from episodes.models import Episode
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    StandingLinkFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


def test_a_show_has_title_notes_number_season_people_and_links_ready(time_machine):
    # On the show's clock it is Monday of the tenth week already.
    time_machine.move_to("2027-03-07T15:30:00Z", tick=False)
    show = ShowFactory(
        time_zone="Asia/Tokyo", title_pattern="Season {season}, week {week}:", notes_template="## Takeaways\n\n- "
    )
    season = SeasonFactory(show=show, number=3)
    EpisodeFactory(show=show, season=season, number=7)
    assert starting.values(show=show) == {
        "season": season,
        "number": 8,
        "explicit": False,
        "title": "Season 3, week 10: ",
        "notes": "## Takeaways\n\n- ",
    }
    host = StandingCreditFactory(show=show)
    StandingLinkFactory(show=show, label="Write to us", position=2)
    StandingLinkFactory(show=show, label="Sponsor", sponsored=True, position=1)
    assert starting.credits(show=show) == [{"person": host.person_id, "role": host.role}]
    assert starting.links(show=show) == [
        {"label": "Sponsor", "url": "https://sponsor.example/", "sponsored": True},
        {"label": "Write to us", "url": "https://sponsor.example/", "sponsored": False},
    ]


def test_half_a_title_is_none():
    assert starting.values(show=ShowFactory(title_pattern="Season {season}:"))["title"] == ""
    assert starting.values(show=ShowFactory())["title"] == ""


def test_a_duplicate_is_a_draft_of_its_own_without_audio(producer):
    season = SeasonFactory()
    original = EpisodeFactory(
        show=season.show, season=season, number=4, title="A lamp", slug="a-lamp", summary="Short.", notes="Long.",
        explicit=True, block=True, cover_alt="A lamp", social_url="https://social.example/1",
        social_protocol="activitypub",
    )  # fmt: skip
    original.cover.save("cover.png", ContentFile(b"picture"))
    topic = TopicFactory()
    original.topics.add(topic)
    person = PersonFactory()
    CreditFactory(episode=original, person=person, role="host", position=3)
    ResourceLinkFactory(episode=original, label="Sponsor", url="https://s.example/", sponsored=True, position=2)
    ChapterFactory(episode=original)
    TranscriptFactory(episode=original)

    copy = Episode.objects.get(pk=starting.duplicate(episode=original, by=producer).pk)

    assert (copy.title, copy.slug, copy.number, copy.state) == ("A lamp (copy)", "a-lamp-copy", 5, "draft")
    assert (copy.show, copy.season, copy.kind) == (original.show, season, "full")
    assert (copy.summary, copy.notes, copy.cover_alt, copy.explicit, copy.block) == (
        "Short.", "Long.", "A lamp", True, True,
    )  # fmt: skip
    assert copy.guid != original.guid
    assert (copy.has_audio, copy.audio_type, copy.duration_ms, copy.publish_at, copy.social_url) == (
        False, "", None, None, "",
    )  # fmt: skip
    assert list(copy.topics.all()) == [topic]
    assert list(copy.credits.values_list("person", "role", "position")) == [(person.pk, "host", 3)]
    links = copy.resource_links.values_list("label", "url", "sponsored", "position")
    assert list(links) == [("Sponsor", "https://s.example/", True, 2)]
    assert (copy.chapters.count(), copy.transcripts.count(), copy.state_changes.count()) == (0, 0, 0)
    assert copy.cover.name != original.cover.name
    with copy.cover.open() as cover:
        assert cover.read() == b"picture"


def test_each_duplicate_has_an_address_and_a_number_of_its_own(producer):
    original = EpisodeFactory(title="A lamp", number=1)
    copies = [starting.duplicate(episode=original, by=producer) for _ in range(3)]
    assert [copy.slug for copy in copies] == ["a-lamp-copy", "a-lamp-copy-2", "a-lamp-copy-3"]
    assert [copy.number for copy in copies] == [2, 3, 4]
    assert len({copy.guid for copy in copies}) == 3


def test_a_long_title_and_a_lost_cover_are_no_hindrance_and_a_trailer_has_no_number(producer):
    original = EpisodeFactory(title="x" * 255, kind="trailer", cover="images/lost.png")
    copy = starting.duplicate(episode=original, by=producer)
    assert (copy.title, copy.number, copy.cover.name) == ("x" * 235 + " (copy)", None, "")


def test_who_may_not_add_does_not_duplicate(stranger):
    with pytest.raises(PermissionDenied):
        starting.duplicate(episode=EpisodeFactory(), by=stranger)
    assert Episode.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_duplicate_costs_the_same_for_any_number_of_rows(producer, django_assert_num_queries, count):
    original = EpisodeFactory(draft=True)
    for _ in range(count):
        CreditFactory(episode=original)
        ResourceLinkFactory(episode=original)
    producer.has_perm("episodes.add_episode")
    with django_assert_num_queries(13):
        starting.duplicate(episode=original, by=producer)
