"""Two profiles of one person become one, and nothing that led to either is lost."""

import pytest
from django.core.exceptions import PermissionDenied

from episodes import merging, versions
from episodes.models import Credit, StandingCredit
from guests.models import MergedPerson, Person, PersonAddress
from tests.factories import (
    CreditFactory,
    EpisodeFactory,
    MembershipFactory,
    PersonFactory,
    PersonLinkFactory,
    ShowFactory,
    StandingCreditFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory()


@pytest.fixture
def kept():
    return PersonFactory(name="Inês Duarte", slug="ines-duarte", headline="")


@pytest.fixture
def gone():
    return PersonFactory(name="Ines Duarte", slug="ines", headline="Hydrographer", bio="Measures *tides*.")


def test_credits_move_and_none_is_there_twice(show, kept, gone, editor):
    both, alone, binned = EpisodeFactory.create_batch(3, show=show)
    CreditFactory(episode=both, person=kept, role="guest")
    for episode, role in ((both, "guest"), (both, "editor"), (alone, "host"), (binned, "guest")):
        CreditFactory(episode=episode, person=gone, role=role)
    type(binned).everything.filter(pk=binned.pk).update(deleted_at=binned.publish_at, state="draft")
    StandingCreditFactory(show=show, person=kept, role="host")
    for role in ("host", "editor"):
        StandingCreditFactory(show=show, person=gone, role=role)
    merging.merge(kept=kept, gone=gone, by=editor)
    assert sorted(Credit.objects.values_list("episode", "person", "role")) == sorted(
        (episode.pk, kept.pk, role)
        for episode, role in ((both, "guest"), (both, "editor"), (alone, "host"), (binned, "guest"))
    )
    assert sorted(StandingCredit.objects.values_list("person", "role")) == [(kept.pk, "editor"), (kept.pk, "host")]
    assert not Person.objects.filter(pk=gone.pk).exists()


def test_every_former_address_leads_to_the_one_that_stays(client, show, kept, gone, editor):
    PersonAddress.objects.create(slug="i-duarte", person=gone)
    CreditFactory(episode=EpisodeFactory(show=show), person=gone)
    merging.merge(kept=kept, gone=gone, by=editor)
    for slug in ("ines", "i-duarte"):
        response = client.get(f"/guests/{slug}/?page=1")
        assert (response.status_code, response["Location"]) == (301, "/guests/ines-duarte/?page=1")
    third = PersonFactory(slug="duarte")
    merging.merge(kept=third, gone=kept, by=editor)
    for slug in ("ines", "i-duarte", "ines-duarte"):
        assert client.get(f"/guests/{slug}/")["Location"] == "/guests/duarte/"
    assert set(MergedPerson.objects.values_list("key", "person")) == {(gone.pk, third.pk), (kept.pk, third.pk)}


def test_what_the_one_that_stays_lacks_is_taken_over_and_nothing_else(show, kept, gone, editor):
    Person.objects.filter(pk=kept.pk).update(bio="Of the tide office.")
    Person.objects.filter(pk=gone.pk).update(portrait="images/a.jpg", portrait_x=20, portrait_alt="With a gauge")
    PersonLinkFactory(person=kept, label="Home", url="https://ines.example/", position=1)
    PersonLinkFactory(person=gone, label="Home page", url="https://ines.example/", position=1)
    PersonLinkFactory(person=gone, label="Office", url="https://tides.example/", position=2)
    merging.merge(kept=kept, gone=gone, by=editor)
    kept.refresh_from_db()
    assert (kept.name, kept.headline, kept.bio) == ("Inês Duarte", "Hydrographer", "Of the tide office.")
    assert (kept.portrait.name, kept.portrait_x, kept.portrait_alt) == ("images/a.jpg", 20, "With a gauge")
    assert [link.label for link in kept.links.all()] == ["Home", "Office"]


def test_each_episode_has_a_version_of_it_and_former_ones_can_be_taken_back_to(show, kept, gone, editor):
    episode = EpisodeFactory(show=show, draft=True)
    CreditFactory(episode=episode, person=kept, role="guest")
    CreditFactory(episode=episode, person=gone, role="guest")
    CreditFactory(episode=episode, person=gone, role="editor")
    merging.merge(kept=kept, gone=gone, by=editor)
    merged, before = episode.versions.all()
    assert [(one.cause, one.by) for one in (merged, before)] == [("merged", editor), ("before", None)]
    [change] = versions.changes(before=before.content, after=merged.content)
    assert "Ines Duarte" in " ".join(change.before)
    episode.credits.all().delete()
    assert versions.restore(version=before, by=editor) == []
    assert sorted(episode.credits.values_list("person", "role")) == [(kept.pk, "editor"), (kept.pk, "guest")]


def test_the_plan_says_what_will_happen(show, kept, gone):
    episode = EpisodeFactory(show=show)
    moved = CreditFactory(episode=episode, person=gone, role="editor")
    for person in (kept, gone):
        CreditFactory(episode=episode, person=person, role="guest")
    its = merging.plan(kept=kept, gone=gone)
    assert its.credits == [moved]
    assert [credit.role for credit in its.doubles] == ["guest"]
    assert (its.addresses, its.filled_names) == (["ines"], ["headline", "bio"])
    assert its.lost == [("name", "Ines Duarte")]
    kept.headline, kept.portrait = "Of the tide office", "images/a.jpg"
    gone.portrait = "images/b.jpg"
    its = merging.plan(kept=kept, gone=gone)
    assert its.lost == [("name", "Ines Duarte"), ("headline", "Hydrographer"), ("portrait", "")]


@pytest.mark.parametrize("standing", [False, True])
def test_who_does_not_work_on_a_show_does_not_change_who_is_on_it(show, kept, gone, standing):
    if standing:
        StandingCreditFactory(show=ShowFactory(), person=gone)
    else:
        CreditFactory(episode=EpisodeFactory(show=ShowFactory()), person=gone)
    somebody = UserFactory()
    MembershipFactory(user=somebody, show=show, role="editor")
    with pytest.raises(merging.Refused, match="do not work on"):
        merging.merge(kept=kept, gone=gone, by=somebody)
    assert Person.objects.count() == 2


def test_it_takes_the_right_to_delete_a_profile(kept, gone, producer):
    with pytest.raises(PermissionDenied):
        merging.merge(kept=kept, gone=gone, by=producer)


def test_with_itself_and_with_nobody_it_cannot_be_merged(show, kept, gone, editor):
    with pytest.raises(merging.Refused, match="itself"):
        merging.merge(kept=kept, gone=kept, by=editor)
    Person.objects.filter(pk=gone.pk).delete()
    with pytest.raises(merging.Refused, match="not there"):
        merging.merge(kept=kept, gone=gone, by=editor)
