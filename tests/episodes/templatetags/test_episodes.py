import pytest

from episodes.models import Episode, Role
from episodes.templatetags.episodes import guests
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_guests_are_each_named_once_in_order_and_without_hosts_and_crew() -> None:
    episode = EpisodeFactory()
    host, first, second, engineer = PersonFactory.create_batch(4)
    for position, (person, role) in enumerate(
        [
            (host, Role.HOST),
            (first, Role.GUEST),
            (second, Role.GUEST_HOST),
            (first, Role.GUEST_HOST),
            (engineer, Role.AUDIO_ENGINEER),
        ]
    ):
        CreditFactory(episode=episode, person=person, role=role, position=position)

    (shown,) = Episode.objects.with_credits([episode])
    assert guests(shown) == [first, second]
