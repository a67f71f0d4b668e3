import pytest

from episodes import bin as episode_bin
from episodes import intake, slugs, starting
from episodes.models import RetiredAddress
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory()


def present(show, slug, editor):
    EpisodeFactory(show=show, slug=slug)


def in_the_bin(show, slug, editor):
    episode_bin.discard(episode=EpisodeFactory(show=show, slug=slug, draft=True), by=editor)


def left_behind(show, slug, editor):
    EpisodeFactory(show=show).former_addresses.create(show=show, slug=slug)


def gone_for_good(show, slug, editor):
    RetiredAddress.objects.create(show=show, slug=slug)


TAKEN = [present, in_the_bin, left_behind, gone_for_good]


@pytest.mark.parametrize("take", TAKEN)
def test_an_address_that_is_or_was_another_s_is_not_free(take, show, editor):
    assert slugs.free("The lamp room", show=show) == "the-lamp-room"
    take(show, "the-lamp-room", editor)
    assert slugs.free("The lamp room", show=show) == "the-lamp-room-2"
    assert slugs.free("The lamp room", show=ShowFactory()) == "the-lamp-room"


def test_an_address_of_the_show_itself_is_not_free(show):
    assert slugs.free("Feed", show=show) == "feed-2"


@pytest.mark.parametrize("take", TAKEN)
def test_pasted_notes_become_a_draft_whoever_had_their_title_before(take, show, editor):
    take(show, "the-lamp-room", editor)
    made = intake.fill(filling=intake.Filling(title="The lamp room"), show=show, by=editor)
    assert made.slug == "the-lamp-room-2"


@pytest.mark.parametrize("take", TAKEN)
def test_a_duplicate_takes_no_address_that_is_kept_for_another(take, show, editor):
    episode = EpisodeFactory(show=show, title="The lamp room", slug="lamp")
    take(show, "the-lamp-room-copy", editor)
    assert starting.duplicate(episode=episode, by=editor).slug == "the-lamp-room-copy-2"
