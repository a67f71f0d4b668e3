import pytest

from episodes.finding import without_page
from episodes.models import EpisodeAddress, ShowAddress
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, ShowFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _rows():
    show = ShowFactory(slug="tides")
    lamp = EpisodeFactory(show=show, slug="lamp")
    lamp.topics.add(TopicFactory(slug="light"))
    CreditFactory(episode=lamp, person=PersonFactory(slug="ada"))
    draft = EpisodeFactory(show=show, slug="moon", draft=True)
    draft.topics.add(TopicFactory(slug="dark"))
    CreditFactory(episode=draft, person=PersonFactory(slug="bo"))
    EpisodeFactory(show=ShowFactory(slug="secret"), draft=True)
    ShowAddress.objects.create(show=show, slug="water")
    EpisodeAddress.objects.create(show=show, episode=lamp, slug="lantern")


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(
    ("there", "missing"),
    [
        (
            ["/tides/", "/water/", "/tides/feed.xml", "/tides/links/?by=topic"],
            ["/secret/", "/slak/", "/secret/feed.xml"],
        ),
        (
            ["/tides/lantern/?t=14:37#notes", "/tides/lamp/", "/water/lamp/", "/water/lantern/chapters.json"],
            ["/tides/moon/", "/tides/lamb/", "/slak/lantern/", "/secret/lantern/"],
        ),
        (["/topics/", "/topics/light/"], ["/topics/dark/", "/topics/lite/"]),
        (["/guests/", "/guests/ada/"], ["/guests/bo/", "/guests/eve/"]),
        (["/", "/llms.txt", "/search/?q=lamp"], ["/guess.txt"]),
    ],
)
def test_a_page_is_what_listeners_can_see_or_are_led_to(there, missing):
    assert without_page([*there, *missing]) == set(missing)


@pytest.mark.usefixtures("_rows")
def test_many_addresses_are_looked_for_with_as_many_queries_as_one(django_assert_num_queries):
    for count in (1, 3):
        addresses = [f"/{kind}{n}/" for n in range(count) for kind in ("topics/x", "guests/x", "x", "slack/x")]
        with django_assert_num_queries(8):
            assert without_page(addresses) == set(addresses)
